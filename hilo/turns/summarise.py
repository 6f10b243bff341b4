"""A sentence or two about a conversation that has ended, for whoever goes on with it: no model, only what is stored."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo import wording
from hilo.handoff.problem import SEARCHES, TROUBLES
from hilo.memory.tables import Commitment, Conversation, Fact
from hilo.texts import texts

NEED = ("product", "quantity", "color", "size", "budget", "city")
NO_CURRENCY = "ARS"
"""How an amount without a currency is written: with "$" alone."""


def write_summaries(session: Session, at: datetime, limit: int = 100) -> int:
    """Gives a summary to conversations that have ended without one; how many."""
    rows = session.scalars(select(Conversation).where(Conversation.ended_at.is_not(None),
                                                      Conversation.summary.is_(None))
                           .order_by(Conversation.ended_at.desc()).limit(limit)).all()
    for conversation in rows:
        conversation.summary = summary(session, conversation)
    return len(rows)


def summary(session: Session, conversation: Conversation) -> str:
    """What was wanted, what for, and what the person promised; empty where nothing of it was said."""
    parts = []
    topics = [texts.fill(f"utter_meaning_{topic}") for topic in conversation.topics or []
              if f"utter_meaning_{topic}" in texts.names("utter_meaning_")]
    if topics:
        parts.append(texts.fill("utter_about_topics", topics=wording.listing([t[0].lower() + t[1:] for t in topics])))
    need = [part for name in NEED for part in in_words(name, _newest(session, conversation, name))]
    if need:
        complained = set(TROUBLES) & set(conversation.topics or []) and not SEARCHES & set(conversation.topics or [])
        parts.append(texts.fill("utter_about_matter" if complained else "utter_about_need", need=", ".join(need)))
    promises = list(session.scalars(select(Commitment.what).where(
        Commitment.contact_id == conversation.contact_id, Commitment.who == "customer",
        Commitment.made_at >= conversation.started_at, Commitment.made_at <= conversation.ended_at)))
    if promises:
        parts.append(texts.fill("utter_about_promises", promises=wording.listing(promises)))
    return " ".join(parts)


def _newest(session: Session, conversation: Conversation, name: str) -> Any:
    return session.execute(select(Fact.value).where(
        Fact.contact_id == conversation.contact_id, Fact.name == name, Fact.status != "withdrawn",
        Fact.recorded_at >= conversation.started_at, Fact.recorded_at <= conversation.ended_at)
        .order_by(Fact.recorded_at.desc()).limit(1)).scalar()


def in_words(name: str, value: Any) -> list[str]:
    """A value of the need in words, as the summary in the form says it; empty where there is none."""
    if value is None:
        return []
    if name == "budget":
        return [budget_in_words(value)] if isinstance(value, dict) else []
    return [texts.fill(f"utter_summary_{name}", **{name: value})]


def budget_in_words(value: dict[str, Any]) -> str:
    """«hasta $ 50.000», «entre $ 20.000 y $ 30.000», «alrededor de US$ 500»."""
    def money(amount: float) -> str:
        return wording.money(amount, value.get("currency") or NO_CURRENCY)

    low, high = value.get("min"), value.get("max")
    if low is not None and high is not None:
        return texts.fill("utter_summary_budget_range", min=money(low), max=money(high))
    if high is not None:
        return texts.fill("utter_summary_budget_max", max=money(high))
    if low is not None:
        return texts.fill("utter_summary_budget_min", min=money(low))
    return texts.fill("utter_summary_budget", amount=money(value["amount"]))
