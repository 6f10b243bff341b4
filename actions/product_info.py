"""Questions about the goods: what there is, what it costs, whether it is there, promotions."""
from __future__ import annotations

import re
from collections.abc import Iterable

from actions.known import InformingAction, answer_from_knowledge
from actions.turn import Turn
from actions.unforeseen import answer_freely
from hilo import wording
from hilo.business import links, offer
from hilo.business.goods import Product, Variant
from hilo.sales.stock import as_it_stands
from hilo.settings import get_settings
from hilo.spanish.normalize import fold

EXAMPLES = 3
WITHOUT_PICTURES = frozenset({"phone", "voice", "sms"})
OWN_PAGE = "webchat"
SURE_AMONG_GOODS = 0.85
"""Probability from which a question about goods is taken for one about the shop: the goods themselves answer most."""

SURE_WITHOUT_WORDS = 0.6
_STOCK = re.compile(r"\b(?:hay|habra|ten\w+|tien\w+|qued\w+|dispon\w+|stock|tall\w+|color\w*|numero|medida|otr[oa]s?|"
                    r"consig\w+|agotad\w+|existencia\w*|viene\w*|cuales)\b")
"""Words without which an unsure reading is no question about stock."""
_COLORS, _SIZES = re.compile(r"\bcolor(?:es)?\b|\btonos?\b"), re.compile(r"\btall[ae]s?\b|\bnumeros?\b|\bmedidas?\b")


def asked_product(turn: Turn) -> str | None:
    """The thing this message names, else the one being talked about."""
    return turn.product_named() or turn.told("product")


def price_text(turn: Turn, product: Product) -> str:
    """Today's price."""
    price = turn.shop.price_of(product, turn.now.date())
    return wording.money(price.amount, price.currency) if price else ""


def say_promotion(turn: Turn, product: Product) -> None:
    """Names the promotion that lowers the price, if one does."""
    price = turn.shop.price_of(product, turn.now.date())
    if price and price.promotion:
        turn.say("utter_price_promotion", promotion=price.promotion.name,
                 list_price=wording.money(price.list_amount, price.currency))


def picture(turn: Turn, product: Product) -> str | None:
    """The address of the product's picture, where it has one and the channel shows any; our own page finds it by its
    path, under whatever name it was opened."""
    path = links.picture_of(product)
    if path is None or turn.channel in WITHOUT_PICTURES:
        return None
    return path if turn.channel == OWN_PAGE else get_settings().public_address + path


def variants_text(variants: list[Variant]) -> str:
    """«negro (38, 39), blanco (40)»; without sizes just the colours."""
    by_color = {v.color: [w.size for w in variants if w.color == v.color and w.size != "única"] for v in variants}
    return wording.listing([f"{c} ({', '.join(sizes)})" if sizes else c for c, sizes in by_color.items()])


class ActionProductInfo(InformingAction):
    """One product is described; a kind is shown in one line and leads to the gathering."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_product_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("next_step", "wait")
        turn.shop = as_it_stands(turn.shop)
        item = offer.item_named(turn.shop, turn.product_named())
        if item:
            self._describe(turn, item)
        elif not turn.product_named() and answer_from_knowledge(turn, turn.intent, SURE_AMONG_GOODS):
            return
        else:
            self._kind(turn, turn.product_named())

    def _describe(self, turn: Turn, item: Product) -> None:
        if item.discontinued:
            turn.say("utter_item_discontinued", name=item.name)
            return
        if not offer.in_stock(item):
            self._sold_out(turn, item)
            return
        attributes = "\n".join(f"• {k.capitalize()}: {v}" for k, v in item.attributes.items())
        page = links.page_of(turn.shop, item)
        turn.say("utter_item_details", image=picture(turn, item), name=item.name, price=price_text(turn, item),
                 description=item.description, attributes=attributes,
                 page="\n" + turn.fill("utter_item_page", link=page) if page else "")
        say_promotion(turn, item)

    def _sold_out(self, turn: Turn, item: Product) -> None:
        turn.say("utter_sold_out", name=item.name)
        if item.restock:
            turn.say("utter_restock", date=wording.day(item.restock))

    def _kind(self, turn: Turn, product: str | None) -> None:
        goods = offer.of_kind(turn.shop, product)
        kind = turn.shop.words.type_of(product)
        if product and turn.shop.words.is_category(product):
            product = None
        if product and not kind:
            turn.say("utter_not_sold", product=product)
            turn.set("product", None)
            return
        if kind and not goods:
            turn.say("utter_kind_out", plural=turn.shop.words.plural(kind))
            turn.set("product", None)
            return
        turn.set("next_step", "gather")
        if not kind:
            if not turn.tracker.active_loop_name:
                turn.say("utter_what_we_sell")
            return
        low, high = offer.price_range(turn.shop, goods, turn.now.date())
        if len(goods) == 1:
            turn.say("utter_kind_overview_one", name=goods[0].name, price=price_text(turn, goods[0]))
            return
        turn.say("utter_kind_overview", plural=turn.shop.words.plural(kind),
                 lowest=wording.money(low[1].amount, low[1].currency),
                 highest=wording.money(high[1].amount, high[1].currency),
                 names=wording.listing([p.name for p in goods[:EXAMPLES]], "or"))


class ActionPriceInfo(InformingAction):
    """What a product, or a kind of product, costs today."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_price_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        product = asked_product(turn)
        item = offer.item_named(turn.shop, product)
        goods = offer.of_kind(turn.shop, product)
        kind = turn.shop.words.type_of(product)
        if item and item.discontinued:
            turn.say("utter_item_discontinued", name=item.name)
        elif item:
            turn.say("utter_price_item", name=item.name, price=price_text(turn, item))
            say_promotion(turn, item)
        elif goods and kind:
            low, high = offer.price_range(turn.shop, goods, turn.now.date())
            turn.say("utter_price_kind", plural=turn.shop.words.plural(kind), name=low[0].name,
                     lowest=wording.money(low[1].amount, low[1].currency),
                     highest=wording.money(high[1].amount, high[1].currency))
        elif kind:
            turn.say("utter_kind_out", plural=turn.shop.words.plural(kind))
        elif product:
            turn.say("utter_not_sold", product=product)
        elif not answer_from_knowledge(turn, turn.intent, SURE_AMONG_GOODS):
            turn.say("utter_ask_which_product")


class ActionAvailabilityInfo(InformingAction):
    """Whether a thing is there in the size and colour asked for."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_availability_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        product = asked_product(turn)
        if not turn.product_named() and _is_hardly_about_goods(turn):
            if not answer_freely(turn):
                turn.say("utter_rephrase")
            return
        turn.shop = as_it_stands(turn.shop)
        color, size = turn.shop.words.color_of(turn.entity("color")), turn.entity("size")
        item, kind = offer.item_named(turn.shop, product), turn.shop.words.type_of(product)
        wanted = " ".join([turn.fill("utter_wanted_size", size=size)] * bool(size)
                          + [turn.fill("utter_wanted_color", color=color)] * bool(color))
        if item:
            self._item(turn, item, color, size, wanted)
        elif kind:
            self._kind(turn, kind, color, size, wanted)
        elif product:
            turn.say("utter_not_sold", product=product)
        elif not answer_from_knowledge(turn, turn.intent, SURE_AMONG_GOODS):
            turn.say("utter_ask_which_product")

    def _item(self, turn: Turn, item: Product, color: str | None, size: str | None, wanted: str) -> None:
        there, any_there = offer.in_stock(item, color, size), offer.in_stock(item)
        if item.discontinued:
            turn.say("utter_item_discontinued", name=item.name)
        elif there:
            turn.say("utter_available_item", name=item.name, variants=variants_text(there))
        elif any_there:
            turn.say("utter_not_available_item", name=item.name, wanted=wanted, variants=variants_text(any_there))
        else:
            turn.say("utter_sold_out", name=item.name)
            if item.restock:
                turn.say("utter_restock", date=wording.day(item.restock))

    def _kind(self, turn: Turn, kind: str, color: str | None, size: str | None, wanted: str) -> None:
        goods = [p for p in offer.of_kind(turn.shop, kind) if offer.in_stock(p, color, size)]
        plural, wanted = turn.shop.words.plural(kind), f" {wanted}" if wanted else ""
        asked, there = fold(turn.text), [variant for one in goods for variant in offer.in_stock(one, color, size)]
        if there and not color and _COLORS.search(asked):
            turn.say("utter_available_colors", plural=plural, wanted=wanted, colors=_each(v.color for v in there))
        elif there and not size and _SIZES.search(asked):
            turn.say("utter_available_sizes", plural=plural, wanted=wanted, sizes=_each(v.size for v in there))
        elif goods:
            turn.say("utter_available_kind", plural=plural, wanted=wanted,
                     names=wording.listing([f"{p.name} ({price_text(turn, p)})" for p in goods[:EXAMPLES]]))
        else:
            turn.say("utter_not_available_kind", plural=plural, wanted=wanted)


def _each(values: Iterable[str]) -> str:
    """Each once, as a list in words."""
    return wording.listing(list(dict.fromkeys(values)))


def _is_hardly_about_goods(turn: Turn) -> bool:
    """An unsure reading without a word of stock: not of the thing that was spoken of before."""
    unsure = float((turn.message.get("intent") or {}).get("confidence") or 0.0) < SURE_WITHOUT_WORDS
    return unsure and not (turn.entity("color") or turn.entity("size") or _STOCK.search(fold(turn.text)))


class ActionPromotionInfo(InformingAction):
    """Today's promotions, and those announced."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_promotion_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        today = turn.now.date()
        valid = turn.shop.promotions_on(today)
        coming = [p for p in turn.shop.company.promotions if p.valid_from > today]
        if valid:
            turn.say("utter_promotions", promotions="\n".join(
                turn.fill("utter_promotion_line", name=p.name, text=p.text, until=wording.day(p.valid_until))
                for p in valid))
        else:
            turn.say("utter_no_promotions")
        if coming:
            turn.say("utter_promotions_next", promotions="\n".join(
                turn.fill("utter_promotion_next_line", name=p.name, text=p.text, from_day=wording.day(p.valid_from))
                for p in coming))
        percent = max((m.discount_percent or 0 for m in turn.shop.company.payments.methods), default=0)
        if percent:
            turn.say("utter_transfer_discount", percent=f"{percent:g}")
