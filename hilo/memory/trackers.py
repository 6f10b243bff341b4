"""Rasa's events in storage: the complete history, and the window with which a turn works."""
from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from hilo.memory.roots import UnknownContactError, group
from hilo.memory.tables import TrackerEvent, TrackerWindow

EventData = dict[str, Any]


# Statements of every turn, built once: putting one together costs more than running it.
_windows: Any = TrackerWindow.__table__
_ADD = insert(TrackerEvent.__table__)
_MOVE = update(_windows).where(_windows.c.sender_id == bindparam("of")).values(
    {name: bindparam(name) for name in ("first_seq", "next_seq", "prefix", "memory_version", "saved_at")})
_PLACE = select(_windows.c.first_seq, _windows.c.next_seq).where(_windows.c.sender_id == bindparam("of"))


@dataclass(frozen=True)
class Window:
    """A working tracker as stored.

    first_seq: place of the first of `events`; next_seq: where the next event goes. prefix: events that carry slots
    and open form over the cut, in front of `events`. memory_version: what of the memory it has seen.
    saved_at: when its last turn ended; None where there was none.
    """

    first_seq: int = 0
    next_seq: int = 0
    prefix: tuple[EventData, ...] = ()
    events: tuple[EventData, ...] = ()
    memory_version: int = 0
    saved_at: datetime | None = None


def load(session: Session, sender_id: str) -> Window | None:
    """The window of a contact; of one merged into it where it has none of its own yet; None for a stranger."""
    row = session.get(TrackerWindow, sender_id)
    if row is None:
        return _inherited(session, sender_id)
    return Window(row.first_seq, row.next_seq, tuple(json.loads(row.prefix)),
                  tuple(_events(session, sender_id, row.first_seq)), row.memory_version, row.saved_at)


def is_current(session: Session, sender_id: str, window: Window) -> bool:
    """Whether nothing has been saved for a contact since this window was."""
    found = session.execute(_PLACE, {"of": sender_id}).one_or_none()
    return found is not None and tuple(found) == (window.first_seq, window.next_seq)


def _inherited(session: Session, sender_id: str) -> Window | None:
    """The newest window among the contacts merged into this one, all of it as prefix."""
    try:
        others = [one for one in group(session, sender_id) if one != sender_id]
    except UnknownContactError:  # a tracker of Rasa's own API
        return None
    rows = session.scalars(select(TrackerWindow).where(TrackerWindow.sender_id.in_(others))
                           .order_by(TrackerWindow.saved_at.desc()).limit(1)).all() if others else []
    if not rows:
        return None
    row = rows[0]
    events = [*json.loads(row.prefix), *_events(session, row.sender_id, row.first_seq)]
    return Window(0, 0, tuple(events), (), 0, row.saved_at)


def _events(session: Session, sender_id: str, first_seq: int = 0) -> list[EventData]:
    rows = session.execute(select(TrackerEvent.data).where(
        TrackerEvent.sender_id == sender_id, TrackerEvent.seq >= first_seq).order_by(TrackerEvent.seq))
    return [json.loads(data) for (data,) in rows]


def history(session: Session, sender_id: str) -> list[EventData]:
    """Every event of a person, oldest first, those of merged contacts too."""
    try:
        ids = group(session, sender_id)
    except UnknownContactError:
        ids = [sender_id]
    rows = session.execute(select(TrackerEvent.data).where(TrackerEvent.sender_id.in_(ids))
                           .order_by(TrackerEvent.at, TrackerEvent.sender_id, TrackerEvent.seq))
    return [json.loads(data) for (data,) in rows]


def save(session: Session, sender_id: str, next_seq: int, new: list[tuple[str, datetime, EventData]],
         window: Window) -> None:
    """Adds events behind the stored ones and moves the window.

    Raises:
        sqlalchemy.exc.IntegrityError: when another process has saved a turn of this person in between.
    """
    if new:
        session.execute(_ADD, [
            {"sender_id": sender_id, "seq": next_seq + place, "type": type_, "at": at,
             "data": json.dumps(data, ensure_ascii=False)} for place, (type_, at, data) in enumerate(new)])
    values = {"first_seq": window.first_seq, "next_seq": next_seq + len(new), "memory_version": window.memory_version,
              "prefix": json.dumps(window.prefix, ensure_ascii=False), "saved_at": window.saved_at}
    moved = session.execute(_MOVE, {"of": sender_id, **values})
    if not moved.rowcount:
        session.execute(insert(TrackerWindow).values(sender_id=sender_id, **values))


def senders(session: Session) -> list[str]:
    """All contacts with a tracker."""
    return list(session.scalars(select(TrackerWindow.sender_id)))
