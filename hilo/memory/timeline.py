"""The timeline: everything that was said to or by a person, each thing once, whatever the channel."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from hilo.memory.tables import Inbox, Message
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


@lru_cache(maxsize=16)
def _insert_unless_there(table: Any, dialect: Any, columns: tuple[str, ...]) -> Any:
    """Compiled once a table: SQLAlchemy 1.4 compiles an insert with ON CONFLICT anew each time it runs."""
    return _unless_there(table, dialect).compile(dialect=dialect, column_keys=list(columns))


@lru_cache(maxsize=16)
def _insert_for_number(table: Any, dialect: Any, columns: tuple[str, ...]) -> Any:
    """The same, which tells the new row's number; PostgreSQL's way."""
    insert = _unless_there(table, dialect).returning(*table.primary_key.columns)
    return insert.compile(dialect=dialect, column_keys=list(columns))


def _unless_there(table: Any, dialect: Any) -> Any:
    kind = postgresql if dialect.name == "postgresql" else sqlite
    return kind.insert(table).on_conflict_do_nothing()


def insert_once(session: Session, table: Any, row: dict[str, Any]) -> int | None:
    """Inserts a row unless its unique key is there already; its number (any where rows have names), or None for a
    repeat."""
    dialect = session.get_bind().dialect
    if dialect.name == "postgresql":
        insert = _insert_for_number(table.__table__, dialect, tuple(row))
        found = session.connection().execute(insert, row).scalar()
        return None if found is None else found if isinstance(found, int) else 0  # a call's key is a name
    result = session.connection().execute(_insert_unless_there(table.__table__, dialect, tuple(row)), row)
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
        rows = [_row(contact_id, conversation_id, entry, country) for entry in entries]
        insert = _insert_unless_there(Message.__table__, session.get_bind().dialect, tuple(rows[0]))
        session.connection().execute(insert, rows)


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


def of_conversation(session: Session, conversation_id: str) -> list[Message]:
    """All of a conversation, oldest first."""
    return list(session.scalars(select(Message).where(Message.conversation_id == conversation_id)
                                .order_by(Message.at, Message.id)))


def newest(session: Session) -> int:
    """The highest number of a row; 0 where there is none."""
    return int(session.scalar(select(func.max(Message.id))) or 0)


def unasked(session: Session, channel: str, addresses: Sequence[str], after: int) -> list[Message]:
    """What was written to some addresses without answering a message, in rows with a number above `after`."""
    return list(session.scalars(select(Message).where(
        Message.id > after, Message.channel == channel, Message.direction == "out", Message.address.in_(addresses),
        ~exists().where(Inbox.id == Message.provider_id)).order_by(Message.id)))


def unasked_before(session: Session, contact_id: str, channel: str, address: str, number: int) -> list[Message]:
    """What was written to somebody between their message before row `number` and that one: on a channel that only
    answers it is handed out now."""
    same = (Message.contact_id == contact_id, Message.channel == channel, Message.address == address,
            Message.id < number)
    before = select(func.max(Message.id)).where(*same, Message.direction == "in").scalar_subquery()
    return list(session.scalars(select(Message).where(
        *same, Message.direction == "out", Message.id > func.coalesce(before, 0),
        ~exists().where(Inbox.id == Message.provider_id)).order_by(Message.id)))
