"""Calls that we make to many: what was ordered, whom it is to reach, and what became of each."""
from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Text

from hilo.memory.tables.base import Base, Data, Id, Moment


class CallBatch(Base):
    """One batch at the provider. A file becomes one, or several where people may be called at different hours.

    run: what the operator calls it by, the same for all batches of a file. name: as the operator named it. call_name:
    its name at the provider, which no other has: by it a batch is found again whose submission had no answer.
    provider_id: the provider's. purpose: service or marketing. campaign: for the record and for what is said.
    time_zone: of the people called; scheduled_at: when it begins, null: at once. status: pending (to be submitted),
    submitting, submitted, in_progress, completed, failed, cancelled or replaced (another was submitted in its place,
    without those who had refused meanwhile). attempts, retry_at, error: of its submission. leased_until: until when
    the process that submits it is believed to be alive. checked_at: when the provider was last asked. refused: rows of
    the file that are not called, {row, reason} without names or numbers; on a run's first batch. write_after_voicemail:
    whether a voicemail is followed by a message. retry_at, leased_until and checked_at are of the machine's clock.
    """

    __tablename__ = "call_batches"
    id = Column(Id, primary_key=True)
    run = Column(Id, nullable=False, index=True)
    name = Column(String(120), nullable=False)
    call_name = Column(String(160), nullable=False, unique=True)
    provider_id = Column(String(128), unique=True)
    purpose = Column(String(16), nullable=False, default="service")
    campaign = Column(String(80))
    time_zone = Column(String(64), nullable=False)
    scheduled_at = Column(Moment)
    status = Column(String(16), nullable=False, default="pending")
    attempts = Column(Integer, nullable=False, default=0)
    retry_at = Column(Moment)
    leased_until = Column(Moment)
    checked_at = Column(Moment)
    error = Column(Text)
    refused = Column(Data)
    write_after_voicemail = Column(Integer, nullable=False, default=0)
    created_at = Column(Moment, nullable=False)
    submitted_at = Column(Moment)
    ended_at = Column(Moment)
    __table_args__ = (Index("ix_call_batches_status", "status", "retry_at"),)


class CallRecipient(Base):
    """Somebody who is to be called.

    id: also its name at the provider, which reports calls by it. row: line of the file. phone: E.164, as it is
    dialled. data: what the agent is told, {dynamic_variables, conversation_config_override}. status: the provider's
    (pending, dispatched, initiated, in_progress, completed, failed, cancelled, voicemail), or refused (not submitted:
    `outcome` says why). call: the provider's name of the conversation. outcome: what the call came to: talked,
    voicemail, busy, no-answer, failed, opt_out, wrong_number, nobody_spoke; null until it is known. ended_at: when the
    provider ended it (machine's clock). reported_at: when the call itself was read.
    """

    __tablename__ = "call_recipients"
    id = Column(Id, primary_key=True)
    batch_id = Column(Id, ForeignKey("call_batches.id"), nullable=False, index=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    row = Column(Integer, nullable=False)
    phone = Column(String(32), nullable=False, index=True)
    data = Column(Data, nullable=False)
    status = Column(String(16), nullable=False, default="pending")
    call = Column(String(128), index=True)
    outcome = Column(String(80))
    ended_at = Column(Moment)
    reported_at = Column(Moment)
