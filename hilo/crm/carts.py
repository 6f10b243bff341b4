"""Carts: what somebody is about to buy."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from hilo.crm.lines import Line

CartStatus = Literal["open", "ordered", "abandoned"]


@dataclass(frozen=True)
class CartDraft:
    """What is in a cart now. key: its cause, the same as long as it is the same cart. data: {delivery, coupon …}."""

    key: str
    lines: tuple[Line, ...]
    currency: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cart:
    """A cart as it stands."""

    key: str
    contact_id: str
    status: CartStatus
    lines: tuple[Line, ...]
    currency: str
    data: dict[str, Any]
    updated_at: datetime


class Carts(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def save(self, contact_id: str, draft: CartDraft, at: datetime) -> Cart:
        """Makes the cart of that key, or puts into it what is in it now; one that was abandoned is open again. What is
        older than what is there changes nothing, nor does anything change a cart that was ordered."""

    def ordered(self, key: str, order_number: str, at: datetime) -> None:
        """The cart has become an order, whose number stands in its data as `order`; nothing where there is none."""

    def of(self, contact_id: str) -> list[Cart]:
        """A person's carts, the newest first."""

    def abandon(self, untouched_since: datetime) -> list[Cart]:
        """Notes as abandoned the open carts with something in them that nobody has touched since; those noted now."""
