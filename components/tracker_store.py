"""Keeps conversations in the product's own database: the whole history, and a bounded window to work with.

`save` is the one place where a turn becomes lasting: tracker events, timeline, what was learnt and "inbox done", in
one transaction. Rasa replaces a tracker store that it cannot import by one in memory, silently: the server's start
checks for this class (`connectors/server.py`).
"""
from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any, Dict, Iterable, List, Optional, Sequence

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from tenacity import before_sleep_log, retry, retry_if_exception_type, stop_after_delay, wait_exponential

from components.turn_events import turn_of
from components.window import SLACK, as_dicts, carried, cut_at
from hilo.business.load import get_shop
from hilo.clock import counted
from hilo.memory import database, trackers
from hilo.turns.keep import keep
from hilo.turns.remember import SLOT as REMEMBER
from hilo.turns.reply import Reply
from hilo.turns.turn import Turn

logger = logging.getLogger(__name__)
PATIENCE = 20.0
"""Seconds for which a save is tried again while the database is away."""
KEPT_TRACKERS = 1000
"""Working trackers kept in memory, about 100 KB each."""
STAMP = "hilo_stored"
"""Attribute of a tracker: what of it is stored."""
REPLY = "hilo_reply"
"""Attribute of a tracker: the answer of the turn that was saved last, for the request that waits for it."""

_again = retry(retry=retry_if_exception_type(OperationalError), stop=stop_after_delay(PATIENCE), reraise=True,
               wait=wait_exponential(0.2, max=3), before_sleep=before_sleep_log(logger, logging.WARNING))


@dataclass(frozen=True)
class Stored:
    """What of a tracker is stored: so many of its events (the carried ones included), and where they stand."""

    count: int
    prefix: int
    window: trackers.Window


class HiloTrackerStore(TrackerStore):
    """Complete in storage, bounded at work; at `DATABASE_URL`, by default SQLite in `var/`."""

    def __init__(self, domain: Optional[Domain] = None, host: Optional[str] = None,
                 event_broker: Optional[EventBroker] = None, **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        super().__init__(domain, event_broker)
        database.engine()
        self._country = get_shop().company.profile.country
        self._kept: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._ahead: Dict[str, Optional[trackers.Window]] = {}

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """(see parent class for full docstring)."""
        return self._stamped(super().init_tracker(sender_id), Stored(0, 0, trackers.Window()))

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The working tracker: the latest window, whatever the length of the history.

        The one of the last turn is used again where nobody has saved another since; it is handed out once, so that a
        turn that fails leaves nothing of itself behind.
        """
        kept = self._kept.pop(sender_id, None)
        window = (self._ahead.pop(sender_id) if sender_id in self._ahead
                  else await asyncio.to_thread(self._load, sender_id, kept))
        if window is None:
            return None
        if kept is not None and window is getattr(kept, STAMP).window:
            return kept
        events = deserialise_events([*window.prefix, *window.events])
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        return self._stamped(tracker, Stored(len(events), len(window.prefix), window))

    def window(self, session: Session, sender_id: str) -> Optional[trackers.Window]:
        """A person's window, read along with other things; for who holds the person's lock (blocks)."""
        return self._window(session, sender_id, self._kept.get(sender_id))

    def expect(self, sender_id: str, window: Optional[trackers.Window]) -> None:
        """The next `retrieve` of a person takes this window, which was just read."""
        self._ahead[sender_id] = window

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """Every event there ever was; to be read, not to be saved."""
        events = await asyncio.to_thread(self._history, conversation_id)
        if not events:
            return None
        return DialogueStateTracker.from_dict(conversation_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new since the tracker was retrieved; tried again while the database is away, then raised.

        Raises:
            sqlalchemy.exc.IntegrityError: when another process saved a turn of this person in between.
        """
        stored = getattr(tracker, STAMP, None) or await self._stored_of(tracker.sender_id)
        if tracker.slots.get(REMEMBER) and tracker.get_slot(REMEMBER):
            tracker.update(SlotSet(REMEMBER, None))  # done with this turn: a new session would ask for it once more
        events = list(tracker.events)
        new = events[stored.count:]
        if not new:
            return
        now = counted(datetime.now(timezone.utc))
        turn = turn_of(tracker.sender_id, new, tracker, now)
        window = self._moved(tracker, stored, now)
        rows = [(event.type_name, datetime.fromtimestamp(event.timestamp, timezone.utc), event.as_dict())
                for event in new]
        reply = await asyncio.to_thread(self._save, tracker.sender_id, stored.window.next_seq, rows, window, turn)
        setattr(tracker, REPLY, reply)
        window = replace(window, next_seq=stored.window.next_seq + len(new))
        if window.first_seq == stored.window.first_seq:
            self._keep(self._stamped(tracker, Stored(len(events), stored.prefix, window)))
        else:  # cut: the next turn loads the shorter one
            self._stamped(tracker, Stored(len(events), stored.prefix, replace(
                window, first_seq=stored.window.first_seq, prefix=stored.window.prefix)))
        self._publish(tracker.sender_id, new)

    async def keys(self) -> Iterable[str]:
        """(see parent class for full docstring)."""
        return await asyncio.to_thread(self._senders)

    async def _stored_of(self, sender_id: str) -> Stored:
        """For a tracker that did not come from here (Rasa's API replaces all events): what lies in storage."""
        window = await asyncio.to_thread(self._load, sender_id)
        if window is None:
            return Stored(0, 0, trackers.Window())
        return Stored(len(window.prefix) + len(window.events), len(window.prefix), window)

    def _moved(self, tracker: DialogueStateTracker, stored: Stored, now: datetime) -> trackers.Window:
        """The window after this turn; cut when it has grown enough to be worth it."""
        window = replace(stored.window, saved_at=now,
                         memory_version=getattr(tracker, "hilo_memory_version", stored.window.memory_version))
        place = cut_at(tracker)
        if place - stored.prefix < SLACK:
            return window
        events = list(tracker.events)
        return replace(window, first_seq=window.first_seq + place - stored.prefix,
                       prefix=tuple(as_dicts(carried(tracker.sender_id, events[:place], self.domain))))

    @staticmethod
    def _stamped(tracker: DialogueStateTracker, stored: Stored) -> DialogueStateTracker:
        setattr(tracker, STAMP, stored)
        return tracker

    def _keep(self, tracker: DialogueStateTracker) -> None:
        self._kept[tracker.sender_id] = tracker
        while len(self._kept) > KEPT_TRACKERS:
            self._kept.popitem(last=False)

    def _load(self, sender_id: str, kept: Optional[DialogueStateTracker] = None) -> Optional[trackers.Window]:
        """The stored window; the kept tracker's own where that is still the same and for the same model."""
        with database.reading() as session:
            return self._window(session, sender_id, kept)

    def _window(self, session: Session, sender_id: str,
                kept: Optional[DialogueStateTracker]) -> Optional[trackers.Window]:
        if kept is not None and set(kept.slots) == {slot.name for slot in self.domain.slots}:
            window: trackers.Window = getattr(kept, STAMP).window
            if trackers.is_current(session, sender_id, window):
                return window
        return trackers.load(session, sender_id)

    @staticmethod
    def _history(sender_id: str) -> List[trackers.EventData]:
        with database.reading() as session:
            return trackers.history(session, sender_id)

    @staticmethod
    def _senders() -> List[str]:
        with database.reading() as session:
            return trackers.senders(session)

    @_again
    def _save(self, sender_id: str, next_seq: int, rows: List[Any], window: trackers.Window,
              turn: Turn) -> Optional[Reply]:
        with database.writing() as session:
            trackers.save(session, sender_id, next_seq, rows, window)
            return keep(session, turn, self._country)

    def _publish(self, sender_id: str, new: Sequence[Event]) -> None:
        """An event broker only fans out what is committed; its failure loses nothing."""
        if self.event_broker is None:
            return
        for event in new:
            try:
                self.event_broker.publish({"sender_id": sender_id, **event.as_dict()})
            except Exception:
                logger.exception("An event was not published; it is stored.")
