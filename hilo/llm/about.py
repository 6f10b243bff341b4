"""What a prompt is told about a person: what is known, the last call, the last messages on all channels."""
from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hilo.clock import now
from hilo.memory import calls, database, timeline
from hilo.memory.context import Context, context_of
from hilo.memory.tables import Message

logger = logging.getLogger(__name__)
MESSAGES = 8
"""The last ones, of both sides; older ones would cost more than they tell."""
LONGEST = 300
"""Characters of a message."""
AUTHORS = {"customer": "Persona", "bot": "Asistente", "agent": "Equipo"}


@dataclass(frozen=True)
class Person:
    """Whom a prompt is about. values: the places `facts`, `call`, `thread`."""

    values: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    country: str | None = None
    register: str | None = None


def person(contact_id: str) -> Person:
    """What the memory knows; nothing of a stranger, or while the database is away (blocks)."""
    try:
        with database.reading() as session:
            context = context_of(session, contact_id, now())
            return Person() if context is None else of_context(session, context)
    except SQLAlchemyError:
        logger.warning("A prompt goes without what is known of the person: the database is away.")
        return Person()


def of_context(session: Session, context: Context) -> Person:
    """The same from what was read already."""
    contact = context.contact
    facts = [f"{fact.name}: {_in_words(fact.value)}" for fact in context.facts if fact.status == "confirmed"]
    promises = [f"promesa de {'la empresa' if row.who == 'business' else 'la persona'}: {row.what}"
                for row in context.commitments]
    names = [contact.name or "", *(str(fact.value) for fact in context.facts if fact.name == "person_name")]
    return Person({
        "facts": "\n".join([*facts, *promises]),
        "call": calls.last_summary(session, context.ids) or "",
        "thread": thread(timeline.latest(session, context.ids, MESSAGES)),
    }, tuple(name for name in names if name), contact.country, contact.register)


def thread(rows: Sequence[Message]) -> str:
    """A line for each message."""
    return "\n".join(f"{AUTHORS[row.author]}: {' '.join(row.text.split())[:LONGEST]}" for row in rows
                     if row.text.strip())


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items() if one is not None)
    return str(value)
