"""What is to be done for a person, and by when."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import NextAction

PRIORITIES = ("alta", "media", "baja")


def plan(session: Session, contact_id: str, type_: str, priority: str, at: datetime, source_id: str,
         due: datetime | None = None, data: dict[str, Any] | None = None) -> NextAction:
    """Writes an action down; one of the same type that stands open takes the new moment.

    Raises:
        ValueError: for a priority that is not one of `PRIORITIES`.
    """
    if priority not in PRIORITIES:
        raise ValueError(f"a priority is one of {', '.join(PRIORITIES)}, not {priority!r}")
    row = session.scalars(select(NextAction).where(NextAction.contact_id == contact_id, NextAction.type == type_,
                                                   NextAction.status == "open")).first()
    row = row or NextAction(contact_id=contact_id, type=type_, status="open", created_at=at)
    row.priority, row.due, row.data, row.source_id = priority, due, data, source_id
    session.add(row)
    return row


def still_open(session: Session, contact_ids: list[str]) -> list[NextAction]:
    """What is still to be done, the most urgent first."""
    rows = session.scalars(select(NextAction).where(NextAction.contact_id.in_(contact_ids),
                                                    NextAction.status == "open"))
    return sorted(rows, key=lambda row: (PRIORITIES.index(row.priority), row.due is None, row.due or row.created_at))


def close(session: Session, contact_ids: list[str], type_: str, at: datetime, status: str = "done") -> int:
    """Closes the open actions of a type; how many."""
    rows = [row for row in still_open(session, contact_ids) if row.type == type_]
    for row in rows:
        row.status, row.closed_at = status, at
    return len(rows)
