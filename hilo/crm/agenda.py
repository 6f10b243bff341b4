"""Appointments with advisers."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

AppointmentStatus = Literal["booked", "cancelled", "done"]


class TakenError(ValueError):
    """Somebody else was quicker."""


@dataclass(frozen=True)
class AppointmentDraft:
    """An appointment to be booked. key: its cause; the same key twice is one. agenda: whose time. topic: in words."""

    key: str
    agenda: str
    topic: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Appointment:
    """An appointment as it stands. changes: how often it was moved or cancelled."""

    number: str
    contact_id: str
    agenda: str
    topic: str
    starts_at: datetime
    ends_at: datetime
    status: AppointmentStatus
    changes: int = 0


class Booked(NamedTuple):
    """A stretch of an agenda that is taken. key: the cause of its booking."""

    agenda: str
    starts_at: datetime
    ends_at: datetime
    key: str


class AgendaBook(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def book(self, contact_id: str, draft: AppointmentDraft, at: datetime) -> Appointment:
        """Books, once a key.

        Raises:
            TakenError: that moment of that agenda is booked.
        """

    def of(self, contact_id: str) -> list[Appointment]:
        """A person's appointments, the newest first."""

    def taken(self, agendas: Sequence[str], start: datetime, end: datetime) -> list[Booked]:
        """What is booked in some agendas between two moments."""

    def move(self, number: str, agenda: str, starts_at: datetime, ends_at: datetime, at: datetime) -> Appointment:
        """Moves an appointment, once: to where it is, nothing changes.

        Raises:
            LookupError: there is no such appointment.
            TakenError: that moment is booked.
            ValueError: it was cancelled or is over.
        """

    def cancel(self, number: str, at: datetime) -> Appointment:
        """Cancels an appointment, once; its moment is free again.

        Raises:
            LookupError: there is no such appointment.
            ValueError: it is over.
        """
