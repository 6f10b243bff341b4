"""Questions of a person that wait for their answer."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Question


def ask(session: Session, contact_id: str, question: str, source: str, source_id: str, at: datetime) -> Question:
    """Keeps a question; the same words while it is open are the same question."""
    row = session.scalars(select(Question).where(Question.contact_id == contact_id, Question.question == question,
                                                 Question.status == "open")).first()
    row = row or Question(contact_id=contact_id, question=question, status="open", at=at, source=source,
                          source_id=source_id)
    session.add(row)
    return row


def pending(session: Session, contact_ids: list[str]) -> list[Question]:
    """The open questions, oldest first."""
    return list(session.scalars(select(Question).where(Question.contact_id.in_(contact_ids),
                                                       Question.status == "open").order_by(Question.at)))


def all_of(session: Session, contact_ids: list[str]) -> list[Question]:
    """Open and answered ones, oldest first."""
    return list(session.scalars(select(Question).where(Question.contact_id.in_(contact_ids)).order_by(Question.at)))


def answer(session: Session, question_id: int, at: datetime) -> None:
    """A question has been answered."""
    row = session.get(Question, question_id)
    if row is not None and row.status == "open":
        row.status, row.answered_at = "answered", at
