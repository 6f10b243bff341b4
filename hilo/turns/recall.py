"""Before a turn: what the memory knows and the dialogue does not, as values of slots."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hilo.memory.context import Context
from hilo.memory.tables import Commitment, Conversation, Fact
from hilo.personalization.register import WRITTEN
from hilo.solution import gathering

NEED = ("product", "color", "size", "quantity", "preferences", "budget", "city", "needed_by", "person_name")
"""Facts that are slots of the same name."""
CALL = "call"
ELSEWHERE = frozenset({CALL, "agent", "import"})
"""Sources of facts that the dialogue itself has not seen."""
MOST_PROMISES = 3
"""Open promises that the dialogue is told of, the most urgent first."""


def slots_for(context: Context, at: datetime, seen_version: int, saved_at: datetime | None,
              marketing: str = "unasked") -> dict[str, Any]:
    """The slots to be set before the first prediction.

    Args:
        seen_version: what of the memory the tracker has seen.
        saved_at: when its last turn ended; None for a tracker that has none.
        marketing: how the person stands to being sent news (`ledger.standing`).
    """
    contact = context.contact
    slots: dict[str, Any] = {
        "contact_stage": contact.stage,
        "known_person": context.is_known,
        "spoke_by_phone": context.spoke_by_phone(at),
        "has_commitment": bool(context.commitments),
        "pending_questions": [question.question for question in context.questions] or None,
        "commitments": [_promise(row) for row in context.commitments[:MOST_PROMISES]] or None,
        "marketing_consent": marketing,
        "last_talk": _last_talk(context.ended),
        "last_summary": context.ended.summary if context.ended else None,
    }
    if contact.name:
        slots["person_name"] = contact.name
    if saved_at is None or seen_version < contact.memory_version:
        if contact.communication_style:
            slots["communication_style"] = contact.communication_style
        if contact.register:
            slots.update(register=contact.register,
                         register_from=(contact.preferences or {}).get("register_from") or WRITTEN)
        slots.update({fact.name: fact.value for fact in reversed(context.facts)
                      if _is_news(fact, contact.id, saved_at)})
        slots.update(_in_doubt(context, saved_at))
    return slots


def news_of_call(context: Context, saved_at: datetime | None) -> str | None:
    """The call that has told of a product since the tracker was saved: its name at the provider."""
    return next((fact.source_id for fact in context.facts if fact.name == "product" and fact.source == CALL
                 and (saved_at is None or fact.recorded_at > saved_at)), None)


def need_to_drop(before: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """The slots of an earlier need that go as a call begins another: all that it did not tell, where the earlier one
    was settled or was about something else."""
    other = before.get("product") is not None and before.get("product") != told.get("product")
    if not (before.get("summary_confirmed") or other):
        return []
    return [name for name in (*gathering.NEED, "summary_confirmed") if name not in told]


def _in_doubt(context: Context, saved_at: datetime | None) -> dict[str, Any]:
    """What was not heard well in a call: taken along, to be confirmed, where nothing sure is known."""
    sure = {fact.name for fact in context.facts if fact.status == "confirmed"}
    doubtful = {fact.name: fact.value for fact in reversed(context.facts)
                if fact.status == "uncertain" and fact.source == CALL and fact.name in NEED and fact.name not in sure
                and fact.name != "person_name" and (saved_at is None or fact.recorded_at > saved_at)}
    return {**doubtful, "doubtful": sorted(doubtful)} if doubtful else {}


def _promise(row: Commitment) -> dict[str, Any]:
    return {"who": row.who, "kind": row.kind, "what": row.what, "quote": row.quote, "status": row.status,
            "due": row.due.isoformat() if row.due else None, "source": row.source, "made_at": row.made_at.isoformat()}


def _last_talk(ended: Conversation | None) -> dict[str, Any] | None:
    """When the last conversation ended and what it was about: an intent, or None."""
    if ended is None or ended.ended_at is None:
        return None
    return {"on": ended.ended_at.date().isoformat(), "topic": (ended.topics or [None])[0]}


def _is_news(fact: Fact, contact_id: str, saved_at: datetime | None) -> bool:
    """Only what is sure is taken as said; what is doubtful is asked about by its flow."""
    if fact.name not in NEED or fact.status != "confirmed":
        return False
    if saved_at is None or fact.contact_id != contact_id:  # a new tracker, or told as the contact merged into this one
        return True
    return fact.source in ELSEWHERE and fact.recorded_at >= saved_at
