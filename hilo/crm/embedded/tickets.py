"""Tickets in the one database."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from hilo.crm import tickets as t
from hilo.crm.embedded.once import make_once, newest_of
from hilo.memory import database
from hilo.memory.tables import Ticket

PREFIX = "CASO-"
"""«CASO-10023»."""


class EmbeddedTickets:
    """(see `hilo.crm.tickets.Tickets`)."""

    def open(self, contact_id: str, draft: t.TicketDraft, at: datetime) -> t.Ticket:
        """(see protocol)."""
        return make_once(Ticket, draft.key, lambda: Ticket(
            contact_id=contact_id, key=draft.key, kind=draft.kind, subject=draft.subject, details=draft.details,
            urgency=draft.urgency, status="open", order_number=draft.order_number, created_at=at, updated_at=at),
            _ticket, PREFIX)

    def of(self, contact_id: str) -> list[t.Ticket]:
        """(see protocol)."""
        with database.reading() as session:
            return [_ticket(row) for row in newest_of(session, Ticket, contact_id)]

    def change(self, number: str, at: datetime, status: t.TicketStatus | None = None,
               details: dict[str, Any] | None = None, compensation: dict[str, Any] | None = None) -> t.Ticket:
        """(see protocol)."""
        with database.writing() as session:
            row = session.execute(select(Ticket).where(Ticket.number == number)).scalar_one_or_none()
            if row is None:
                raise LookupError(number)
            row.status = status or row.status
            row.details = {**(row.details or {}), **(details or {})}
            row.compensation = compensation or row.compensation
            row.updated_at = at
            session.flush()
            return _ticket(row)


def _ticket(row: Any) -> t.Ticket:
    return t.Ticket(row.number, row.contact_id, row.kind, row.subject, row.urgency, row.status, row.created_at,
                    row.details or {}, row.order_number, row.compensation)
