"""What a quotation comes to: the catalogue's prices, the volume discount or the promotion, and the tax apart."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.business.quotes import QuoteRules, get_quote_rules
from hilo.business.towns import country_at
from hilo.crm.lines import Line, subtotal
from hilo.crm.quotes import Buyer, QuoteDraft


@dataclass(frozen=True)
class Item:
    """So many units of a product; color and size in the customer's words, None: mixed or not said."""

    product: str
    units: int
    color: str | None = None
    size: str | None = None

PLACES = 6
"""Of a unit's net price; printed are two."""


class TooManyError(ValueError):
    """More than is quoted without people."""


def draft(shop: Shop, items: Sequence[Item], buyer: Buyer, key: str, today: date, abroad: bool = False,
          needed_by: date | None = None) -> QuoteDraft:
    """The quotation for some items. Abroad it is in the second currency and without the tax (exports pay none at home).

    Raises:
        LookupError: a product is not in the catalogue, or has no price in that currency.
        TooManyError: more units or lines than are quoted without people.
    """
    rules = get_quote_rules()
    currency = currency_of(shop, abroad)
    percent = 0.0 if abroad else rules.tax.percent
    together = Counter[str]()
    for item in items:
        together[item.product] += item.units
    if len(items) > rules.most_lines or max(together.values(), default=0) > rules.most_units:
        raise TooManyError(f"{len(items)} lines, {max(together.values(), default=0)} units")
    products = {product.id: product for product in shop.company.products}
    lines, listed, gross = [], 0.0, 0.0
    for item in items:
        product = products[item.product]
        price = _price(shop, rules, product, together[item.product], today, currency)
        lines.append(Line(product.id, product.name, item.color or "", item.size or "", item.units,
                          _net(price, rules, percent)))
        listed += item.units * _net(product.price[currency], rules, percent)
        gross += round(item.units * price, 2)
    goods = subtotal(lines)
    # Prices that hold the tax come to what the catalogue says: the tax is the rest, to a cent its percentage.
    tax = round(gross - goods if rules.tax.included and percent else goods * percent / 100, 2)
    return QuoteDraft(key, buyer, tuple(lines), currency, round(listed - goods, 2), tax, percent, round(goods + tax, 2),
                      today + timedelta(days=rules.validity_days), needed_by=needed_by)


def is_abroad(shop: Shop, town: str | None, country: str | None) -> bool:
    """Whether it goes to another country: by the town, else by the country that is known of the person."""
    return shop.is_abroad(country_at(shop, town, country))


def currency_of(shop: Shop, abroad: bool) -> str:
    """In which a quotation is made."""
    profile = shop.company.profile
    return profile.also_priced_in[0] if abroad and profile.also_priced_in else profile.currency


def price_each(shop: Shop, product: Product, units: int, today: date, abroad: bool) -> tuple[float, str] | None:
    """What one of so many comes to in a quotation, and its currency; None: it has no price there."""
    rules, currency = get_quote_rules(), currency_of(shop, abroad)
    try:
        price = _price(shop, rules, product, units, today, currency)
    except LookupError:
        return None
    return (_net(price, rules, 0.0) if abroad else price), currency


def _price(shop: Shop, rules: QuoteRules, product: Product, units: int, today: date, currency: str) -> float:
    """Of one unit: the volume discount or today's promotion, whichever is lower."""
    price = shop.price_of(product, today, currency)
    if price is None:
        raise LookupError(f"{product.id} has no price in {currency}")
    return min(price.amount, round(price.list_amount * (1 - rules.percent_for(units) / 100), 2))


def _net(price: float, rules: QuoteRules, percent: float) -> float:
    """Without the tax that the catalogue's prices hold. Where it is added again, with so many places that a line of
    many units is right to the cent."""
    return round(price / (1 + rules.tax.percent / 100), PLACES if percent else 2) if rules.tax.included else price
