"""Coupons: a discount that one person may use once."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True)
class CouponDraft:
    """A coupon to be granted. key: its cause; the same key twice is one coupon. percent, or amount (in `currency`);
    with neither the shipping is free. reason: for people. valid_until: the last day."""

    key: str
    reason: str
    valid_until: date
    percent: float | None = None
    amount: float | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Coupon:
    """A coupon as it stands. used_by: the number of the order that took it."""

    code: str
    contact_id: str
    key: str
    reason: str
    valid_until: date
    percent: float | None = None
    amount: float | None = None
    currency: str | None = None
    used_by: str | None = None

    @property
    def is_free_shipping(self) -> bool:
        """Whether it takes off what the shipping costs."""
        return self.percent is None and self.amount is None


class Coupons(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def grant(self, contact_id: str, draft: CouponDraft, at: datetime) -> Coupon:
        """Grants a coupon, once a key."""

    def of(self, contact_id: str) -> list[Coupon]:
        """A person's coupons, the newest first."""

    def use(self, contact_id: str, code: str, order_number: str, today: date) -> Coupon:
        """Marks a person's coupon as used by an order; a repeat for the same order changes nothing.

        Raises:
            LookupError: the person has no such coupon.
            ValueError: it is used already, or its day has passed.
        """
