"""Who waits for a person, who has been taken, how it ended; the conversation's status goes along.

All of it is written in the caller's transaction.
"""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.handoff.reasons import ADVISER
from hilo.memory import conversations
from hilo.memory.facts import LONGEST_QUOTE
from hilo.memory.roots import resolve
from hilo.memory.tables import Contact, Conversation, Handoff

WAITING, WITH_PERSON, ENDED = "waiting", "with_person", "ended"
_STATUS = {WAITING: "waiting_human", WITH_PERSON: "human"}
"""What a conversation's status is while its handing over has a status."""


def live(session: Session, contact_ids: list[str]) -> Handoff | None:
    """The handing over that has not ended, of a person."""
    return session.scalars(select(Handoff).where(Handoff.contact_id.in_(contact_ids), Handoff.status != ENDED)
                           .order_by(Handoff.id.desc()).limit(1)).first()


def ended_since(session: Session, contact_ids: list[str], moment: datetime | None) -> bool:
    """Whether people have had the conversation, or somebody waited for them, until after a moment (None: there was
    no moment before)."""
    return moment is not None and session.scalars(select(Handoff.id).where(
        Handoff.contact_id.in_(contact_ids), Handoff.ended_at >= moment).limit(1)).first() is not None


def hand_over(session: Session, conversation: Conversation, contact_ids: list[str], reason: str, quote: str,
              at: datetime) -> Handoff:
    """The conversation waits for a person from now on; one that waits or has a person already goes on as it is."""
    row = live(session, contact_ids)
    if row is None:
        row = Handoff(contact_id=conversation.contact_id, conversation_id=conversation.id, reason=reason,
                      quote=quote[:LONGEST_QUOTE], status=WAITING, asked_at=at)
        session.add(row)
    row.conversation_id = conversation.id
    conversation.status, conversation.outcome, conversation.stage = _STATUS[row.status], "escalated", "handoff"
    session.flush()
    return row


def take(session: Session, conversation: Conversation, contact_ids: list[str], by: str, at: datetime) -> Handoff:
    """A person has the conversation now, whether it waited or not."""
    row = live(session, contact_ids) or hand_over(session, conversation, contact_ids, ADVISER, "", at)
    row.status, row.taken_by = WITH_PERSON, by[:80]
    row.taken_at = row.taken_at or at
    conversation.status = _STATUS[WITH_PERSON]
    session.flush()
    return row


def wait_again(session: Session, row: Handoff, at: datetime) -> None:
    """The person who had it has left: it waits once more, from now on."""
    row.status, row.asked_at, row.offered_at, row.taken_at, row.taken_by = WAITING, at, None, None, None
    session.get(Conversation, row.conversation_id).status = _STATUS[WAITING]


def end(session: Session, row: Handoff, outcome: str, at: datetime) -> None:
    """The assistant goes on, and reads before its next turn what has happened meanwhile."""
    row.status, row.outcome, row.ended_at = ENDED, outcome, at
    conversation = session.get(Conversation, row.conversation_id)
    if conversation.status in conversations.WITH_PEOPLE:
        conversation.status = "bot"
    contact = session.get(Contact, resolve(session, row.contact_id))
    contact.memory_version = Contact.memory_version + 1
    session.flush()
