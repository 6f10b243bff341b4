"""Rasa's events, complete, and the window of them with which a turn works."""
from __future__ import annotations

from sqlalchemy import Column, Integer, String, Text

from hilo.memory.tables.base import Base, Id, Moment


class TrackerEvent(Base):
    """One event of a conversation, as Rasa writes it.

    sender_id: the contact at the time (kept after a merge). seq: its place, from 0; two processes that save the
    same turn collide here, so one of them fails. type: Rasa's name of the event. at: when. data: its JSON.
    """

    __tablename__ = "tracker_events"
    sender_id = Column(Id, primary_key=True)
    seq = Column(Integer, primary_key=True, autoincrement=False)
    type = Column(String(64), nullable=False)
    at = Column(Moment, nullable=False)
    data = Column(Text, nullable=False)


class TrackerWindow(Base):
    """Where a contact's working tracker begins, and where its next event goes.

    first_seq: the first event in it. next_seq: the place after the last one. prefix: JSON list of the events that
    carry slots and open form over the cut. memory_version: what of the memory this tracker has seen.
    saved_at: when the last turn ended.
    """

    __tablename__ = "tracker_windows"
    sender_id = Column(Id, primary_key=True)
    first_seq = Column(Integer, nullable=False, default=0)
    next_seq = Column(Integer, nullable=False, default=0)
    prefix = Column(Text, nullable=False, default="[]")
    memory_version = Column(Integer, nullable=False, default=0)
    saved_at = Column(Moment, nullable=False)
