"""The inbox: what a channel brought is kept before it is answered, and answered once.

Order within a contact comes from the claim: one consumer at a time has a contact, with a lease, and takes its
rows in the order of arrival.
"""
from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from hilo.clock import wall
from hilo.memory.identity import resolve
from hilo.memory.tables import Contact, Inbox
from hilo.memory.timeline import LONGEST_ID, insert_once

LEASE = timedelta(seconds=90)
"""How long a claim holds without a sign of life; longer than the slowest turn."""
TAKEN = timedelta(seconds=60)
"""How long a worker has a report or a call to itself; longer than it takes to deal with one."""
MOST_WAITS = 3
"""How often further bubbles may put off the answer."""
MOST_ATTEMPTS = 3
MOST_DEATHS = 8
"""A message under which the process has died so often is given up: it may be what kills it."""
RETRY = timedelta(seconds=2)
"""Before the second attempt; doubled each time."""


# Statements of every turn, built once: putting one together costs more than running it.
_contacts: Any = Contact.__table__
_rows: Any = Inbox.__table__
_TAKE = update(_contacts).where(
    _contacts.c.id == bindparam("of"), _contacts.c.merged_into.is_(None),
    or_(_contacts.c.leased_until.is_(None), _contacts.c.leased_until < bindparam("now")),
    or_(_contacts.c.due_at.is_(None), _contacts.c.due_at <= bindparam("now")),
).values(lease=bindparam("lease"), leased_until=bindparam("leased_until"), seen_at=bindparam("seen_at"), due_at=None,
         bubble_waits=0)
_RELEASE = update(_contacts).where(_contacts.c.id == bindparam("of"), _contacts.c.lease == bindparam("by")).values(
    lease=None, leased_until=None)
_PENDING = select(Inbox).where(Inbox.contact_id == bindparam("of"), Inbox.status == "pending",
                               Inbox.kind == "message").order_by(Inbox.number)
_FINISH = update(_rows).where(_rows.c.id.in_(bindparam("ids", expanding=True)), _rows.c.status == "pending").values(
    status=bindparam("status"), done_at=bindparam("done_at"))


@dataclass(frozen=True)
class Received:
    """What became of a message at the door: its row, and whether it is a repeat."""

    id: str
    contact_id: str
    is_new: bool


@dataclass(frozen=True)
class Claim:
    """The pending messages of one contact, oldest first, for one consumer."""

    contact_id: str
    consumer: str
    rows: tuple[Inbox, ...]


def receive(session: Session, *, source: str, provider_id: str, contact_id: str, channel: str, address: str,
            text: str, at: datetime, data: dict[str, Any] | None = None, kind: str = "message",
            bubble_wait: float = 0.0) -> Received:
    """Stores what a channel brought; a repeat of (source, provider_id) is recognised and changes nothing.

    Args:
        text: masked by the caller, as `data` is.
        bubble_wait: seconds to wait for further bubbles before answering.
    """
    provider_id = provider_id[:LONGEST_ID]
    new_id = str(uuid.uuid4())
    number = insert_once(session, Inbox, {
        "id": new_id, "contact_id": contact_id, "source": source, "provider_id": provider_id, "kind": kind,
        "channel": channel, "address": address, "text": text, "data": data, "status": "pending", "attempts": 0,
        "received_at": at})
    if number is None:
        row = session.execute(select(Inbox.id, Inbox.contact_id).where(
            Inbox.source == source, Inbox.provider_id == provider_id)).one()
        return Received(row.id, row.contact_id, False)
    if bubble_wait:
        _wait_for_bubbles(session, contact_id, wall() + timedelta(seconds=bubble_wait))
    return Received(new_id, contact_id, True)


def _wait_for_bubbles(session: Session, contact_id: str, due_at: datetime) -> None:
    session.execute(update(Contact).where(Contact.id == contact_id, Contact.bubble_waits < MOST_WAITS)
                    .values(due_at=due_at, bubble_waits=Contact.bubble_waits + 1)
                    .execution_options(synchronize_session=False))


def _claimable(at: datetime) -> Any:
    """Contacts with messages that may be answered now, and that nobody has claimed.

    While one waits for its next attempt, what came after it waits too: a claim takes all, in order.
    """
    free = or_(Contact.leased_until.is_(None), Contact.leased_until < at)
    due = or_(Contact.due_at.is_(None), Contact.due_at <= at)
    other = aliased(Inbox)
    waits = exists().where(other.contact_id == Contact.id, other.status == "pending", other.kind == "message",
                           other.not_before > at)
    return (select(Inbox.contact_id).join(Contact, Contact.id == Inbox.contact_id)
            .where(Inbox.status == "pending", Inbox.kind == "message", free, due, ~waits)
            .order_by(Inbox.number).limit(1))


def anything_due(session: Session, at: datetime) -> bool:
    """Whether a claim would find something; asked first, since it takes no lock."""
    return session.execute(_claimable(at)).scalar() is not None


def claim_contact(session: Session, contact_id: str, consumer: str, at: datetime, seen_at: datetime) -> Claim | None:
    """Takes the pending messages of one contact, of which one has just come in; None where it is taken or waits.

    Args:
        at: the real moment, by which leases run out. seen_at: when the person wrote.
    """
    taken = session.execute(_TAKE, {"of": contact_id, "now": at, "lease": consumer, "leased_until": at + LEASE,
                                    "seen_at": seen_at})
    if not taken.rowcount:
        return None
    found = _pending(session, contact_id)
    if any(row.not_before and row.not_before > at for row in found):
        release(session, contact_id, consumer)  # what came before is tried again first
        return None
    return Claim(contact_id, consumer, found)


def _pending(session: Session, contact_id: str) -> tuple[Inbox, ...]:
    rows = session.scalars(_PENDING, {"of": contact_id}).all()
    session.expunge_all()  # plain data for another thread
    return tuple(rows)


def claim(session: Session, consumer: str, at: datetime) -> Claim | None:
    """Takes all pending messages of the contact that has waited longest; None where nothing is due."""
    contact_id = session.execute(_claimable(at).with_for_update(of=Contact, skip_locked=True)).scalar()
    if contact_id is None:
        return None
    root = resolve(session, contact_id)
    if root != contact_id:  # merged since the message came in: the survivor's turn
        session.execute(update(Inbox).where(Inbox.contact_id == contact_id, Inbox.status == "pending")
                        .values(contact_id=root).execution_options(synchronize_session=False))
        return claim(session, consumer, at)
    session.execute(update(Contact).where(Contact.id == contact_id).values(
        lease=consumer, leased_until=at + LEASE, due_at=None, bubble_waits=0)
        .execution_options(synchronize_session=False))
    return Claim(contact_id, consumer, _pending(session, contact_id))


def release(session: Session, contact_id: str, consumer: str) -> None:
    """Gives a contact back; what is still pending may be claimed again."""
    session.execute(_RELEASE, {"of": contact_id, "by": consumer})


def give_back_all(session: Session, consumer: str) -> list[str]:
    """At a consumer's start: what it had claimed before it died may be claimed again, and counts as a death. Whose."""
    whose = list(session.scalars(select(Contact.id).where(Contact.lease == consumer)))
    claimed = select(Contact.id).where(Contact.lease == consumer)
    session.execute(update(Inbox).where(Inbox.contact_id.in_(claimed), Inbox.status == "pending")
                    .values(deaths=Inbox.deaths + 1).execution_options(synchronize_session=False))
    session.execute(update(Contact).where(Contact.lease == consumer).values(lease=None, leased_until=None)
                    .execution_options(synchronize_session=False))
    return whose


def take(session: Session, inbox_id: str, at: datetime) -> bool:
    """For a worker that deals with one row, by itself: False where another worker has it. It may be taken again after
    TAKEN, should this one die."""
    return bool(session.execute(update(Inbox).where(
        Inbox.id == inbox_id, Inbox.status == "pending", or_(Inbox.not_before.is_(None), Inbox.not_before <= at))
        .values(not_before=at + TAKEN).execution_options(synchronize_session=False)).rowcount)


def finish(session: Session, ids: list[str], at: datetime, status: str = "done") -> None:
    """Their turn is part of this transaction; done means committed, never merely handled.

    Raises:
        RuntimeError: when one of them was no longer pending: another consumer has answered it.
    """
    result = session.execute(_FINISH, {"ids": ids, "status": status, "done_at": at})
    if result.rowcount != len(ids):
        raise RuntimeError(f"{len(ids) - result.rowcount} of these messages are already answered: {ids}")


def put_words(session: Session, inbox_id: str, text: str, data: dict[str, Any]) -> None:
    """What a pending message turned out to say (a voice note); masked by the caller."""
    session.execute(update(Inbox).where(Inbox.id == inbox_id, Inbox.status == "pending").values(text=text, data=data)
                    .execution_options(synchronize_session=False))


def turn_failed(session: Session, ids: list[str], error: str, at: datetime, counts: bool = True) -> bool:
    """Counts a failed turn where it may be the message's own doing; whether it is to be tried again, a bit later."""
    session.execute(update(Inbox).where(Inbox.id.in_(ids)).values(
        attempts=Inbox.attempts + int(counts), error=error[:2000])
                    .execution_options(synchronize_session=False))
    attempts = session.execute(select(func.max(Inbox.attempts)).where(Inbox.id.in_(ids))).scalar() or 0
    again = attempts < MOST_ATTEMPTS
    if again:
        session.execute(update(Inbox).where(Inbox.id.in_(ids)).values(
            not_before=at + RETRY * 2 ** max(0, attempts - 1)).execution_options(synchronize_session=False))
    return bool(again)


def status_of(session: Session, inbox_id: str) -> str | None:
    """How far a message is; None where there is none of that id."""
    return session.execute(select(Inbox.status).where(Inbox.id == inbox_id)).scalar()


def next_due(session: Session, at: datetime) -> datetime | None:
    """When the next pending message may be claimed that may not be claimed yet. What is due and somebody else has is
    none: whoever waited for it would look again and again."""
    bubbles = session.execute(select(func.min(Contact.due_at)).where(Contact.due_at > at)).scalar()
    retries = session.execute(select(func.min(Inbox.not_before)).where(
        Inbox.status == "pending", Inbox.kind == "message", Inbox.not_before > at)).scalar()
    return min((moment for moment in (bubbles, retries) if moment), default=None)
