"""A person as an operator sees them: the shape that `contact show --json` promises."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory import conversations, facts, questions
from hilo.memory.roots import group
from hilo.memory.tables import Commitment, Consent, Contact, Identity, Message, NextAction

_CONTACT = ("id", "name", "country", "time_zone", "communication_style", "register", "stage", "preferences", "loyalty",
            "created_at", "seen_at")
_CONVERSATION = ("id", "status", "stage", "outcome", "channel", "started_at", "last_at", "ended_at", "summary",
                 "topics")
_TIMELINE = ("at", "channel", "direction", "author", "text", "intent", "sentiment", "urgency")
LATEST = 200
"""Rows of the timeline that are shown unless somebody asks for more."""


def show(session: Session, contact_id: str, at: datetime, limit: int = LATEST) -> dict[str, Any]:
    """All that matters of a person, those merged into them included, in JSON types; moments in ISO 8601, UTC.

    limit: so many rows of the timeline, the last ones.

    Raises:
        UnknownContactError
    """
    ids = group(session, contact_id)
    last = conversations.last_of(session, ids)
    held = [{**_pick(fact, "name", "value", "confidence", "quote"), "at": _plain(fact.recorded_at),
             **_pick(fact, "status", "source")} for fact in facts.held(session, ids, at)]
    asked = [_pick(question, "question", "status", "at") for question in questions.all_of(session, ids)]
    return {
        "contact": _pick(session.get(Contact, ids[0]), *_CONTACT),
        "identities": [_identity(row) for row in _of(session, Identity, ids, Identity.id)],
        "conversation": _pick(last, *_CONVERSATION) if last else None,
        "facts": held,
        "commitments": [_pick(row, "who", "what", "due", "status", "kind", "due_end", "quote")
                        for row in _of(session, Commitment, ids, Commitment.made_at, Commitment.id)],
        "pending_questions": asked,
        "next_actions": [_pick(row, "type", "priority", "due", "status")
                         for row in _of(session, NextAction, ids, NextAction.created_at, NextAction.id)],
        "consents": [_pick(row, "purpose", "channel", "status", "at")
                     for row in _of(session, Consent, ids, Consent.at, Consent.id) if row.evidence],
        "timeline": [_pick(row, *_TIMELINE) for row in _latest(session, ids, limit)],
    }


def _of(session: Session, table: Any, ids: list[str], *order: Any) -> list[Any]:
    return list(session.scalars(select(table).where(table.contact_id.in_(ids)).order_by(*order)))


def _latest(session: Session, ids: list[str], limit: int) -> list[Any]:
    """The last rows, oldest first; only the columns that are shown."""
    columns = [getattr(Message, name) for name in _TIMELINE]
    rows = session.execute(select(*columns).where(Message.contact_id.in_(ids))
                           .order_by(Message.at.desc(), Message.id.desc()).limit(limit))
    return list(rows)[::-1]


def _identity(row: Identity) -> dict[str, Any]:
    claimed = {"claimed_by": row.claimed_by} if row.claimed_by else {}
    return {**_pick(row, "kind", "address", "proven"), **claimed}


def _pick(row: Any, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
