"""Whether all that a message tells of goods is in the lines that were made of it; what is not is asked about."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hilo.business.company import Shop
from hilo.quoting.changing import sizes_of
from hilo.quoting.variants import counts_in
from hilo.quoting.wanted import Entity, Wanted, meant_already, wanted_in
from hilo.spanish.normalize import fold


def is_whole(shop: Shop, text: str, entities: Sequence[Entity], before: Sequence[Wanted], after: Sequence[Wanted],
             bare: bool = True) -> bool:
    """Whether every number, size, colour and thing of a message is in the lines, or was there before.

    bare: whether numbers count that nothing marks as units; those of a first message may be a house's or a day's.
    """
    told = counts_in(text, entities) if bare else [
        e["value"] for e in entities if e.get("entity") == "quantity" and isinstance(e.get("value"), (int, float))]
    if set(told) - {-1, -2} - _counts(before) - _counts(after) - _steps(before, after):
        return False
    lines = [*before, *after]
    for e in entities:
        value = str(e.get("value"))
        if e.get("entity") == "size" and not any(value in (one.size or "").split(" y ") for one in lines):
            return False
        if e.get("entity") == "color" and not any(_has_color(shop, one, value) for one in lines):
            return False
    things = [meant_already(shop, lines, one) for one in wanted_in(shop, entities, text) if not one.word]
    return (not any(is_one_of_several(after, one) for one in things)
            and all(_is_sold_in(shop, one) for one in after if one not in before)
            and all(_is_there(shop, one, lines) for one in things))


def is_one_of_several(things: Sequence[Wanted], one: Wanted) -> bool:
    """A number of a thing that has several lines, without telling of which of them, and not of all together."""
    same = [line for line in things if (line.product, line.kind) == (one.product, one.kind)]
    return bool(one.units and not one.color and not one.size and len(same) > 1
                and one.units != sum(line.units or 0 for line in same))


def _counts(things: Sequence[Wanted]) -> set[int]:
    """Of single lines, of each product and of all together."""
    together = Counter[str]()
    for one in things:
        together[str(one.product or one.kind)] += one.units or 0
    return {one.units or 0 for one in things} | set(together.values()) | {sum(together.values())}


def _steps(before: Sequence[Wanted], after: Sequence[Wanted]) -> set[int]:
    """By how many lines became more or fewer: «agregue 5 XL»."""
    was = {(one.product, one.color, one.size): one.units or 0 for one in before}
    now = {(one.product, one.color, one.size): one.units or 0 for one in after}
    return {abs(now.get(key, 0) - was.get(key, 0)) for key in {*was, *now}}


def _has_color(shop: Shop, one: Wanted, color: str) -> bool:
    of_line = fold(one.color or "").split(" y ")
    return fold(color) in of_line or fold(shop.words.color_of(color) or color) in [*of_line, fold(one.color or "")]


def _is_sold_in(shop: Shop, one: Wanted) -> bool:
    """Whether the thing is made in that size."""
    product = next((p for p in shop.company.products if p.id == one.product), None)
    sizes = {fold(size) for size in sizes_of(product)} if product else set()
    return not product or not one.size or set(map(fold, one.size.split(" y "))) <= sizes


def _is_there(shop: Shop, one: Wanted, lines: Sequence[Wanted]) -> bool:
    types = {p.id: p.type for p in shop.company.products}
    return any((line.product or line.kind) == (one.product or one.kind)
               or (one.kind and types.get(str(line.product)) == one.kind) for line in lines)
