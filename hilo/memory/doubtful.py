"""Customers' messages of the timeline that were understood with little confidence, or were asked back."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from hilo.memory.tables import Inbox, Message
from hilo.memory.timeline import OURS

ASKED_BACK = ("action_clarify", "action_default_fallback")
"""The actions that say: I did not understand."""


@dataclass(frozen=True)
class Doubtful:
    """What a person said, bubbles that were read together in one, masked as the timeline is.

    guess, confidence (0..1): how it was understood. asked_back: the assistant asked what was meant. answer_to: under
    which name its answer stands in the timeline.
    """

    contact_id: str
    channel: str
    at: datetime
    text: str
    guess: str
    confidence: float
    asked_back: bool
    answer_to: str


def doubtful(session: Session, below: float, since: datetime, most: int = 20_000) -> list[Doubtful]:
    """The newest first. `below`: a message counts as doubtful under this confidence. `most`: rows that are looked at.

    The table has no index by moment: this reads all of it, and is for people who wait, not for a turn.
    """
    reply = aliased(Message)
    name = func.coalesce(Inbox.id, Message.provider_id)
    asked = select(literal(1)).where(reply.source == OURS, reply.provider_id == name,
                                     reply.action.in_(ASKED_BACK)).exists()
    rows = session.execute(
        select(Message, name.label("answer_to"), asked.label("asked")).outerjoin(
            Inbox, and_(Inbox.source == Message.source, Inbox.provider_id == Message.provider_id))
        .where(Message.direction == "in", Message.author == "customer", Message.at >= since,
               Message.intent.isnot(None), Message.confidence.isnot(None), Message.text != "",
               ~Message.text.startswith("/"), or_(Message.confidence < below, asked))
        .order_by(Message.id.desc()).limit(most)).all()
    return _joined([(row.Message, str(row.answer_to), bool(row.asked)) for row in reversed(rows)])


def answered_by(session: Session, actions: Sequence[str], since: datetime, most: int = 20_000) -> list[Doubtful]:
    """Messages that one of some actions answered, the newest first, as `doubtful`."""
    reply = aliased(Message)
    name = func.coalesce(Inbox.id, Message.provider_id)
    answered = select(reply.action).where(reply.source == OURS, reply.provider_id == name,
                                          reply.action.in_(actions)).limit(1).scalar_subquery()
    rows = session.execute(
        select(Message, name.label("answer_to"), answered.label("action")).outerjoin(
            Inbox, and_(Inbox.source == Message.source, Inbox.provider_id == Message.provider_id))
        .where(Message.direction == "in", Message.author == "customer", Message.at >= since, Message.text != "",
               Message.intent.isnot(None), ~Message.text.startswith("/"), answered.isnot(None))
        .order_by(Message.id.desc()).limit(most)).all()
    return [Doubtful(row.Message.contact_id, row.Message.channel, row.Message.at, row.Message.text, row.Message.intent,
                     row.Message.confidence or 0.0, row.action in ASKED_BACK, str(row.answer_to)) for row in rows]


def answers(session: Session, answer_to: str) -> list[str]:
    """What the assistant said to a message."""
    return list(session.scalars(select(Message.text).where(Message.source == OURS, Message.provider_id == answer_to)
                                .order_by(Message.ordinal)))


def _joined(rows: Sequence[tuple[Message, str, bool]]) -> list[Doubtful]:
    """Bubbles of one turn stand one behind the other and were read alike; the answer is to the last of them."""
    found: list[tuple[int, Doubtful]] = []
    latest: dict[str, int] = {}
    for message, answer_to, asked in rows:
        one = Doubtful(message.contact_id, message.channel, message.at, message.text, message.intent,
                       message.confidence, asked, answer_to)
        index = latest.get(message.contact_id)
        before = found[index] if index is not None else None
        if before and before[0] == message.id - 1 and (before[1].guess, before[1].confidence) == (
                one.guess, one.confidence) and not before[1].asked_back:
            joined = Doubtful(one.contact_id, one.channel, one.at, f"{before[1].text}\n{one.text}", one.guess,
                              one.confidence, one.asked_back, one.answer_to)
            found[index] = (message.id, joined)  # type: ignore[index]
            continue
        latest[message.contact_id] = len(found)
        found.append((message.id, one))
    return [one for _, one in sorted(found, key=lambda pair: (pair[1].at, pair[0]), reverse=True)]
