"""What somebody writes while nobody has come yet."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from handed_over import minutes

from hilo.handoff import waiting as waits
from hilo.handoff.timers import process_due
from hilo.memory.database import writing
from hilo.memory.tables import Handoff, NextAction

Make = Callable[..., Any]


def reply(person: Any, text: str, at: float = 6) -> str | None:
    """The name of the text with which the assistant answers, if it does."""
    person.writes(text, minutes(at))
    with writing() as session:
        said = waits.reply(session, session.get(Handoff, person.handoff.id), [person.id], text, "in", minutes(at))
        if said:
            assert waits.text_of(said)
    return said[0] if said else None


@pytest.mark.parametrize("text", [
    "mi pedido es el 4471", "hola", "no me llamen, prefiero escribir", "gracias", "ok",
    "la campera que compré tiene el cierre roto y quiero saber cómo la cambio, nadie me llamó"])
def test_what_is_for_the_person_is_left_to_them(waiting: Make, text: str) -> None:
    ana = waiting()
    assert reply(ana, text, 2) is None
    assert ana.status == "waiting_human"


@pytest.mark.parametrize("text", [
    "¿ya me atienden?", "¿sigue ahí?", "¿hay alguien?", "hola??", "cuánto falta?", "¿me va a contestar alguien?",
    "¿hasta qué hora atienden?", "¿estás ahí?", "¿van a tardar mucho?"])
def test_who_asks_how_the_waiting_stands_is_told_truly(waiting: Make, text: str) -> None:
    ana = waiting()
    ana.writes(text, minutes(6))
    with writing() as session:
        name, values = waits.reply(session, session.get(Handoff, ana.handoff.id), [ana.id], text, "in", minutes(6))
        assert (name, values["since"], values["until"]) == ("utter_handoff_stands", "desde hace 6 minutos", "20:00")
        late = waits.reply(session, session.get(Handoff, ana.handoff.id), [ana.id], text, "in", minutes(60 * 12))
        assert (late[0], late[1]["back"]) == ("utter_handoff_stands_closed", "mañana, miércoles, a las 09:00")
    assert ana.status == "waiting_human"


@pytest.mark.parametrize("text", ["y otra cosa: ¿tienen talle 42?", "¿la puedo pagar en cuotas?", "¿y el envío?"])
def test_a_further_question_is_noted_for_the_person_and_that_is_said_once(waiting: Make, text: str,
                                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    ana = waiting()
    assert reply(ana, text, 2) == "utter_handoff_question_noted"
    assert ana.status == "waiting_human"
    monkeypatch.setattr(waits, "_last_said", lambda *_: waits.NOTED)
    assert reply(ana, "¿y en rojo?", 3) is None
    assert reply(ana, "¿sigue ahí?", 8) == "utter_handoff_stands"


@pytest.mark.parametrize("text", ["dejá, no importa", "olvídalo", "/cancel", "sigo contigo", "ya no hace falta"])
def test_who_would_rather_go_on_with_the_assistant_does(waiting: Make, text: str) -> None:
    ana = waiting()
    assert reply(ana, text, 2) == "utter_handoff_back_to_assistant"
    assert (ana.status, ana.handoff.outcome) == ("bot", "bot")


@pytest.mark.parametrize("text", ["sí", "dale, por favor", "/request_call", "que me llamen", "prefiero que me llamen"])
def test_the_offer_of_a_call_is_taken_up_by_the_number_that_is_known(waiting: Make, text: str) -> None:
    ana = waiting("whatsapp", "whatsapp:+5493425551234")
    process_due(minutes(5))
    assert reply(ana, text) == "utter_handoff_call_noted"
    [to_do] = ana.rows(NextAction)
    assert (to_do.type, to_do.priority, to_do.data["phone"]) == ("call_back", "alta", "+543425551234")
    assert (ana.status, ana.handoff.outcome) == ("bot", "call_back")


def test_a_yes_before_any_offer_is_no_wish_for_a_call(waiting: Make) -> None:
    assert reply(waiting(), "sí", 2) is None


def test_without_a_number_it_is_asked_for(waiting: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = waiting()
    process_due(minutes(5))
    assert reply(ana, "sí, que me llamen") == "utter_handoff_call_ask_phone"
    assert ana.status == "waiting_human"
    monkeypatch.setattr(waits, "_last_said", lambda *_: waits.ASKS_PHONE)  # the turn would have written it
    assert reply(ana, "mmm, no sé", 7) is None
    assert reply(ana, "al 342 555-9090", 8) == "utter_handoff_call_noted"
    assert ana.rows(NextAction)[0].data["phone"] == "3425559090"


@pytest.mark.parametrize("text", ["/request_human", "no, gracias, espero", "sigo esperando"])
def test_who_goes_on_waiting_is_told_that_somebody_is_looked_for(waiting: Make, text: str) -> None:
    ana = waiting()
    process_due(minutes(5))
    assert reply(ana, text) == "utter_handoff_still_waiting"
    assert ana.status == "waiting_human"
