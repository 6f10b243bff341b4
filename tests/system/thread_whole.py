"""Whether the memory holds every message once, and nothing that was not said: asked of the database itself."""
from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from hilo.memory.tables import Inbox, Message, TrackerEvent, TrackerWindow
from hilo.memory.timeline import OURS
from tests.system.persistent_people import Told

CHANNEL = "conversation"


def pending(engine: Engine) -> int:
    """Messages that still wait for their turn."""
    with Session(engine, future=True) as session:
        return len(session.scalars(select(Inbox.id).where(Inbox.status == "pending")).all())


def faults(engine: Engine, people: list[Told]) -> list[str]:
    """What is missing, twice, or otherwise than people were told; empty when all is well."""
    with Session(engine, future=True) as session:
        inbox = session.scalars(select(Inbox).order_by(Inbox.number)).all()
        messages = session.scalars(select(Message).order_by(Message.id)).all()
        events: dict[str, list[TrackerEvent]] = defaultdict(list)
        for event in session.scalars(select(TrackerEvent).order_by(TrackerEvent.sender_id, TrackerEvent.seq)):
            events[event.sender_id].append(event)
        windows = {row.sender_id: row.next_seq for row in session.scalars(select(TrackerWindow))}
        replies: dict[str, list[Message]] = defaultdict(list)
        for row in messages:
            if row.source == OURS:
                replies[row.provider_id].append(row)
        return [*_told_and_kept(inbox, replies, people), *_inbox_and_timeline(inbox, messages, replies),
                *_trackers(inbox, replies, events, windows)]


def _told_and_kept(inbox: list[Inbox], replies: dict[str, list[Message]], people: list[Told]) -> Iterator[str]:
    """What people heard stands in the timeline, word for word; what they sent was stored once at most."""
    by_name = Counter(row.provider_id for row in inbox)
    rows = {row.provider_id: row for row in inbox}
    for person in people:
        for name, text in person.written.items():
            full = f"{person.user_id}:{name}"
            if by_name[full] > 1:
                yield f"{full} stands {by_name[full]} times in the inbox"
            if full not in rows:
                if name in person.answers:
                    yield f"{full} was answered and is not in the inbox"
                continue
            if rows[full].text != text:
                yield f"{full} reads {rows[full].text!r}, not {text!r}"
            kept = [(f"{r.provider_id}:{r.ordinal}", r.text) for r in replies[rows[full].id]]
            for heard in person.answers.get(name, []):
                if [(m["id"], m["text"]) for m in heard] != kept:
                    yield f"{full} heard {heard}, but the timeline has {kept}"


def _inbox_and_timeline(inbox: list[Inbox], messages: list[Message],
                        replies: dict[str, list[Message]]) -> Iterator[str]:
    """Every message that was accepted stands once in the timeline, answered."""
    heard = Counter((m.source, m.provider_id) for m in messages if m.direction == "in")
    for row in inbox:
        if row.status != "done":
            yield f"{row.provider_id} is {row.status} after {row.attempts} attempts: {row.error}"
        if heard.pop((row.source, row.provider_id), 0) != 1:
            yield f"{row.provider_id} stands not once in the timeline"
        if [reply.ordinal for reply in replies[row.id]] != list(range(len(replies[row.id]))) or not replies[row.id]:
            yield f"{row.provider_id} has the replies {[r.text for r in replies[row.id]]}"
    yield from (f"{source} {name} is in the timeline only" for source, name in heard)
    known = {row.id for row in inbox}
    yield from (f"a reply to nothing: {name}" for name in replies if name not in known)


def _trackers(inbox: list[Inbox], replies: dict[str, list[Message]], events: dict[str, list[TrackerEvent]],
              windows: dict[str, int]) -> Iterator[str]:
    """Rasa's events have no gap, and tell the same conversation in the same order."""
    for contact_id in {row.contact_id for row in inbox}:
        rows = events[contact_id]
        if [row.seq for row in rows] != list(range(len(rows))) or windows.get(contact_id) != len(rows):
            yield f"{contact_id}: the tracker's places are {[row.seq for row in rows]}, next {windows.get(contact_id)}"
        data: list[dict[str, Any]] = [json.loads(row.data) for row in rows]
        turns = [row.id for row in inbox if row.contact_id == contact_id]
        heard = [event["message_id"] for event in data if event["event"] == "user"]
        if heard != turns:
            yield f"{contact_id}: the tracker heard {heard}, the inbox {turns}"
        said = [(event["text"] or "").strip() for event in data if event["event"] == "bot"]
        kept = [reply.text for turn in turns for reply in replies[turn]]
        if said != kept:
            yield f"{contact_id}: the tracker said {said}, the timeline {kept}"
