"""What is said in the middle of a search about oneself: the search waits, and takes nothing of it."""
from __future__ import annotations

from typing import Any

import pytest

from actions.greeting import ActionGreet, ActionGreetAfterCall, ActionGreetKnown
from actions.information_gathering import FORM, ValidateInformationGatheringForm
from hilo.spanish.going_on import puts_off

SEARCH = {"product": "remera", "preferences": "declined", "size": "M", "budget": "declined"}
TOMORROW = "2026-11-25T09:00:00-03:00"


def hear(run: Any, text: str, intent: str, asked: str = "needed_by", before: list[dict[str, Any]] | None = None,
         **told: Any) -> Any:
    slots = {**SEARCH, "requested_slot": asked, **told}
    taken = [{"event": "user", "text": "…"}, *(before or [])]
    entities = {"date_time": told["needed_by"]} if "needed_by" in told else {}
    ran = run(ValidateInformationGatheringForm(), text, intent, entities=entities, slots=slots, before=taken, loop=FORM)
    return ran


@pytest.mark.parametrize("text", ["escribime mañana a las 9", "ahora no, hablamos mañana a las 9"])
def test_a_moment_to_be_written_to_is_no_day_to_have_the_thing_by(run: Any, monkeypatch: pytest.MonkeyPatch,
                                                                   text: str) -> None:
    monkeypatch.setattr("actions.information_gathering.told_in_this_message", lambda _: {"needed_by": TOMORROW})
    friday = {"event": "slot", "name": "needed_by", "value": "2026-12-04"}
    for before, kept in (([], None), ([friday], "2026-12-04")):
        ran = hear(run, text, "follow_up_later", before=before, needed_by=TOMORROW)
        assert ran.slots["needed_by"] == kept
        assert ran.events[-1]["event"] == "action_execution_rejected"


def test_a_bare_moment_answers_by_when_it_is_needed(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.information_gathering.told_in_this_message", lambda _: {"needed_by": TOMORROW})
    ran = hear(run, "mañana a las 9", "follow_up_later", needed_by=TOMORROW)
    assert (ran.slots["needed_by"], ran.slots["requested_slot"]) == ("2026-11-25", "city")


@pytest.mark.parametrize(("text", "name"), [("hola, me llamo Elvira Quispe", "Elvira Quispe"), ("soy Beto", "Beto")])
def test_a_name_is_met_and_the_question_put_again(run: Any, monkeypatch: pytest.MonkeyPatch, text: str,
                                                   name: str) -> None:
    found = [{"entity": "person_name", "value": name, "start": text.index(name), "end": len(text)}]
    monkeypatch.setattr("actions.turn.Turn.message", {"text": text, "entities": found,
                                                      "intent": {"name": "inform", "confidence": 0.9}})
    ran = hear(run, text, "inform", asked="preferences")
    assert (ran.said, ran.messages[0]["name"]) == (["utter_met_in_search"], name.split()[0])
    assert ran.slots == {"summary_confirmed": None, "requested_slot": "preferences"}


@pytest.mark.parametrize(("text", "intent"), [
    ("buenos días", "greet"), ("¿me estás escuchando o estás tomando mate? jaja", "chitchat")])
def test_a_greeting_and_a_joke_are_met_and_are_no_answer(run: Any, text: str, intent: str) -> None:
    ran = hear(run, text, intent, asked="preferences")
    assert ran.events[-1]["event"] == "action_execution_rejected"
    assert "preferences" not in ran.slots


@pytest.mark.parametrize(("action", "slots", "said"), [
    (ActionGreet(), {"greeted": {"on": "2026-11-24", "as": "stranger"}}, "utter_greet_and_go_on"),
    (ActionGreetKnown(), {"known_person": True, "greeted": {"on": "2026-11-20", "as": "known"}},
     "utter_greet_and_go_on"),
    (ActionGreetAfterCall(), {"known_person": True, "spoke_by_phone": True}, "utter_greet_after_call_before_matter"),
    (ActionGreet(), {}, "utter_greet_casual"),
])
def test_who_greets_within_a_search_is_greeted_and_asked_one_thing(run: Any, action: Any, slots: dict[str, Any],
                                                                   said: str) -> None:
    assert run(action, "hola", slots=slots, loop=FORM).said == [said]


@pytest.mark.parametrize(("text", "does"), [
    ("retomamos el jueves", True), ("hoy no, estoy trabajando", True), ("llámame a las 5", True),
    ("mañana a las 9", False), ("la semana que viene", False), ("para el lunes temprano", False)])
def test_what_is_put_off_is_named(text: str, does: bool) -> None:
    assert puts_off(text) is does


@pytest.mark.parametrize(("text", "paying"), [
    ("unos 50000. ¿y lo puedo abonar contra entrega?", True), ("unos 50000, ¿y se puede pagar al recibirlo?", True),
    ("hasta 50000. pregunto si se paga en efectivo", True), ("¿puedo pagar 50000?", False), ("hasta 50000", False)])
def test_how_it_is_paid_is_answered_beside_the_answer_to_the_open_question(run: Any, text: str, paying: bool) -> None:
    ran = run(ValidateInformationGatheringForm(), text, "inform", {"budget": {"max": 50000, "currency": "ARS"}},
              slots={"product": "sábana", "preferences": {"uses": []}, "requested_slot": "budget"},
              loop="information_gathering_form", address="whatsapp:+573001112233")
    assert ("utter_payment_abroad" in ran.said) is paying
    assert ran.slots["requested_slot"] == "size"


@pytest.mark.parametrize(("text", "entities", "response", "value"), [
    ("pepe@gmail.com", {"email": "pepe@gmail.com"}, "utter_form_noted", "pepe@gmail.com"),
    ("mi correo es pepe@gmail.com", {"email": "pepe@gmail.com"}, "utter_form_noted", "pepe@gmail.com"),
    ("lupita ramírez", {"person_name": "Lupita Ramírez"}, "utter_met_in_search", "Lupita"),
])
@pytest.mark.parametrize("asked", ["size", "summary_confirmed"])
def test_ones_own_data_are_noted_and_take_nothing_back(
        run: Any, monkeypatch: pytest.MonkeyPatch, asked: str, text: str, entities: dict[str, str], response: str,
        value: str) -> None:
    found = [{"entity": name, "value": one, "start": text.index(one.lower()), "end": text.index(one.lower()) + len(one)}
             for name, one in entities.items()]
    monkeypatch.setattr("actions.turn.Turn.message", {"text": text, "entities": found,
                                                      "intent": {"name": "inform", "confidence": 0.9}})
    ran = hear(run, text, "inform", asked=asked)
    assert ran.said == [response]
    assert value in ran.messages[0].values()
    assert ran.slots == {"summary_confirmed": None, "requested_slot": asked}


@pytest.mark.parametrize(("text", "entities"), [
    ("Celeste", {"person_name": "Celeste"}), ("¿me escriben a pepe@gmail.com?", {"email": "pepe@gmail.com"}),
])
def test_a_word_that_may_be_a_colour_and_a_question_are_no_data_alone(
        run: Any, monkeypatch: pytest.MonkeyPatch, text: str, entities: dict[str, str]) -> None:
    found = [{"entity": name, "value": one, "start": text.index(one), "end": text.index(one) + len(one)}
             for name, one in entities.items()]
    monkeypatch.setattr("actions.turn.Turn.message", {"text": text, "entities": found,
                                                      "intent": {"name": "inform", "confidence": 0.9}})
    said = hear(run, text, "inform", asked="preferences").said
    assert "utter_form_noted" not in said
    assert "utter_met_in_search" not in said
