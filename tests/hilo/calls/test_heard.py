"""What is asked, left open and promised in turns of speech that no rule was written for."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.calls.analysis import Analysis, analyse
from hilo.calls.heard import parts_of, without_lead
from hilo.calls.referred import referred
from hilo.calls.transcript import Turn, turns_of


def turns(*said: str) -> list[Turn]:
    told = [{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in said]
    return turns_of(told, datetime(2026, 11, 23, 10, tzinfo=timezone.utc))


def read(*said: str) -> Analysis:
    return analyse(turns(*said), "MX")


@pytest.mark.parametrize(("reply", "open_ones"), [
    ("a Es de tela gruesa, muy abrigadora.", 1), ("a Sí, se puede lavar en la máquina.", 0),
    ("a No tengo ese dato, lo pregunto y le escribo.", 1)])
def test_a_question_without_a_sign_is_open_where_the_agent_speaks_of_something_else(reply: str, open_ones: int) -> None:
    found = read("a Ceibo, buenas tardes.", "u buenas quería ver la cobija gris", "a Claro, la tenemos.",
                 "u y esa cobija se puede lavar en la máquina", reply, "u ah bueno")
    assert len(found.pending_questions) == open_ones


def test_a_question_keeps_the_short_words_that_name_its_thing() -> None:
    said = turns("u y los cojines vienen con relleno porque yo no sé coser")[0]
    assert parts_of(said) == ["y los cojines vienen con relleno", "porque yo no sé coser"]


def test_what_is_promised_without_a_verb_is_a_promise_of_the_business() -> None:
    found = read("a Ceibo, buenas tardes.", "u quiero la cotización de treinta polos por correo",
                 "a Perfecto. Mañana la cotización en su correo, con los precios y el plazo.", "u perfecto gracias")
    assert [one["who"] for one in found.commitments] == ["business"]
    assert "cotización" in found.commitments[0]["what"]


def test_what_the_customer_will_do_names_the_thing_that_lo_stands_for() -> None:
    found = read("a La etiqueta para devolver la chaqueta se la mando hoy por correo.",
                 "u listo yo la llevo mañana al correo", "a Muy bien, gracias.")
    theirs = [one for one in found.commitments if one["who"] == "customer"]
    assert [one["what"] for one in theirs] == ["llevar la chaqueta mañana al correo"]


@pytest.mark.parametrize(("said", "thing"), [
    ("el viernes la llevo", "campera"), ("yo se los mando", "zapatos"), ("mañana llamo", ""),
    ("mando la foto", "")])
def test_a_pronoun_stands_for_the_last_thing_of_its_kind(said: str, thing: str) -> None:
    talk = turns("a ¿Cambiamos los zapatos?", "u sí y la campera verde", f"u {said}")
    assert referred(talk, 2, said) == thing


def test_an_appointment_is_a_promise_and_a_step() -> None:
    found = read("a Ceibo, buenas tardes.", "u quiero una cita con la asesora por video", "a ¿Qué día le acomoda?",
                 "u el viernes a las seis de la tarde", "a Viernes 27 a las seis de la tarde, libre.",
                 "u perfecto gracias")
    assert [one["due"] for one in found.commitments] == ["2026-11-27T18:00:00+00:00"]
    assert found.next_steps == ["atender la cita con la asesora por videollamada el viernes 27/11 a las 18:00"]


def test_two_promises_of_one_sentence_are_told_apart() -> None:
    found = read("a Ceibo, buenas tardes.", "u quiero cancelar la colcha que pedí ayer",
                 "a Hoy mismo la cancelo y el reembolso va a la misma tarjeta.", "u ándele pues gracias")
    assert [one["who"] for one in found.commitments] == ["business"] * 2
    assert "reembolso" not in found.commitments[0]["what"]
    assert "reembolso va a la misma tarjeta" in found.commitments[1]["what"]


def test_who_only_waits_promises_nothing() -> None:
    found = read("a Ceibo, buenas tardes.", "u mañana mido a la nena y te mando el número por whatsapp",
                 "a Dale, lo espero.", "u chau gracias")
    assert {one["who"] for one in found.commitments} == {"customer"}


def test_what_goes_on_beside_a_refusal_is_a_promise_of_its_own() -> None:
    found = read("a Su pedido llega mañana.", "u gracias y los avisos por mensaje de texto ya no me los manden",
                 "a Le quito los avisos por mensaje de texto y le escribimos por WhatsApp cuando esté cerca.",
                 "u gracias")
    assert {"stop", "write"} <= {one["kind"] for one in found.commitments}


@pytest.mark.parametrize("said", ["sí anotame ahí, que me lleguen todas", "sí, inscríbame por whatsapp"])
def test_who_asks_for_offers_refuses_nothing(said: str) -> None:
    found = read("a Ceibo, buenas tardes.", "u siempre se me pasa, cómo hago para que me avisen de las promociones",
                 "a Si quiere la inscribo y le llegan por WhatsApp.", f"u {said}", "a Listo, la inscribo.")
    assert found.opt_out is None


def test_what_is_told_beside_a_promise_is_none() -> None:
    found = read("a Ceibo, buenas tardes.", "u quiero la ficha del colchón por whatsapp",
                 "a Listo, le mando la ficha por WhatsApp.", "u y hasta qué hora atienden",
                 "a El lunes abrimos a las nueve.", "u perfecto gracias")
    assert [one["kind"] for one in found.commitments] == ["send"]


@pytest.mark.parametrize(("said", "due"), [
    ("El miércoles le escribimos cuando el repartidor esté en camino.", "2026-11-25"),
    ("Le guardo la vino y la plomo hasta el viernes.", "2026-11-27")])
def test_a_promise_is_to_come_whatever_its_words_look_like(said: str, due: str) -> None:
    found = read("a Ceibo, buenas tardes.", "u me gustan las dos chompas la vino y la plomo", f"a {said}",
                 "u ya gracias")
    assert [one["due"] for one in found.commitments] == [due]


@pytest.mark.parametrize(("part", "rest"), [
    ("Sí, claro, le mando la foto", "le mando la foto"), ("No hay problema, lo espera", "No hay problema, lo espera"),
    ("Si lo pide hoy, llega el jueves", "Si lo pide hoy, llega el jueves")])
def test_only_words_that_lead_to_something_are_left_away(part: str, rest: str) -> None:
    assert without_lead(part) == rest
