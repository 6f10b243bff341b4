"""Appointments in the one database. That a moment is booked once is held by a unique index over what is booked."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hilo.crm import agenda as a
from hilo.crm.embedded.once import make_once, newest_of
from hilo.memory import database
from hilo.memory.tables import Appointment

PREFIX = "CITA-"
"""«CITA-10023»."""


class EmbeddedAgenda:
    """(see `hilo.crm.agenda.AgendaBook`)."""

    def book(self, contact_id: str, draft: a.AppointmentDraft, at: datetime) -> a.Appointment:
        """(see protocol)."""
        try:
            return make_once(Appointment, draft.key, lambda: Appointment(
                contact_id=contact_id, key=draft.key, agenda=draft.agenda, topic=draft.topic,
                starts_at=draft.starts_at, ends_at=draft.ends_at, status="booked", changes=0, created_at=at,
                updated_at=at), _appointment, PREFIX)
        except IntegrityError as error:
            if not self.taken([draft.agenda], draft.starts_at, draft.ends_at):
                raise  # it is something else that is wrong
            raise a.TakenError(f"{draft.agenda} {draft.starts_at}") from error

    def of(self, contact_id: str) -> list[a.Appointment]:
        """(see protocol)."""
        with database.reading() as session:
            return [_appointment(row) for row in newest_of(session, Appointment, contact_id)]

    def taken(self, agendas: Sequence[str], start: datetime, end: datetime) -> list[a.Booked]:
        """(see protocol)."""
        with database.reading() as session:
            rows = session.execute(select(Appointment.agenda, Appointment.starts_at, Appointment.ends_at,
                                          Appointment.key).where(
                Appointment.status == "booked", Appointment.agenda.in_(list(agendas)), Appointment.ends_at > start,
                Appointment.starts_at < end).order_by(Appointment.starts_at))
            return [a.Booked(*row) for row in rows]

    def move(self, number: str, agenda: str, starts_at: datetime, ends_at: datetime, at: datetime) -> a.Appointment:
        """(see protocol)."""
        try:
            with database.writing() as session:
                row = _row(session, number)
                if row.status != "booked":
                    raise ValueError(f"{number} is {row.status}")
                if (row.agenda, row.starts_at) != (agenda, starts_at):
                    row.agenda, row.starts_at, row.ends_at = agenda, starts_at, ends_at
                    row.changes, row.updated_at = row.changes + 1, at
                    session.flush()
                return _appointment(row)
        except IntegrityError as error:
            raise a.TakenError(f"{agenda} {starts_at}") from error

    def cancel(self, number: str, at: datetime) -> a.Appointment:
        """(see protocol)."""
        with database.writing() as session:
            row = _row(session, number)
            if row.status == "done":
                raise ValueError(f"{number} is over")
            if row.status != "cancelled":
                row.status, row.changes, row.updated_at = "cancelled", row.changes + 1, at
            return _appointment(row)


def _row(session: Session, number: str) -> Any:
    row = session.execute(select(Appointment).where(Appointment.number == number).with_for_update()
                          ).scalar_one_or_none()
    if row is None:
        raise LookupError(number)
    return row


def _appointment(row: Any) -> a.Appointment:
    return a.Appointment(row.number, row.contact_id, row.agenda, row.topic or "", row.starts_at, row.ends_at,
                         row.status, row.changes)
