"""Handing over: by day the conversation waits for a person, by night a message is taken."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions import handoff
from actions.handoff import ActionAskMessage, ActionHandoff, ActionTakeMessage
from actions.intent_capture import ActionClarify
from hilo.followups.reach import Reach
from tests.actions.conftest import user

Run = Callable[..., Any]
BY_NIGHT = "2026-11-24T22:15:00-03:00"
TOMORROW = "2026-11-25T09:00:00-03:00"
OPENING = "2026-11-24T09:00:00-03:00"
"""Of the day of the other tests: at ten it is past."""
KNOWN = Reach("America/Lima", "PE", "whatsapp:+51987654321", "+51987654321")
FURIOUS = {"sentiment": {"label": "negative", "score": -0.9}, "emotion": {"label": "anger", "confidence": 0.9},
           "urgency": {"label": "high", "score": 0.9}}
CLARIFIED = [user("x"), {"event": "action", "name": "action_clarify"}]


@pytest.fixture
def by_night(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("HILO_NOW", BY_NIGHT)
    return run


def test_by_day_the_conversation_waits_for_a_person(run: Run) -> None:
    ran = run(ActionHandoff(), "quiero hablar con una persona", "request_human")
    assert ran.said == ["utter_handoff_waiting"]
    assert ran.slots["remember"] == [{"kind": "handoff", "reason": "asked", "quote": "quiero hablar con una persona"}]


def test_an_open_form_is_closed_so_that_it_swallows_nothing(run: Run) -> None:
    ran = run(ActionHandoff(), "una persona", "request_human", loop="information_gathering_form")
    assert {"event": "active_loop", "name": None, "timestamp": None} in ran.events
    assert ran.slots["requested_slot"] is None


def test_by_night_it_says_when_people_are_there_and_asks_what_to_tell_them(by_night: Run) -> None:
    ran = by_night(ActionHandoff(), "quiero hablar con una persona", "request_human")
    assert ran.said == ["utter_handoff_closed"]
    assert ran.messages[0]["back"] == "mañana, miércoles, a las 09:00"
    assert ran.slots["open_question"] == "message"
    assert ran.slots["remember"] == [{"kind": "message_for_people", "type": "answer", "reason": "asked", "phone": None,
                                      "text": "quiero hablar con una persona", "due": TOMORROW}]


@pytest.mark.parametrize(("moment", "words"), [
    ("2026-11-24T08:10:00-03:00", "hoy a las 09:00"), ("2026-11-24T20:00:00-03:00", "mañana, miércoles, a las 09:00"),
    ("2026-11-21T14:00:00-03:00", "el martes 24 de noviembre a las 09:00"),  # Sunday, then a holiday
    ("2026-12-24T13:00:00-03:00", "el sábado 26 de diciembre a las 09:00"),
])
def test_day_and_hours_are_true_whatever_the_calendar_holds(run: Run, monkeypatch: pytest.MonkeyPatch, moment: str,
                                                            words: str) -> None:
    monkeypatch.setenv("HILO_NOW", moment)
    assert run(ActionHandoff(), "un humano", "request_human").messages[0]["back"] == words


def test_what_is_left_is_noted_with_what_was_said_before(by_night: Run) -> None:
    slots = {"open_question": "message", "message_for_people": "quiero hablar con una persona",
             "people_back_at": TOMORROW}
    ran = by_night(ActionTakeMessage(), "que el mantel llegó roto", "complaint", slots=slots)
    assert ran.said == ["utter_handoff_noted_answer"]
    assert ran.slots["open_question"] is None
    assert ran.slots["remember"][0]["text"] == "quiero hablar con una persona\nque el mantel llegó roto"


def test_a_number_left_makes_it_a_call_back(by_night: Run) -> None:
    ran = by_night(ActionTakeMessage(), "llámenme al 3425559090", "request_call", {"phone": "3425559090"})
    assert ran.said == ["utter_handoff_noted_call_back"]
    assert ran.messages[0]["phone"] == "+543425559090"
    assert (ran.slots["remember"][0]["type"], ran.slots["remember"][0]["phone"]) == ("call_back", "+543425559090")


def test_a_yes_to_the_offer_hands_over_what_was_told_before(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [user("la campera llegó rota"), {"event": "action", "name": "action_complaint"}]
    ran = run(ActionHandoff(), "sí", "affirm", slots={"open_question": "person"}, before=before)
    assert (ran.said, ran.slots["remember"][0]["quote"]) == (["utter_handoff_waiting"], "la campera llegó rota")
    monkeypatch.setenv("HILO_NOW", BY_NIGHT)
    ran = run(ActionHandoff(), "sí", "affirm", slots={"open_question": "person"}, before=before)
    assert (ran.said, ran.slots["remember"][0]["text"]) == (["utter_handoff_closed_noted"], "la campera llegó rota")


def test_after_a_question_between_the_message_is_asked_for_again(by_night: Run) -> None:
    ran = by_night(ActionAskMessage(), "¿a qué hora abren?", "business_info", slots={"open_question": "message"})
    assert (ran.said, ran.slots["open_question"]) == (["utter_handoff_ask_message"], "message")


def test_asked_again_by_night_it_says_that_the_message_is_noted(by_night: Run) -> None:
    slots = {"message_for_people": "quiero una persona", "people_back_at": TOMORROW}
    ran = by_night(ActionHandoff(), "pásame con alguien", "request_human", slots=slots)
    assert ran.said == ["utter_handoff_closed_again"]
    assert "remember" not in ran.slots


def test_a_message_of_another_night_is_not_added_to(by_night: Run) -> None:
    slots = {"message_for_people": "lo de antes", "people_back_at": "2026-11-23T09:00:00-03:00"}
    ran = by_night(ActionHandoff(), "pásame con alguien", "request_human", slots=slots)
    assert ran.said == ["utter_handoff_closed"]
    assert ran.slots["message_for_people"] == "pásame con alguien"


@pytest.mark.parametrize(("text", "reason", "mood"), [
    ("me cobraron dos veces el pedido", "reserved", {}),
    ("esto es urgente, me tienen harto", "upset", FURIOUS)])
def test_what_people_deal_with_is_handed_over_without_being_asked_for(
        run: Run, monkeypatch: pytest.MonkeyPatch, text: str, reason: str, mood: dict[str, Any]) -> None:
    ran = run(ActionHandoff(), text, "complaint", **mood)
    assert ran.said == [*(["utter_mood_anger"] if mood else []), "utter_handoff_waiting"]
    assert ran.slots["remember"][0]["reason"] == reason
    monkeypatch.setenv("HILO_NOW", BY_NIGHT)
    ran = run(ActionHandoff(), text, "complaint", **mood)
    assert ran.said[-1] == "utter_handoff_closed_noted"
    assert (ran.slots["remember"][0]["text"], ran.slots["open_question"]) == (text, None)


def test_after_two_misunderstandings_in_a_row_a_person_takes_over(run: Run) -> None:
    ran = run(ActionClarify(), "zxcv qwer", "inform", before=CLARIFIED)
    assert ran.said == ["utter_handoff_waiting"]
    assert ran.slots["remember"][0]["reason"] == "misunderstood"


def test_by_night_likely_meanings_are_tried_before_a_message_is_taken(by_night: Run) -> None:
    assert by_night(ActionClarify(), "zxcv qwer", "inform", before=CLARIFIED).said == ["utter_offer_meanings"]
    third = by_night(ActionClarify(), "zxcv qwer", "inform", before=CLARIFIED * 2)
    assert third.said == ["utter_handoff_closed_noted"]
    assert third.slots["remember"][0]["type"] == "answer"


LEFT = {"open_question": "message", "message_for_people": "quiero una persona", "people_back_at": OPENING}


def test_what_is_written_once_the_team_has_opened_is_passed_on_to_it(run: Run) -> None:
    ran = run(ActionTakeMessage(), "buen día, es por mi pedido", "greet", slots=LEFT)
    assert (ran.said, ran.slots["open_question"], ran.slots["message_for_people"]) == (
        ["utter_handoff_waiting"], None, None)
    assert ran.slots["remember"] == [{"kind": "handoff", "reason": "asked",
                                      "quote": "quiero una persona\nbuen día, es por mi pedido"}]


def test_once_the_team_has_opened_the_message_is_not_asked_for_again(run: Run) -> None:
    ran = run(ActionAskMessage(), "¿ya abrieron?", "business_info", slots=LEFT)
    assert (ran.said, ran.slots["next_step"]) == (["utter_handoff_waiting"], "wait")
    assert ran.slots["remember"][0]["quote"] == "quiero una persona\n¿ya abrieron?"


def test_a_call_wanted_once_the_team_has_opened_is_one_for_now(run: Run) -> None:
    ran = run(ActionTakeMessage(), "mejor llámenme al 3425559090", "request_call", {"phone": "3425559090"}, LEFT)
    assert ran.said == ["utter_handoff_call_noted"]
    assert (ran.slots["remember"][0]["due"], ran.slots["people_back_at"]) == (None, None)


def test_whose_number_is_known_is_not_asked_for_one(by_night: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handoff, "reach", lambda _: KNOWN)
    assert by_night(ActionHandoff(), "un humano", "request_human", channel="whatsapp").said == [
        "utter_handoff_closed_number_known"]
    assert by_night(ActionHandoff(), "un humano", "request_human", channel="phone").said == ["utter_handoff_closed"]
    ran = by_night(ActionTakeMessage(), "que me llamen", "request_call", slots={"open_question": "message"},
                   channel="whatsapp")
    assert (ran.said, ran.messages[0]["phone"]) == (["utter_handoff_noted_call_back"], "+51987654321")


@pytest.mark.parametrize(("text", "said", "moment", "due"), [
    ("llámenme el jueves a las 3 de la tarde", "utter_call_back", "el jueves 26 de noviembre a las 15",
     "2026-11-26T15:00:00-05:00"),  # by the clock of Lima, where the person is
    ("llámenme el jueves a las 10 de la noche", "utter_call_back_closed", "el viernes 27 de noviembre a las 7",
     "2026-11-27T09:00:00-03:00")])
def test_a_call_is_noted_for_the_hour_that_was_asked_for(by_night: Run, monkeypatch: pytest.MonkeyPatch, text: str,
                                                         said: str, moment: str, due: str) -> None:
    monkeypatch.setattr(handoff, "reach", lambda _: KNOWN)
    ran = by_night(ActionTakeMessage(), text, "request_call", slots={"open_question": "message"}, channel="whatsapp")
    assert (ran.said, ran.messages[0]["moment"], ran.slots["remember"][0]["due"]) == ([said], moment, due)
