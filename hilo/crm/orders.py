"""Orders: what is placed, paid, sent, late, delivered, returned."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

from hilo.crm.lines import Line
from hilo.crm.stock import Article

OrderStatus = Literal["awaiting_payment", "paid", "preparing", "shipped", "delayed", "delivered", "cancelled",
                      "returned"]


@dataclass(frozen=True)
class OrderDraft:
    """An order to be placed. key: its cause; the same key twice is one order. discount, shipping: amounts.
    delivery: {way: home|pick_up, address, city, branch}. hold_until: until when its units are held for it; None: they
    are not counted."""

    key: str
    lines: tuple[Line, ...]
    currency: str
    delivery: dict[str, Any]
    discount: float = 0.0
    shipping: float = 0.0
    promised_from: date | None = None
    promised_until: date | None = None
    coupon: str | None = None
    status: OrderStatus = "awaiting_payment"
    hold_until: datetime | None = None


@dataclass(frozen=True)
class Order:
    """An order as it stands. tracking: {carrier, code} or None. first_promised: the day until which it was to arrive
    before that was put off; None where it never was."""

    number: str
    contact_id: str
    status: OrderStatus
    lines: tuple[Line, ...]
    currency: str
    total: float
    placed_at: datetime
    updated_at: datetime
    discount: float = 0.0
    shipping: float = 0.0
    delivery: dict[str, Any] = field(default_factory=dict)
    promised_from: date | None = None
    promised_until: date | None = None
    tracking: dict[str, str] | None = None
    coupon: str | None = None
    first_promised: date | None = None


@dataclass(frozen=True)
class OrderEvent:
    """An order came into a status. key: its own name."""

    order_number: str
    contact_id: str
    status: OrderStatus
    at: datetime
    note: str | None = None
    key: str = ""


class Orders(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def place(self, contact_id: str, draft: OrderDraft, at: datetime) -> Order:
        """Places an order, once a key, and holds its units.

        Raises:
            hilo.crm.stock.SoldOutError: there are not so many; nothing is placed.
        """

    def of(self, contact_id: str) -> list[Order]:
        """A person's orders, the newest first."""

    def find(self, number: str) -> Order | None:
        """An order by its number, however its letters are written; whose it is, the caller checks."""

    def change(self, number: str, status: OrderStatus, at: datetime, note: str | None = None,
               promised_until: date | None = None, tracking: dict[str, str] | None = None) -> Order:
        """Brings an order into a status, once: a repeat adds no event. Paid, its units are sold; cancelled, they are
        given back, and so is its coupon; paid after it was cancelled, both are taken again.

        Raises:
            LookupError: there is no such order.
            ValueError: it cannot come into that status from its own (`hilo.crm.order_steps`),
                or its units are gone (`hilo.crm.stock.SoldOutError`).
        """

    def events(self, number: str) -> list[OrderEvent]:
        """What happened to an order, in time's order."""

    def redirect(self, number: str, delivery: dict[str, Any], at: datetime) -> Order:
        """Has an order delivered elsewhere, or picked up; whether it still may be is the caller's to know.

        Raises:
            LookupError: there is no such order.
        """

    def change_variant(self, number: str, article: Article, color: str, size: str, at: datetime) -> Order:
        """Puts another colour or size of the same product in place of one that is in an order, with its units; done
        already, nothing changes. Whether it still may be is the caller's to know.

        Raises:
            LookupError: there is no such order, or no such article in it.
            hilo.crm.stock.SoldOutError: there are not so many.
        """

    def untold(self, since: datetime) -> list[OrderEvent]:
        """Events after a moment of which the person has not been told, in time's order."""

    def told(self, key: str, at: datetime) -> None:
        """The person has been told of an event, or need not be."""
