"""What of a quotation is not there in that quantity, said before it is sent: a quotation takes nothing from the stock,
and what is short has to be made or bought first."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.quoting.wanted import Wanted
from hilo.spanish.normalize import fold


class Short(NamedTuple):
    """A product of which there is less than is wanted. color, size: as they were told, empty: any. left: how many there
    are of it; colors: those in which it is made, where it is not made in that one."""

    product: Product
    color: str
    size: str
    units: int
    left: int
    colors: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same as long as there is nothing new to be said of it."""
        return f"{self.product.id}|{self.color}|{self.size}|{self.units}|{self.left}"


def short_of(shop: Shop, things: Sequence[Wanted]) -> list[Short]:
    """What is short, in the order of the lines; lines of the same colour and size count together, and so do all of a
    product. shop: with the stock of this moment."""
    products = {product.id: product for product in shop.company.products}
    found: dict[tuple[str, str, str], Short] = {}
    for one in things:
        product = products.get(str(one.product))
        if product is None or not one.units:
            continue
        color, size = one.color or "", one.size or ""
        units = sum(other.units or 0 for other in things if other.product == one.product and _within(other, one))
        strange = [word for word in _words(color) if word not in map(fold, product.stock)]
        left = _left(product, _words(color), _words(size))
        if strange:
            found[product.id, color, size] = Short(product, color, size, units, 0, tuple(
                name for name, sizes in product.stock.items() if sum(sizes.values())))
        elif left < units:
            found[product.id, color, size] = Short(product, color, size, units, left)
    return list(found.values())


def _within(other: Wanted, one: Wanted) -> bool:
    """Whether a line takes from the stock from which another one takes."""
    return one.color in (None, other.color) and one.size in (None, other.size)


def _left(product: Product, colors: Sequence[str], sizes: Sequence[str]) -> int:
    return sum(variant.stock for variant in product.variants() if not product.discontinued
               and (not colors or fold(variant.color) in colors) and (not sizes or fold(variant.size) in sizes))


def _words(told: str) -> list[str]:
    """«negro y rojo» are two."""
    return [fold(word) for word in told.split(" y ") if word]
