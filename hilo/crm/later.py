"""What the CRM was asked while it was late or away: kept with the turn, done by the worker, the person told.

An action that was refused an answer (`CrmError`) says so truthfully, and remembers the request (`actions/crm.py`).
What is asked twice is done once: it has a key.
"""
from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hilo.crm.calling import REFUSALS
from hilo.crm.crm import get_crm
from hilo.crm.jobs import JOBS, Values
from hilo.handoff import speaking
from hilo.memory import database
from hilo.memory.roots import group
from hilo.memory.tables import CrmJob

logger = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=30)
GIVEN_UP_AFTER = timedelta(days=2)


def keep(session: Session, contact_id: str, kind: str, key: str, data: dict[str, Any], at: datetime) -> None:
    """Notes a job, once a key.

    Raises:
        KeyError: for a kind that nobody does.
    """
    JOBS[kind]
    if session.execute(select(CrmJob.id).where(CrmJob.key == key)).scalar() is None:
        session.add(CrmJob(contact_id=contact_id, key=key, kind=kind, data=data, status="open", attempts=0,
                           created_at=at))


def process_due(at: datetime) -> None:
    """Tries each open job whose moment has come; one that fails waits longer each time."""
    with database.reading() as session:
        due = list(session.scalars(select(CrmJob.id).where(
            CrmJob.status == "open", or_(CrmJob.retry_at.is_(None), CrmJob.retry_at <= at)).order_by(CrmJob.id)
            .limit(20)))
    for number in due:
        _try(number, at)


def _try(number: int, at: datetime) -> None:
    with database.reading() as session:
        job = session.get(CrmJob, number)
        if job is None or job.status != "open":
            return
        kind, contact_id, key, data, asked_at = job.kind, job.contact_id, job.key, job.data, job.created_at
    try:
        values = JOBS[kind].do(get_crm(), contact_id, key, data, asked_at)  # outside of a transaction: it may take long
        prepare = JOBS[kind].prepare
        values = prepare(contact_id, values, at) if prepare else values
    except REFUSALS as error:
        if JOBS[kind].refused_later is None:
            _failed(number, type(error).__name__, at)
        else:
            _end(number, "refused", JOBS[kind].refused_later, {}, at)
        return
    except Exception as error:
        logger.warning("A job for the CRM failed: %s", type(error).__name__)
        _failed(number, type(error).__name__, at)
        return
    _end(number, "done", JOBS[kind].told_later, values, at)


def _end(number: int, status: str, text: str | None, values: Values, at: datetime) -> None:
    with database.writing() as session:
        job = session.get(CrmJob, number, with_for_update=True)
        if job is not None and job.status == "open":
            job.status = status
            ids, how = group(session, job.contact_id), JOBS[job.kind]
            text = values.get("said_later") or text
            if text:
                file = values.get(how.attaches or "")
                speaking.say(session, ids, text, f"crm_job:{job.key}", at, file, **values)
            if status == "done" and how.follow:
                how.follow(session, ids, f"crm_job:{job.key}", values, at)


def _failed(number: int, why: str, at: datetime) -> None:
    with database.writing() as session:
        job = session.get(CrmJob, number, with_for_update=True)
        if job is None:
            return
        job.attempts += 1
        job.error = why
        job.retry_at = at + min(FIRST_WAIT * 2 ** min(job.attempts - 1, 10), LONGEST_WAIT)
        if at - job.created_at > GIVEN_UP_AFTER:
            job.status = "failed"
