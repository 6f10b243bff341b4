"""What an operator does with calls to many once they are ordered: look, cancel, call again who was not reached."""
from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hilo.calling import checks, outcomes, plan, submitting
from hilo.calling.provider import ElevenLabs, ProviderError, UnknownFateError
from hilo.clock import wall
from hilo.memory import database
from hilo.memory.roots import group
from hilo.memory.tables import CallBatch, CallRecipient

ENDED = frozenset({"completed", "failed", "cancelled", "replaced"})


class UnknownRunError(LookupError):
    """No calls of that id."""


class CannotError(RuntimeError):
    """It cannot be done now; the message says why."""


def batches_of(session: Session, run: str) -> list[CallBatch]:
    """The batches that go by an id: a run's, or one batch's own, or the provider's.

    Raises:
        UnknownRunError
    """
    found = list(session.scalars(select(CallBatch).where(
        (CallBatch.run == run) | (CallBatch.id == run) | (CallBatch.provider_id == run)).order_by(
        CallBatch.created_at, CallBatch.call_name)))
    if not found:
        raise UnknownRunError(f"no calls go by {run!r}; python -m hilo call list")
    return found


def listing(session: Session, most: int = 50) -> list[dict[str, Any]]:
    """The latest runs, the newest first."""
    runs = session.execute(select(CallBatch.run, func.min(CallBatch.created_at)).group_by(CallBatch.run).order_by(
        func.min(CallBatch.created_at).desc()).limit(most)).all()
    return [{name: value for name, value in status(session, run).items() if name not in ("refused", "recipients")}
            for run, _ in runs]


def status(session: Session, run: str, with_recipients: bool = False) -> dict[str, Any]:
    """How far a run is, in JSON types.

    Raises:
        UnknownRunError
    """
    batches = batches_of(session, run)
    people = session.scalars(select(CallRecipient).where(
        CallRecipient.batch_id.in_([one.id for one in batches])).order_by(CallRecipient.row)).all()
    refused = [line for one in batches for line in one.refused or []]
    later = [{"row": one.row, "reason": one.outcome} for one in people if one.status == "refused"]
    called = [one for one in people if one.status != "refused"]
    shown = {
        "id": batches[0].run, "name": batches[0].name, "purpose": batches[0].purpose, "campaign": batches[0].campaign,
        "status": _whole(batches), "created_at": batches[0].created_at.isoformat(),
        "total": len(called), "reached_end": sum(one.status in ("completed", "failed", "cancelled", "voicemail")
                                                 for one in called),
        "read": sum(one.reported_at is not None for one in called),
        "statuses": dict(Counter(one.status for one in called)),
        "outcomes": dict(Counter(one.outcome for one in called if one.outcome)),
        "refused_count": len(refused) + len(later), "refused": refused + later,
        "batches": [{"id": one.id, "provider_id": one.provider_id, "call_name": one.call_name, "status": one.status,
                     "time_zone": one.time_zone, "scheduled_at": one.scheduled_at and one.scheduled_at.isoformat(),
                     "recipients": sum(p.batch_id == one.id for p in called), "error": one.error} for one in batches],
    }
    if with_recipients:
        shown["recipients"] = [{"row": one.row, "phone": one.phone, "status": one.status, "outcome": one.outcome,
                                "call": one.call, "contact": one.contact_id} for one in called]
    return shown


def _whole(batches: list[CallBatch]) -> str:
    states = {one.status for one in batches if one.status != "replaced"} or {"cancelled"}
    return next(iter(states)) if len(states) == 1 else "in_progress" if states - ENDED else "completed"


def cancel(run: str, at: datetime) -> dict[str, Any]:
    """Calls nobody more; calls under way go on to their end (blocks).

    Raises:
        UnknownRunError
        ProviderError: where the provider could not be told of one; what was done stays done.
    """
    with database.writing() as session:
        there = []
        for one in batches_of(session, run):
            if one.status == "pending":
                one.status, one.ended_at = "cancelled", at
            elif one.status == "submitting":  # whoever hands it over tells the provider, as soon as it has a name
                one.status, one.ended_at = "cancelled", at
                if one.leased_until is None or one.leased_until < wall():
                    there.append((one.id, one.provider_id, one.call_name))
            elif one.status in ("submitted", "in_progress"):
                there.append((one.id, one.provider_id, one.call_name))
            _end_unsubmitted(session, one, at)
    with ElevenLabs() as provider:
        for batch_id, provider_id, call_name in there:
            name = provider_id or (provider.find_batch(call_name) or {}).get("id")
            if name is None:
                continue
            provider.cancel(name)
            with database.writing() as session:
                batch = session.get(CallBatch, batch_id)
                batch.provider_id, batch.checked_at = name, None
                if batch.status == "cancelled":
                    batch.status = "submitted"  # followed to its end, which will be `cancelled`
    with database.reading() as session:
        return status(session, run)


def _end_unsubmitted(session: Session, batch: CallBatch, at: datetime) -> None:
    if batch.status == "cancelled" and batch.provider_id is None:
        for one in submitting.recipients(session, batch.id):
            one.status, one.outcome, one.ended_at, one.reported_at = "cancelled", "cancelled", wall(), at


def retry(run: str, at: datetime) -> dict[str, Any]:
    """Calls those again who could not be reached, where they may still be called now (blocks).

    Where all of a batch may, the provider is asked to; where somebody may not, the others get a batch of their own.

    Raises:
        UnknownRunError
        CannotError: a batch still calls, or nobody is left to be called.
        ProviderError
    """
    done = 0
    with database.writing() as session:
        work = []
        for batch in batches_of(session, run):
            if batch.status not in ENDED:
                raise CannotError(f"{batch.call_name} has not ended: {batch.status}. Wait for it, or cancel it")
            missed = [one for one in submitting.recipients(session, batch.id) if _was_missed(one)]
            fit, refused = _may_again(session, batch, missed, at)
            done += len(fit)
            if fit and not refused and batch.provider_id and all(one.status == "failed" for one in fit):
                work.append(batch.id)
            elif fit:
                _new_batch(session, batch, fit, at)
            for one, reason in refused:
                one.outcome = f"{one.outcome}; not again: {reason}"[:80]
    if not done:
        raise CannotError("there is nobody to be called again: all were reached, or may not be called now")
    for batch_id in work:
        _ask_provider(batch_id, at)
    submitting.submit_due(at, run)
    with database.reading() as session:
        return status(session, run)


def _was_missed(one: CallRecipient) -> bool:
    return one.status in ("failed", "cancelled") and (one.outcome or "failed") in (*outcomes.NOT_REACHED, "cancelled")


def _may_again(session: Session, batch: CallBatch, people: list[CallRecipient],
               at: datetime) -> tuple[list[CallRecipient], list[tuple[CallRecipient, str]]]:
    fit, refused = [], []
    for one in people:
        person = checks.person_of(session, one.phone, None)
        no = person if isinstance(person, checks.Refused) else checks.may_be_called(
            session, checks.Person(one.phone, one.phone, one.contact_id, tuple(group(session, one.contact_id)),
                                   person.country, person.zone), batch.purpose, at, batch.run)
        if no is None and not isinstance(person, checks.Refused) and checks.when(person, batch.purpose, at) != at:
            no = checks.Refused("not_now: outside of the hours")
        if no is None:
            fit.append(one)
        else:
            refused.append((one, no.reason))
    return fit, refused


def _new_batch(session: Session, batch: CallBatch, people: list[CallRecipient], at: datetime) -> None:
    order = plan.Order(batch.name, batch.purpose, batch.campaign, None, bool(batch.write_after_voicemail))
    number = len(batches_of(session, batch.run)) + 1
    new = plan.new_batch(batch.run, order, batch.time_zone, None, number, at)
    session.add(new)
    session.flush()
    for one in people:
        _forget_end(one)
        one.batch_id = new.id


def _ask_provider(batch_id: str, at: datetime) -> None:
    with database.reading() as session:
        provider_id = session.get(CallBatch, batch_id).provider_id
    try:
        with ElevenLabs() as provider:
            provider.retry(provider_id)
    except ProviderError as error:
        if not error.for_good and not isinstance(error, UnknownFateError):
            raise
        if isinstance(error, UnknownFateError):  # following it shows whether it calls
            _begin_again(batch_id)
            return
        with database.writing() as session:  # it keeps no batch of this name any more: one of our own
            batch = session.get(CallBatch, batch_id)
            missed = [one for one in submitting.recipients(session, batch_id) if _was_missed(one)]
            _new_batch(session, batch, missed, at)
        return
    _begin_again(batch_id)


def _begin_again(batch_id: str) -> None:
    with database.writing() as session:
        batch = session.get(CallBatch, batch_id)
        batch.status, batch.ended_at, batch.checked_at = "in_progress", None, wall()
        for one in submitting.recipients(session, batch_id):
            if _was_missed(one):
                _forget_end(one)


def _forget_end(one: CallRecipient) -> None:
    one.status, one.call, one.outcome, one.ended_at, one.reported_at = "pending", None, None, None, None
