"""Every provider event in, every message out, once each; kept before it is acted on."""
from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from hilo.memory.tables.base import Base, Data, Id, Moment, Number


class Inbox(Base):
    """What a channel brought.

    id: a UUID, the turn's `message_id`. number: the order of arrival. source: the channel, or the provider.
    provider_id: its name there; a repeat stops here. kind: message, status or call. address: who wrote, unchanged.
    text: masked. data: what else came along, masked. status: pending, done (its turn is committed), logged (people
    have the conversation) or failed (given up, told so). attempts: turns that failed. not_before: wait before the
    next. error: why the last one failed. received_at, done_at: when.
    """

    __tablename__ = "inbox"
    number = Column(Number, primary_key=True, autoincrement=True)
    id = Column(Id, nullable=False, unique=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False)
    source = Column(String(16), nullable=False)
    provider_id = Column(String(255), nullable=False)
    kind = Column(String(16), nullable=False, default="message")
    channel = Column(String(16), nullable=False)
    address = Column(String(255), nullable=False)
    text = Column(Text, nullable=False, default="")
    data = Column(Data)
    status = Column(String(16), nullable=False, default="pending")
    attempts = Column(Integer, nullable=False, default=0)
    not_before = Column(Moment)
    error = Column(Text)
    received_at = Column(Moment, nullable=False)
    done_at = Column(Moment)
    __table_args__ = (UniqueConstraint("source", "provider_id"), Index("ix_inbox_pending", "status", "contact_id"),
                      Index("ix_inbox_contact_id", "contact_id"))


class Outbox(Base):
    """A message to be sent by a provider's API.

    message_id: its row of the timeline, once. purpose: service or marketing. triggered: the customer's own message
    asked for it. payload: what to send. status: pending, sending, sent, delivered, read, failed, cancelled or
    unknown (sent or not: to be compared with the provider's list first). reason: why it was decided so.
    not_before: wait until then. provider_id: its name there.
    """

    __tablename__ = "outbox"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    message_id = Column(Number, ForeignKey("messages.id"), nullable=False, unique=True)
    channel = Column(String(16), nullable=False)
    address = Column(String(255), nullable=False)
    purpose = Column(String(16), nullable=False, default="service")
    triggered = Column(Integer, nullable=False, default=1)
    payload = Column(Data, nullable=False)
    status = Column(String(16), nullable=False, default="pending")
    reason = Column(Text)
    attempts = Column(Integer, nullable=False, default=0)
    not_before = Column(Moment)
    provider_id = Column(String(128), index=True)
    created_at = Column(Moment, nullable=False)
    sent_at = Column(Moment)
    __table_args__ = (Index("ix_outbox_pending", "status", "not_before"),)
