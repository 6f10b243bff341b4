"""Following a batch to its end: what the provider says of each recipient, and the call itself where it is not reported.

The post-call webhook brings what was said; whatever it does not bring in time is asked for, and then goes the way of a
webhook: the same rows, the same reading, the same message afterwards.
"""
from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.calling import outcomes
from hilo.calling.provider import ElevenLabs, ProviderError
from hilo.calls import events, receiving
from hilo.calls.callers import SOURCE
from hilo.clock import wall
from hilo.memory import database
from hilo.memory.tables import CallBatch, CallRecipient, Inbox

logger = logging.getLogger(__name__)
LIVE = ("submitted", "in_progress")
ENDED = frozenset({"completed", "failed", "cancelled", "voicemail"})
EVERY = timedelta(seconds=4)
"""Between two questions about a batch that calls."""
WEBHOOK_PATIENCE = timedelta(seconds=90)
"""For so long after a call's end its webhook is waited for before the call is asked for."""
GIVEN_UP = timedelta(days=1)
"""So long after its end a call that the provider cannot tell of is no longer asked for."""
MOST = 40
"""Calls asked for at once."""
NO_CALL = "unreported"
"""Outcome of a call that nobody could ever tell of."""


def follow_due(at: datetime) -> int:
    """Asks for the batches that call; how many (blocks)."""
    with database.reading() as session:
        due = session.execute(select(CallBatch.id, CallBatch.provider_id).where(
            CallBatch.status.in_(LIVE), CallBatch.provider_id.is_not(None),
            or_(CallBatch.scheduled_at.is_(None), CallBatch.scheduled_at <= at),
            or_(CallBatch.checked_at.is_(None), CallBatch.checked_at < wall() - EVERY))).all()
    for batch_id, provider_id in due:
        try:
            with ElevenLabs() as provider:
                found = provider.batch(provider_id)
        except ProviderError as error:
            logger.warning("A batch of calls cannot be looked at: %s", error)
            with database.writing() as session:
                session.get(CallBatch, batch_id).checked_at = wall()
            continue
        with database.writing() as session:
            take_over(session, session.get(CallBatch, batch_id), found, at)
    return len(due) + ask_for_calls(at)


def take_over(session: Session, batch: CallBatch, found: Mapping[str, Any], at: datetime) -> None:
    """What the provider says of a batch and of each recipient; a status that has ended stays, unless it was retried."""
    batch.checked_at = wall()
    said = {str(one.get("id")): one for one in found.get("recipients") or [] if isinstance(one, dict)}
    by_phone = {str(one.get("phone_number")): one for one in said.values()}
    for one in session.scalars(select(CallRecipient).where(CallRecipient.batch_id == batch.id,
                                                           CallRecipient.status != "refused")):
        its = said.get(one.id) or by_phone.get(one.phone)
        if its is None:
            continue
        call = str(its.get("conversation_id") or one.call or "") or None
        status = str(its.get("status") or one.status)[:16]
        if one.status in ENDED:
            if not (call and one.call and call != one.call and one.call != outcomes.unnamed(one)):
                continue  # never backwards; another call is a retry
            one.outcome = one.reported_at = one.ended_at = None
        one.status, one.call = status, call
        if status in ENDED:
            one.ended_at = wall()
            if status == "cancelled":
                one.outcome, one.reported_at = "cancelled", at
    status = str(found.get("status") or "")
    if status in ("in_progress", "completed", "failed", "cancelled") and batch.status in LIVE:
        batch.status = status
        batch.ended_at = at if status != "in_progress" else None


def ask_for_calls(at: datetime) -> int:
    """Brings calls that have ended without being reported; how many (blocks)."""
    with database.reading() as session:
        late = session.scalars(select(CallRecipient).where(
            CallRecipient.status.in_(ENDED), CallRecipient.reported_at.is_(None),
            CallRecipient.ended_at < wall() - WEBHOOK_PATIENCE).order_by(CallRecipient.ended_at).limit(MOST)).all()
        session.expunge_all()
    return sum(_bring(one, at) for one in late)


def _bring(one: CallRecipient, at: datetime) -> bool:
    """One call; whether anything was done."""
    call = one.call or outcomes.unnamed(one)
    kind = events.FAILURE if one.status == "failed" else events.TRANSCRIPTION
    with database.writing() as session:
        row = session.get(CallRecipient, one.id)
        row.call = call
        if outcomes.settle(session, row, at):
            return True
        if session.execute(select(Inbox.id).where(Inbox.source == SOURCE,
                                                  Inbox.provider_id == f"{kind}:{call}")).first():
            return False  # it is being read
    try:
        event = _event_of(one, kind, call)
    except ProviderError as error:
        logger.info("A call cannot be asked for: %s", error)
        event = None
    if event is not None:
        receiving.receive(events.read(event, get_shop().company.profile.country), at)
    elif wall() - one.ended_at > GIVEN_UP:
        with database.writing() as session:
            row = session.get(CallRecipient, one.id)
            row.outcome, row.reported_at = NO_CALL, at
    return event is not None


def _event_of(one: CallRecipient, kind: str, call: str) -> dict[str, Any] | None:
    """What the webhook would have brought; None while the provider still works on it."""
    if kind == events.FAILURE:
        names = {"contact_id": one.contact_id, "call_recipient": one.id, "phone": one.phone}
        return {"type": kind, "data": {
            "conversation_id": call, "failure_reason": "unknown",
            "metadata": {"type": "batch", "body": {"To": one.phone}},
            "conversation_initiation_client_data": {"dynamic_variables": names}}}
    with ElevenLabs() as provider:
        found = provider.conversation(call)
    return {"type": kind, "data": found} if found.get("status") in ("done", "failed") else None
