"""What becomes of one event of a call: read without a lock, then kept in one transaction."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.calling import outcomes, talked
from hilo.calls import failures, follow_up, intents
from hilo.calls.analysis import analyse
from hilo.calls.callers import SOURCE
from hilo.calls.events import AUDIO, FAILURE, TRANSCRIPTION, as_object
from hilo.calls.keeping import Call, keep
from hilo.calls.receiving import IGNORED
from hilo.calls.transcript import turns_of
from hilo.memory import database, inbox, recordings
from hilo.memory.identity import resolve
from hilo.memory.tables import Contact, Inbox, Interaction
from hilo.turns.local import zone_of_person

__all__ = ["deal_with", "intents"]


def deal_with(row: Inbox, at: datetime, is_reported: Callable[[Session, Inbox], bool]) -> None:
    """Reads an event and keeps what it brings, with its "done", in one transaction."""
    kind, call_id = (row.data or {}).get("type"), row.provider_id.partition(":")[2]
    if kind == TRANSCRIPTION:
        with database.reading() as session:
            call = read_call(session, row)
        variables = as_object(row.data.get("dynamic_variables"))
        with database.writing() as session:
            inbox.finish(session, [row.id], at)
            was_live = talked.end(session, call, at)
            if not was_live:
                keep(session, call, at)
            called = outcomes.recipient_of(session, call_id, row.data, row.address, at)
            outcomes.reported(session, called, call_id, outcomes.outcome_of(call.analysis), at)
            if not was_live:
                follow_up.write_after(session, call, at, bool(variables.get("write_after_voicemail")))
    elif kind == FAILURE:
        with database.writing() as session:
            inbox.finish(session, [row.id], at)
            _keep_failure(session, row, call_id, at)
    else:
        known = True
        if kind == AUDIO:
            with database.reading() as session:
                known = is_reported(session, row)
        if not known:
            recordings.file_of(SOURCE, call_id).unlink(missing_ok=True)
        with database.writing() as session:
            inbox.finish(session, [row.id], at, "done" if known else IGNORED)


def read_call(session: Session, row: Inbox) -> Call:
    """A reported call, analysed."""
    data = row.data
    contact = session.get(Contact, resolve(session, row.contact_id))
    metadata = as_object(data.get("metadata"))
    phone = as_object(metadata.get("phone_call")) or as_object(metadata.get("whatsapp"))
    started = _moment(metadata.get("start_time_unix_secs"), row.received_at).astimezone(zone_of_person(contact))
    seconds = metadata.get("call_duration_secs")
    country = contact.country or get_shop().company.profile.country
    turns = turns_of(data.get("transcript") or [], started)
    inbound = phone.get("direction") == "inbound"
    analysis = analyse(turns, country, str(metadata.get("termination_reason") or ""), not inbound)
    return Call(
        provider_id=row.provider_id.partition(":")[2],
        contact_id=contact.id,
        inbound=inbound,
        started=started,
        ended=started + timedelta(seconds=seconds if isinstance(seconds, (int, float)) and 0 <= seconds < 86400 else 0),
        number=row.address,
        country=country,
        turns=tuple(turns),
        summary=as_object(data.get("analysis")).get("transcript_summary"),
        received_at=row.received_at,
        analysis=analysis,
        status="voicemail" if analysis.voicemail else "done",
    )


def _moment(value: Any, otherwise: datetime) -> datetime:
    try:
        moment = datetime.fromtimestamp(float(value), timezone.utc)
    except (TypeError, ValueError, OverflowError, OSError):
        return otherwise
    return moment if moment <= otherwise + timedelta(hours=1) else otherwise


def _keep_failure(session: Session, row: Inbox, call_id: str, at: datetime) -> None:
    """A call that did not come about: its row, and the message that says so."""
    contact = resolve(session, row.contact_id)
    called = outcomes.recipient_of(session, call_id, row.data, row.address, at)
    if outcomes.is_told_already(called, call_id):
        return
    outcomes.reported(session, called, call_id, failures.reason_of(row.data), at)
    session.execute(update(Contact).where(Contact.id == contact).values(memory_version=Contact.memory_version + 1)
                    .execution_options(synchronize_session=False))
    if not session.execute(
        select(Interaction.id).where(Interaction.provider == SOURCE, Interaction.provider_id == call_id)
    ).first():
        session.add(
            Interaction(
                id=row.id,
                contact_id=contact,
                kind="call",
                channel="voice",
                direction="out",
                provider=SOURCE,
                provider_id=call_id[:128],
                started_at=row.received_at,
                ended_at=row.received_at,
                status="failed",
                summary=failures.reason_of(row.data),
            )
        )
    follow_up.missed(session, contact, row.address, call_id, row.received_at, at)
