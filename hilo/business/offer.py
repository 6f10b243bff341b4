"""What can be said of the goods: which products a question is about, their range of prices, what is in stock."""
from __future__ import annotations

from datetime import date

from hilo.business.company import Price, Shop
from hilo.business.goods import Product, Variant
from hilo.spanish.normalize import fold


def item_named(shop: Shop, product: str | None) -> Product | None:
    """The one product that a name stands for, discontinued ones too."""
    if not product:
        return None
    return next((p for p in shop.company.products if fold(p.name) == fold(product)), None)


def of_kind(shop: Shop, product: str | None) -> list[Product]:
    """The products of a kind that are for sale, those in stock."""
    kind = shop.words.type_of(product)
    return [p for p in shop.company.products if p.type == kind and not p.discontinued
            and any(v.stock for v in p.variants())]


def price_range(shop: Shop, products: list[Product], day: date,
                currency: str | None = None) -> tuple[tuple[Product, Price], tuple[Product, Price]]:
    """The cheapest and the dearest product with today's price, in a currency or the company's own.

    Raises:
        ValueError: when there are no products.
    """
    priced = [(p, price) for p in products for price in [shop.price_of(p, day, currency)] if price]
    if not priced:
        raise ValueError("no products with a price")
    return min(priced, key=lambda pair: pair[1].amount), max(priced, key=lambda pair: pair[1].amount)


def in_stock(product: Product, color: str | None = None, size: str | None = None) -> list[Variant]:
    """The variants that are there, of a colour and a size where those are asked for."""
    return [v for v in product.variants() if v.stock > 0 and (color is None or v.color == color)
            and (size is None or v.size.lower() == size.lower())]
