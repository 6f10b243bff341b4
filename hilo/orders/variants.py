"""Other sizes and colours of what was ordered, and which of them a message wants."""
from __future__ import annotations

from typing import NamedTuple

from hilo.business.company import Shop
from hilo.crm.lines import Line
from hilo.solution.bare_values import size_in


class Wanted(NamedTuple):
    """The new colour and size; None: as it was."""

    color: str | None
    size: str | None


def wanted_in(shop: Shop, text: str, color: str | None, size: str | None) -> Wanted:
    """What a message names; a bare size counts too. color, size: what its entities say."""
    return Wanted(shop.words.color_of(color), size or size_in(shop, text))


def free_variants(shop: Shop, line: Line) -> list[tuple[str, str]]:
    """The (colour, size) pairs of a line's product that are there, other than the line's own; those of its colour
    first."""
    product = next((one for one in shop.company.products if one.id == line.product), None)
    if product is None:
        return []
    free = [(v.color, v.size) for v in product.variants() if v.stock >= line.units]
    others = [pair for pair in free if pair != (line.color, line.size)]
    return sorted(others, key=lambda pair: (pair[0] != line.color, pair[0]))
