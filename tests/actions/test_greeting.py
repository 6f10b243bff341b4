"""Somebody known is met as somebody known."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.company_info import ActionShippingInfo
from actions.greeting import ActionGoOnHere, ActionGreet, ActionGreetAfterCall, ActionGreetKnown
from actions.turn import HiloAction

Run = Callable[..., Any]
ANA = {"known_person": True, "person_name": "Ana López", "last_talk": {"on": "2026-10-01", "topic": None}}
OURS = {"who": "business", "kind": "send_quote", "what": "mandarte la cotización", "quote": "…", "status": "open"}
THEIRS = {"who": "customer", "kind": "send_proof", "what": "pasar el comprobante",
          "quote": "mañana te paso el comprobante", "status": "open"}
UPSET = {"sentiment": {"label": "negative", "score": -0.8}, "emotion": {"label": "anger", "confidence": 0.9}}
GREET = [{"name": "greet", "confidence": 1.0}]


def test_somebody_known_is_greeted_by_name_without_an_introduction(run: Run) -> None:
    ran = run(ActionGreetKnown(), "hola", slots=ANA)
    assert ran.said == ["utter_greet_known"]
    assert ran.messages[0]["name"] == ", Ana"
    assert run(ActionGreetKnown(), "Buenas tardes, disculpe", slots=ANA).said == ["utter_greet_known_formal"]


def test_a_name_alone_is_told_once_whom_it_writes_to(run: Run) -> None:
    assert run(ActionGreetKnown(), "hola", slots={"known_person": True, "person_name": "Ana"}).said == [
        "utter_greet_casual", "utter_ask_need"]


@pytest.mark.parametrize("action", [ActionGreet(), ActionGreetKnown()])
def test_a_second_greeting_on_the_same_day_is_short(run: Run, action: HiloAction) -> None:
    slots = {**ANA, "greeted": {"on": "2026-11-24", "as": "known"}}
    assert run(action, "hola", slots=slots).said == ["utter_greet_again", "utter_ask_need"]
    yesterday = {**ANA, "greeted": {"on": "2026-11-23", "as": "known"}}
    assert run(ActionGreetKnown(), "hola", slots=yesterday).said == ["utter_greet_known"]


def test_after_a_call_the_thread_goes_on_in_writing_even_for_whom_was_greeted_today(run: Run) -> None:
    slots = {**ANA, "spoke_by_phone": True, "greeted": {"on": "2026-11-24", "as": "known"}}
    ran = run(ActionGreetAfterCall(), "hola", slots=slots)
    assert ran.said == ["utter_greet_after_call"]
    assert ran.messages[0]["pending"] == ""
    again = run(ActionGreetAfterCall(), "hola", slots={**slots, "greeted": ran.slots["greeted"]})
    assert again.said == ["utter_greet_again", "utter_ask_need"]
    owed = run(ActionGreetAfterCall(), "hola", slots={**slots, "commitments": [OURS]})
    assert owed.messages[0]["pending"] == " No me olvido de lo que te prometimos: mandarte la cotización."


@pytest.mark.parametrize(("slots", "sentence"), [
    ({"commitments": [THEIRS, OURS]}, "No me olvido de lo que te prometimos: mandarte la cotización."),
    ({"commitments": [OURS, {**OURS, "what": "llamarte.", "status": "late"}]},
     "No me olvidé de lo que te prometimos: llamarte. Perdón por la demora."),
    ({"commitments": [THEIRS]}, "Tengo anotado lo que me dijiste: «mañana te paso el comprobante»."),
    ({"pending_questions": ["¿hacen bordados?"]},
     "La última vez me quedó una pregunta tuya sin responder: «¿hacen bordados?». Si todavía te interesa, cuéntame un "
     "poco más."),
    ({"last_talk": {"on": "2026-11-20", "topic": "shipping_inquiry"}}, "La última vez hablamos de los envíos."),
])
def test_what_is_open_is_said_in_one_sentence(run: Run, slots: dict[str, Any], sentence: str) -> None:
    ran = run(ActionGreetKnown(), "hola", slots={**ANA, **slots})
    assert ran.said == ["utter_greet_known_pending"]
    assert ran.messages[0]["pending"] == sentence


@pytest.mark.parametrize("slots", [
    {"commitments": [{**THEIRS, "kind": "answer"}]}, {"pending_questions": ["¿" + "x" * 200 + "?"]},
    {"last_talk": {"on": "2026-09-01", "topic": "shipping_inquiry"}},
    {"last_talk": {"on": "2026-11-20", "topic": "opt_out"}},
])
def test_what_is_weak_long_or_old_is_not_mentioned(run: Run, slots: dict[str, Any]) -> None:
    assert run(ActionGreetKnown(), "hola", slots={**ANA, **slots}).said == ["utter_greet_known"]


def test_somebody_known_and_upset_is_not_introduced_to_again(run: Run) -> None:
    assert run(ActionGreetKnown(), "hola, qué desastre", slots=ANA, **UPSET).said == ["utter_greet_upset_known"]


def test_before_a_matter_somebody_known_is_greeted_in_a_word_and_once_a_day(run: Run) -> None:
    def ask(**slots: Any) -> Any:
        return run(ActionShippingInfo(), "hola, hacen envíos?", "shipping_inquiry", slots=slots,
                   secondary_intents=GREET)

    first = ask(**ANA)
    assert first.said[0] == "utter_greet_known_before_matter"
    assert ask(**ANA, greeted=first.slots["greeted"]).said[0] == first.said[1]
    assert ask(**ANA, spoke_by_phone=True).said[0] == "utter_greet_after_call_before_matter"


def test_somebody_from_the_page_hears_what_was_being_looked_for(run: Run) -> None:
    need = {"product": "zapatilla", "color": "negro", "size": "40"}
    ran = run(ActionGoOnHere(), "/EXTERNAL_continued", slots={**need, "person_name": "Ana López"})
    assert ran.said == ["utter_go_on_here_need", "utter_ask_need"]
    assert (ran.messages[0]["name"], ran.messages[0]["need"]) == (", Ana", "zapatilla, negro, 40")
    assert run(ActionGoOnHere(), "/EXTERNAL_continued", slots={}).said == ["utter_go_on_here", "utter_ask_need"]
