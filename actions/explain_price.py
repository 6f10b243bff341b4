"""An amount that surprises: said again with what it is made of, and something cheaper where there is any."""
from __future__ import annotations

import re

from actions.discount_of_thing import say_transfer
from actions.goods_asked import say_prices
from actions.product_info import article_asked, asked_product, price_here, price_text, say_terms, sold_here
from actions.turn import HiloAction, Turn
from actions.whereabouts import currency_here, whereabouts
from hilo import wording
from hilo.business import offer
from hilo.business.goods import Product
from hilo.business.models import Zone
from hilo.spanish.money import read_budgets
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading

_OF_SHIPPING = re.compile(r"\b(?:envio|envios|flete|despacho|domicilio|mandar\w*|enviar\w*)\b")


def amount_in(text: str) -> float | None:
    """The amount that is repeated."""
    reading = Reading(re.sub(r"[¿?¡!]", " ", text))
    read_budgets(reading)
    amounts = [found.value.get("amount") for found in reading.found if found.entity == "budget"]
    return amounts[0] if amounts else None


class ActionExplainPrice(HiloAction):
    """What the amount is, by what was told last."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_explain_price"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        zone = whereabouts(turn).zone
        if zone and (_OF_SHIPPING.search(fold(turn.text)) or turn.said_lately("utter_shipping_zone", 1)):
            self._shipping(turn, zone)
            return
        item, kind = self._item(turn), turn.shop.words.type_of(asked_product(turn))
        if item and price_here(turn, item):
            self._price(turn, item)
        elif kind:
            say_prices(turn, kind)
        else:
            turn.say("utter_ask_which_product")

    @staticmethod
    def _shipping(turn: Turn, zone: Zone) -> None:
        where = whereabouts(turn)
        currency, cost = next(iter(zone.cost.items()))
        turn.say("utter_shipping_explained", place=where.town or wording.country(str(where.country)),
                 cost=wording.money(cost, currency))
        if zone.free_from:
            free, amount = next(iter(zone.free_from.items()))
            turn.say("utter_shipping_free", amount=wording.money(amount, free))

    @staticmethod
    def _item(turn: Turn) -> Product | None:
        """The article of that price among those that were shown, else the one that is spoken of."""
        amount, shown = amount_in(turn.text), set(turn.slot("recommended") or ())
        kind = turn.shop.words.type_of(asked_product(turn))
        near = [p for p in turn.shop.company.products if p.id in shown] + offer.of_kind(turn.shop, kind)
        of_price = [p for p in near for price in [price_here(turn, p)] if price and price.amount == amount]
        return of_price[0] if of_price else article_asked(turn)

    @staticmethod
    def _price(turn: Turn, item: Product) -> None:
        turn.say("utter_price_explained", name=item.name, price=price_text(turn, item))
        say_terms(turn, item)
        goods = sold_here(turn, offer.of_kind(turn.shop, item.type))
        if not goods:
            return
        (cheapest, low), _ = offer.price_range(turn.shop, goods, turn.now.date(), currency_here(turn))
        here = price_here(turn, item)
        if here and low.currency == here.currency and low.amount < here.amount:
            turn.say("utter_price_cheaper", plural=turn.shop.words.plural(item.type), name=cheapest.name,
                     price=price_text(turn, cheapest))
        else:
            turn.say("utter_price_is_lowest", plural=turn.shop.words.plural(item.type))
            if here and not here.promotion:
                say_transfer(turn)
