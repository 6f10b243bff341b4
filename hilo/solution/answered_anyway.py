"""What is answered whatever form or question is open."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hilo.business import fitting
from hilo.business.load import get_shop
from hilo.business.paying import means_chosen
from hilo.handoff.promised import REFUND, THINGS, asks_when_money, promise_asked
from hilo.orders.making_good import asks_compensation
from hilo.orders.nothing_ordered import has_ordered_nothing
from hilo.orders.troubles import trouble_of
from hilo.sales.paying_told import pays_cash
from hilo.sales.wishes import by_transfer
from hilo.solution.need import CHANGEABLE
from hilo.solution.open_questions import AGAIN, MAY_SEND_PICTURE, SENT_PICTURE, Reply, is_step
from hilo.spanish.normalize import fold
from hilo.spanish.pictures import only_offers_picture, only_shows
from hilo.spanish.surprise import finds_it_dear, finds_it_much, is_surprise

TELLS_PRICES = frozenset({"action_price_info", "action_shipping_info", "action_product_info", "action_explain_price",
                          "action_availability_info", "action_promotion_info", "action_recommend",
                          "action_more_options", "information_gathering_form"})
"""Actions after which an amount that is repeated is one that was told."""


GONE_ON_FROM = frozenset({"action_price_info", "action_promotion_info"})
"""Actions whose question is asked again of another thing by its name alone: «¿y la Taza Ronda?»."""
ASKED_OF_FITTING = frozenset({"action_availability_info", "action_product_info"})
"""Actions that tell what goes into a thing: «¿y de 14?» after them asks it of another measure."""
PAYING = "action_payment_info"
CART = "purchase_step"
_AND = re.compile(r"[\s¿¡]*(?:y|e|pero|ah,? y)\b(?! (?:si|como|cuando|donde|cuanto|que|quien|tienen|hay|venden)\b)"
                  r"(?: \w+){1,6}\s*\?+\s*")


def goes_on(text: str) -> bool:
    """Whether a question is cut short to the thing that it is about."""
    return bool(_AND.fullmatch(fold(text)))


def goes_before_the_search(asked: str | None, text: str) -> bool:
    """Whether a message in the middle of the search is answered for itself, and is no part of the need."""
    return only_offers_picture(text) or (asked != "budget" and is_surprise(text)) or bool(
        means_chosen(get_shop(), text))


def answered_anyway(reply: Reply, slots: Mapping[str, Any], things: Sequence[str] = ()) -> str | None:
    """The action for what is asked about a trouble with an order, about what the team has promised to send, about an
    amount that surprises, or about sending us a photo; for a way to pay that is chosen; and for a question cut short,
    that of the one before it.

    things: those that the message names."""
    if reply.text.startswith("/"):
        return None
    promised = (promise_asked(slots, reply.text) or {}).get("kind")
    if promised in THINGS or (promised == REFUND and asks_when_money(reply.text)):
        return "action_order_help"
    if asks_compensation(reply.text, reply.last_action):
        return "action_compensation"
    if reply.last_action in TELLS_PRICES and (is_surprise(reply.text) or finds_it_much(reply.text)):
        return "action_explain_price"
    if (reply.intent == "complaint" and reply.last_action in TELLS_PRICES and slots.get("open_question") != "buy"
            and finds_it_dear(reply.text)):
        return "action_explain_price"
    if only_shows(reply.text):
        return _shown(reply, slots.get("open_question"))
    if has_ordered_nothing(reply.text):
        return "action_no_order"
    if things and reply.last_action in GONE_ON_FROM and goes_on(reply.text):
        return reply.last_action
    if reply.last_action in ASKED_OF_FITTING and fitting.goes_on(reply.text):
        return "action_availability_info"
    if _pays_by(reply, slots):
        return PAYING
    return MAY_SEND_PICTURE if only_offers_picture(reply.text) and trouble_of(reply.text) is None else None


def _pays_by(reply: Reply, slots: Mapping[str, Any]) -> bool:
    """Whether a way to pay is chosen, after those that there are were told, or while something is chosen or bought. The
    cart reads by itself what changes its sum."""
    asked = slots.get("requested_slot")
    if not means_chosen(get_shop(), reply.text) or is_step(slots.get("open_question") or ""):
        return False
    if asked == CART:
        return by_transfer(reply.text) is None and not pays_cash(reply.text)
    return asked in CHANGEABLE or (asked is None and reply.last_action == PAYING)


def _shown(reply: Reply, asked: str | None) -> str | None:
    """The action for «mirá cómo llegó»: a complaint, or more of the one that is open."""
    if not is_step(asked):
        return "action_complaint"
    return SENT_PICTURE if reply.attached else None if asked == "complaint_what" else AGAIN
