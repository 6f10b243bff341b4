"""What can be wanted with an order: each case begins, takes answers, and ends in something done or said."""
from __future__ import annotations

from typing import Any, Protocol

from actions.asking import ask, settled
from actions.crm import into_crm
from actions.order_changes import Address, Variant
from actions.order_delay import ask_way_out, refuse_ways, settle_delay, tell_delay
from actions.order_returns import Back
from actions.order_troubles import TroubleCase
from actions.turn import Turn
from hilo import wording
from hilo.crm.orders import Order
from hilo.orders.answers import agrees, is_yes
from hilo.orders.delay import delay_of
from hilo.orders.may import is_on_the_road, is_paid, may_cancel
from hilo.orders.policy import get_order_rules
from hilo.orders.seen import Seen
from hilo.orders.wishes import cancels, choice_of, nth
from hilo.orders.words import facts, items, status

Matter = dict[str, Any]


class Case(Protocol):
    """One thing that can be wanted with an order."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """The order is known: does it, says why not, or asks what is missing."""

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """An answer to what was asked."""


class Status:
    """How an order stands."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see protocol)."""
        known = facts(turn.fill, order, turn.now.date())
        back = next((t for t in seen.tickets if t.order_number == order.number and t.kind == "cancellation"), None)
        if order.status == "cancelled" and back:
            given = "given" if back.status in ("solved", "closed") else "pending"
            turn.say(f"utter_order_is_cancelled_refund_{given}", **known, ticket=back.number,
                     days=get_order_rules().refund_business_days)
        else:
            turn.say(f"utter_order_is_{order.status}", **known)
        settled(turn)

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see protocol)."""
        self.begin(turn, seen, order, matter)


class NotReceived:
    """It says delivered, and is not there."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see protocol)."""
        delay = delay_of(order, turn.now.date())
        if delay:
            tell_delay(turn, seen, delay)
            return
        if order.status != "delivered":
            Status().begin(turn, seen, order, matter)
            return
        done = into_crm(turn, "settle_trouble", order=order.number, kind="complaint", urgency="high",
                        subject=turn.fill("utter_subject_not_received", order=order.number), delivery=None, gift=None,
                        details={"trouble": "not_received", "said": matter.get("said")})
        settled(turn)
        if done:
            turn.say("utter_order_not_received", number=order.number, ticket=done["number"],
                     date=facts(turn.fill, order, turn.now.date())["date"])

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see protocol)."""
        self.begin(turn, seen, order, matter)


class Delayed:
    """A way out of a delay is chosen."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see protocol)."""
        delay = delay_of(order, turn.now.date())
        if delay:
            tell_delay(turn, seen, delay)
        else:
            Status().begin(turn, seen, order, matter)

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see protocol)."""
        delay = delay_of(order, turn.now.date())
        if delay is None:  # it has come, or left, meanwhile
            Status().begin(turn, seen, order, matter)
            return
        ways = matter.get("ways") or []
        chosen = choice_of(turn.text) or nth(turn.text, ways)
        if chosen is None and is_yes(turn.text, turn.intent, 1.0):
            chosen = ways[0] if ways[:1] == ["wait"] else None
        if chosen == "none":
            refuse_ways(turn)
        elif chosen == "cancel" and "cancel" in ways:
            Cancel().begin(turn, seen, order, {**matter, "wish": "cancel"})
        elif chosen in ways:
            settle_delay(turn, seen, delay, str(chosen))
        else:
            ask_way_out(turn, seen, delay, "utter_delay_which_option")


class Cancel:
    """Calling an order off: cannot be undone, so it is confirmed."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see protocol)."""
        if not may_cancel(order):
            if is_on_the_road(order) and order.status == "shipped":
                turn.say("utter_order_cancel_shipped", number=order.number, days=get_order_rules().return_days)
                settled(turn)
            elif order.status == "delivered":
                CASES["return"].begin(turn, seen, order, {**matter, "wish": "return"})
            else:
                turn.say("utter_order_cancel_over", number=order.number, status=status(turn.fill, order))
                settled(turn)
            return
        refund = turn.fill("utter_order_refund", total=wording.money(order.total, order.currency)) if is_paid(
            order) else ""
        buttons = [{"title": turn.fill(name), "payload": turn.fill(name)}
                   for name in ("utter_button_yes_cancel", "utter_button_leave")]
        ask(turn, "order_confirm", matter, "utter_order_confirm_cancel", buttons, number=order.number,
            items=items(turn.fill, order), refund=refund)

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see protocol)."""
        settled(turn)
        if not (agrees(turn.text, turn.intent) or cancels(turn.text)):
            turn.say("utter_order_nothing_done", number=order.number)
            return
        total = wording.money(order.total, order.currency)
        try:
            done = into_crm(turn, "cancel_order", order=order.number, refund=is_paid(order),
                            subject=turn.fill("utter_subject_refund", total=total, order=order.number))
        except ValueError:  # it left while they made up their mind
            turn.say("utter_order_cancel_shipped", number=order.number, days=get_order_rules().return_days)
            return
        if done is None:
            return
        if done["number"]:
            turn.say("utter_order_cancelled_refund", order=order.number, number=done["number"],
                     days=get_order_rules().refund_business_days)
        else:
            turn.say("utter_order_cancelled", order=order.number)


CASES: dict[str, Case] = {
    "status": Status(), "not_received": NotReceived(), "delay": Delayed(), "cancel": Cancel(), "address": Address(),
    "variant": Variant(), "return": Back(exchange=False), "exchange": Back(exchange=True), "trouble": TroubleCase(),
}
