"""What a call that is read means for the batch that it belongs to. In the caller's transaction."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hilo.calls.callers import SOURCE
from hilo.calls.events import as_object
from hilo.clock import wall
from hilo.memory.phones import canonical
from hilo.memory.tables import CallBatch, CallRecipient, Interaction

if TYPE_CHECKING:
    from hilo.calls.analysis import Analysis

LATELY = timedelta(days=2)
"""For so long after it ended a recipient may be found by its number alone."""


def recipient_of(session: Session, call: str, data: Mapping[str, Any], number: str,
                 at: datetime) -> CallRecipient | None:
    """Whom of a batch a reported call reached: by the provider's name of the recipient or of the call, by our own name
    among what the agent was told, else by the number, where one is still waited for."""
    metadata = as_object(data.get("metadata"))
    started = as_object(data.get("conversation_initiation_client_data"))
    told = as_object(data.get("dynamic_variables")) or as_object(started.get("dynamic_variables"))
    for name in (as_object(metadata.get("batch_call")).get("batch_call_recipient_id"), told.get("call_recipient")):
        found = session.get(CallRecipient, name) if isinstance(name, str) and name else None
        if found is not None:
            return found
    found = session.scalars(select(CallRecipient).where(CallRecipient.call == call[:128])).first() if call else None
    phone = canonical(number) if found is None and number else None
    if phone is None or as_object(metadata.get("phone_call")).get("direction") == "inbound":
        return found
    waiting = session.scalars(select(CallRecipient).join(CallBatch, CallBatch.id == CallRecipient.batch_id).where(
        or_(CallRecipient.reported_at.is_(None), CallRecipient.call.startswith("recipient:")),
        CallRecipient.status != "refused", CallBatch.submitted_at.is_not(None),
        CallBatch.submitted_at > at - LATELY).where(CallRecipient.phone.in_(
            {number, phone.key, phone.key.replace("+54", "+549", 1)})))
    return waiting.first()


def reported(session: Session, one: CallRecipient | None, call: str, outcome: str, at: datetime) -> None:
    """A recipient's call was read."""
    if one is None:
        return
    one.call, one.outcome, one.reported_at = call[:128], outcome[:80], at
    one.ended_at = one.ended_at or wall()
    if one.status not in ("completed", "failed", "cancelled", "voicemail"):
        one.status = "voicemail" if outcome == "voicemail" else "failed" if outcome in NOT_REACHED else "completed"


NOT_REACHED = frozenset({"busy", "no-answer", "failed"})
"""Outcomes after which somebody may be called again."""


def outcome_of(analysis: Analysis) -> str:
    """A call that took place, in a word."""
    if analysis.voicemail:
        return "voicemail"
    if analysis.wrong_number:
        return "wrong_number"
    if analysis.opt_out:
        return "opt_out"
    return "talked" if analysis.main_intent or analysis.facts or analysis.commitments else "nothing_said"


def settle(session: Session, one: CallRecipient, at: datetime) -> bool:
    """Takes the outcome over from a call that was read before it was known whose it is; whether there is one."""
    row = session.scalars(select(Interaction).where(Interaction.provider == SOURCE,
                                                    Interaction.provider_id == one.call)).first()
    if row is None:
        return False
    analysis = row.analysis or {}
    said = next((name for name in ("voicemail", "wrong_number", "opt_out") if analysis.get(name)), "talked")
    reported(session, one, str(one.call), str(row.summary) if row.status == "failed" else said, at)
    return True


def is_told_already(one: CallRecipient | None, call: str) -> bool:
    """Whether this attempt, told of by the batch alone, was dealt with before its own report came."""
    return one is not None and one.reported_at is not None and one.call == unnamed(one) != call


def unnamed(one: CallRecipient) -> str:
    """What a call is called that the provider gave no name."""
    return f"recipient:{one.id}"
