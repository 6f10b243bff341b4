"""A cart in a conversation: articles that are complete, one that is being chosen, and how they are to be delivered."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from hilo.business.company import Shop
from hilo.business.goods import Product, Variant

Way = Literal["home", "pick_up"]

TRANSFER = "transferencia"
"""The bank transfer's id in payments.yml."""
CASH = "efectivo_sucursal"
"""The id of cash where it is picked up."""


@dataclass(frozen=True)
class Item:
    """So many units of a product; color and size None: not chosen yet."""

    product: str
    units: int = 1
    color: str | None = None
    size: str | None = None


@dataclass(frozen=True)
class Cart:
    """items: complete, and in stock when they were chosen. choosing: the one whose colour or size is asked for. kind:
    the kind of thing of which one is to be named. city, address: where it goes; country (ISO 3166-1): where the person
    lives, or to where it is said to go; branch: where it is picked up. name: for whom. coupon: its code. paid_by:
    the id of how it is to be paid (payments.yml), where that was told. shown: the total that the person was shown
    last."""

    key: str
    items: tuple[Item, ...] = ()
    choosing: Item | None = None
    kind: str | None = None
    way: Way | None = None
    city: str | None = None
    address: str | None = None
    country: str | None = None
    branch: str | None = None
    name: str | None = None
    coupon: str | None = None
    paid_by: str | None = None
    shown: float | None = None

    @property
    def by_transfer(self) -> bool:
        """Paid by bank transfer."""
        return self.paid_by == TRANSFER

    @property
    def cash(self) -> bool:
        """Paid where it is picked up."""
        return self.paid_by == CASH

    def as_slot(self) -> dict[str, Any]:
        """In JSON types, only what is there."""
        return {name: value for name, value in asdict(self).items() if value}


def read_cart(value: Mapping[str, Any] | None) -> Cart | None:
    """Back again; what an older version wrote and this one does not know is left out."""
    if not value:
        return None
    choosing = value.get("choosing")
    known = {name: value[name] for name in Cart.__dataclass_fields__ if name in value}
    return Cart(**{**known, "items": tuple(Item(**item) for item in value.get("items") or ()),
                   "choosing": Item(**choosing) if choosing else None})


def product_of(shop: Shop, product: str) -> Product | None:
    """A product by its id."""
    return next((p for p in shop.company.products if p.id == product), None)


def reserved(cart: Cart, product: str, but: int | None = None) -> dict[tuple[str, str], int]:
    """The units of a product's variants that are in the cart already; `but` is the place of an item not counted."""
    units: dict[tuple[str, str], int] = {}
    for place, item in enumerate(cart.items):
        if item.product == product and place != but and item.color and item.size:
            units[(item.color, item.size)] = units.get((item.color, item.size), 0) + item.units
    return units


def there(product: Product, item: Item, also_taken: Mapping[tuple[str, str], int] | None = None) -> list[Variant]:
    """The variants in stock that an item may still mean."""
    taken = also_taken or {}
    left = [v._replace(stock=v.stock - taken.get((v.color, v.size), 0)) for v in product.variants()]
    return [v for v in left if v.stock > 0 and not product.discontinued and item.color in (None, v.color)
            and (item.size is None or item.size.lower() == v.size.lower())]


def put(cart: Cart, item: Item) -> Cart:
    """With one more item; units of the same article are added up."""
    for place, other in enumerate(cart.items):
        if (other.product, other.color, other.size) == (item.product, item.color, item.size):
            items = (*cart.items[:place], replace(other, units=other.units + item.units), *cart.items[place + 1:])
            return replace(cart, items=items, choosing=None, kind=None)
    return replace(cart, items=(*cart.items, item), choosing=None, kind=None)
