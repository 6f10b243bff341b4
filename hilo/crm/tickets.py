"""Tickets: matters that people of the team work on."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

TicketKind = Literal["support", "complaint", "return", "exchange", "cancellation"]
TicketStatus = Literal["open", "waiting", "solved", "closed"]
Urgency = Literal["low", "medium", "high"]


@dataclass(frozen=True)
class TicketDraft:
    """A ticket to be opened. key: its cause; the same key twice is one ticket. subject: in a line.
    details: {symptom, steps, product, wish …}."""

    key: str
    kind: TicketKind
    subject: str
    urgency: Urgency = "medium"
    details: dict[str, Any] = field(default_factory=dict)
    order_number: str | None = None


@dataclass(frozen=True)
class Ticket:
    """A ticket as it stands. compensation: {kind, percent, amount, coupon, until} or None."""

    number: str
    contact_id: str
    kind: TicketKind
    subject: str
    urgency: Urgency
    status: TicketStatus
    created_at: datetime
    details: dict[str, Any] = field(default_factory=dict)
    order_number: str | None = None
    compensation: dict[str, Any] | None = None


class Tickets(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def open(self, contact_id: str, draft: TicketDraft, at: datetime) -> Ticket:
        """Opens a ticket, once a key."""

    def of(self, contact_id: str) -> list[Ticket]:
        """A person's tickets, the newest first."""

    def change(self, number: str, at: datetime, status: TicketStatus | None = None,
               details: dict[str, Any] | None = None, compensation: dict[str, Any] | None = None) -> Ticket:
        """Changes what is given; `details` are added to those there are.

        Raises:
            LookupError: there is no such ticket.
        """
