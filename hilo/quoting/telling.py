"""The lines of a quotation in words, as a message tells them."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from hilo import wording
from hilo.business.company import Shop
from hilo.crm.lines import Line
from hilo.quoting.wanted import Wanted

Fill = Callable[..., str]
"""Fills one of the designers' texts, as the person is addressed."""


class _Line(Protocol):
    """So many of one thing."""

    @property
    def name(self) -> str: ...
    @property
    def color(self) -> str: ...
    @property
    def size(self) -> str: ...
    @property
    def units(self) -> int: ...


def told(lines: Iterable[_Line], fill: Fill) -> dict[str, str]:
    """Values for a text. lines: one below the other, to be read; goods: in one sentence, to be heard."""
    rows = [(line.units, item(line, fill)) for line in lines]
    return {"lines": "\n".join(fill("utter_quote_line", units=units, item=name) for units, name in rows),
            "goods": wording.listing([fill("utter_quote_line_said", units=units, item=name) for units, name in rows])}


def as_lines(shop: Shop, things: Sequence[Wanted]) -> list[Line]:
    """What is to be quoted so far; without what is still to be chosen or counted."""
    names = {product.id: product.name for product in shop.company.products}
    return [Line(str(one.product), names[str(one.product)], one.color or "", one.size or "", one.units, 0.0)
            for one in things if one.product in names and one.units]


def item(line: _Line, fill: Fill) -> str:
    """«Chomba Delta, azul marino, talle M»."""
    size = fill("utter_quote_size", size=line.size) if line.size else ""
    return ", ".join(part for part in (line.name, line.color, size) if part)
