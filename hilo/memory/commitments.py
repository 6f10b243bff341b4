"""Promises of both sides: made once, closed only by what fulfils them, seen when they are late."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Commitment

LIVE = ("open", "late")
SAME_DAY_HOURS = 24


@dataclass(frozen=True)
class Promise:
    """A promise to be kept in mind; the columns are those of `tables.Commitment`."""

    who: str
    kind: str
    what: str
    quote: str
    source: str
    source_id: str
    at: datetime
    due: datetime | None = None
    due_end: datetime | None = None


def make(session: Session, contact_id: str, promise: Promise) -> Commitment:
    """Writes a promise down; one that stands open already, of the same side and kind, takes the new moment."""
    before = session.scalars(select(Commitment).where(
        Commitment.contact_id == contact_id, Commitment.who == promise.who, Commitment.kind == promise.kind,
        Commitment.status.in_(LIVE))).first()
    row = before or Commitment(contact_id=contact_id, who=promise.who, kind=promise.kind, status="open",
                               made_at=promise.at)
    row.what, row.quote, row.source, row.source_id = promise.what, promise.quote, promise.source, promise.source_id
    if promise.due or before is None:
        row.due, row.due_end, row.status = promise.due, promise.due_end, "open"
    session.add(row)
    return row


def live(session: Session, contact_ids: list[str]) -> list[Commitment]:
    """Promises not yet kept, the most urgent first."""
    rows = session.scalars(select(Commitment).where(Commitment.contact_id.in_(contact_ids),
                                                    Commitment.status.in_(LIVE)))
    return sorted(rows, key=lambda row: (row.due is None, row.due or row.made_at))


def keep(session: Session, contact_ids: list[str], who: str, kind: str, by: str, at: datetime) -> int:
    """The event `by` ("message:<id>", "order:<id>") has fulfilled what was promised; how many it closed."""
    rows = [row for row in live(session, contact_ids) if row.who == who and row.kind == kind]
    for row in rows:
        row.status, row.closed_at, row.closed_by = "kept", at, by
    return len(rows)


def cancel(session: Session, contact_ids: list[str], who: str, kind: str, at: datetime) -> None:
    """Something else has been promised in its place."""
    for row in live(session, contact_ids):
        if row.who == who and row.kind == kind:
            row.status, row.closed_at = "cancelled", at


def mark_late(session: Session, at: datetime, limit: int = 500) -> list[Commitment]:
    """Promises whose time has passed, now marked late."""
    rows = list(session.scalars(select(Commitment).where(Commitment.status == "open", Commitment.due < at)
                                .limit(limit)))
    late = [row for row in rows if (row.due_end or row.due) < at]
    for row in late:
        row.status = "late"
    return late
