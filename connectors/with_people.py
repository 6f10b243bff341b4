"""Messages that the dialogue does not answer: people have the conversation, no answer could arrive, or every attempt
has failed."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo.clock import now
from hilo.consent.keywords import provider_stop
from hilo.handoff import queue, unreachable, waiting
from hilo.handoff.failure import hand_over_failed
from hilo.memory import conversations, database, inbox, timeline
from hilo.memory.context import Context, context_of
from hilo.memory.tables import Conversation, Inbox
from hilo.outreach import held_back, letters
from hilo.personalization.register import register_of
from hilo.spanish.mood import read_mood

EXTRAS = ("media", "location", "reply_to", "quoted", "referral", "forwarded", "transcribed", "interaction")


def extras(row: Inbox) -> dict[str, Any]:
    """What came along with a bubble and belongs to the timeline: a photo, a place, what it replies to."""
    found = {name: (row.data or {})[name] for name in EXTRAS if (row.data or {}).get(name)}
    return {"data": found} if found else {}


@contextmanager
def _kept(contact_id: str, rows: Sequence[Inbox], ends: str | None, at: datetime,
          status: str) -> Iterator[tuple[Session, Context, Conversation] | None]:
    """One transaction that puts the messages into the timeline, and at its end calls them dealt with (`status`) and
    gives the contact free; None where nobody is left of whom they could be."""
    with database.writing() as session:
        context = context_of(session, contact_id, at, with_facts=False)
        if context is None:
            yield None
            return
        conversation = conversations.current(session, contact_id, context.ids, rows[-1].channel, at)
        for row in rows:
            timeline.append(session, contact_id, conversation.id, as_entry(row))
        session.flush()
        yield session, context, conversation
        inbox.finish(session, [row.id for row in rows], at, status)
        if ends:
            inbox.release(session, contact_id, ends)


def log_only(contact_id: str, rows: Sequence[Inbox], ends: str | None) -> None:
    """People have the conversation: the message is kept for them and the assistant is silent (blocks).

    While nobody has come yet, it still understands who would rather be called, or goes on with the assistant.
    """
    at, last = now(), rows[-1]
    with _kept(contact_id, rows, ends, at, "logged") as kept:
        if kept is None:
            return
        session, context, _ = kept
        held_back.send_rest(session, context.ids, last.channel, last.address,
                            held_back.is_cancelled([row.text for row in rows], ()), at)
        waits = queue.live(session, context.ids)
        if waits is not None and waits.status == queue.WAITING:
            said = waiting.reply(session, waits, context.ids, last.text, last.id, at)
            if said:
                text = waiting.text_of(said, register_of(context.contact))
                letters.post(session, letters.Letter(contact_id, last.channel, last.address, text, last.id,
                                                     action=said[0], triggered=True), at)


def keep_unheard(contact_id: str, rows: Sequence[Inbox], ends: str | None) -> None:
    """No answer would arrive, so nothing is done that its author would have to see: people read it (blocks)."""
    at, last = now(), rows[-1]
    with _kept(contact_id, rows, ends, at, "logged") as kept:
        if kept is None:
            return
        session, context, _ = kept
        stop = provider_stop(session, context.ids, last.channel)
        if stop is not None:
            said = "\n".join((row.data or {}).get("title") or row.text for row in rows)
            unreachable.leave_to_people(session, context, stop, said, last.id, at)


def give_up(contact_id: str, rows: Sequence[Inbox], ends: str | None) -> None:
    """After the last attempt: the message stays in the timeline, and people take over (blocks)."""
    at, last = now(), rows[-1]
    with _kept(contact_id, rows, ends, at, "failed") as kept:
        if kept is None:
            return
        session, context, conversation = kept
        heard = "\n".join((row.data or {}).get("title") or row.text for row in rows)
        hand_over_failed(session, conversation, context.ids, heard, last.channel, last.address, last.id, at)


def as_entry(row: Inbox) -> timeline.Entry:
    """An inbox row for the timeline; its mood is read, since no dialogue reads it."""
    text = (row.data or {}).get("title") or row.text
    mood = read_mood(text)
    return timeline.Entry(source=row.source, provider_id=row.provider_id, ordinal=0, at=row.received_at,
                          direction="in", author="customer", channel=row.channel, address=row.address, text=text,
                          data=extras(row).get("data"), interaction_id=(row.data or {}).get("interaction"),
                          sentiment=mood.sentiment["label"],
                          sentiment_score=mood.sentiment["score"], emotion=mood.emotion["label"],
                          urgency=mood.urgency["label"])
