"""What does not go to another country, what of its kind does, and what carrying it costs."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

from hilo import wording
from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.business.offer import of_kind
from hilo.business.towns import is_unserved
from hilo.sales.bill import bill, country_of, is_abroad
from hilo.sales.cart import Cart, product_of
from hilo.sales.choosing import Said
from hilo.sales.wishes import asks_shipping_cost

INSTEAD = 3
"""Things of a kind that are named for one that stays at home."""


def goes_to(shop: Shop, product: Product, country: str | None) -> bool:
    """Whether it is sold to a country: abroad it has to be shipped there, and to have a price."""
    return not shop.is_abroad(country) or (product.ships_abroad and shop.currency_in(country) in product.price)


def instead(shop: Shop, product: Product, country: str | None) -> list[Product]:
    """Others of its kind that are sold to a country, a few."""
    return [p for p in of_kind(shop, product.type) if p.id != product.id and goes_to(shop, p, country)][:INSTEAD]


def stays(shop: Shop, product: Product, country: str, today: date) -> list[Said]:
    """That a thing does not go to a country, and what of its kind does, with today's prices."""
    where, currency = wording.country(country), shop.currency_in(country)
    said = [Said("utter_not_shipped_there", {"name": product.name, "country": where})]
    priced = [(p.name, shop.price_of(p, today, currency)) for p in instead(shop, product, country)]
    names = [f"{name} ({wording.money(price.amount, currency)})" for name, price in priced if price]
    if names:
        said.append(Said("utter_shipped_instead", {"country": where, "names": wording.listing(names)}))
    return said


def settle(shop: Shop, cart: Cart, today: date) -> tuple[Cart, list[Said]]:
    """The cart without what does not go where it is to go, or without the town to which nothing goes; abroad nothing is
    picked up unless that is said."""
    if cart.city and cart.way != "pick_up" and is_unserved(shop, cart.city):
        return replace(cart, city=None, address=None), [Said("utter_shipping_not_there", {"place": cart.city})]
    country = country_of(shop, cart)
    if country is None or not is_abroad(shop, cart):
        return cart, []
    chosen = [*cart.items, *((cart.choosing,) if cart.choosing else ())]
    home = {item.product: product for item in chosen for product in [product_of(shop, item.product)]
            if product and not goes_to(shop, product, country)}
    said = [text for product in home.values() for text in stays(shop, product, country, today)]
    left = replace(cart, way="home", items=tuple(item for item in cart.items if item.product not in home))
    return (replace(left, choosing=None) if cart.choosing and cart.choosing.product in home else left), said


def shipping_told(shop: Shop, cart: Cart, text: str, today: date) -> Said | None:
    """What carrying a cart costs, to whoever asks that; None where its place is not known, or nothing is charged."""
    country = country_of(shop, cart)
    if not asks_shipping_cost(text) or cart.way == "pick_up" or not (cart.city or shop.is_abroad(country)):
        return None
    due = bill(shop, cart, today)
    return Said("utter_shipping_zone", {
        "place": cart.city or wording.country(str(country)), "cost": wording.money(due.shipping, due.currency),
        "min": due.zone.days.min, "max": due.zone.days.max}) if due.shipping else None
