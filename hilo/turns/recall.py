"""Before a turn: what the memory knows and the dialogue does not, as values of slots."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from hilo.memory.context import Context
from hilo.memory.tables import Fact

NEED = ("product", "color", "size", "quantity", "budget", "city", "needed_by", "person_name")
"""Facts that are slots of the same name."""
ELSEWHERE = frozenset({"call", "agent", "import"})
"""Sources of facts that the dialogue itself has not seen."""


def slots_for(context: Context, at: datetime, seen_version: int, saved_at: datetime | None) -> dict[str, Any]:
    """The slots to be set before the first prediction.

    Args:
        seen_version: what of the memory the tracker has seen.
        saved_at: when its last turn ended; None for a tracker that has none.
    """
    contact = context.contact
    slots: dict[str, Any] = {
        "contact_stage": contact.stage,
        "known_person": context.is_known,
        "spoke_by_phone": context.spoke_by_phone(at),
        "has_commitment": bool(context.commitments),
        "pending_questions": [question.question for question in context.questions] or None,
        "last_summary": context.ended.summary if context.ended else None,
    }
    if contact.name:
        slots["person_name"] = contact.name
    if saved_at is None or seen_version < contact.memory_version:
        for name in ("communication_style", "register"):
            if getattr(contact, name):
                slots[name] = getattr(contact, name)
        slots.update({fact.name: fact.value for fact in reversed(context.facts)
                      if _is_news(fact, contact.id, saved_at)})
    return slots


def _is_news(fact: Fact, contact_id: str, saved_at: datetime | None) -> bool:
    """Only what is sure is taken as said; what is doubtful is asked about by its flow."""
    if fact.name not in NEED or fact.status != "confirmed":
        return False
    if saved_at is None or fact.contact_id != contact_id:  # a new tracker, or told as the contact merged into this one
        return True
    return fact.source in ELSEWHERE and fact.recorded_at > saved_at
