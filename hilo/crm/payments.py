"""Payments: ways to pay an order that were handed out, and what became of them."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

PaymentStatus = Literal["pending", "paid", "failed", "expired", "refunded"]


@dataclass(frozen=True)
class PaymentDraft:
    """A way to pay. provider_id: its name there; the same twice is one. url: where the person pays."""

    order_number: str
    provider: str
    provider_id: str
    url: str
    amount: float
    currency: str


@dataclass(frozen=True)
class Payment:
    """A payment as it stands. paid_at: when the provider said so."""

    order_number: str
    contact_id: str
    provider: str
    provider_id: str
    url: str
    amount: float
    currency: str
    status: PaymentStatus
    paid_at: datetime | None = None


class Payments(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def keep(self, contact_id: str, draft: PaymentDraft, at: datetime) -> Payment:
        """Keeps a way to pay, once."""

    def find(self, provider_id: str) -> Payment | None:
        """A payment by its name at the provider."""

    def of_order(self, number: str) -> list[Payment]:
        """All payments of an order, in time's order."""

    def waiting(self, made_before: datetime) -> list[str]:
        """The numbers of orders with a payment from before that has been neither paid nor given up."""

    def settle(self, provider_id: str, status: PaymentStatus, at: datetime) -> Payment:
        """Brings a payment into a status; one that was paid can only be refunded.

        Raises:
            LookupError: there is no such payment.
        """
