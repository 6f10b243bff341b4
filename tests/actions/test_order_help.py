"""Orders, complaints and faults through their actions, with the customers of the demonstration in the database."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any
from unittest.mock import Mock

import pytest

from actions.complaints import ActionComplaint, ActionComplaintAnswer
from actions.greeting import ActionGreetKnown
from actions.order_help import ActionOrderAnswer, ActionOrderHelp
from actions.support import ActionSupport, ActionSupportAnswer
from hilo.crm import calling
from hilo.crm.crm import get_crm
from hilo.crm.lines import Line
from hilo.crm.orders import Order, OrderDraft
from hilo.memory.database import writing
from hilo.memory.identity import contact_for
from hilo.orders.planting import plant
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
NOON = datetime(2026, 11, 24, 13, tzinfo=timezone.utc)
ANA, LUIS = "+5493425550101", "+5493414440202"


class Person:
    """Somebody who writes, with the slots that their conversation has come to."""

    def __init__(self, run: Callable[..., Any], channel: str, kind: str, address: str) -> None:
        self._run, self._channel = run, channel
        self._address = f"whatsapp:{address}" if channel == "whatsapp" else address
        with writing() as session:
            self.id = contact_for(session, kind, address, NOON)
        self.slots: dict[str, Any] = {"contact_stage": "customer"}

    def writes(self, action: Any, text: str, intent: str, **entities: Any) -> Any:
        """What an action does with a message."""
        ran = self._run(action, text, intent, entities, {**self.slots}, sender=self.id, channel=self._channel,
                        address=self._address)
        self.slots.update({k: v for k, v in ran.slots.items() if k != "remember"})
        return ran

    def answers(self, text: str, intent: str = "inform", **entities: Any) -> Any:
        """What the answering action does with a message."""
        return self.writes(ActionOrderAnswer(), text, intent, **entities)

    @property
    def orders(self) -> list[Order]:
        """Theirs, in the CRM."""
        return get_crm().orders.of(self.id)

    def late(self) -> Order:
        """The one that is delayed."""
        return next(order for order in self.orders if order.status == "delayed")


@pytest.fixture
def ana(database: str, run: Callable[..., Any]) -> Person:
    """By WhatsApp, from her number; four orders, one late."""
    plant(NOON)
    return Person(run, "whatsapp", "phone", ANA)


@pytest.fixture
def visitor(ana: Person, run: Callable[..., Any]) -> Person:
    """On the page."""
    return Person(run, "webchat", "webchat", "browser-1")


def values(ran: Any, response: str) -> dict[str, Any]:
    """Of the text of that name."""
    return next(message for message in ran.messages if message["response"] == response)


def test_a_late_order_is_told_of_unasked_and_waiting_brings_the_coupon_once(ana: Person) -> None:
    ran = ana.writes(ActionGreetKnown(), "hola", "greet")
    assert ran.said == ["utter_delay_greeting", "utter_delay_found", "utter_delay_options"]
    assert values(ran, "utter_delay_found")["number"] == ana.late().number
    assert len(values(ran, "utter_delay_options")["list"].splitlines()) == 3
    assert ana.slots["open_question"] == "order_solution"
    ran = ana.answers("prefiero esperarlo")
    [ticket], [coupon] = get_crm().tickets.of(ana.id), get_crm().coupons.of(ana.id)
    assert ran.said == ["utter_delay_waiting"]
    assert values(ran, "utter_delay_waiting")["number"] == ticket.number
    assert coupon.code in values(ran, "utter_delay_waiting")["gift"]
    assert (coupon.percent, ticket.kind, ticket.order_number) == (15, "complaint", ana.late().number)
    assert ticket.compensation == {"kind": "coupon", "percent": 15, "coupon": coupon.code, "until": "2027-01-23"}
    assert ana.slots["open_question"] is None
    ran = ana.writes(ActionOrderHelp(), "¿qué pasó con mi pedido?", "order_status")
    assert ran.said == ["utter_delay_known", "utter_delay_still_options"]
    ana.answers("lo paso a retirar")
    assert len(get_crm().coupons.of(ana.id)) == 1
    assert ana.late().delivery["branch"] == "rosario_centro"
    assert ana.writes(ActionOrderHelp(), "y mi pedido?", "order_status").said == ["utter_delay_at_branch"]


def test_an_angry_message_finds_the_order_by_itself(ana: Person) -> None:
    ran = ana.writes(ActionComplaint(), "llevo una semana esperando!!", "complaint")
    assert ran.said == ["utter_complaint_sorry", "utter_delay_found", "utter_delay_options"]
    assert values(ran, "utter_delay_found")["regret"] == ""


def test_cancelling_wants_a_clear_yes_and_ends_in_a_ticket(ana: Person) -> None:
    number = ana.late().number
    assert ana.writes(ActionOrderHelp(), "quiero cancelar", "cancel_order").said == ["utter_order_confirm_cancel"]
    assert ana.answers("dejalo así", "cancel").said == ["utter_order_nothing_done"]
    assert ana.late().number == number
    ana.writes(ActionOrderHelp(), "no, cancelalo nomás", "cancel")
    ran = ana.answers("sí", "affirm")
    [ticket] = get_crm().tickets.of(ana.id)
    assert ran.said == ["utter_order_cancelled_refund"]
    assert (ticket.kind, ticket.order_number) == ("cancellation", number)
    assert values(ran, "utter_order_cancelled_refund")["number"] == ticket.number
    assert {order.number: order.status for order in ana.orders}[number] == "cancelled"
    later = ana.writes(ActionOrderHelp(), f"¿qué pasó con el {number}?", "order_status", order_number=number)
    assert values(later, "utter_order_is_cancelled_refund_pending")["ticket"] == ticket.number


def test_an_order_that_has_left_meanwhile_is_not_called_off(ana: Person) -> None:
    ana.writes(ActionOrderHelp(), "quiero cancelar", "cancel_order")
    get_crm().orders.change(ana.late().number, "shipped", NOON)
    assert ana.answers("sí", "affirm").said == ["utter_order_cancel_shipped"]
    assert get_crm().tickets.of(ana.id) == []


def test_of_several_orders_it_asks_which(ana: Person) -> None:
    get_crm().orders.change(ana.late().number, "cancelled", NOON)
    get_crm().orders.place(ana.id, OrderDraft("one more", ana.orders[-1].lines, "ARS", {"way": "home"}), NOON)
    ran = ana.writes(ActionOrderHelp(), "mi pedido?", "order_status")
    assert ran.said == ["utter_order_ask_which"]
    assert len(ran.messages[0]["buttons"]) == 2
    assert ana.answers("la 2", "rate_service").said == ["utter_order_is_shipped"]
    ran = ana.writes(ActionOrderHelp(), "y la gorra", "order_status", product="gorra")
    assert ran.said == ["utter_order_is_shipped"]


def test_another_address_is_read_back_first(ana: Person) -> None:
    ana.writes(ActionOrderHelp(), "quiero cambiar la dirección de mi pedido", "order_status")
    assert ana.slots["open_question"] == "order_new"
    ran = ana.answers("Bv. Oroño 1250, Rosario", city="Rosario")
    assert values(ran, "utter_order_confirm_address")["address"] == "Bv. Oroño 1250, Rosario"
    assert ana.late().delivery["address"] == "Mendoza 1540"
    assert ana.answers("sí", "affirm").said == ["utter_order_address_changed"]
    assert ana.late().delivery["address"] == "Bv. Oroño 1250, Rosario"


def test_another_zone_is_for_people(ana: Person) -> None:
    ana.writes(ActionOrderHelp(), "quiero cambiar la dirección de mi pedido", "order_status")
    ana.answers("Mitre 100, Mendoza", city="Mendoza")
    assert ana.answers("sí", "affirm").said == ["utter_order_address_other_zone"]
    assert ana.late().delivery["address"] == "Mendoza 1540"
    assert len(get_crm().tickets.of(ana.id)) == 1


def test_what_came_goes_back_and_the_thing_that_was_named(ana: Person) -> None:
    ran = ana.writes(ActionOrderHelp(), "quiero devolver las zapatillas litoral", "return_exchange",
                     product="zapatilla litoral")
    assert ran.said == ["utter_order_refused_too_late"]
    ana.writes(ActionOrderHelp(), "quiero devolver la toalla", "return_exchange", product="toalla")
    ran = ana.answers("sí", "affirm")
    [ticket] = get_crm().tickets.of(ana.id)
    assert ran.said == ["utter_order_return_registered"]
    assert (ticket.kind, values(ran, "utter_order_return_registered")["number"]) == ("return", ticket.number)


def test_an_exchange_is_for_something_that_there_is(ana: Person) -> None:
    ana.writes(ActionOrderHelp(), "quiero cambiar la toalla", "return_exchange", product="toalla")
    assert ana.answers("por una fucsia", color="fucsia").said == ["utter_order_variant_sold_out"]
    assert ana.answers("en gris", color="gris").said == ["utter_order_exchange_registered"]
    assert [ticket.kind for ticket in get_crm().tickets.of(ana.id)] == ["exchange"]


def test_a_question_about_the_rules_is_answered_from_the_approved_answers(ana: Person) -> None:
    ran = ana.writes(ActionOrderHelp(), "¿cuánto tiempo hay para hacer un cambio?", "return_exchange")
    assert ran.said == ["utter_return_exchange_rules"]
    assert "30 días" in ran.messages[0]["answer"]


def test_somebody_elses_number_tells_a_visitor_nothing(ana: Person, visitor: Person) -> None:
    number = ana.late().number
    assert visitor.writes(ActionOrderHelp(), "mi pedido", "order_status").said == ["utter_order_ask_number"]
    ran = visitor.answers(number, "order_status", order_number=number)
    missing = visitor.writes(ActionOrderHelp(), "CB-99999", "order_status", order_number="CB-99999")
    assert ran.said == missing.said == ["utter_order_ask_proof"]
    said = [visitor.answers(LUIS, phone=LUIS).said for _ in range(3)]
    assert said == [["utter_order_not_found"], ["utter_order_not_found"], ["utter_order_not_found_people"]]
    ran = visitor.writes(ActionOrderHelp(), number, "order_status", order_number=number)
    assert ran.said == ["utter_order_not_found_people"]  # for today


def test_a_visitor_proves_an_order_and_goes_through_the_same_case(ana: Person, visitor: Person) -> None:
    number = ana.late().number
    visitor.writes(ActionOrderHelp(), f"dónde está {number}", "order_status", order_number=number)
    ran = visitor.answers("ana.sosa@example.com", email="ana.sosa@example.com")
    assert ran.said == ["utter_delay_found", "utter_delay_options"]
    assert [r["kind"] for r in ran.slots["remember"]] == ["fact"]


def test_the_slot_gives_nobody_an_order(ana: Person, visitor: Person) -> None:
    visitor.slots |= {"open_question": "order_confirm", "matter": {"wish": "cancel", "order": ana.late().number}}
    visitor.answers("sí", "affirm")
    assert ana.late().status == "delayed"


def test_damage_is_made_good_by_wish_and_policy(ana: Person) -> None:
    ran = ana.writes(ActionComplaint(), "me llegó rota la toalla, un desastre", "complaint", product="toalla")
    assert ran.said == ["utter_complaint_sorry", "utter_complaint_ask_wish"]
    ran = ana.answers("que manden otra")
    [ticket] = get_crm().tickets.of(ana.id)
    assert ran.said == ["utter_complaint_registered"]
    assert (ticket.kind, ticket.details["trouble"], ticket.details["wish"]) == ("complaint", "damaged", "again")
    again = ana.writes(ActionComplaint(), "me llegó rota la toalla!!", "complaint", product="toalla")
    assert again.said[-1] == "utter_complaint_known"


def test_a_complaint_without_a_matter_is_asked_about_then_registered(visitor: Person) -> None:
    assert visitor.writes(ActionComplaint(), "son unos chorros", "complaint").said == [
        "utter_complaint_sorry", "utter_complaint_ask_what"]
    ran = visitor.writes(ActionComplaintAnswer(), "me atendieron mal en el local", "complaint")
    [ticket] = get_crm().tickets.of(visitor.id)
    assert ran.said == ["utter_complaint_ticket"]
    assert ticket.details["said"] == "son unos chorros\nme atendieron mal en el local"
    assert ran.slots["open_question"] == "person"


def test_a_complaint_that_nobody_wants_to_tell_is_no_case(visitor: Person) -> None:
    assert visitor.writes(ActionComplaint(), "😠😠", "complaint").slots["open_question"] == "complaint_what"
    ran = visitor.writes(ActionComplaintAnswer(), "no, mejor no, gracias", "deny")
    assert (ran.said, get_crm().tickets.of(visitor.id)) == (["utter_person_declined"], [])
    assert ran.slots["open_question"] is None


def test_a_fault_is_tried_then_a_case(ana: Person) -> None:
    ran = ana.writes(ActionSupport(), "la lámpara no prende, ya cambié el foco", "technical_support", product="lámpara")
    assert ran.said == ["utter_support_try"]
    assert "foco" not in ran.messages[0]["steps"]
    ran = ana.writes(ActionSupportAnswer(), "no, sigue igual", "deny")
    [ticket] = get_crm().tickets.of(ana.id)
    assert ran.said == ["utter_support_case_product"]
    assert (ticket.kind, len(ticket.details["steps"])) == ("support", 2)
    assert ana.writes(ActionSupport(), "no funciona", "technical_support").said == ["utter_support_ask_product"]
    ran = ana.writes(ActionSupportAnswer(), "la lámpara", "inform", product="lámpara")
    assert ran.said == ["utter_support_try"]
    assert ana.writes(ActionSupportAnswer(), "ya anda, gracias", "thank").said == ["utter_support_solved"]


def test_a_thing_that_just_does_not_work_is_asked_about(ana: Person) -> None:
    ana.writes(ActionSupport(), "no me funciona", "technical_support")
    ran = ana.writes(ActionSupportAnswer(), "la gorra", "inform", product="gorra")
    assert ran.said == ["utter_support_ask_symptom"]
    ran = ana.writes(ActionSupportAnswer(), "se le salió el broche", "technical_support")
    assert ran.said == ["utter_support_case_product"]


def test_what_is_dangerous_is_a_case_at_once(ana: Person) -> None:
    told = ana.writes(ActionSupport(), "la lámpara hizo chispas", "technical_support", product="lámpara").said
    assert told == ["utter_support_safety", "utter_support_case_product"]
    assert [ticket.urgency for ticket in get_crm().tickets.of(ana.id)] == ["high"]


def test_a_crm_that_is_away_is_told_truthfully(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.crm.ask", Mock(side_effect=calling.CrmError("late")))
    assert ana.writes(ActionOrderHelp(), "mi pedido", "order_status").said == ["utter_crm_away"]
    assert "utter_delay_found" not in ana.writes(ActionGreetKnown(), "hola", "greet").said


def test_a_question_about_something_of_ones_own_begins_the_case(ana: Person) -> None:
    assert ana.writes(ActionOrderHelp(), "me quedó chica, ¿la puedo cambiar?", "return_exchange").said == [
        "utter_return_exchange_told", "utter_order_ask_instead"]


def test_another_size_before_it_leaves_is_changed_at_once(ana: Person) -> None:
    number = get_crm().orders.place(ana.id, OrderDraft("message:1", (Line(
        "zapatilla-litoral", "Zapatilla Litoral", "negro", "38", 1, 92000.0),), "ARS", {"way": "pick_up"}), NOON).number
    get_crm().orders.change(number, "paid", NOON)
    ran = ana.writes(ActionOrderHelp(), f"cambiame el talle del {number}", "order_status", order_number=number,
                     size="39")
    assert ran.said == ["utter_order_variant_changed"]
    [line] = get_crm().orders.find(number).lines  # type: ignore[union-attr]
    assert (line.size, get_crm().tickets.of(ana.id)) == ("39", [])


def test_a_complaint_without_the_orders_number_is_registered_all_the_same(visitor: Person) -> None:
    ran = visitor.writes(ActionComplaint(), "mi pedido llegó roto y nadie responde", "complaint")
    assert ran.said[-1] == "utter_order_ask_number"
    ran = visitor.answers("no sé el número")
    [ticket] = get_crm().tickets.of(visitor.id)
    assert ran.said == ["utter_complaint_ticket"]
    assert (ticket.kind, ticket.details["trouble"]) == ("complaint", "damaged")


def test_who_goes_on_about_an_order_that_was_named_is_not_asked_for_its_number_again(visitor: Person) -> None:
    visitor.writes(ActionOrderHelp(), "el pedido es CB-99999", "order_status", order_number="CB-99999")
    ran = visitor.writes(ActionOrderHelp(), "quiero que me devuelvan la guita", "return_exchange")
    assert (ran.said[-1], values(ran, ran.said[-1])["number"]) == ("utter_order_ask_proof", "CB-99999")
    visitor.slots |= {"open_question": None, "matter": None}  # another day it may be another order
    assert visitor.writes(ActionOrderHelp(), "a devolver", "return_exchange").said[-1] == "utter_order_ask_number"
