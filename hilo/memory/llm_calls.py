"""The record of what was asked of a language model, its budget, and the answers kept for the same question."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hilo.memory.tables import Contact, Conversation, LlmAnswer, LlmCall, Message


def record(session: Session, row: dict[str, Any]) -> None:
    """Keeps one call; of somebody erased meanwhile only the figures, without saying whose they were."""
    if row.get("contact_id") and session.get(Contact, row["contact_id"]) is None:
        row = {**row, "contact_id": None, "subject": None}
    session.add(LlmCall(**row))


def tokens_since(session: Session, at: datetime) -> dict[str, int]:
    """Tokens spent since a moment, by purpose."""
    rows = session.execute(select(LlmCall.purpose, func.sum(LlmCall.tokens_in + LlmCall.tokens_out))
                           .where(LlmCall.at >= at).group_by(LlmCall.purpose))
    return {purpose: int(tokens or 0) for purpose, tokens in rows}


def usage_since(session: Session, at: datetime) -> list[dict[str, Any]]:
    """Calls since a moment by purpose and outcome: how many, tokens, cost, mean latency in ms."""
    rows = session.execute(
        select(LlmCall.purpose, LlmCall.outcome, func.count(), func.sum(LlmCall.tokens_in + LlmCall.tokens_out),
               func.sum(LlmCall.cost), func.avg(LlmCall.latency_ms))
        .where(LlmCall.at >= at).group_by(LlmCall.purpose, LlmCall.outcome)
        .order_by(LlmCall.purpose, LlmCall.outcome))
    return [{"purpose": purpose, "outcome": outcome, "calls": calls, "tokens": int(tokens or 0),
             "cost": None if cost is None else round(float(cost), 4), "latency_ms": round(float(latency or 0))}
            for purpose, outcome, calls, tokens, cost, latency in rows]


def answer_of(session: Session, key: str, at: datetime) -> str | None:
    """The answer kept for a question, while it holds."""
    return session.execute(select(LlmAnswer.text).where(LlmAnswer.key == key, LlmAnswer.expires_at > at)).scalar()


def keep_answer(session: Session, row: dict[str, Any]) -> None:
    """Keeps an answer in place of an older one; nothing where whom it is about is no longer known."""
    if row.get("contact_id") and session.get(Contact, row["contact_id"]) is None:
        return
    session.merge(LlmAnswer(**row))


def forget_answers(session: Session, at: datetime) -> None:
    """Answers that hold no longer."""
    session.execute(delete(LlmAnswer).where(LlmAnswer.expires_at <= at))


NOT_ASKED = ("resting", "busy", "over_budget")
"""Outcomes after which a model may be asked for the same another time."""


def conversations_to_sum_up(session: Session, since: datetime, fewest: int, limit: int) -> list[str]:
    """Conversations of so many messages that ended since a moment, and whose summary no model has been asked for."""
    asked = select(LlmCall.subject).where(LlmCall.purpose == "summary", LlmCall.subject.is_not(None),
                                          LlmCall.outcome.not_in(NOT_ASKED))
    messages = select(func.count()).where(Message.conversation_id == Conversation.id).scalar_subquery()
    return list(session.scalars(select(Conversation.id).where(
        Conversation.ended_at >= since, Conversation.summary.is_not(None), Conversation.id.not_in(asked),
        messages >= fewest).order_by(Conversation.ended_at).limit(limit)))
