"""What a message tells of a need, whatever was asked: checked against the catalogue, and the uses that it names."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hilo.business.company import Shop
from hilo.solution.bare_values import fits_sizes, is_item, size_said, wants_one
from hilo.solution.feet import bare_size, between, foot_in, is_foreign
from hilo.solution.need import DECLINED
from hilo.solution.places_told import take_place
from hilo.solution.taken_back import denied, let_go
from hilo.solution.uses_told import uses_told
from hilo.solution.weeks import last_day, month_alone
from hilo.spanish.mood import is_unhurried
from hilo.spanish.normalize import fold

LONG_WORD = 4
_WISH = re.compile(r"\b(?:con|sin|tipo|estilo|de|que (?:no |tenga|traiga|lleve))\s[^,.;!?]+", re.IGNORECASE)
"""What may tell how a thing is to be, besides its colour."""
_PLAIN = frozenset("color colores tono tonos favor preferencia gusto mucho gracias ustedes eso ella todo "
                   "esos esas".split())

if TYPE_CHECKING:
    from hilo.solution.gathering import Message, Outcome


def take_values(shop: Shop, outcome: Outcome, slots: Mapping[str, Any], message: Message, today: date,
                insists: bool = False) -> None:
    """Checks what the entities set, and reads what they do not see. insists: the day was asked for twice."""
    product = message.told.get("product")
    if product and shop.words.is_category(product):
        outcome.slots["product"] = None  # "comprar ropa" is sold, but still anything
    elif product and not shop.words.type_of(product) and not is_item(shop, product):
        outcome.slots["product"] = None
        outcome.say.append("utter_product_not_sold")
    if "quantity" not in message.told and wants_one(shop, message.text):
        outcome.slots["quantity"] = 1
    _take_back(outcome, slots, message)
    _take_day(outcome, slots, message, today, insists)
    take_place(shop, outcome, message)
    _take_uses(shop, outcome, slots, message)
    _take_size(shop, outcome, slots, message)


def _take_back(outcome: Outcome, slots: Mapping[str, Any], message: Message) -> None:
    for name in let_go(message.text):
        if name not in message.told:
            outcome.slots[name] = None if name == "color" else DECLINED
    for name in denied(slots, message.text):
        if name not in message.told:
            outcome.slots[name] = None


def _take_day(outcome: Outcome, slots: Mapping[str, Any], message: Message, today: date,
              insists: bool) -> None:
    needed_by = message.told.get("needed_by")
    if isinstance(needed_by, str) and month_alone(message.text) and not insists:
        outcome.slots["needed_by"] = None  # its day is asked for
    elif isinstance(needed_by, str):
        day = needed_by[:10]
        last = last_day(message.text, date.fromisoformat(day))
        if last is not None:
            day = last.isoformat()
            outcome.say.append("utter_needed_by_week" if "semana" in fold(message.text) else "utter_needed_by_latest")
        outcome.slots["needed_by"] = day if date.fromisoformat(day) >= today else None
        if outcome.slots["needed_by"] is None:
            outcome.say.append("utter_past_date")
    elif slots.get("needed_by") is None and is_unhurried(message.text):
        outcome.slots["needed_by"] = DECLINED


def _take_uses(shop: Shop, outcome: Outcome, slots: Mapping[str, Any], message: Message) -> None:
    uses, denied = uses_told(shop, message.words)
    known = slots.get("preferences")
    known = known if isinstance(known, Mapping) and "preferences" not in outcome.slots else {}
    before = known.get("uses", [])
    kept = [use for use in before if use not in denied]
    if uses or kept != before:
        merged = list(dict.fromkeys([*uses, *kept])) if len(uses) != 1 else uses
        outcome.slots["preferences"] = {**known, "uses": merged}
    elif message.told.get("color") and not known and slots.get("preferences") in (None, DECLINED):
        wish = wish_besides(shop, message.words) if set(message.told) == {"color"} else ""
        outcome.slots["preferences"] = {"uses": [], "note": wish} if wish else {"uses": []}


def wish_besides(shop: Shop, text: str) -> str:
    """What is wished for beside a colour: «con rayitas finas» of «azul, con rayitas finas»; empty where nothing is."""
    for match in _WISH.finditer(text):
        words = [word for word in re.findall(r"\w+", match[0])[1:] if not _is_color(shop, word)]
        if any(len(word) >= LONG_WORD and fold(word) not in _PLAIN for word in words):
            return match[0].strip(" ,.;!")
    return ""


def _is_color(shop: Shop, word: str) -> bool:
    folded = fold(word)
    forms = {folded, folded[:-1], folded[:-2], folded[:-1] + "o", folded[:-2] + "o"}
    return any(shop.words.color_of(form) in _colors(shop) for form in forms)


def _colors(shop: Shop) -> set[str]:
    return {color for product in shop.company.products for color in product.stock}


def _take_size(shop: Shop, outcome: Outcome, slots: Mapping[str, Any], message: Message) -> None:
    product, told = message.told.get("product") or slots.get("product"), message.told.get("size")
    foot = foot_in(shop, product, message.text, told)
    larger = between(shop, product, message.text) if slots.get("product") else None
    if is_foreign(shop, product, message.text, told or bare_size(message.text)):
        outcome.slots["size"] = None
        outcome.say.append("utter_size_foreign")
    elif larger:
        outcome.slots["size"] = larger
        outcome.say.append("utter_size_between")
    elif foot:
        outcome.slots["size"], outcome.foot = foot.size, foot.centimetres
        if slots.get("size") != foot.size:
            outcome.say.append("utter_size_by_foot")
    elif told is None:
        said = size_said(shop, product, message.text)
        if said:
            outcome.slots["size"] = said
    elif not fits_sizes(shop, told):
        outcome.slots["size"] = None
