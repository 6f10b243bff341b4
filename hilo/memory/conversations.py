"""Stretches of talk: when one goes on, when a new one begins, how one ends."""
from __future__ import annotations

import uuid
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from hilo.memory.tables import Conversation, Message
from hilo.settings import get_settings

AFTERWORD = timedelta(minutes=30)
"""A closed conversation goes on when the person adds something so soon ("gracias", a rating)."""
WITH_PEOPLE = frozenset({"waiting_human", "human"})
MOST_TOPICS = 5
SMALL = frozenset({"greet", "goodbye", "thank", "affirm", "deny", "inform", "chitchat", "repeat", "cancel",
                   "out_of_scope", "bot_challenge", "rate_service"})
"""Intents that are no topic of a conversation."""
UNDERSTOOD = 0.35
"""From this confidence an intent is one; below it the person was asked back."""


_RECENT = select(Conversation).where(Conversation.contact_id.in_(bindparam("of", expanding=True))).order_by(
    Conversation.started_at.desc()).limit(2)


def silence() -> timedelta:
    """After how long without a word a conversation has ended."""
    return timedelta(hours=get_settings().conversation_silence_hours)


def recent(session: Session, contact_ids: list[str]) -> list[Conversation]:
    """The newest two conversations of a person, the newest first: the one under way and the one before."""
    return list(session.scalars(_RECENT, {"of": contact_ids}))


def last_of(session: Session, contact_ids: list[str]) -> Conversation | None:
    """The newest conversation of a person."""
    return next(iter(recent(session, contact_ids)), None)


def current(session: Session, contact_id: str, contact_ids: list[str], channel: str, at: datetime) -> Conversation:
    """The conversation to which something said now belongs: the one under way, or a new one."""
    last = last_of(session, contact_ids)
    if last is not None and _goes_on(last, at):
        last.ended_at, last.channel = None, channel
        last.status = "bot" if last.status == "closed" else last.status
        last.last_at = max(last.last_at, at)
        return last
    if last is not None and last.ended_at is None:
        end(session, last, last.last_at)
    new = Conversation(id=str(uuid.uuid4()), contact_id=contact_id, status="bot", outcome="open", stage="greeting",
                       channel=channel, started_at=at, last_at=at)
    session.add(new)
    session.flush()  # the messages that follow name it
    return new


def _goes_on(last: Conversation, at: datetime) -> bool:
    if last.status in WITH_PEOPLE:
        return True
    return at - last.last_at < (AFTERWORD if last.ended_at else silence())


def end(session: Session, conversation: Conversation, at: datetime) -> None:
    """Closes a conversation, with its topics; `escalated` stays so where people had it."""
    conversation.ended_at = at
    conversation.topics = topics(session, conversation.id)
    if conversation.status in WITH_PEOPLE:
        conversation.outcome = "escalated"
    elif conversation.outcome == "open" and conversation.stage == "closing":
        conversation.outcome = "closed"
    conversation.status = "closed"


def topics(session: Session, conversation_id: str) -> list[str]:
    """The matters of a conversation, the weightiest first; what was only guessed at is none."""
    rows = session.execute(select(Message.intent, func.count()).where(
        Message.conversation_id == conversation_id, Message.direction == "in", Message.intent.is_not(None),
        or_(Message.confidence.is_(None), Message.confidence >= UNDERSTOOD))
        .group_by(Message.intent))
    counts = Counter({intent: number for intent, number in rows if intent not in SMALL})
    return [intent for intent, _ in counts.most_common(MOST_TOPICS)]


def silent_since(session: Session, at: datetime, limit: int = 100) -> list[Conversation]:
    """Open conversations, not with people, in which nobody has said anything for too long."""
    return list(session.scalars(select(Conversation).where(
        Conversation.ended_at.is_(None), Conversation.last_at < at - silence(),
        Conversation.status.not_in(WITH_PEOPLE)).limit(limit)))
