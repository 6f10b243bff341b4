"""The timeline: everything that was said to or by a person, each thing once, whatever the channel."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from hilo.memory.tables import Message
from hilo.spanish.documents import mask_documents

OURS = "hilo"
"""The source of what the assistant itself says; `provider_id` is then what it answers."""
LONGEST_ID = 255


@dataclass(frozen=True)
class Entry:
    """A row of the timeline; the columns are those of `tables.Message`."""

    source: str
    provider_id: str
    ordinal: int
    at: datetime
    direction: str
    author: str
    channel: str
    text: str
    address: str | None = None
    data: dict[str, Any] | None = None
    action: str | None = None
    intent: str | None = None
    confidence: float | None = None
    sentiment: str | None = None
    sentiment_score: float | None = None
    emotion: str | None = None
    urgency: str | None = None
    delivery_status: str | None = None
    interaction_id: str | None = None


def _dialect(session: Session) -> Any:
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


def insert_once(session: Session, table: Any, row: dict[str, Any]) -> int | None:
    """Inserts a row unless its unique key is there already; its number, or None for a repeat."""
    insert = _dialect(session).insert(table).values(**row).on_conflict_do_nothing()
    if session.get_bind().dialect.name == "postgresql":
        found = session.execute(insert.returning(table.__mapper__.primary_key[0])).scalar()
        return int(found) if found is not None else None
    result = session.execute(insert)
    return int(result.lastrowid) if result.rowcount else None


def append(session: Session, contact_id: str, conversation_id: str | None, entry: Entry,
           country: str | None = None) -> int | None:
    """Adds what happened to a person's timeline, with documents and secrets masked.

    Returns the row's number, or None where (source, provider_id, ordinal) is there already.
    """
    return insert_once(session, Message, _row(contact_id, conversation_id, entry, country))


def append_all(session: Session, contact_id: str, conversation_id: str | None, entries: Sequence[Entry],
               country: str | None = None) -> None:
    """As `append`, for several at once."""
    if entries:
        insert = _dialect(session).insert(Message).on_conflict_do_nothing()
        session.execute(insert, [_row(contact_id, conversation_id, entry, country) for entry in entries])


def _row(contact_id: str, conversation_id: str | None, entry: Entry, country: str | None) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    if entry.source != OURS:  # what we say ourselves holds nobody's documents: they were masked when they came in
        row["text"] = mask_documents(entry.text, country)
    row["provider_id"] = entry.provider_id[:LONGEST_ID]
    return {**row, "contact_id": contact_id, "conversation_id": conversation_id}


def replies_to(session: Session, provider_id: str) -> list[Message]:
    """What the assistant answered to an inbox row, in order."""
    return list(session.scalars(select(Message).where(Message.source == OURS, Message.provider_id == provider_id)
                                .order_by(Message.ordinal)))


def latest(session: Session, contact_ids: list[str], limit: int) -> list[Message]:
    """The last `limit` rows of a person, oldest first."""
    rows = session.scalars(select(Message).where(Message.contact_id.in_(contact_ids))
                           .order_by(Message.at.desc(), Message.id.desc()).limit(limit))
    return list(rows)[::-1]
