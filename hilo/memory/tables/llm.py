"""What was asked of a language model, and answers that may be given again. No personal data stands here in clear."""
from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Text

from hilo.memory.tables.base import Base, Id, Moment, Number


class LlmCall(Base):
    """One question to a language model, answered or not.

    contact_id: whom it was about; null: nobody (a text for many). subject: what it was about, a conversation's id.
    purpose: answer, rephrase, summary, follow_up, intent. prompt_version: of the file in `data/business/prompts/`.
    tokens_in, tokens_out: as the provider counts them, else estimated; of a call that was given up, what it may have
    cost at most. cost: US dollars; null where no price is set. latency_ms: until the answer, or until it was given up.
    outcome: used, cached, refused (by the check), late, failed, over_budget, resting (after failures), busy, unsure
    (the model said it does not know). reason: the rules that refused it, or the kind of failure.
    """

    __tablename__ = "llm_calls"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), index=True)
    subject = Column(String(64))
    purpose = Column(String(16), nullable=False)
    prompt_version = Column(Integer, nullable=False)
    model = Column(String(80), nullable=False)
    tokens_in = Column(Integer, nullable=False, default=0)
    tokens_out = Column(Integer, nullable=False, default=0)
    cost = Column(Float)
    latency_ms = Column(Integer, nullable=False, default=0)
    outcome = Column(String(16), nullable=False)
    reason = Column(String(200))
    at = Column(Moment, nullable=False)
    __table_args__ = (Index("ix_llm_calls_at", "at", "purpose"), Index("ix_llm_calls_subject", "purpose", "subject"))


class LlmAnswer(Base):
    """An answer that passed the check, to be given again for the same question.

    key: a hash of model, prompt with its version, and all that was sent. contact_id: for whom it was made, and who
    alone gets it again; null: it tells of nobody. text: with placeholders where personal data were.
    """

    __tablename__ = "llm_answers"
    key = Column(String(64), primary_key=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), index=True)
    purpose = Column(String(16), nullable=False)
    text = Column(Text, nullable=False)
    made_at = Column(Moment, nullable=False)
    expires_at = Column(Moment, nullable=False, index=True)
