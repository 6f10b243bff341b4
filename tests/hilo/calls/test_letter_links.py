"""The letter after a call names the page of the thing that was promised, and nothing open where nothing is."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from hilo import knowledge
from hilo.calls import letter
from hilo.consent import ledger
from hilo.memory.database import reading
from hilo.memory.tables import Contact, Outbox

SITE = "https://www.ceibo.example"


@pytest.mark.parametrize(("wish", "promise", "page"), [
    ("hola busco zapatillas negras talle cuarenta", "Te paso el link de las zapatillas por WhatsApp.", "/zapatillas"),
    ("hola busco zapatillas para correr", "Le mando el enlace de la Zapatilla Costanera por WhatsApp.",
     "/zapatilla-costanera"),
    ("hola busco una campera talle eme", "Le mando los modelos por WhatsApp.", "/camperas"),
    ("hola quería saber qué venden", "Le mando el catálogo por WhatsApp.", ""),
])
def test_the_link_that_was_promised_is_that_of_the_thing(report: Callable[..., int], wish: str, promise: str,
                                                         page: str) -> None:
    report(f"""
        a: Ceibo, buenas tardes.
        u: {wish}
        a: {promise} ¿Está bien?
        u: sí, gracias""")
    with reading() as session:
        written = session.scalars(select(Outbox)).one()
    assert f"Acá podés verlo: {SITE}{page}\n" in written.payload["text"]
    assert f"{SITE}{page})" in written.payload["variables"]["next"]


def test_after_a_call_that_leaves_nothing_open_the_template_speaks_of_nothing_open(report: Callable[..., int]) -> None:
    report("""
        a: Hola, Ceibo, ¿en qué le ayudo?
        u: hola busco una campera negra talle m
        a: La tenemos en negro y en su talle.
        u: bárbaro lo pienso gracias
    """)
    with reading() as session:
        written = session.scalars(select(Outbox)).one()
    assert written.payload["template"] == "call_thanks"
    assert set(written.payload["variables"]) <= {"name", "topic"}
    assert "campera" in written.payload["variables"]["topic"]


def test_in_a_letter_an_answer_has_to_be_surer_than_in_a_chat() -> None:
    question = "ya pasó aduana o sigue allá en argentina"
    assert knowledge.answer(question) is not None
    assert letter.answer_to(question) is None
    assert letter.answer_to("cuándo me devuelven la plata") is not None


def test_a_refusal_is_as_wide_as_the_agent_took_it_up(report: Callable[..., int]) -> None:
    report("""
        a: Hola, le llamo de Ceibo, ¿tiene un minuto?
        u: No me llamen más, por favor. Bórrenme de la lista.
        a: Entendido: no le llamamos más ni le escribimos. Disculpe la molestia.
        u: Gracias, adiós.""")
    with reading() as session:
        assert session.scalars(select(Outbox)).all() == []
        (line,) = ledger.lines(session, session.scalars(select(Contact.id)).all())
        assert (line.purpose, line.channel) == ("all", "all")
