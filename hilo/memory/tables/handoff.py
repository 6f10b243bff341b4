"""A conversation handed over to people."""
from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Text

from hilo.memory.tables.base import Base, Id, Moment, Number


class Handoff(Base):
    """One handing over, from the moment it was asked for until the assistant goes on.

    reason: asked (the person wanted it), misunderstood, upset, reserved (the company leaves it to people), failure.
    quote: the words that led to it. status: waiting, with_person or ended. asked_at: since when the person waits.
    offered_at: when a call-back was offered to them. taken_at, taken_by: who took it. ended_at, outcome: given_back,
    closed, call_back (they preferred a call), bot (they went on with the assistant), nobody (nobody came) or silence.
    """

    __tablename__ = "handoffs"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False)
    conversation_id = Column(Id, ForeignKey("conversations.id"), nullable=False, index=True)
    reason = Column(String(16), nullable=False)
    quote = Column(Text)
    status = Column(String(16), nullable=False, default="waiting")
    asked_at = Column(Moment, nullable=False)
    offered_at = Column(Moment)
    taken_at = Column(Moment)
    taken_by = Column(String(80))
    ended_at = Column(Moment)
    outcome = Column(String(16))
    __table_args__ = (Index("ix_handoffs_status", "status", "asked_at"),
                      Index("ix_handoffs_contact", "contact_id", "status"))
