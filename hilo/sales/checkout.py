"""From a first article to a confirmed order: what a message does to the cart, and what is to be asked next.

Plain decisions over plain values; the form in `actions/purchase.py` translates them.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hilo.business.company import Shop
from hilo.business.models import Branch
from hilo.business.paying import means_chosen
from hilo.business.towns import country_at, town_of_postcode
from hilo.sales.abroad import settle, shipping_told
from hilo.sales.cart import Cart, Way
from hilo.sales.choosing import Said, choose, open_of
from hilo.sales.goods_wanted import take_goods, tells_units
from hilo.sales.paying_told import only_where_picked_up, pays_cash, take_payment
from hilo.sales.streets import LONGEST_ADDRESS, STREET, address_in
from hilo.sales.wishes import (
    asks_sum,
    by_transfer,
    change_in,
    coupon_in,
    is_all,
    is_any,
    wants_less,
    wants_more,
    way_in,
)
from hilo.solution.intents import LEAVES, WORDLESS
from hilo.solution.open_questions import leaves
from hilo.spanish.free_names import is_remark, place_told
from hilo.spanish.normalize import fold
from hilo.spanish.refusals import declines_to_say

QUESTIONS = frozenset({"price_inquiry", "promotion_inquiry", "availability_inquiry", "shipping_inquiry",
                       "payment_inquiry", "business_info", "order_status", "cancel_order", "return_exchange",
                       "technical_support", "help", "bot_challenge", "repeat", "compliment", "thank", "opt_in",
                       "change_appointment", "request_call"})
"""Intents that the rules answer in between; the cart's question is then put again."""
STRANGE = frozenset({"out_of_scope", "chitchat"})
"""Intents of questions that have nothing to do with the cart."""
UNWILLING = frozenset({"cancel", "not_interested", "busy", "goodbye", "follow_up_later"})
"""Intents that are not believed of a message that answers what was asked."""
_FOR_WHOM = re.compile(r"\ba nombre de (?P<name>[^\d,;.?!]{3,60})", re.IGNORECASE)
_OWN_NAME = re.compile(r"\b(?:soy|me llamo|mi nombre es)\s", re.IGNORECASE)
_COURTESY = re.compile(r"[\s,;.]+(?:por\s?fa(?:vor)?|porfis?|please|pls|gracias|dale|che|si puede ser)[\s.!]*$",
                       re.IGNORECASE)
CHOOSING = frozenset({"which", "size", "color", "items"})
"""Steps at which a no drops what is being chosen, and the rest goes on."""
FREE = frozenset({"city", "address", "name"})
"""What is asked for in free words."""
SURE, VERY_SURE = 0.4, 0.7
LONGEST_NAME, LONGEST_CITY = 80, 60
CITY_WORDS, NAME_WORDS = 5, 5


@dataclass(frozen=True)
class Message:
    """What the person said. values: of its entities, the last of each name; things: all products that it names;
    country: the one that it names (ISO 3166-1). today: by the company's clock, for prices."""

    text: str
    intent: str
    confidence: float
    values: Mapping[str, Any] = field(default_factory=dict)
    things: tuple[str, ...] = ()
    country: str | None = None
    today: date = date.min


@dataclass
class Outcome:
    """cart: as it is now. said: texts before the next question. sum: the cart is to be shown. confirmed: it is to be
    ordered. given_up: nothing is wanted after all. coupon: a code to be looked up. left_to_rules: the message is none
    for the cart."""

    cart: Cart
    said: list[Said] = field(default_factory=list)
    sum: bool = False
    confirmed: bool = False
    given_up: bool = False
    coupon: str | None = None
    left_to_rules: bool = False


def step(shop: Shop, cart: Cart) -> str:
    """What is to be asked next: which, size, color, items, way, branch, city, address, name or confirm."""
    if cart.choosing:
        return open_of(cart.choosing) or "items"
    if cart.kind:
        return "which"
    if not cart.items:
        return "items"
    if cart.way is None:
        return "way"
    if cart.way == "pick_up" and cart.branch is None:
        return "branch"
    if cart.way == "home" and not (cart.city and cart.address):
        return "address" if cart.city else "city"
    return "confirm" if cart.name else "name"


def branches(shop: Shop) -> list[Branch]:
    """Where orders are picked up."""
    return [b for b in shop.company.profile.branches if b.id in shop.company.shipping.pick_up.branches]


def read(shop: Shop, cart: Cart, message: Message) -> Outcome:
    """What a message does to the cart."""
    asked, out = step(shop, cart), Outcome(cart)
    if is_all(message.text) and cart.items and asked not in CHOOSING:
        return out
    if message.intent.startswith(WORDLESS) or (asked not in CHOOSING and leaves(asked, message.text)):
        out.left_to_rules = True
        return out
    told = shipping_told(shop, cart, message.text, message.today)
    if told and message.intent != "shipping_inquiry":
        out.said.append(told)
        return out
    out.coupon = coupon_in(message.text)
    wants = _FOR_WHOM.search(message.text) or out.coupon
    command = wants_less(message.text) or wants_more(message.text) or bool(wants)
    if asks_sum(message.text) and not message.things and cart.items:
        _take_delivery(shop, out, asked, message, None)
        out.sum = True
        return out
    if not command and _leaves(shop, asked, message):
        out.left_to_rules = True
        return out
    units = None if STREET.search(message.text) else tells_units(shop, cart, message)
    taken = take_goods(shop, out, asked, message, units) | _take_delivery(shop, out, asked, message, units)
    out.cart, paying = take_payment(out.cart, message.text)
    taken |= paying
    if not taken and not out.coupon:
        taken = _take_answer(shop, out, asked, message)
    if not taken and not out.coupon and not out.said and not units:  # so many as there are: it is but asked on
        _not_understood(out, asked, message)
    out.cart, stays = settle(shop, out.cart, message.today)
    out.cart, home = only_where_picked_up(out.cart)
    out.said += [*stays, *home]
    return out


def _answers(asked: str, message: Message) -> bool:
    """Whether it holds what was asked for: «lo paso a buscar» is no goodbye."""
    told = {"way": way_in(message.text), "branch": message.values.get("city"), "city": message.values.get("city"),
            "size": message.values.get("size"), "color": message.values.get("color")}
    return bool(told.get(asked))


def _leaves(shop: Shop, asked: str, message: Message) -> bool:
    """Whether the rules answer it: it ends the purchase, or asks something in between."""
    free = asked in FREE and "?" not in message.text
    sure = message.confidence >= (VERY_SURE if free else SURE)
    if asked in ("way", "city", "address") and _address_in(message):
        return False  # «a Mendoza 1234» sounds like a question about shipping
    ours = by_transfer(message.text) is not None or pays_cash(message.text)  # what changes the sum
    if message.intent == "payment_inquiry" and "?" not in message.text and ours:
        return False
    if means_chosen(shop, message.text) and not ours:
        return True
    if message.intent in LEAVES:
        return sure and not (free and any(c.isdigit() for c in message.text)) and not (
            message.intent in UNWILLING and _answers(asked, message))
    if message.intent not in QUESTIONS or not sure:
        return False
    return not free and ("?" in message.text or not (message.values or way_in(message.text)))


def _take_delivery(shop: Shop, out: Outcome, asked: str, message: Message, units: int | None) -> bool:
    """How and where to it is to go. units: of the goods, where it tells them: their number is of no house."""
    cart, city = out.cart, message.values.get("city") or town_of_postcode(message.text)
    way = way_in(message.text) if asked not in ("address", "name") else None
    named = next((b for b in branches(shop) if fold(b.city) == fold(str(city or ""))
                  or fold(b.name) in fold(message.text)), None)
    if way is None and asked in ("way", "branch") and named is not None and cart.way != "home":
        way = "pick_up" if asked == "branch" or fold(named.name) in fold(message.text) else None
    if way:
        cart = _with_way(shop, cart, "home" if way == "home" else "pick_up", named)
    if message.country and cart.way != "pick_up" and message.country != cart.country:
        cart = replace(cart, country=message.country)
        if not city and cart.city and country_at(shop, cart.city, message.country) != message.country:
            cart = replace(cart, city=None, address=None)
    if city and cart.way != "pick_up" and asked != "name" and fold(str(city)) != fold(cart.city or ""):
        cart = replace(cart, city=str(city), address=None)
    for_whom = _FOR_WHOM.search(message.text)
    if for_whom:
        cart = replace(cart, name=_name(for_whom["name"]))
    elif message.values.get("person_name") and (asked == "name" or _OWN_NAME.search(message.text)):
        cart = replace(cart, name=_name(str(message.values["person_name"])))
    told_again = asked in ("name", "confirm") and cart.address and STREET.search(message.text)
    may_be = told_again or (asked in ("way", "city", "address") and not units)
    street = _address_in(message, bool(told_again)) if may_be and cart.way != "pick_up" else None
    if street:
        cart = replace(cart, way="home", address=street)
    changed, out.cart = cart != out.cart, cart
    return changed


def _name(text: str) -> str:
    """Without the «por favor» behind it."""
    return (_COURTESY.sub("", text).strip() or text.strip())[:LONGEST_NAME]


def _with_way(shop: Shop, cart: Cart, way: Way, named: Branch | None) -> Cart:
    if way == "home":
        return replace(cart, way=way, branch=None)
    there = branches(shop)
    near = named or next((b for b in there if fold(b.city) == fold(cart.city or "")), None)
    return replace(cart, way=way, branch=near.id if near else there[0].id if len(there) == 1 else None)


def _address_in(message: Message, begins: bool = False) -> str | None:
    """(see `address_in`)."""
    return address_in(message.text, str(message.values.get("city") or town_of_postcode(message.text) or ""), begins)


def _take_answer(shop: Shop, out: Outcome, asked: str, message: Message) -> bool:
    """Reads the message as the answer to what was asked."""
    cart, text = out.cart, message.text.strip(" .,;!¡")
    words = text.split()
    if message.intent == "deny" and asked in CHOOSING:
        out.cart, out.given_up = replace(cart, choosing=None, kind=None), not cart.items
        return True
    if asked == "way" and message.intent == "affirm" and cart.address:
        out.cart = replace(cart, way="home")
    elif asked in ("way", "branch") and is_any(message.text):
        out.cart = _with_way(shop, cart, "pick_up" if asked == "branch" else "home", branches(shop)[0])
    elif asked == "city" and _is_plain(text, message) and 0 < len((place_told(text) or "").split()) <= CITY_WORDS:
        out.cart = replace(cart, city=str(place_told(text))[:LONGEST_CITY], address=None)
    elif asked == "address" and len(words) > 1 and "?" not in text and STREET.search(text):
        out.cart = replace(cart, address=text[:LONGEST_ADDRESS])
    elif asked == "name" and (message.values.get("person_name") or (
            0 < len(words) <= NAME_WORDS and _is_plain(text, message) and not is_remark(text))):
        out.cart = replace(cart, name=_name(str(message.values.get("person_name") or text)))
    elif asked == "confirm":
        return _take_confirmation(shop, out, message)
    return out.cart != cart


def _is_plain(text: str, message: Message) -> bool:
    return not any(c.isdigit() or c in "?/" for c in text) and (
        message.intent not in ("affirm", "deny", "greet", "repeat") or message.confidence < SURE)


def _take_confirmation(shop: Shop, out: Outcome, message: Message) -> bool:
    """A yes, or what is to change."""
    what = change_in(message.text)
    if message.intent in ("affirm", "purchase") and message.confidence >= SURE and not what:
        out.confirmed = True
        return True
    cart = out.cart
    if what == "way":
        out.cart = replace(cart, way=None, branch=None)
    elif what == "city":
        out.cart = replace(cart, city=None, address=None)
    elif what == "address":
        out.cart = replace(cart, address=None)
    elif what == "name":
        out.cart = replace(cart, name=None)
    elif what in ("color", "size") and cart.items:
        last = cart.items[-1]
        item = replace(last, color=None) if what == "color" else replace(last, size=None)
        out.cart, out.said = choose(shop, replace(cart, items=cart.items[:-1]), item)
    elif what == "units":
        out.said.append(Said("utter_cart_how_many", {}))
    elif message.intent == "deny" or what == "items":
        out.said.append(Said("utter_cart_what_to_change", {}))
    return out.cart != cart or bool(out.said)


def _not_understood(out: Outcome, asked: str, message: Message) -> None:
    strange = "?" in message.text and message.intent in STRANGE
    if strange or message.intent in QUESTIONS or (message.intent in LEAVES and message.confidence >= SURE):
        out.left_to_rules = True
    elif asked != "confirm" and message.intent in ("affirm", "purchase") and message.confidence >= SURE:
        pass  # «dale, la quiero»: what is missing is simply asked
    elif asked in FREE and declines_to_say(message.text):
        out.said.append(Said(f"utter_cart_why_{asked}", {}))
    else:
        out.said.append(Said("utter_cart_again_confirm" if asked == "confirm" else "utter_cart_not_understood", {}))
