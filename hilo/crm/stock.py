"""Stock: what of the catalogue's figures is held for orders that are not paid yet, or sold."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

from hilo.crm.lines import Line


class Article(NamedTuple):
    """One colour and size of a product: what is counted."""

    product: str
    color: str
    size: str


class SoldOutError(ValueError):
    """There are not so many. left: how many there are of each article that is short."""

    def __init__(self, left: dict[Article, int]) -> None:
        """An order with these articles cannot be placed, or not be paid any more."""
        super().__init__(f"sold out: {left}")
        self.left = left


class Stock(Protocol):
    """Units are held as an order is placed, sold as it is paid and given back as it is cancelled: by
    `hilo.crm.orders.Orders`, in one step with the order. All calls may raise `hilo.crm.calling.CrmError`."""

    def taken(self) -> dict[Article, int]:
        """The units that are no longer to be sold: held or sold since the catalogue's figures were counted."""

    def overdue(self, at: datetime) -> list[str]:
        """The numbers of orders whose hold has run out."""


def article_of(line: Line) -> Article:
    """What of the stock a line takes."""
    return Article(line.product, line.color, line.size)


def units_of(lines: Iterable[Line]) -> dict[Article, int]:
    """How many units of each article some lines have together."""
    units: dict[Article, int] = {}
    for line in lines:
        article = article_of(line)
        units[article] = units.get(article, 0) + line.units
    return units
