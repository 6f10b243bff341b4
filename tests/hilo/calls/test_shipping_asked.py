"""Who asks in a call about sending to a town reads what the zones tell of it, not that somebody will look."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from hilo.calls.shipping_asked import answer_of_zone
from hilo.memory.database import reading
from hilo.memory.tables import Outbox


@pytest.mark.parametrize(("question", "country", "told"), [
    ("¿sí mandan a Guadalajara y cuánto se tarda?", "MX", "El envío a Guadalajara cuesta US$ 32 y tarda entre 9 y 18 "),
    ("¿hacen envíos a Paraná y cuánto tardan?", "AR", "El envío a Paraná cuesta $ 6.900 y tarda entre 2 y 4 días"),
    ("¿cuánto sale el envío a Madrid?", "ES", "El envío a Madrid cuesta US$ 38"),
    ("¿y llega a Lima?", "PE", "El envío a Lima cuesta US$ 32"),
])
def test_sending_to_a_town_is_answered_by_its_zone(question: str, country: str, told: str) -> None:
    assert told in (answer_of_zone(question, country, "usted") or "").replace("\xa0", " ")


@pytest.mark.parametrize("question", [
    "¿cuándo llega mi pedido a Rosario?", "¿hacen envíos?", "¿tienen local en Rosario?",
    "¿me mandan la factura a Lima?",
    "¿mandan a Rosario o a Paraná?", "¿tienen talla 38?",
])
def test_other_questions_are_left_to_the_approved_answers_or_the_team(question: str) -> None:
    assert answer_of_zone(question, "AR", None) is None


def test_question_about_sending_is_answered_in_the_message_after_the_call(report: Callable[..., int]) -> None:
    report("""
        a: Hola, gracias por llamar. Soy el asistente virtual. ¿En qué te ayudo?
        u: Hola, busco unas zapatillas negras para correr.
        a: Perfecto. ¿Tienes alguna pregunta?
        u: Sí, ¿hacen envíos a Paraná y cuánto tardan?
        a: Eso te lo confirmo por WhatsApp. ¿Algo más?
        u: No, nada más, gracias.""")
    with reading() as session:
        [written] = session.scalars(select(Outbox))
    assert "El envío a Paraná cuesta" in written.payload["text"]
    assert "ya la pasé al equipo" not in written.payload["text"]
