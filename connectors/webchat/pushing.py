"""What was written to a visitor between their messages (by a person of the team, by a timer) reaches the open page.

Another process wrote it, so the timeline is looked at once a second: one query for all open sessions together, and
none while nobody is there.
"""
from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from connectors.webchat.history import CHANNEL, iso
from hilo.memory import database, timeline
from hilo.memory.tables import Message
from hilo.turns.reply import as_reply

logger = logging.getLogger(__name__)
EVERY = 1.0
"""Seconds."""
LOOK_BACK = 200
"""Rows of the timeline that are looked at again: PostgreSQL may show a lower number after a higher one."""
REMEMBERED = 2000

Tell = Callable[[str, dict[str, Any]], Awaitable[None]]


def as_frame(row: Message) -> dict[str, Any]:
    """A message nobody asked for, in the page's protocol; its id is the one it has in the history."""
    return {"type": "messages", "messages": [{**as_reply(row), "at": iso(row.at)}]}


class Pusher:
    """Hands new rows of the timeline to open pages, each once."""

    def __init__(self, sessions: Callable[[], list[str]], tell: Tell) -> None:
        """`sessions`: whose pages are open. `tell`: sends a frame to all pages of a session."""
        self._sessions, self._tell = sessions, tell
        self._newest: int | None = None
        self._told: deque[int] = deque(maxlen=REMEMBERED)

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self.look()
            except SQLAlchemyError:  # the database is away: what is new is found when it is back
                logger.warning("The timeline cannot be read; trying again.", exc_info=True)
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Once."""
        sessions = self._sessions()
        if not sessions:
            return
        for row in await asyncio.to_thread(self._read, sessions):
            self._told.append(row.id)
            await self._tell(str(row.address), as_frame(row))

    def _read(self, sessions: list[str]) -> list[Message]:
        """What has not been told yet. A page that has just opened may be told what it reads in its history too."""
        with database.reading() as session:
            newest = timeline.newest(session)
            rows = timeline.unasked(session, CHANNEL, sessions, min(self._newest or newest, newest) - LOOK_BACK)
            session.expunge_all()
        self._newest = newest
        return [row for row in rows if row.id not in self._told]
