"""Handing batches over to the provider, each once, whatever happens to the answer or to us.

A batch is kept before it is handed over, under a name that no other has. Where nobody knows whether the provider got it
(no answer, a crash in between) its list is asked for that name first. Just before a batch of another hour begins it is
looked at again: who has refused since is taken out, by putting another in its place.
"""
from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hilo.calling import checks
from hilo.calling.agent import agent_id, phone_number_id
from hilo.calling.provider import ElevenLabs, ProviderError, UnknownFateError
from hilo.clock import wall
from hilo.memory import database
from hilo.memory.roots import group
from hilo.memory.tables import CallBatch, CallRecipient

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=3)
"""Longer than a submission with all its attempts takes."""
BACKOFF, LONGEST_BACKOFF = 5.0, 300.0
"""Seconds before it is handed over again, doubled each time."""
MOST_ATTEMPTS = 12
LOOK_AGAIN = timedelta(minutes=5)
"""So long before a batch begins it is looked at whether all of it may still be called."""
OPEN = ("pending", "submitting")


def submit_due(at: datetime, run: str | None = None) -> int:
    """Hands over the batches that wait for it; how many (blocks). run: only this one's."""
    done = 0
    with database.reading() as session:
        due = session.scalars(_due(run)).all()
    for batch_id in due:
        body = _claim(batch_id, at, run is not None)
        if body is not None:
            _hand_over(batch_id, *body, at)
            done += 1
    return done


def _due(run: str | None) -> Any:
    real = wall()
    found = select(CallBatch.id).where(
        CallBatch.status.in_(OPEN), or_(CallBatch.retry_at.is_(None), CallBatch.retry_at <= real),
        or_(CallBatch.leased_until.is_(None), CallBatch.leased_until < real)).order_by(CallBatch.created_at)
    return found.where(CallBatch.run == run) if run else found


def _claim(batch_id: str, at: datetime, fresh: bool) -> tuple[dict[str, Any], bool] | None:
    """The request for a batch that is now ours, and whether it may be there already; None: another has it, or nobody
    of it may be called any more."""
    with database.writing() as session:
        batch = session.scalars(select(CallBatch).where(
            CallBatch.id == batch_id, CallBatch.status.in_(OPEN),
            or_(CallBatch.leased_until.is_(None), CallBatch.leased_until < wall())).with_for_update()).one_or_none()
        if batch is None:
            return None
        doubtful = batch.status == "submitting"
        if not doubtful and not fresh:
            take_out(session, batch, at)
        people = recipients(session, batch.id)
        if not people:
            batch.status, batch.ended_at = "cancelled", at
            return None
        batch.status, batch.attempts = "submitting", batch.attempts + 1
        batch.leased_until = wall() + LEASE
        return request_of(batch, people), doubtful


def recipients(session: Session, batch_id: str) -> list[CallRecipient]:
    """Those of a batch who are to be called, by their line in the file."""
    return list(session.scalars(select(CallRecipient).where(
        CallRecipient.batch_id == batch_id, CallRecipient.status != "refused").order_by(CallRecipient.row)))


def refused_since(session: Session, batch: CallBatch, at: datetime) -> list[tuple[CallRecipient, str]]:
    """Who of a batch may no longer be called, and why."""
    found = []
    for one in recipients(session, batch.id):
        person = checks.Person(one.phone, one.phone, one.contact_id, tuple(group(session, one.contact_id)), None,
                               batch.time_zone)
        no = checks.may_be_called(session, person, batch.purpose, at, batch.run)
        if no:
            found.append((one, no.reason))
    return found


def take_out(session: Session, batch: CallBatch, at: datetime) -> None:
    """Leaves out who may no longer be called."""
    for one, reason in refused_since(session, batch, at):
        one.status, one.outcome = "refused", reason[:80]
    session.flush()


def request_of(batch: CallBatch, people: list[CallRecipient]) -> dict[str, Any]:
    """The body of `POST /v1/convai/batch-calling/submit`."""
    return {"call_name": batch.call_name, "agent_id": agent_id(), "agent_phone_number_id": phone_number_id(),
            "scheduled_time_unix": int(batch.scheduled_at.timestamp()) if batch.scheduled_at else None,
            "recipients": [{"id": one.id, "phone_number": one.phone,
                            "conversation_initiation_client_data": one.data} for one in people]}


def _hand_over(batch_id: str, body: Mapping[str, Any], doubtful: bool, at: datetime) -> None:
    try:
        with ElevenLabs() as provider:
            found = provider.find_batch(str(body["call_name"])) if doubtful else None
            if found is None:
                try:
                    found = provider.submit(body)
                except UnknownFateError as error:
                    logger.warning("A batch of calls may have been taken: %s", error)
                    found = provider.find_batch(str(body["call_name"]))
                    if found is None:
                        raise
    except ProviderError as error:
        _failed(batch_id, error, doubtful, at)
        return
    with database.writing() as session:
        batch = session.get(CallBatch, batch_id)
        batch.provider_id, batch.submitted_at, batch.error = str(found["id"]), at, None
        batch.leased_until = batch.retry_at = None
        cancelled = batch.status == "cancelled"  # meanwhile
        batch.status = batch.status if cancelled else "submitted"
    if cancelled:
        with ElevenLabs() as provider:
            provider.cancel(str(found["id"]))


def _failed(batch_id: str, error: ProviderError, doubtful: bool, at: datetime) -> None:
    """Of an unknown fate it stays `submitting`, so that it is looked for; else it may simply be handed over again."""
    with database.writing() as session:
        batch = session.get(CallBatch, batch_id)
        batch.error, batch.leased_until = str(error)[:2000], None
        if batch.status != "submitting":
            return
        if error.for_good or batch.attempts >= MOST_ATTEMPTS:
            batch.status, batch.ended_at = "failed", at
            for one in recipients(session, batch_id):
                one.status, one.outcome, one.ended_at = "refused", f"not_submitted: {error}"[:80], wall()
            return
        if not doubtful and not isinstance(error, UnknownFateError):
            batch.status = "pending"
        batch.retry_at = wall() + timedelta(seconds=min(LONGEST_BACKOFF, BACKOFF * 2 ** (batch.attempts - 1)))


def look_again(at: datetime) -> int:
    """Before batches of another hour begin: those that hold somebody who has refused since are put anew, without them;
    how many (blocks)."""
    with database.reading() as session:
        soon = session.execute(select(CallBatch.id, CallBatch.provider_id).where(
            CallBatch.status == "submitted", CallBatch.scheduled_at > at,
            CallBatch.scheduled_at <= at + LOOK_AGAIN)).all()
    return sum(_put_anew(batch_id, provider_id, at) for batch_id, provider_id in soon)


def _put_anew(batch_id: str, provider_id: str, at: datetime) -> bool:
    with database.reading() as session:
        if not refused_since(session, session.get(CallBatch, batch_id), at):
            return False
    try:
        with ElevenLabs() as provider:
            provider.cancel(provider_id)
    except ProviderError as error:
        logger.warning("A batch of calls could not be taken back: %s", error)
        return False
    with database.writing() as session:
        batch = session.get(CallBatch, batch_id)
        if batch.status != "submitted":
            return False
        take_out(session, batch, at)
        people, (name, _, number) = recipients(session, batch.id), batch.call_name.rpartition("-")
        batch.status, batch.ended_at = "replaced", at
        if people:
            new = CallBatch(**{column: getattr(batch, column) for column in (
                "run", "name", "purpose", "campaign", "time_zone", "scheduled_at", "write_after_voicemail",
                "created_at")}, id=str(uuid.uuid4()), call_name=f"{name}-{number}b", status="pending")
            session.add(new)
            session.flush()
            for one in people:
                one.batch_id = new.id
    return True
