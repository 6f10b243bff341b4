"""The purchase: an article into the cart, what is missing of it, delivery, the summary, the order and its link."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk.events import ActionExecutionRejected

from actions.cart import (
    bill_of,
    cart_of,
    coupon_of,
    delivery_in_words,
    delivery_of,
    discount_in_words,
    keep,
    lines_in_words,
    message_of,
    new_cart,
    tell,
)
from actions.crm import from_crm, into_crm
from actions.information_gathering import returns_from_an_aside
from actions.turn import HiloAction, Turn
from actions.whereabouts import money
from hilo import wording
from hilo.business.load import get_shop
from hilo.crm.lines import to_rows
from hilo.crm.stock import SoldOutError
from hilo.followups.reach import reach
from hilo.memory.proven import PROVEN_ORDER, proof
from hilo.sales import checkout
from hilo.sales.bill import Bill
from hilo.sales.cart import Cart, product_of
from hilo.sales.choosing import Said, choose, options
from hilo.sales.ordering import CouponGoneError, waiting
from hilo.sales.stock import as_it_stands

FORM = "purchase_form"
STEP = "purchase_step"
MOST_BUTTONS = 10
QUESTIONS = ("utter_cart_again_confirm", "utter_cart_what_to_change", "utter_cart_how_many")
"""Texts that ask by themselves: nothing is asked after them."""
VOICE = frozenset({"phone", "voice"})
"""Channels on which no address is read out."""


class ValidatePurchaseForm(HiloAction):
    """Reads the message as something about the cart; leaves to the rules what is not."""

    asks_outside = True
    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"validate_{FORM}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.shop = as_it_stands(turn.shop)
        cart = cart_of(turn) or new_cart(turn)
        active = turn.tracker.active_loop_name == FORM and turn.slot("requested_slot")
        turn.set("cart", cart.as_slot())  # Rasa takes a validation that sets no slot for a refusal to run the form
        if not active or returns_from_an_aside(turn.tracker):
            turn.set("requested_slot", STEP)
            return
        outcome = checkout.read(turn.shop, cart, message_of(turn))
        if outcome.left_to_rules:
            turn.events = [*turn.events, ActionExecutionRejected(FORM)]
            return
        turn.answer_mood()
        then = self._with_coupon(turn, outcome.cart, outcome.coupon)
        tell(turn, cart, then, outcome.said)
        if outcome.sum:
            self._say_sum(turn, then)
        ready = outcome.given_up or (outcome.confirmed and not self._price_changed(turn, then))
        turn.set("requested_slot", None if ready else STEP)
        if then != cart:
            keep(turn, then, self.name())

    def _with_coupon(self, turn: Turn, cart: Cart, code: str | None) -> Cart:
        if not code:
            return cart
        if coupon_of(turn, code) is None:
            turn.say("utter_cart_no_such_coupon", code=code)
            return cart
        turn.say("utter_cart_coupon_taken", code=code)
        return replace(cart, coupon=code)

    def _say_sum(self, turn: Turn, cart: Cart) -> None:
        so_far = bill_of(turn, cart)
        delivery = delivery_in_words(turn, cart, so_far)
        turn.say("utter_cart_so_far" if delivery else "utter_cart_so_far_goods",
                 lines=lines_in_words(turn, cart, so_far), delivery=delivery,
                 total=money(turn, so_far.total if delivery else round(so_far.total - so_far.shipping, 2),
                             so_far.currency))

    def _price_changed(self, turn: Turn, cart: Cart) -> bool:
        """Whether what was shown is no longer so: it is then shown again, and asked again."""
        changed = cart.shown is not None and abs(bill_of(turn, cart).total - cart.shown) > 0.005
        if changed:
            turn.say("utter_cart_price_changed")
        return changed


class ActionAskPurchaseStep(HiloAction):
    """Asks for what is missing; at the end shows everything and asks whether it is to be ordered."""

    asks_outside = True
    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"action_ask_{STEP}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.shop = as_it_stands(turn.shop)
        cart = cart_of(turn) or new_cart(turn)
        step = checkout.step(turn.shop, cart)
        if any(turn.said_lately(question, 0) for question in QUESTIONS):
            return
        if step == "confirm":
            self._summary(turn, cart)
        elif step in ("size", "color", "which"):
            self._ask_choice(turn, cart, step)
        elif step == "way":
            self._ask_way(turn, cart)
        elif step == "branch":
            turn.say_with_buttons("utter_ask_cart_branch", [
                {"title": b.city, "payload": b.name} for b in checkout.branches(turn.shop)])
        else:
            turn.say(f"utter_ask_cart_{step}", city=cart.city or "")

    def _ask_choice(self, turn: Turn, cart: Cart, step: str) -> None:
        there = options(turn.shop, cart)
        product = product_of(turn.shop, cart.choosing.product) if cart.choosing else None
        buttons = [{"title": one, "payload": one} for one in there] if len(there) <= MOST_BUTTONS else []
        turn.say_with_buttons(
            f"utter_ask_cart_{step}", buttons, name=product.name if product else "",
            options=wording.listing(there, "or"), plural=turn.shop.words.plural(cart.kind) if cart.kind else "")

    def _ask_way(self, turn: Turn, cart: Cart) -> None:
        ways = [turn.fill("utter_button_cart_home"),
                *(turn.fill("utter_button_cart_pick_up", city=b.city) for b in checkout.branches(turn.shop))]
        where = {"address": cart.address or "", "city": cart.city or ""}
        turn.say_with_buttons("utter_ask_cart_way_known" if cart.address and cart.city else "utter_ask_cart_way",
                              [{"title": way, "payload": way} for way in ways], **where)

    def _summary(self, turn: Turn, cart: Cart) -> None:
        so_far = bill_of(turn, cart)
        off = discount_in_words(turn, so_far)
        saves = so_far.by_transfer > so_far.discount
        arrives = turn.fill("utter_cart_ready" if cart.way == "pick_up" else "utter_cart_arrives",
                            earliest=wording.day(so_far.earliest), latest=wording.day(so_far.latest))
        if cart.cash:
            arrives += " " + turn.fill("utter_cart_cash")
        turn.say("utter_ask_cart_confirm", lines=lines_in_words(turn, cart, so_far), discount=off, name=cart.name,
                 delivery=delivery_in_words(turn, cart, so_far), arrives=arrives,
                 total=money(turn, so_far.total, so_far.currency), transfer=turn.fill(
                     "utter_cart_transfer", amount=money(turn, so_far.by_transfer - so_far.discount, so_far.currency))
                 + "\n" if saves else "")
        turn.set("cart", replace(cart, shown=so_far.total).as_slot())


class ActionPlaceOrder(HiloAction):
    """Places the order, holds its units and says where it is paid."""

    asks_outside = True
    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_place_order"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        cart = cart_of(turn)
        turn.set("next_step", "wait")
        if cart is None or not cart.items:
            turn.say("utter_cart_left_empty")
            turn.set("open_question", "anything_else")
            return
        due = bill_of(turn, cart)
        try:
            done = into_crm(turn, "place_order", **self._order(turn, cart, due))
        except SoldOutError:
            self._sold_out(turn, cart)
            return
        except CouponGoneError:
            turn.say("utter_cart_no_such_coupon", code=cart.coupon)
            self._go_on(turn, replace(cart, coupon=None))
            return
        if done is not None:
            self._say_where_to_pay(turn, cart, done)
            turn.remember("fact", name=PROVEN_ORDER, value=proof(done["number"], turn.channel, turn.written_from))
        for name, value in (("city", cart.city), ("delivery_address", cart.address)):
            if value and cart.way == "home":
                turn.remember("fact", name=name, value=value)
        if cart.name and turn.told("person_name") in (None, cart.name):
            turn.remember("profile", name=cart.name)
        turn.set("delivery_address", cart.address)
        turn.set("cart", None)
        turn.set("open_question", "anything_else")

    def _say_where_to_pay(self, turn: Turn, cart: Cart, done: dict[str, Any]) -> None:
        if cart.cash:
            turn.say("utter_order_placed_cash", **done)
        elif turn.channel not in VOICE:
            turn.say("utter_order_placed", **done)
        elif reach(turn.tracker.sender_id).whatsapp:
            turn.say("utter_order_placed", **done)
            turn.remember("order_link", **done)
        else:
            turn.say("utter_order_placed_no_whatsapp", whatsapp=turn.shop.company.profile.contact.whatsapp, **done)

    def _order(self, turn: Turn, cart: Cart, due: Bill) -> dict[str, Any]:
        return {"cart": cart.key, "lines": to_rows(due.lines), "currency": due.currency, "discount": due.discount,
                "shipping": due.shipping, "promised_from": due.earliest.isoformat(), "coupon": due.coupon,
                "promised_until": due.latest.isoformat(), "delivery": delivery_of(turn, cart)}

    def _sold_out(self, turn: Turn, cart: Cart) -> None:
        """Somebody was quicker: said, and what there is instead is asked for."""
        turn.shop = as_it_stands(get_shop())
        then = replace(cart, items=(), shown=None)
        said: list[Said] = []
        for item in cart.items:
            before = then
            then, more = choose(turn.shop, then, item)
            said += more
            if then.choosing and before.choosing:  # one question at a time
                then = replace(then, choosing=before.choosing)
        turn.say("utter_cart_somebody_quicker")
        tell(turn, cart, then, said)
        self._go_on(turn, then)

    def _go_on(self, turn: Turn, cart: Cart) -> None:
        keep(turn, cart, self.name())
        turn.set("next_step", "purchase")


class ActionPaymentLink(HiloAction):
    """Where the person's orders are paid that wait for it."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_payment_link"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        links = from_crm(turn, lambda crm: waiting(crm, turn.tracker.sender_id))
        for link in links or ():
            turn.say("utter_order_link", **link)
        if links == []:
            turn.say("utter_nothing_to_pay")
        turn.set("open_question", "anything_else")


class ActionLeaveCart(HiloAction):
    """What is in the cart stays there; nothing is ordered."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_leave_cart"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        cart = cart_of(turn)
        turn.close_form()
        turn.say("utter_cart_left" if cart and cart.items else "utter_cart_left_empty")
        turn.set("open_question", "anything_else")
        turn.set("next_step", "wait")
