"""Rasa's events, complete, and the window of them with which a turn works."""
from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Text

from hilo.memory.tables.base import Base, Id, Moment, Number


class TrackerEvent(Base):
    """One event of a conversation, as Rasa writes it.

    sender_id: the contact at the time (kept after a merge). type: Rasa's name of the event. data: its JSON.
    """

    __tablename__ = "tracker_events"
    id = Column(Number, primary_key=True, autoincrement=True)
    sender_id = Column(Id, nullable=False)
    type = Column(String(64), nullable=False)
    at = Column(Moment, nullable=False)
    data = Column(Text, nullable=False)
    __table_args__ = (Index("ix_tracker_events_sender", "sender_id", "id"),)


class TrackerWindow(Base):
    """Where a contact's working tracker begins.

    first_event: the first row of `tracker_events` in it; null: none yet. prefix: JSON list of the events that carry
    slots and open form over the cut. memory_version: what of the memory this tracker has seen. saved_at: when.
    """

    __tablename__ = "tracker_windows"
    sender_id = Column(Id, primary_key=True)
    first_event = Column(Number)
    prefix = Column(Text, nullable=False, default="[]")
    memory_version = Column(Integer, nullable=False, default=0)
    saved_at = Column(Moment, nullable=False)
