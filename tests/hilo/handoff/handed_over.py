"""People who wait for somebody."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from hilo.handoff import queue
from hilo.memory import conversations, timeline
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for, group
from hilo.memory.tables import Contact, Conversation, Handoff, Message
from hilo.spanish.mood import read_mood

TUESDAY = datetime.fromisoformat("2026-11-24T10:00:00-03:00")
"""People are there until eight in the evening."""


def minutes(number: float) -> datetime:
    """So many minutes after ten on Tuesday."""
    return TUESDAY + timedelta(minutes=number)


class Waiting:
    """Somebody who has asked for a person at ten on a Tuesday, by web chat or by WhatsApp."""

    def __init__(self, channel: str, address: str, text: str, reason: str) -> None:
        self.channel, self.address, self._number = channel, address, 0
        with writing() as session:
            self.id = contact_for(session, channel, address, TUESDAY)
        self.writes(text, TUESDAY, "request_human")
        with writing() as session:
            conversation = session.get(Conversation, self.conversation)
            queue.hand_over(session, conversation, [self.id], reason, text, TUESDAY)

    def writes(self, text: str, at: datetime, intent: str | None = None) -> None:
        """A message of theirs, as it stands in the timeline; without an intent it was only logged."""
        self._number += 1
        mood = read_mood(text)
        with writing() as session:
            conversation = conversations.current(session, self.id, [self.id], self.channel, at)
            session.flush()
            self.conversation = conversation.id
            timeline.append(session, self.id, conversation.id, timeline.Entry(
                source=self.channel, provider_id=f"{self.address}:{self._number}", ordinal=0, at=at, direction="in",
                author="customer", channel=self.channel, address=self.address, text=text, intent=intent,
                sentiment=mood.sentiment["label"], emotion=mood.emotion["label"], urgency=mood.urgency["label"]))

    def hears(self) -> list[str | None]:
        """What was said to them by whom or what: the names of texts, and the words of people."""
        return [row.action if row.author == "bot" else row.text for row in self.rows(Message, Message.id)
                if row.direction == "out"]

    def rows(self, table: Any, *order: Any) -> list[Any]:
        """Their rows of a table."""
        with reading() as session:
            return list(session.scalars(select(table).where(table.contact_id.in_(group(session, self.id)))
                                        .order_by(*order)))

    @property
    def status(self) -> str:
        """Who has the conversation."""
        with reading() as session:
            return str(session.get(Conversation, self.conversation).status)

    @property
    def handoff(self) -> Handoff:
        """The last handing over."""
        return self.rows(Handoff, Handoff.id)[-1]

    @property
    def memory_version(self) -> int:
        """What the dialogue has to take over."""
        with reading() as session:
            return int(session.get(Contact, self.id).memory_version)
