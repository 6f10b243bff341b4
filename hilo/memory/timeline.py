"""The timeline: everything that was said to or by a person, each thing once, whatever the channel."""
from __future__ import annotations

from dataclasses import asdict, dataclass
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


def insert_once(session: Session, table: Any, row: dict[str, Any]) -> int | None:
    """Inserts a row unless its unique key is there already; its number, or None for a repeat."""
    dialect = session.get_bind().dialect.name
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table).values(**row).on_conflict_do_nothing()
    if dialect == "postgresql":
        found = session.execute(insert.returning(table.__mapper__.primary_key[0])).scalar()
        return int(found) if found is not None else None
    result = session.execute(insert)
    return int(result.lastrowid) if result.rowcount else None


def append(session: Session, contact_id: str, conversation_id: str | None, entry: Entry,
           country: str | None = None) -> int | None:
    """Adds what happened to a person's timeline, with documents and secrets masked.

    Returns the row's number, or None where (source, provider_id, ordinal) is there already.
    """
    row = asdict(entry)
    row["text"] = mask_documents(entry.text, country)
    row["provider_id"] = entry.provider_id[:LONGEST_ID]
    return insert_once(session, Message, {**row, "contact_id": contact_id, "conversation_id": conversation_id})


def replies_to(session: Session, provider_id: str) -> list[Message]:
    """What the assistant answered to an inbox row, in order."""
    return list(session.scalars(select(Message).where(Message.source == OURS, Message.provider_id == provider_id)
                                .order_by(Message.ordinal)))


def latest(session: Session, contact_ids: list[str], limit: int) -> list[Message]:
    """The last `limit` rows of a person, oldest first."""
    rows = session.scalars(select(Message).where(Message.contact_id.in_(contact_ids))
                           .order_by(Message.at.desc(), Message.id.desc()).limit(limit))
    return list(rows)[::-1]
