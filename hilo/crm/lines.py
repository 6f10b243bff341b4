"""A line of an order, a cart or a quote."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Line(NamedTuple):
    """So many units of one variant at one price, as sold. price: of one unit, in the document's currency."""

    product: str
    name: str
    color: str
    size: str
    units: int
    price: float

    @property
    def total(self) -> float:
        """What the line costs."""
        return round(self.units * self.price, 2)


def subtotal(lines: Iterable[Line]) -> float:
    """What lines cost together, before discount, tax and shipping."""
    return round(sum(line.total for line in lines), 2)


def to_rows(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """In JSON types."""
    return [line._asdict() for line in lines]


def from_rows(rows: Iterable[dict[str, Any]]) -> tuple[Line, ...]:
    """Back again."""
    return tuple(Line(**row) for row in rows)
