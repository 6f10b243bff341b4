"""What was said: conversations, calls, and the timeline of messages."""
from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy import text as sql

from hilo.memory.tables.base import Base, Data, Id, Moment, Number


class Conversation(Base):
    """A stretch of talk that belongs together, on whatever channels.

    status: bot, waiting_human, human or closed (who has it). outcome: open, escalated or closed (how it stands).
    stage: greeting, intent_capture, information_gathering, solution, closing, service or handoff. channel: the last
    one. started_at, last_at: first and last message. ended_at: by a closing, or by silence
    (`CONVERSATION_SILENCE_HOURS`). summary: a sentence for people. topics: intents in order of weight.
    """

    __tablename__ = "conversations"
    id = Column(Id, primary_key=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False)
    status = Column(String(16), nullable=False, default="bot")
    outcome = Column(String(16), nullable=False, default="open")
    stage = Column(String(32), nullable=False, default="greeting")
    channel = Column(String(16))
    started_at = Column(Moment, nullable=False)
    last_at = Column(Moment, nullable=False)
    ended_at = Column(Moment)
    summary = Column(Text)
    topics = Column(Data)
    __table_args__ = (Index("ix_conversations_contact", "contact_id", "started_at"),
                      Index("ix_conversations_open", "ended_at", "last_at"),
                      Index("ix_conversations_last", "last_at", "id"))


class Interaction(Base):
    """A call, with what it brought.

    kind: call. provider, provider_id: who reports it and under which name, once. transcript: turns
    [{role, text, at}]. summary: for people. analysis: what our own reading found. status: done, failed, voicemail.
    """

    __tablename__ = "interactions"
    id = Column(Id, primary_key=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    conversation_id = Column(Id, ForeignKey("conversations.id"))
    kind = Column(String(16), nullable=False)
    channel = Column(String(16), nullable=False)
    direction = Column(String(3))
    provider = Column(String(32), nullable=False)
    provider_id = Column(String(128), nullable=False)
    started_at = Column(Moment)
    ended_at = Column(Moment)
    status = Column(String(16))
    transcript = Column(Data)
    summary = Column(Text)
    analysis = Column(Data)
    __table_args__ = (UniqueConstraint("provider", "provider_id"),
                      Index("ix_interactions_conversation_id", "conversation_id"))


class Message(Base):
    """A row of the timeline: something that one side said, once.

    source, provider_id, ordinal: where it comes from and its name there; the same three never stand twice.
    A reply's source is "hilo" and its provider_id the inbox row that it answers. direction: in or out.
    author: customer, bot or agent. address: to or from which address. data: buttons, image, attachment.
    action: the action that said it. intent, confidence, sentiment, sentiment_score, emotion, urgency: how a
    customer's message was read. delivery_status: queued, sent, delivered, read or failed; null where the channel
    answers in the same breath.
    """

    __tablename__ = "messages"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False)
    conversation_id = Column(Id, ForeignKey("conversations.id"), index=True)
    interaction_id = Column(Id, ForeignKey("interactions.id"))
    source = Column(String(16), nullable=False)
    provider_id = Column(String(255), nullable=False)
    ordinal = Column(Integer, nullable=False, default=0)
    at = Column(Moment, nullable=False)
    direction = Column(String(3), nullable=False)
    author = Column(String(8), nullable=False)
    channel = Column(String(16), nullable=False)
    address = Column(String(255))
    text = Column(Text, nullable=False, default="")
    data = Column(Data)
    action = Column(String(64))
    intent = Column(String(64))
    confidence = Column(Float)
    sentiment = Column(String(8))
    sentiment_score = Column(Float)
    emotion = Column(String(16))
    urgency = Column(String(8))
    delivery_status = Column(String(16))
    __table_args__ = (UniqueConstraint("source", "provider_id", "ordinal"),
                      Index("ix_messages_contact", "contact_id", "at"),
                      Index("ix_messages_interaction_id", "interaction_id",
                            sqlite_where=sql("interaction_id IS NOT NULL"),
                            postgresql_where=sql("interaction_id IS NOT NULL")))
