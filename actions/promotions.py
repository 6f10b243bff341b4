"""Questions about discounts: today's promotions, by number, on what is being bought or quoted."""
from __future__ import annotations

import re
from collections import Counter

from actions.cart import bill_of, cart_of, discount_in_words
from actions.discount_of_thing import goods_asked, say_by_paying, say_named, say_of_goods, say_transfer
from actions.goods_asked import say_prices
from actions.known import InformingAction
from actions.product_info import asked_product
from actions.turn import Turn
from actions.whereabouts import currency_here
from hilo import wording
from hilo.business.discounts import asks_by_paying, asks_favour, is_of_thing, promotion_named
from hilo.business.goods import Product
from hilo.business.quotes import get_quote_rules
from hilo.quoting.wanted import wanted_of_rows
from hilo.sales.cart import product_of
from hilo.spanish.normalize import fold

_OFF = re.compile(r"\b(?:descuent\w*|rebaj\w*|promo\w*|oferta\w*|cupon\w*|bonific\w*|dto|liquidacion|outlet)\b|%")
_APPLIED = re.compile(r"\b(?:aplic(?:ad\w+|a|aron|o|an)|inclu(?:id\w+|ye\w*)|descontad\w+|considerad\w+|contemplad\w+|"
                      r"(?:ya|me) (?:vien\w+|est\w+|tien\w+|trae\w*|va|lo (?:hici|pusi|aplica|desconta)\w+))\b")
_MANY = re.compile(r"\b(?:por (?:cantidad|volumen|mayor|docenas?|llevar|comprar)|mayoreo|"
                   r"(?:llev|compr|encarg|pid|ped|si son|cogemos|cojo)\w* (?:como |unas |unos )?"
                   r"(?:\d+|varia?s|vario?s|much[ao]s|dos|tres|cuatro|cinco|seis|diez|mas))\b")


class ActionPromotionInfo(InformingAction):
    """What is asked of discounts; today's promotions, and those announced, where nothing special is meant."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_promotion_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        asked = fold(turn.text)
        kind, today = turn.shop.words.type_of(asked_product(turn)), turn.now.date()
        named = promotion_named(turn.shop, turn.text, today)
        of_thing = bool(turn.product_named()) or is_of_thing(turn.text)
        goods = goods_asked(turn) if of_thing else []
        if _APPLIED.search(asked) and _say_applied(turn):
            return
        if _MANY.search(asked) and get_quote_rules().discounts:
            _say_by_number(turn)
            if goods and _too_few(turn):
                say_of_goods(turn, goods)
        elif turn.entity("budget") and kind and not _OFF.search(asked):
            say_prices(turn, kind)  # «¿hay algo por menos de …?»
        elif named:
            say_named(turn, named, goods)
        elif asks_by_paying(turn.text) and say_by_paying(turn):
            return
        elif goods:
            say_of_goods(turn, goods)
            if asks_favour(turn.text) and not turn.said_now("utter_price_promotion", "utter_promotion_of_kind"):
                say_transfer(turn)
        else:
            _say_all(turn)


def _too_few(turn: Turn) -> bool:
    """Whether so few units are spoken of that no discount by number begins there."""
    units = turn.entity("quantity")
    return isinstance(units, int) and units < get_quote_rules().discounts[0].from_units


def _say_by_number(turn: Turn) -> None:
    response = "utter_volume_discount_not_yet" if _too_few(turn) else "utter_volume_discount"
    turn.say(response, units=turn.entity("quantity"), discounts=wording.listing([
        turn.fill("utter_volume_discount_step", percent=f"{one.percent:g}", units=one.from_units)
        for one in get_quote_rules().discounts]))


def _say_applied(turn: Turn) -> bool:
    """Says what is taken off what they are buying or having quoted; whether there is any such thing."""
    quote, cart = turn.slot("quote") or turn.slot("quote_made") or {}, cart_of(turn)
    units: Counter[str] = Counter()
    buying = turn.tracker.active_loop_name == "purchase_form" or not quote.get("wanted")
    if buying and cart and cart.items:
        units.update({item.product: 0 for item in cart.items})
    for one in [] if buying else wanted_of_rows(quote["wanted"]):
        if one.product:
            units[one.product] += one.units or 0
    if not units:
        return False
    off = [text for name, count in units.items()
           for text in [_taken_off(turn, product_of(turn.shop, name), count)] if text]
    if buying and cart:
        whole = discount_in_words(turn, bill_of(turn, cart), ("utter_discount_coupon", "utter_discount_transfer"))
        off += [whole.strip()] if whole else []
    if off:
        turn.say("utter_discount_applied", discounts=wording.listing(off))
    else:
        turn.say("utter_discount_none")
        if not buying and get_quote_rules().discounts:
            _say_by_number(turn)
    return True


def _taken_off(turn: Turn, product: Product | None, units: int) -> str:
    """«5 % por cantidad en Remera Garza»: the larger of the volume discount and today's promotion; empty: neither."""
    price = turn.shop.price_of(product, turn.now.date(), currency_here(turn)) if product else None
    by_number = get_quote_rules().percent_for(units)
    promotion = price.promotion if price else None
    if product is None or not (by_number or promotion):
        return ""
    if promotion and (promotion.percent or 0) >= by_number:
        return turn.fill("utter_discount_promotion", percent=f"{promotion.percent:g}", promotion=promotion.name,
                         name=product.name)
    return turn.fill("utter_discount_volume", percent=f"{by_number:g}", name=product.name)


def _say_all(turn: Turn) -> None:
    """Today's promotions, and those announced."""
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
    say_transfer(turn)
