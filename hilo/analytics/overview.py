"""Figures of a stretch of time, straight from the timeline: what `GET /conversation/analytics` answers.

Formulae (field standard): CSAT = ratings of 4 and 5 / ratings; containment = ended without people / ended;
first reply = bot's or adviser's first answer − the message that it answers.
"""
from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hilo.memory.tables import Conversation, Fact, Message

_RANGE = re.compile(r"(\d{1,3})([hdwm])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "m": timedelta(days=30)}
MOST_INTENTS = 10
SAMPLE = 2000
"""Answers looked at for the median time of a reply, the latest ones."""


def read_range(text: str) -> timedelta:
    """"7d", "24h", "4w", "3m" (of 30 days).

    Raises:
        ValueError: for anything else, and for nothing at all ("0d").
    """
    match = _RANGE.fullmatch(text.strip().lower())
    if not match or not int(match.group(1)):
        raise ValueError(f"time_range: {text!r} is not like 24h, 7d, 4w or 3m")
    return int(match.group(1)) * _UNITS[match.group(2)]


def overview(session: Session, since: datetime, until: datetime) -> dict[str, Any]:
    """Counts and shares between two moments; a share without anything to divide by is null."""
    heard = Message.direction == "in", Message.author == "customer", Message.at >= since, Message.at < until
    intents = Counter(dict(_counts(session, Message.intent, *heard)))
    conversations = list(session.scalars(select(Conversation).where(
        Conversation.started_at >= since, Conversation.started_at < until)))
    ended = [one for one in conversations if one.ended_at]
    ratings = [int(value) for value in session.scalars(select(Fact.value).where(
        Fact.name == "rating", Fact.recorded_at >= since, Fact.recorded_at < until))]
    return {
        "conversations": {
            "total": len(conversations), "open": len(conversations) - len(ended), "ended": len(ended),
            "escalated": sum(one.outcome == "escalated" for one in conversations),
            "containment": _share(sum(one.outcome != "escalated" for one in ended), len(ended)),
            "by_stage": dict(Counter(one.stage for one in conversations)),
        },
        "contacts": session.scalar(select(func.count(func.distinct(Message.contact_id))).where(*heard)) or 0,
        "messages": {
            "in": sum(intents.values()),
            "out": session.scalar(select(func.count()).where(
                Message.direction == "out", Message.at >= since, Message.at < until)) or 0,
            "by_channel": dict(_counts(session, Message.channel, *heard)),
        },
        "intents": [{"intent": name, "count": count} for name, count in intents.most_common() if name][:MOST_INTENTS],
        "average_confidence": _rounded(session.scalar(select(func.avg(Message.confidence)).where(*heard))),
        "sentiment": dict(_counts(session, Message.sentiment, *heard)),
        "emotion": dict(_counts(session, Message.emotion, *heard)),
        "urgency": dict(_counts(session, Message.urgency, *heard)),
        "satisfaction": {"ratings": len(ratings), "average": _rounded(sum(ratings) / len(ratings)) if ratings else None,
                         "csat": _share(sum(rating >= 4 for rating in ratings), len(ratings))},
        "median_reply_seconds": _reply_seconds(session, since, until),
    }


def _counts(session: Session, column: Any, *conditions: Any) -> list[tuple[str, int]]:
    rows = session.execute(select(column, func.count()).where(*conditions).group_by(column))
    return [(value or "", count) for value, count in rows]


def _reply_seconds(session: Session, since: datetime, until: datetime) -> float | None:
    """Median seconds between a message and the first thing said after it in the same conversation."""
    rows = session.execute(select(Message.conversation_id, Message.direction, Message.at).where(
        Message.at >= since, Message.at < until).order_by(Message.id.desc()).limit(2 * SAMPLE)).all()
    waiting: dict[str, datetime] = {}
    took = []
    for conversation, direction, at in reversed(rows):
        if direction == "in":
            waiting.setdefault(conversation, at)
        elif conversation in waiting:
            took.append((at - waiting.pop(conversation)).total_seconds())
    return _rounded(median(took)) if took else None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
