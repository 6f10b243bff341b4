"""Every provider event in, every message out, once each; kept before it is acted on."""
from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Text, UniqueConstraint, literal_column, text

from hilo.memory.tables.base import Base, Data, Id, Moment, Number

OPEN = ("pending", "sending", "unknown")
"""Statuses of a message of the outbox for which later ones to the same person may have to wait."""
IS_OPEN = text(f"status IN ({', '.join(repr(status) for status in OPEN)})")
TEMPLATE = literal_column("'template'")
"""Written out, not passed along: both databases then see that the index of these alone will do."""
IS_TEMPLATE = text(f"kind = {TEMPLATE}")


class Inbox(Base):
    """What a channel brought.

    id: a UUID, the turn's `message_id`. number: the order of arrival. source: the channel, or the provider.
    provider_id: its name there; a repeat stops here. kind: message, status or call. address: who wrote, unchanged.
    text: masked. data: what else came along, masked. status: pending, done (its turn is committed), logged (people
    have the conversation) or failed (given up, told so). attempts: turns that failed. deaths: how often its process was
    killed under it. not_before: wait before the
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
    deaths = Column(Integer, nullable=False, default=0, server_default="0")
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
    not_before: wait until then. provider_id: its name there. lease, leased_until: the worker that is sending it, and
    until when it is believed to be alive. retry_at: when what went wrong is tried again. These two moments are of the
    machine's clock, which runs on where a test or a demonstration has pinned the other.
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
    lease = Column(String(64))
    leased_until = Column(Moment)
    retry_at = Column(Moment)
    __table_args__ = (Index("ix_outbox_pending", "status", "not_before"),
                      Index("ix_outbox_open", "contact_id", "channel", "id", postgresql_where=IS_OPEN,
                            sqlite_where=IS_OPEN))


class Send(Base):
    """One request to the provider: a message of the outbox is one, or several where it is long.

    ordinal: their order. kind: text, content (buttons), template or mail. form: what is asked for, in the provider's
    words. text: what the person reads. status: pending, sending, or the provider's own (accepted, queued, sent,
    delivered, read, failed, undelivered, canceled), or replaced (it went out as a template instead). provider_id: its
    name there. error_code: the provider's. started_at: when it was handed over; null: never. at: when the status came.
    """

    __tablename__ = "sends"
    id = Column(Number, primary_key=True, autoincrement=True)
    outbox_id = Column(Number, ForeignKey("outbox.id"), nullable=False)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    ordinal = Column(Integer, nullable=False)
    kind = Column(String(16), nullable=False)
    form = Column(Data, nullable=False)
    text = Column(Text, nullable=False, default="")
    status = Column(String(16), nullable=False, default="pending")
    provider_id = Column(String(128), index=True)
    error_code = Column(Integer)
    started_at = Column(Moment)
    at = Column(Moment, nullable=False)
    __table_args__ = (UniqueConstraint("outbox_id", "ordinal"),
                      Index("ix_sends_templates", "contact_id", postgresql_where=IS_TEMPLATE,
                            sqlite_where=IS_TEMPLATE))


class EarlyStatus(Base):
    """What a provider reported of a message, until the worker has taken it over. It may have come before our own note
    of the message's name.

    contact_id: null until it is known. at: when it came.
    """

    __tablename__ = "early_statuses"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), index=True)
    provider_id = Column(String(128), nullable=False, index=True)
    status = Column(String(16), nullable=False)
    error_code = Column(Integer)
    at = Column(Moment, nullable=False)
