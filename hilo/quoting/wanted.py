"""Which things a message wants quoted, and how many of each: «30 remeras negras y 10 gorras»."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.business.offer import of_kind
from hilo.quoting.picking import called, picked
from hilo.quoting.variants import Part, counted, parts_in, whole_in
from hilo.sales.choosing import named
from hilo.spanish.normalize import fold

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


def wanted_in(shop: Shop, entities: Sequence[Entity], text: str = "") -> list[Wanted]:
    """The things in a message's values, in order. A number belongs to the thing after it, or, after the last one, to
    the thing before it; colours and sizes to the thing before them, several of them with the numbers beside them. Those
    before the first thing are its own («10 M y 5 L de la remera»), unless it has its number («5 M y 5 gorras»)."""
    ordered = sorted(entities, key=lambda e: e.get("start") or 0)
    places = [n for n, e in enumerate(ordered) if e.get("entity") == "product"]
    found: list[Wanted] = []
    units = _last_number(ordered[:places[0]]) if places else None
    for n, place in enumerate(places):
        following = ordered[place + 1:places[n + 1]] if n + 1 < len(places) else ordered[place + 1:]
        next_units = None
        if n + 1 < len(places) and following and following[-1].get("entity") == "quantity":
            next_units = _last_number(following)
            following = following[:-1]
        until = ordered[places[n + 1]].get("start") or 0 if n + 1 < len(places) else len(text)
        if n + 1 < len(places) and next_units:
            until = next((e.get("start") or 0 for e in reversed(ordered[:places[n + 1]])
                          if e.get("entity") == "quantity"), until)
        start, after = ordered[place].get("start") or 0, ordered[place].get("end") or 0
        ahead = [] if n or (place and ordered[place - 1].get("entity") == "quantity") else ordered[:place]
        if any(e.get("entity") in ("color", "size") for e in ahead):
            start, units, following = 0, None, [*ahead, *following]
        else:
            ahead = []
        one = _called(shop, _of(shop, str(ordered[place].get("value")), units), text[start:until])
        around = text[:until] if ahead else " " * after + text[after:until]
        parts = parts_in(around, following, units)
        one = replace(one, units=one.units or whole_in(around, following))
        if not any(part.color or part.size for part in parts):
            one = replace(one, units=one.units or _last_number(following))
        found += with_parts(shop, one, parts)
        units = next_units
    return found


def _last_number(entities: Sequence[Entity]) -> int | None:
    numbers = [e.get("value") for e in entities if e.get("entity") == "quantity"]
    number = numbers[-1] if numbers else None
    return int(number) if isinstance(number, (int, float)) and number >= 1 else None


def with_parts(shop: Shop, one: Wanted, parts: Sequence[Part]) -> list[Wanted]:
    """A thing as so many lines as it has colours and sizes; itself where none are told, or they make no sense of it."""
    lines = [replace(one, units=part.units or one.units, size=part.size or one.size,
                     color=shop.words.color_of(part.color) or one.color) for part in counted(parts, one.units)]
    return lines or [one]


def _of(shop: Shop, word: str, units: int | None) -> Wanted:
    thing = named(shop, word)
    if thing is None:
        return Wanted(word=word, units=units)
    if isinstance(thing, Product):
        return Wanted(product=thing.id, units=units)
    meant = picked(of_kind(shop, thing), word) if shop.words.type_of(word) != fold(word) else []
    return Wanted(product=meant[0].id, units=units) if len(meant) == 1 else Wanted(kind=thing, units=units)


def _called(shop: Shop, one: Wanted, text: str) -> Wanted:
    """«Camisetas Cardenal», «las polos, la Delta»: a kind's word with the own name of one of them beside it."""
    meant = called(of_kind(shop, one.kind), text) if one.kind else []
    return replace(one, product=meant[0].id, kind=None) if len(meant) == 1 else one


def meant_already(shop: Shop, before: Sequence[Wanted], one: Wanted) -> Wanted:
    """«No, mejor 50 remeras», once one of the remeras was chosen, means that one."""
    products = {p.id: p for p in shop.company.products}
    chosen = {old.product for old in before if old.product and products[old.product].type == one.kind}
    return replace(one, product=chosen.pop(), kind=None) if one.kind and len(chosen) == 1 else one


def with_rest(things: Sequence[Wanted], whole: int, told: Sequence[Wanted] = ()) -> list[Wanted] | None:
    """Lines of one product that are so many together: what is left over goes to the only line of which nothing was
    told, or that has no size; None where there is no such line, or nothing is left for it."""
    free = [one for one in things if one not in told]
    free = [one for one in free if not one.size] or free
    rest = whole - sum(one.units or 0 for one in things if one not in free)
    if len({one.product or one.kind for one in things}) > 1 or len(free) != 1 or rest < 1:
        return None
    return [replace(one, units=rest) if one in free else one for one in things]


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
