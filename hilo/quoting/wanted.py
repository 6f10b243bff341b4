"""Which things a message wants quoted, and how many of each: «30 remeras negras y 10 gorras»."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.sales.choosing import named

Entity = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """A thing to be quoted. product: its id; kind: a kind of thing of which one is still to be chosen; word: as it was
    said, where the shop has no such thing. units: None while not said."""

    product: str | None = None
    kind: str | None = None
    word: str | None = None
    units: int | None = None
    color: str | None = None
    size: str | None = None

    def as_row(self) -> dict[str, Any]:
        """In JSON types."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def wanted_of_rows(rows: Sequence[Mapping[str, Any]] | None) -> list[Wanted]:
    """What `as_row` made."""
    return [Wanted(**row) for row in rows or []]


def wanted_in(shop: Shop, entities: Sequence[Entity]) -> list[Wanted]:
    """The things in a message's values, in order. A number belongs to the thing after it, or, after the last one, to
    the thing before it; colour and size to the thing before them."""
    found: list[Wanted] = []
    units: int | None = None
    for entity in sorted(entities, key=lambda e: e.get("start") or 0):
        name, value = entity.get("entity"), entity.get("value")
        if name == "quantity" and isinstance(value, (int, float)) and value >= 1:
            units = int(value)
        elif name == "product":
            found.append(_of(shop, str(value), units))
            units = None
        elif name == "color" and found and found[-1].color is None:
            found[-1] = replace(found[-1], color=shop.words.color_of(str(value)))
        elif name == "size" and found and found[-1].size is None:
            found[-1] = replace(found[-1], size=str(value))
    if units is not None and found and found[-1].units is None:
        found[-1] = replace(found[-1], units=units)
    return found


def _of(shop: Shop, word: str, units: int | None) -> Wanted:
    thing = named(shop, word)
    if thing is None:
        return Wanted(word=word, units=units)
    return Wanted(product=thing.id, units=units) if isinstance(thing, Product) else Wanted(kind=thing, units=units)


def meant_already(shop: Shop, before: Sequence[Wanted], one: Wanted) -> Wanted:
    """«No, mejor 50 remeras», once one of the remeras was chosen, means that one."""
    products = {p.id: p for p in shop.company.products}
    of_kind = [old for old in before if old.product and products[old.product].type == one.kind]
    return replace(one, product=of_kind[0].product, kind=None) if one.kind and len(of_kind) == 1 else one


def join(before: Sequence[Wanted], more: Sequence[Wanted]) -> list[Wanted]:
    """Both; a thing that is named again is the same thing, with what is new of it."""
    joined = list(before)
    for one in more:
        place = next((n for n, old in enumerate(joined) if _same(old, one)), None)
        if place is None:
            joined.append(one)
        else:
            old = joined[place]
            joined[place] = replace(old, units=one.units or old.units, color=one.color or old.color,
                                    size=one.size or old.size)
    return joined


def _same(one: Wanted, other: Wanted) -> bool:
    variants = [(w.color, w.size) for w in (one, other)]
    if all(any(v) for v in variants) and variants[0] != variants[1]:
        return False  # «10 negras y 5 blancas» are two lines
    return (one.product or one.kind or one.word) == (other.product or other.kind or other.word)
