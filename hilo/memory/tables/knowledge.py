"""What is known of a person, what was promised, what is to be done, and what they allow."""
from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, String, Text

from hilo.memory.tables.base import Base, Data, Id, Moment, Number


class Fact(Base):
    """One thing known of a person or their need.

    name: an entity's name, or company, needed_by, alt_phone … value: normalised. quote: the words it came from.
    confidence: 0..1. status: confirmed (said plainly), uncertain (to be asked about), replaced (a newer one
    holds) or withdrawn. source: turn (the dialogue), call, agent or import. source_id: the message or call.
    recorded_at: when we learnt it. valid_until: no longer to be relied on; null: until it is replaced.
    ended_at: when it was replaced or withdrawn.
    """

    __tablename__ = "facts"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False)
    name = Column(String(64), nullable=False)
    value = Column(Data)
    quote = Column(Text)
    confidence = Column(Float, nullable=False, default=1.0)
    status = Column(String(16), nullable=False, default="confirmed")
    source = Column(String(16), nullable=False)
    source_id = Column(String(255))
    recorded_at = Column(Moment, nullable=False)
    valid_until = Column(Moment)
    ended_at = Column(Moment)
    __table_args__ = (Index("ix_facts_contact", "contact_id", "ended_at", "name"),)


class Commitment(Base):
    """A promise, by the business or by the customer.

    who: business or customer. kind: what would fulfil it (write, call, send_quote, send_proof, pay, visit …).
    what: in words. due, due_end: when, or the window; null: not said. status: open, kept, late or cancelled.
    quote: the words. made_at, closed_at: when. closed_by: the event that fulfilled it ("message:<id>").
    """

    __tablename__ = "commitments"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False)
    who = Column(String(8), nullable=False)
    kind = Column(String(32), nullable=False)
    what = Column(Text, nullable=False)
    due = Column(Moment)
    due_end = Column(Moment)
    status = Column(String(16), nullable=False, default="open")
    quote = Column(Text)
    source = Column(String(16), nullable=False)
    source_id = Column(String(255))
    made_at = Column(Moment, nullable=False)
    closed_at = Column(Moment)
    closed_by = Column(String(255))
    __table_args__ = (Index("ix_commitments_contact", "contact_id", "status"),
                      Index("ix_commitments_due", "status", "due"))


class NextAction(Base):
    """Something to be done for a person.

    type: what (call_back, write, send_quote …). priority: alta, media or baja. due: when. status: open, done or
    cancelled. data: what the doing needs. source_id: what it came from.
    """

    __tablename__ = "next_actions"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False)
    type = Column(String(32), nullable=False)
    priority = Column(String(8), nullable=False, default="media")
    due = Column(Moment)
    status = Column(String(16), nullable=False, default="open")
    data = Column(Data)
    source_id = Column(String(255))
    created_at = Column(Moment, nullable=False)
    closed_at = Column(Moment)
    __table_args__ = (Index("ix_next_actions_contact", "contact_id", "status"),
                      Index("ix_next_actions_due", "status", "due"))


class Question(Base):
    """A question of the person that waits for its answer.

    question: their words. status: open or answered. at, answered_at: when. source_id: the message or call.
    """

    __tablename__ = "questions"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    question = Column(Text, nullable=False)
    status = Column(String(16), nullable=False, default="open")
    at = Column(Moment, nullable=False)
    answered_at = Column(Moment)
    source = Column(String(16), nullable=False)
    source_id = Column(String(255))


class Consent(Base):
    """A line of the ledger: leave given or taken back; never changed, never deleted but by an erasure.

    purpose: service, marketing, analytics, ads or all. channel: whatsapp, sms, voice, email, webchat or all.
    status: granted, denied (asked, said no) or revoked (had been given). evidence: {quote, message} or {by, note}.
    """

    __tablename__ = "consents"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    purpose = Column(String(16), nullable=False)
    channel = Column(String(16), nullable=False)
    status = Column(String(16), nullable=False)
    at = Column(Moment, nullable=False)
    evidence = Column(Data, nullable=False)
