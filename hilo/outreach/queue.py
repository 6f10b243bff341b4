"""The outbox as a queue: which message is next, who has it, and what became of its requests. The worker's only SQL.

Two clocks: when a message is due goes by `hilo.clock` (`at`); leases and retries by the machine's own (`real`), which
runs on where a test or a demonstration has pinned the other.
"""
from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, literal_column, or_, select, update
from sqlalchemy.orm import Session, aliased

from hilo.memory import commitments, outbox
from hilo.memory.identity import group
from hilo.memory.tables import Contact, EarlyStatus, Message, Outbox, Send
from hilo.memory.tables.delivery import OPEN
from hilo.outreach import failures, reports, statuses
from hilo.outreach.decide import Decision, decide
from hilo.outreach.parts import parts_of
from hilo.outreach.twilio import Accepted, Later, Outcome, Unknown
from hilo.settings import SettingError

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=90)
"""Longer than a message's requests take; each one that is done prolongs it."""
MOST_ATTEMPTS = 10
BACKOFF, LONGEST_BACKOFF = 2.0, 300.0
"""Seconds before the second attempt, doubled each time: about twenty minutes in all."""
SOON = timedelta(seconds=5)
"""Until a template's approval is looked at again."""
RECONCILE_AFTER = timedelta(seconds=5)
"""Before the provider's list is asked: what it has just taken may not stand there yet."""


@dataclass(frozen=True)
class Job:
    """A message that this worker is to send: the numbers of its requests with their forms, in order."""

    outbox_id: int
    requests: tuple[tuple[int, dict[str, Any]], ...]


@dataclass(frozen=True)
class Doubt:
    """A request of which nobody knows whether the provider got it."""

    outbox_id: int
    send_id: int
    form: dict[str, Any]
    text: str
    started_at: datetime


_OPEN = tuple(literal_column(f"'{status}'") for status in OPEN)
_PENDING = _OPEN[0]
"""Written out, not passed along: both databases then see that the index of these alone will do."""


def _due(row: Any) -> Any:
    return and_(row.status == _PENDING, or_(row.not_before.is_(None), row.not_before <= _AT),
                or_(row.retry_at.is_(None), row.retry_at <= _REAL))


def _next(*columns: Any) -> Any:
    """Messages that may be sent now. One waits for those before it to the same person on the same channel, also for
    one that is to be tried again; not for one that is only due later."""
    other = aliased(Outbox)
    before = exists().where(other.contact_id == Outbox.contact_id, other.channel == Outbox.channel,
                            other.id < Outbox.id, other.status.in_(_OPEN),
                            or_(other.status != _PENDING, _due(other), other.attempts > 0))
    return select(*columns).where(_due(Outbox), ~before).order_by(Outbox.id).limit(bindparam("most"))


# Statements of every look and every message, built once: putting one together costs more than running it.
_AT, _REAL = bindparam("at", type_=Outbox.created_at.type), bindparam("real", type_=Outbox.created_at.type)
_NEXT = _next(Outbox, Message, Contact).join(Message, Message.id == Outbox.message_id).join(
    Contact, Contact.id == Outbox.contact_id).with_for_update(of=Outbox, skip_locked=True)
"""With what the decision will ask for: it is then at hand."""
_ANY = select(Outbox.id).where(_due(Outbox)).limit(1)
_LAPSED = select(Outbox.id).where(or_(
    and_(Outbox.status == "unknown", or_(Outbox.retry_at.is_(None), Outbox.retry_at <= _REAL)),
    and_(Outbox.status == "sending", Outbox.leased_until < _REAL))).limit(1)
_SENT = select(Send, Outbox).join(Outbox, Outbox.id == Send.outbox_id).where(Send.id == bindparam("of"))
_SENDS = select(Send).where(Send.outbox_id == bindparam("of")).order_by(Send.ordinal)


def anything_due(session: Session, at: datetime, real: datetime) -> bool:
    """Whether `take` may find something; asked first, since it takes no lock and is quick."""
    return session.execute(_ANY, {"at": at, "real": real}).scalar() is not None


def anything_doubtful(session: Session, real: datetime) -> bool:
    """Whether `doubts` would find something; asked first, since it takes no lock."""
    return session.execute(_LAPSED, {"real": real}).scalar() is not None


def take(session: Session, worker: str, at: datetime, real: datetime, limit: int) -> list[Job]:
    """Decides on what is due and takes what is to be sent now. The rest waits, or is given up, with the reason."""
    found = session.execute(_NEXT, {"at": at, "real": real, "most": limit}).all()
    jobs = []
    for row, _, _ in found:
        try:
            with session.begin_nested():
                job = _taken(session, row, worker, at, real)
        except Exception as error:  # one message that cannot be sent must not hold up the others
            logger.exception("A message could not be prepared.")
            _fail(session, row, f"error: {type(error).__name__}: {error}"[:500])
            job = None
        if job is not None:
            jobs.append(job)
    return jobs


def _taken(session: Session, row: Outbox, worker: str, at: datetime, real: datetime) -> Job | None:
    sends = _sends(session, row.id)
    if not any(send.provider_id for send in sends if send.status != statuses.REPLACED):
        for send in sends:
            if send.status == "pending":
                session.delete(send)  # prepared before an attempt that failed: decided anew
        session.flush()
        earlier = [send for send in sends if send.status != "pending"]
        prepared = _carried_out(session, row, decide(session, row, at), earlier, at, real)
        if prepared is None:
            return None
        sends = prepared
    open_ones = [send for send in sends if send.status == "pending"]
    if not open_ones:
        _fail(session, row, "nothing_to_send")
        return None
    row.status, row.lease, row.leased_until, row.retry_at = "sending", worker, real + LEASE, None
    _start(open_ones[0], at)
    session.flush()  # all that was decided in one statement a row; new requests get their numbers
    return Job(row.id, tuple((send.id, dict(send.form)) for send in open_ones))


def _sends(session: Session, outbox_id: int) -> list[Send]:
    return list(session.scalars(_SENDS, {"of": outbox_id}))


def _start(send: Send, at: datetime) -> None:
    send.status, send.started_at = "sending", at


def _carried_out(session: Session, row: Outbox, decision: Decision, earlier: Sequence[Send], at: datetime,
                 real: datetime) -> list[Send] | None:
    """Notes a decision; the requests to be made now, None where it is not to be sent now."""
    row.reason = decision.reason[:500]
    if decision.verb == "wait":
        if decision.soon:
            row.retry_at = real + SOON
        else:
            row.not_before = decision.until
        return None
    if decision.verb == "never":
        row.status = "failed" if row.payload.get("not_on_whatsapp") else "cancelled"  # it had left, and did not arrive
        statuses.show(session, row, row.status)
        return None
    if decision.verb == "other_channel":
        row.channel, row.address = decision.channel, decision.address
        for number in outbox.carried(row.message_id, row.payload):
            message = session.get(Message, number)
            message.channel, message.address = decision.channel, decision.address
    try:
        parts = parts_of(row.channel, row.address, row.payload, decision)
    except SettingError as error:
        _fail(session, row, str(error))
        return None
    first = max([send.ordinal + 1 for send in earlier], default=0)
    sends = [Send(outbox_id=row.id, contact_id=row.contact_id, ordinal=number, kind=part.kind, form=part.form,
                  text=part.text, status="pending", at=at) for number, part in enumerate(parts, first)]
    session.add_all(sends)
    if decision.verb == "template":
        row.payload = {**row.payload, "template_tried": True}
        message = _message(session, row)
        message.data = {**(message.data or {}), "sent_as": {"template": decision.template, "text": parts[0].text}}
    return sends


def _message(session: Session, row: Outbox) -> Message:
    return session.get(Message, row.message_id)


def _fail(session: Session, row: Outbox, reason: str) -> None:
    row.status, row.reason, row.lease, row.leased_until, row.retry_at = "failed", reason[:500], None, None, None
    statuses.show(session, row, "failed")


def record(session: Session, send_id: int, outcome: Outcome, following: int | None, at: datetime,
           real: datetime) -> bool:
    """Notes what became of a request; whether the `following` one of the same message is to be sent now."""
    found = session.execute(_SENT, {"of": send_id}).one_or_none()
    if found is None:
        return False  # erased meanwhile
    send, row = found
    if isinstance(outcome, Accepted):
        return _accepted(session, row, send, outcome, following, at, real)
    if isinstance(outcome, Unknown):
        row.status, row.retry_at, row.reason = "unknown", real + RECONCILE_AFTER, f"unknown: {outcome.why}"[:500]
    elif isinstance(outcome, Later):
        send.status = "pending"
        _again(session, row, outcome.why, outcome.after, real, outcome.counts)
    else:
        send.status, send.error_code, send.at = "failed", outcome.code, at
        if not failures.met(session, row, outcome.code, at):
            _fail(session, row, f"refused: {outcome.why}")
    row.lease = row.leased_until = None
    return False


def _accepted(session: Session, row: Outbox, send: Send, outcome: Accepted, following: int | None, at: datetime,
              real: datetime) -> bool:
    send.provider_id, send.status, send.at = outcome.provider_id, outcome.status, at
    row.provider_id = row.provider_id or outcome.provider_id
    if following is not None:
        row.leased_until = real + LEASE
        _start(session.get(Send, following), at)
    else:
        row.status, row.sent_at, row.lease, row.leased_until, row.retry_at = "sent", at, None, None, None
    session.flush()
    if following is None and row.payload.get("fulfils"):
        commitments.keep(session, group(session, row.contact_id), "business", str(row.payload["fulfils"]),
                         f"message:{row.message_id}", at)
        session.flush()
    reports.apply_early(session, outcome.provider_id)
    statuses.sum_up(session, row)
    return following is not None and row.status == "sending"


def _again(session: Session, row: Outbox, why: str, after: float | None, real: datetime, counts: bool = True) -> None:
    row.attempts = row.attempts + 1 if counts else max(1, row.attempts)  # from 1 on later ones wait for it
    if row.attempts >= MOST_ATTEMPTS:
        _fail(session, row, f"given up after {row.attempts} attempts: {why}")
        return
    seconds = min(LONGEST_BACKOFF, BACKOFF * 2 ** (row.attempts - 1))
    row.status, row.reason = "pending", f"retry: {why}"[:500]
    row.retry_at = real + timedelta(seconds=max(after or 0.0, seconds))


def doubts(session: Session, real: datetime, limit: int) -> list[Doubt]:
    """Requests to be compared with the provider's list; what a dead worker left behind is among them."""
    session.execute(update(Outbox).where(Outbox.status == "sending", Outbox.leased_until < real).values(
        status="unknown", lease=None, leased_until=None, retry_at=real, reason="unknown: the worker ended")
        .execution_options(synchronize_session=False))
    rows = session.scalars(select(Outbox).where(Outbox.status == "unknown", or_(
        Outbox.retry_at.is_(None), Outbox.retry_at <= real)).order_by(Outbox.id).limit(limit)
        .with_for_update(of=Outbox, skip_locked=True)).all()
    found = []
    for row in rows:
        row.retry_at = real + LEASE  # ours for so long
        open_one = next((send for send in _sends(session, row.id) if send.status == "sending"), None)
        if open_one is None:  # nothing was under way: it ended between two requests
            row.status, row.retry_at = "pending", None
        else:
            found.append(Doubt(row.id, open_one.id, dict(open_one.form), open_one.text, open_one.started_at))
    return found


def give_back_all(session: Session, worker: str, real: datetime) -> None:
    """At a worker's start: what it was sending when it died is in doubt."""
    session.execute(update(Outbox).where(Outbox.status == "sending", Outbox.lease == worker).values(
        status="unknown", lease=None, leased_until=None, retry_at=real + RECONCILE_AFTER,
        reason="unknown: the worker ended").execution_options(synchronize_session=False))


def names_known(session: Session, names: Sequence[str]) -> set[str]:
    """Which of these messages of the provider's are ours already."""
    return set(session.scalars(select(Send.provider_id).where(Send.provider_id.in_(list(names)))))


def settle(session: Session, doubt: Doubt, found: Accepted | None, at: datetime, real: datetime) -> None:
    """The provider's list has it, or has not: then it is sent (again)."""
    send, row = session.get(Send, doubt.send_id), session.get(Outbox, doubt.outbox_id)
    if send is None or row is None or row.status != "unknown" or send.status != "sending":
        return
    if found is None:
        send.status = "pending"
        _again(session, row, "not in the provider's list", None, real)
        return
    rest = [one for one in _sends(session, row.id) if one.status == "pending"]
    record(session, send.id, found, None, at, real)
    if rest:
        row.status, row.retry_at = "pending", None


def put_off(session: Session, doubt: Doubt, real: datetime) -> None:
    """The provider's list cannot be read: nothing is sent until it can."""
    row = session.get(Outbox, doubt.outbox_id)
    if row is not None and row.status == "unknown":
        row.retry_at = real + timedelta(seconds=15)


def forget_old_statuses(session: Session, before: datetime) -> None:
    """Statuses of messages that never turned out to be ours."""
    session.execute(delete(EarlyStatus).where(EarlyStatus.at < before))
