"""What somebody gets for a late order, and an angry message about one while nobody is there."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.follow_up import ActionFollowUp, ActionInWriting
from actions.handoff import ActionAskMessage, ActionHandoff, ActionTakeMessage
from actions.order_compensation import ActionCompensation
from actions.order_help import ActionOrderHelp
from hilo.crm import calling
from hilo.memory.database import writing
from hilo.memory.tables import Contact
from tests.actions.conftest import bot, user
from tests.actions.test_order_help import Person, ana, database, postgresql, sqlite_template, visitor

__all__ = ["ana", "database", "postgresql", "sqlite_template", "visitor"]
FURIOUS = {"sentiment": {"label": "negative", "score": -0.9}, "emotion": {"label": "anger", "confidence": 0.9},
           "urgency": {"label": "high", "score": 0.9}}


def asks(person: Person, text: str, **more: Any) -> Any:
    return person.writes(ActionCompensation(), text, "complaint", **more)


def test_whoever_asks_first_is_told_of_the_late_order_with_what_is_offered(ana: Person) -> None:
    ran = asks(ana, "¿qué me dan por el retraso?")
    assert ran.said[0] == "utter_delay_found"
    assert ran.messages[-1]["gift"].startswith("Y por la demora")
    assert ran.slots["open_question"] == "order_solution"


def test_a_coupon_that_was_given_is_told_with_its_code_and_more_is_for_people(ana: Person) -> None:
    ana.writes(ActionOrderHelp(), "¿y mi pedido?", "order_status")
    given = ana.answers("lo espero")
    code = given.messages[-1]["gift"].split("cupón ")[1].split()[0]
    told = asks(ana, "¿y el cupón cuál es?")
    assert told.said == ["utter_compensation_granted"]
    assert code in told.messages[0]["gift"]
    more = asks(ana, "es muy poco")
    assert (more.said, more.slots["open_question"]) == (["utter_compensation_most"], "person")


def test_whoever_has_no_order_here_is_asked_which(visitor: Person) -> None:
    ran = asks(visitor, "exijo una compensación")
    assert (ran.said, ran.slots["open_question"]) == (["utter_order_ask_number"], "order_which")


@pytest.fixture
def by_night(ana: Person, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("HILO_NOW", "2026-11-24T22:15:00-03:00")

    def go(text: str, sender: str = ana.id, address: str = "whatsapp:+5493425550101") -> Any:
        return run(ActionHandoff(), text, "complaint", sender=sender, channel="whatsapp", address=address, **FURIOUS)

    return go


def test_at_night_an_angry_message_about_a_late_order_is_noted_and_helped(by_night: Callable[..., Any]) -> None:
    ran = by_night("mi pedido no llega y nadie me dice nada, lo necesito YA, son unos inútiles")
    assert ran.said[1:] == ["utter_delay_found", "utter_handoff_noted_beside", "utter_delay_options"]
    assert ran.slots["open_question"] == "order_solution"
    (left,) = [one for one in ran.slots["remember"] if one["kind"] == "message_for_people"]
    assert left["reason"] == "upset"


def test_an_angry_message_about_something_else_is_left_to_people(by_night: Callable[..., Any]) -> None:
    assert by_night("me llegó todo roto, contesten YA, inútiles").said[-1] == "utter_handoff_closed_noted"
    assert by_night("contesten YA, inútiles", sender="someone").said[-1] == "utter_handoff_closed_noted"


def test_at_night_an_angry_message_is_noted_and_nothing_else_while_the_crm_is_away(
        by_night: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def away(work: Any, patience: float = 0.0) -> Any:
        raise calling.CrmError("away")

    monkeypatch.setattr("actions.crm.ask", away)
    ran = by_night("mi pedido no llega y nadie me dice nada, lo necesito YA, son unos inútiles")
    assert ran.said == ["utter_mood_anger", "utter_handoff_closed_noted"]


def test_a_yes_to_whether_something_is_to_be_added_is_listened_to(run: Callable[..., Any],
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", "2026-11-24T22:15:00-03:00")  # nobody is there
    before = [user("pasame con alguien"), {"event": "action", "name": "action_handoff"}]
    ran = run(ActionAskMessage(), "sí", "affirm", slots={"open_question": "message"}, before=before)
    assert (ran.said, ran.slots["open_question"]) == (["utter_handoff_listening"], "message")


def test_by_phone_to_be_called_means_the_number_of_the_call(run: Callable[..., Any],
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", "2026-11-24T22:15:00-03:00")
    ran = run(ActionTakeMessage(), "que me llamen", "request_call", channel="phone", address="+525512345678")
    assert (ran.said, ran.messages[0]["phone"]) == (["utter_handoff_noted_call_back"], "+525512345678")


def test_people_are_back_by_the_clock_of_whoever_reads_it(ana: Person, run: Callable[..., Any],
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", "2026-11-24T22:15:00-03:00")
    with writing() as session:
        session.get(Contact, ana.id).time_zone = "America/Mexico_City"
    ran = run(ActionHandoff(), "un humano", "request_human", sender=ana.id, channel="whatsapp")
    assert ran.messages[0]["back"] == "mañana, miércoles, a las 06:00"
    called = run(ActionFollowUp(), "que me llamen", "request_call", sender=ana.id, channel="whatsapp")
    assert called.messages[0]["moment"] == "mañana a las 9"  # nobody is rung up at six


def test_what_was_told_by_telephone_is_promised_in_writing(ana: Person, run: Callable[..., Any]) -> None:
    ran = run(ActionInWriting(), "mándame eso por whatsapp", "inform", sender=ana.id, channel="phone")
    assert ran.said == ["utter_in_writing"]
    assert [(one["kind"], one["type"]) for one in ran.slots["remember"]] == [("commitment", "in_writing")]


def test_money_back_shouted_at_night_is_asked_to_be_confirmed_and_not_left_for_the_team(
        ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", "2026-11-24T23:30:00-03:00")
    shouted = ana.writes(ActionHandoff(), "no servís para nada, devolveme la plata YA", "bot_challenge")
    assert shouted.said[-1] == "utter_order_confirm_cancel"
    assert ana.answers("sí", "affirm").said == ["utter_order_cancelled_refund"]


def test_a_delay_just_told_is_not_told_again_but_what_was_asked_is_answered(
        ana: Person, run: Callable[..., Any]) -> None:
    ana.writes(ActionOrderHelp(), "¿y mi pedido?", "order_status")
    before = [user("¿y mi pedido?"), bot("utter_delay_found")]
    why = run(ActionOrderHelp(), "pero por qué no llegó?", "order_status", {}, {**ana.slots}, before, sender=ana.id,
              channel="whatsapp", address=ana.slots.get("address"))
    assert why.said == ["utter_delay_why", "utter_delay_options"]
    more = run(ActionOrderHelp(), "estoy en Santa Fe", "order_status", {"city": "Santa Fe"}, {**ana.slots}, before,
               sender=ana.id, channel="whatsapp")
    assert more.said == ["utter_delay_heard", "utter_delay_options"]
    assert "Santa Fe" in more.messages[-1]["list"]


def test_money_back_for_what_has_not_come_calls_the_order_off(ana: Person) -> None:
    late = ana.late().number
    ran = ana.writes(ActionOrderHelp(), f"quiero la devolución de {late}", "return_exchange", order_number=late)
    assert ran.said == ["utter_order_confirm_cancel"]
