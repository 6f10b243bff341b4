"""What the purchase's actions say and do, with the CRM behind them."""
from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import crm as actions_crm
from actions.purchase import (
    ActionAskPurchaseStep,
    ActionPaymentLink,
    ActionPlaceOrder,
    ValidatePurchaseForm,
)
from actions.purchase_begun import ActionBeginPurchase
from hilo.crm import later
from hilo.crm.calling import CrmError
from hilo.crm.coupons import CouponDraft
from hilo.crm.crm import Crm
from hilo.crm.lines import Line
from hilo.crm.orders import OrderDraft
from hilo.memory.database import reading, writing
from hilo.memory.identity import told as tell_identity
from hilo.memory.tables import Contact, CrmJob, Message, Outbox
from hilo.sales import by_whatsapp
from hilo.sales.ordering import PAID_BY, held_until
from tests.databases import database, postgresql, sqlite_template
from tests.hilo.crm.conftest import NOON, crm, new_person, person
from tests.hilo.sales.conftest import wrote

__all__ = ["crm", "database", "person", "postgresql", "sqlite_template"]
CART = {"key": "cart:1", "items": [{"product": "zapatilla-litoral", "units": 2, "color": "negro", "size": "43"}],
        "way": "home", "city": "Rosario", "address": "Belgrano 1234", "name": "Ana Sosa", "shown": 184000.0}
"""All the black pairs in 43 that there are; from $ 80.000 on nothing is charged for the way to Rosario."""
Run = Callable[..., Any]


class Done:
    """What an action did."""

    def __init__(self, messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> None:
        self.messages, self.events = messages, events
        self.said = [m["response"] for m in messages if m.get("response")]
        self.slots = {e["name"]: e["value"] for e in events if e["event"] == "slot"}
        self.rejected = any(e["event"] == "action_execution_rejected" for e in events)


@pytest.fixture
def do(person: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Run:
    monkeypatch.setenv("HILO_NOW", NOON.isoformat())
    monkeypatch.setenv("HILO_HOME", str(tmp_path))

    def go(action: Any, text: str = "sí", intent: str = "affirm", entities: dict[str, Any] | None = None,
           cart: dict[str, Any] | None = None, channel: str = "whatsapp", active: bool = True, name: str = "1",
           before: list[dict[str, Any]] | None = None, **slots: Any) -> Done:
        message = {"text": text, "intent": {"name": intent, "confidence": 0.9},
                   "entities": [{"entity": k, "value": v} for k, v in (entities or {}).items()]}
        heard = {"event": "user", "text": text, "input_channel": channel, "message_id": name, "metadata": {}}
        tracker = Tracker(person, {"cart": cart, "requested_slot": "purchase_step" if active else None, **slots},
                          message, [*(before or []), heard], False, None,
                          {"name": "purchase_form"} if active else {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = asyncio.run(action.run(dispatcher, tracker, {}))
        return Done(dispatcher.messages, [dict(event) for event in events])

    return go


def sell_to_another(crm: Crm, units: int) -> None:
    line = Line("zapatilla-litoral", "Zapatilla Litoral", "negro", "43", units, 92000.0)
    crm.orders.place(new_person("Luis"), OrderDraft("message:9:order", (line,), "ARS", {"way": "pick_up"},
                                                    hold_until=NOON + timedelta(hours=1)), NOON)


def test_a_named_article_goes_into_the_cart_and_the_crm_hears_of_it(do: Run) -> None:
    done = do(ActionBeginPurchase(), "quiero la Litoral negra 38", "purchase",
              {"product": "zapatilla litoral", "color": "negro", "size": "38"}, active=False, city="Rosario")
    assert done.said == ["utter_cart_added"]
    assert done.messages[0]["item"] == "1 × Zapatilla Litoral (negro, talla 38)"
    assert done.slots["next_step"] == "purchase"
    assert done.slots["cart"]["city"] == "Rosario"
    (kept,) = done.slots["remember"]
    assert (kept["job"], kept["data"]["lines"][0]["price"]) == ("save_cart", 92000.0)


def test_the_summary_says_every_figure_and_asks(do: Run) -> None:
    (message,) = do(ActionAskPurchaseStep(), cart=CART).messages
    assert message["response"] == "utter_ask_cart_confirm"
    assert message["lines"] == "• 2 × Zapatilla Litoral (negro, talla 43): $\xa0184.000"
    assert (message["delivery"], message["total"]) == ("Envío a Belgrano 1234, Rosario: gratis", "$\xa0184.000")


def test_a_price_that_has_changed_since_is_shown_again(do: Run) -> None:
    done = do(ValidatePurchaseForm(), cart={**CART, "shown": 170000.0})
    assert (done.said, done.slots["requested_slot"]) == (["utter_cart_price_changed"], "purchase_step")


def test_a_yes_ends_the_form(do: Run) -> None:
    assert do(ValidatePurchaseForm(), cart=CART).slots["requested_slot"] is None


def test_a_question_in_between_is_left_to_its_rule(do: Run) -> None:
    assert do(ValidatePurchaseForm(), "¿se paga en cuotas?", "payment_inquiry", cart=CART).rejected


def test_the_order_is_placed_once_with_number_total_hour_and_link(do: Run, crm: Crm, person: str) -> None:
    first, second = do(ActionPlaceOrder(), cart=CART), do(ActionPlaceOrder(), cart=CART)
    (order,) = crm.orders.of(person)
    assert (order.status, order.total, order.delivery["address"]) == ("awaiting_payment", 184000.0, "Belgrano 1234")
    assert first.said == second.said == ["utter_order_placed"]
    told = first.messages[0]
    assert (told["number"], told["total"], told["until"]) == (order.number, "$\xa0184.000", "13:00")
    assert told["link"] == crm.payments.of_order(order.number)[0].url == second.messages[0]["link"]
    assert (first.slots["cart"], first.slots["next_step"]) == (None, "wait")


def test_somebody_was_quicker_what_is_left_is_offered(do: Run, crm: Crm, person: str) -> None:
    sell_to_another(crm, 2)
    done = do(ActionPlaceOrder(), cart=CART)
    assert done.said == ["utter_cart_somebody_quicker", "utter_cart_not_in_size"]
    assert (done.slots["next_step"], done.slots["cart"]["choosing"]["color"]) == ("purchase", "negro")
    assert crm.orders.of(person) == []


def test_with_fewer_left_than_wanted_those_are_taken_down_and_it_is_said(do: Run, crm: Crm) -> None:
    sell_to_another(crm, 1)
    done = do(ActionPlaceOrder(), cart=CART)
    assert done.said == ["utter_cart_somebody_quicker", "utter_cart_only_left", "utter_cart_added"]
    assert done.slots["cart"]["items"][0]["units"] == 1


def test_a_coupon_of_ones_own_counts_and_another_persons_does_not(do: Run, crm: Crm, person: str) -> None:
    until = NOON.date() + timedelta(days=5)
    own = crm.coupons.grant(person, CouponDraft("c:1", "Demora", until, percent=10.0), NOON).code
    other = crm.coupons.grant(new_person("Luis"), CouponDraft("c:2", "Demora", until, percent=10.0), NOON).code
    assert do(ValidatePurchaseForm(), f"tengo el cupón {other}", "inform", cart=CART).said == [
        "utter_cart_no_such_coupon"]
    done = do(ValidatePurchaseForm(), f"tengo el cupón {own}", "inform", cart=CART)
    assert (done.said, done.slots["cart"]["coupon"]) == (["utter_cart_coupon_taken"], own)
    do(ActionPlaceOrder(), cart=done.slots["cart"])
    assert (crm.orders.of(person)[0].discount, crm.orders.of(person)[0].total) == (18400.0, 165600.0)


def test_on_the_telephone_no_address_is_spoken_and_the_link_goes_by_whatsapp(do: Run, crm: Crm, person: str) -> None:
    with writing() as session:
        tell_identity(session, person, "phone", "+5493425550001", NOON)
    done = do(ActionPlaceOrder(), cart=CART, channel="phone")
    assert done.said == ["utter_order_placed"]
    (link,) = [one for one in done.slots["remember"] if one["kind"] == "order_link"]
    with writing() as session:
        for _ in range(2):
            by_whatsapp.send_link(session, person, link, f"order_link:{link['number']}", NOON)
    with reading() as session:
        (sent,) = session.query(Outbox).all()
        assert (sent.channel, sent.payload["template"]) == ("whatsapp", "order_notice")
        assert link["link"] in sent.payload["text"]


def test_somebody_with_no_number_is_told_where_to_write(do: Run) -> None:
    assert do(ActionPlaceOrder(), cart=CART, channel="phone").said == ["utter_order_placed_no_whatsapp"]


def test_the_link_is_given_again_and_nothing_where_nothing_is_to_be_paid(do: Run, crm: Crm, person: str) -> None:
    assert do(ActionPaymentLink(), active=False).said == ["utter_nothing_to_pay"]
    do(ActionPlaceOrder(), cart=CART)
    done = do(ActionPaymentLink(), active=False)
    assert (done.said, done.messages[0]["number"]) == (["utter_order_link"], crm.orders.of(person)[0].number)


@pytest.mark.parametrize(("sold", "told"), [(0, "utter_order_placed_later"), (2, "utter_order_refused_later")])
def test_while_the_crm_is_away_the_order_is_kept_and_the_outcome_told(
        do: Run, crm: Crm, person: str, monkeypatch: pytest.MonkeyPatch, sold: int, told: str) -> None:
    wrote(person)

    def away(_: Any) -> Any:
        raise CrmError("away")

    with monkeypatch.context() as while_away:
        while_away.setattr(actions_crm, "ask", away)
        done = do(ActionPlaceOrder(), cart=CART)
    assert (done.said, done.slots["cart"]) == (["utter_crm_later"], None)
    (kept,) = [one for one in done.slots["remember"] if one["kind"] == "crm_job"]
    with writing() as session:
        later.keep(session, session.get(Contact, person).id, kept["job"], kept["key"], kept["data"], NOON)
    if sold:
        sell_to_another(crm, sold)
    for _ in range(2):
        later.process_due(NOON)
    with reading() as session:
        assert [row.action for row in session.query(Message).filter_by(direction="out")] == [told]
        assert [row.status for row in session.query(CrmJob)] == ["refused" if sold else "done"]
    assert len(crm.orders.of(person)) == (0 if sold else 1)


def test_a_voucher_for_which_there_are_two_days_holds_the_order_for_as_long(do: Run, crm: Crm, person: str) -> None:
    do(ActionPlaceOrder(), cart=CART | {"paid_by": "rapipago"})
    (order,) = crm.orders.of(person)
    assert order.delivery[PAID_BY] == "rapipago"
    assert held_until(order) - order.placed_at == timedelta(hours=48)


def test_the_name_of_a_way_to_pay_told_before_is_taken_along(do: Run) -> None:
    said = [{"event": "user", "text": "por rapipago mejor"}, {"event": "action", "name": "action_payment_info"}]
    done = do(ActionBeginPurchase(), "quiero la zapatilla litoral 38 negra", "purchase",
              entities={"product": "zapatilla litoral", "color": "negro", "size": "38"}, before=said)
    assert done.slots["cart"]["paid_by"] == "rapipago"


def test_how_it_is_paid_may_be_told_long_before_and_is_taken_along(do: Run) -> None:
    said = [{"event": "user", "text": "hola, busco zapatillas, pago con transferencia"},
            {"event": "action", "name": "action_listen"}, {"event": "user", "text": "la litoral 38 negra"}]
    done = do(ActionBeginPurchase(), "quiero la zapatilla litoral 38 negra", "purchase",
              entities={"product": "zapatilla litoral", "color": "negro", "size": "38"}, before=said)
    assert done.slots["cart"]["paid_by"] == "transferencia"
    placed = [*said, {"event": "action", "name": "action_place_order"}]
    assert "paid_by" not in do(ActionBeginPurchase(), "quiero la zapatilla litoral 38 negra", "purchase", entities={
        "product": "zapatilla litoral", "color": "negro", "size": "38"}, before=placed).slots["cart"]
