"""Questions of what a thing costs, and whether it is there: by what is known of the size and of what may be spent."""
from __future__ import annotations

import re
from collections.abc import Iterable

from actions.asked_besides import GoodsAction, asked_besides
from actions.beside_the_search import before_this_message
from actions.known import answer_from_knowledge
from actions.product_info import (
    EXAMPLES,
    article_asked,
    asked_product,
    price_text,
    say_none_goes,
    say_stays,
    say_terms,
    sold_here,
    tell_differences,
    variants_text,
)
from actions.quoted_beside import say_work_price
from actions.solution import need_of
from actions.turn import Turn
from actions.unforeseen import answer_freely
from actions.what_fits import tell_what_fits
from hilo import wording
from hilo.business import offer
from hilo.business.goods import Product
from hilo.quoting.asked import asks_work_price
from hilo.sales.beginning import article_in
from hilo.sales.stock import as_it_stands
from hilo.solution.feet import foot_in, is_footwear, lengths_of
from hilo.solution.prices import prices_for
from hilo.solution.recommend import comparable
from hilo.solution.sizes import in_order
from hilo.spanish.normalize import fold

SURE_WITHOUT_WORDS = 0.6
_STOCK = re.compile(r"\b(?:hay|habra|ten\w+|tien\w+|qued\w+|dispon\w+|stock|tall\w+|color\w*|numero|medida|otr[oa]s?|"
                    r"consig\w+|agotad\w+|existencia\w*|viene\w*|cuales)\b")
"""Words without which an unsure reading is no question about stock."""
_COLORS, _SIZES = re.compile(r"\bcolor(?:es)?\b|\btonos?\b"), re.compile(r"\btall[ae]s?\b|\bnumeros?\b|\bmedidas?\b")
_CENTIMETRES = re.compile(r"\bcentimetros?\b|\bcms?\b")


def wanted_in_words(turn: Turn, size: str | None, color: str | None = None) -> str:
    """«en talla 38 en negro»; empty where neither was said."""
    return " ".join([turn.fill("utter_wanted_size", size=size)] * bool(size)
                    + [turn.fill("utter_wanted_color", color=color)] * bool(color))


def say_prices(turn: Turn, kind: str) -> None:
    """What a kind costs in the size and within the budget that are known; where nothing is so cheap, that is said,
    with what comes nearest."""
    need = need_of(turn)
    plural, found = turn.shop.words.plural(kind), prices_for(turn.shop, kind, need, turn.now)
    wanted = wanted_in_words(turn, found.size)
    wanted = f" {wanted}" if wanted else ""
    if not sold_here(turn, offer.of_kind(turn.shop, kind)):
        say_none_goes(turn, kind)
        return
    if not comparable(turn.shop, need) and turn.shop.is_abroad(need.country):
        turn.say("utter_prices_abroad", country=wording.country(str(need.country)),
                 currency=wording.currency(turn.shop.currency_in(need.country)))
    if not found.goods:
        turn.say("utter_not_available_kind", plural=plural, wanted=wanted)
        return
    (cheapest, low), (_, high) = found.goods[0], found.goods[-1]
    lowest, highest = (wording.money(price.amount, price.currency) for price in (low, high))
    if found.over is not None:
        turn.say("utter_price_over", plural=plural, wanted=wanted, amount=wording.money(found.over, low.currency),
                 name=cheapest.name, lowest=lowest)
    elif len(found.goods) == 1:
        turn.say("utter_price_kind_one", plural=plural, wanted=wanted, name=cheapest.name, lowest=lowest)
    else:
        turn.say("utter_price_kind", plural=plural, wanted=wanted, name=cheapest.name, lowest=lowest, highest=highest)


def say_sizes(turn: Turn, kind: str, color: str | None = None) -> None:
    """Says in which sizes a kind is there; of shoes also for which length of foot, where centimetres are asked for."""
    there = {v.size for one in offer.of_kind(turn.shop, kind) for v in offer.in_stock(one, color)}
    sizes = in_order(there)
    feet = lengths_of(sizes) if is_footwear(turn.shop, kind) and _CENTIMETRES.search(fold(turn.text)) else {}
    told = [turn.fill("utter_size_with_length", on=turn.channel, size=size, length=f"{feet[size]:g}".replace(".", ","))
            if size in feet else size for size in sizes]
    turn.say("utter_available_sizes", plural=turn.shop.words.plural(kind), sizes=wording.listing(told),
             wanted=f" {wanted_in_words(turn, None, color)}" if color else "")


class ActionPriceInfo(GoodsAction):
    """What a product, or a kind of product, costs today."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_price_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if asks_work_price(turn.text):
            say_work_price(turn)
            if not turn.product_named():
                return
        if tell_differences(turn):
            return
        product = asked_product(turn)
        item = article_asked(turn)
        goods = offer.of_kind(turn.shop, product)
        kind = turn.shop.words.type_of(product)
        if item and item.discontinued:
            turn.say("utter_item_discontinued", name=item.name)
        elif item:
            turn.say("utter_price_item", name=item.name, price=price_text(turn, item))
            say_terms(turn, item)
        elif goods and kind:
            say_prices(turn, kind)
        elif kind:
            turn.say("utter_kind_out", plural=turn.shop.words.plural(kind))
        elif product:
            turn.say("utter_not_sold", product=product)
        elif not answer_from_knowledge(turn, turn.intent):
            turn.say("utter_ask_which_product")


class ActionAvailabilityInfo(GoodsAction):
    """Whether a thing is there in the size and colour asked for."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_availability_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("next_step", "wait")
        if tell_what_fits(turn) or tell_differences(turn):
            return
        product = asked_product(turn)
        called = article_in(turn.shop, turn.text, (), turn.told("product"))
        if not turn.product_named() and called is None and _is_hardly_about_goods(turn):
            if not answer_freely(turn):
                turn.say("utter_rephrase")
            return
        turn.shop = as_it_stands(turn.shop)
        color, size = turn.shop.words.color_of(turn.entity("color")), turn.entity("size")
        item, kind = article_asked(turn), turn.shop.words.type_of(product)
        foot = foot_in(turn.shop, item.type if item else kind, turn.text, size)
        if foot:
            size = foot.size
            turn.set("size", size)
        wanted = wanted_in_words(turn, size, color)
        if item:
            self._item(turn, item, color, size, wanted)
        elif kind:
            self._kind(turn, kind, color, size, wanted)
        elif product:
            turn.say("utter_not_sold", product=product)
        elif not answer_from_knowledge(turn, turn.intent):
            turn.say("utter_ask_which_product")

    def _item(self, turn: Turn, item: Product, color: str | None, size: str | None, wanted: str) -> None:
        there, any_there = offer.in_stock(item, color, size), offer.in_stock(item)
        if item.discontinued:
            turn.say("utter_item_discontinued", name=item.name)
        elif there:
            turn.say("utter_available_item", name=item.name, variants=variants_text(there))
            say_stays(turn, item)
        elif any_there:
            turn.say("utter_not_available_item", name=item.name, wanted=wanted, variants=variants_text(any_there))
            if turn.slot("open_question") == "buy":  # asked of one of the offers: no wish that the others have to meet
                for name in ("color", "size"):
                    turn.set(name, before_this_message(turn.tracker, name) if turn.entity(name) else turn.slot(name))
        else:
            turn.say("utter_sold_out", name=item.name)
            if item.restock:
                turn.say("utter_restock", date=wording.day(item.restock))

    def _kind(self, turn: Turn, kind: str, color: str | None, size: str | None, wanted: str) -> None:
        all_of_them = sold_here(turn, offer.of_kind(turn.shop, kind))
        goods = [p for p in all_of_them if offer.in_stock(p, color, size)]
        plural, wanted = turn.shop.words.plural(kind), f" {wanted}" if wanted else ""
        asked, there = fold(turn.text), [variant for one in goods for variant in offer.in_stock(one, color, size)]
        if there and not color and _COLORS.search(asked):
            turn.say("utter_available_colors", plural=plural, wanted=wanted, colors=_each(v.color for v in there))
        elif there and not size and _SIZES.search(asked):
            say_sizes(turn, kind, color)
        elif goods and turn.entity("budget"):
            say_prices(turn, kind)
        elif goods:
            turn.say("utter_available_kind", plural=plural, wanted=wanted,
                     names=wording.listing([f"{p.name} ({price_text(turn, p)})" for p in goods[:EXAMPLES]]))
            if turn.slot("open_question") == "buy" and (color or size):  # only asked: what is kept of it is said
                turn.say("utter_wish_kept", wanted=wanted.strip())
            if len(goods) == 1 and wanted:  # «¿ese abriga?» means it from now on
                turn.set("product", goods[0].name.lower())
            if turn.entity("date_time") or asked_besides(turn):  # who tells by when, or asks how to pay, wants one
                turn.set("next_step", "gather")
        else:
            turn.say("utter_not_available_kind", plural=plural, wanted=wanted)


def _each(values: Iterable[str]) -> str:
    """Each once, as a list in words."""
    return wording.listing(list(dict.fromkeys(values)))


def _is_hardly_about_goods(turn: Turn) -> bool:
    """An unsure reading without a word of stock: not of the thing that was spoken of before."""
    unsure = float((turn.message.get("intent") or {}).get("confidence") or 0.0) < SURE_WITHOUT_WORDS
    return unsure and not (turn.entity("color") or turn.entity("size") or _STOCK.search(fold(turn.text)))
