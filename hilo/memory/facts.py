"""What is known of a person: with the words it came from, how sure it is, and how long it holds."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from hilo.memory.tables import Fact

SURE = 0.7
"""From this confidence on a fact counts as confirmed; below it is to be asked about."""
HOLDS = {"budget": timedelta(days=60), "product": timedelta(days=90), "quantity": timedelta(days=30),
         "date_time": timedelta(days=30), "needed_by": timedelta(days=30), "order_number": timedelta(days=180),
         "occasion": timedelta(days=60), "color": timedelta(days=90), "callback_at": timedelta(days=7)}
"""How long what somebody needs is relied on; what somebody is (name, e-mail, size …) holds until it is replaced."""
MANY = frozenset({"phone", "email", "order_number", "alt_phone"})
"""Names of which a person may have several at once: a new value does not replace another one."""
LONGEST_QUOTE = 500


@dataclass(frozen=True)
class Told:
    """Something to be kept: `value` normalised, `quote` the words, `confidence` 0..1."""

    name: str
    value: Any
    quote: str
    confidence: float
    source: str
    source_id: str
    at: datetime


# Statements of every turn, built once: putting one together costs more than running it.
_ALL_HELD = select(Fact).where(
    Fact.contact_id.in_(bindparam("ids", expanding=True)), Fact.ended_at.is_(None),
    or_(Fact.valid_until.is_(None), Fact.valid_until > bindparam("at", type_=Fact.valid_until.type)),
).order_by(Fact.recorded_at.desc(), Fact.id.desc())
_HELD = _ALL_HELD.where(Fact.name == bindparam("name"))


def held(session: Session, contact_ids: list[str], at: datetime, name: str | None = None) -> list[Fact]:
    """The facts that hold now, newest first."""
    known = {"ids": contact_ids, "at": at}
    return list(session.scalars(_HELD, {**known, "name": name}) if name else session.scalars(_ALL_HELD, known))


def learn(session: Session, contact_id: str, contact_ids: list[str], told: Told) -> Fact:
    """Keeps a fact. The newest wins, but an uncertain one never replaces a confirmed one unasked."""
    before = held(session, contact_ids, told.at, told.name)
    same = next((fact for fact in before if fact.value == told.value), None)
    if same is not None:
        if told.confidence > same.confidence:
            same.confidence, same.quote = told.confidence, told.quote[:LONGEST_QUOTE]
            same.status = _status(told)
        same.recorded_at, same.valid_until = told.at, _until(told)
        return same
    if told.name not in MANY:
        for fact in before:
            if told.confidence >= SURE or fact.status == "uncertain":
                fact.status, fact.ended_at = "replaced", told.at
    fact = Fact(contact_id=contact_id, name=told.name, value=told.value, quote=told.quote[:LONGEST_QUOTE],
                confidence=told.confidence, status=_status(told), source=told.source, source_id=told.source_id,
                recorded_at=told.at, valid_until=_until(told))
    session.add(fact)
    return fact


def withdraw(session: Session, contact_ids: list[str], name: str, at: datetime) -> None:
    """A fact that no longer holds, with nothing in its place."""
    for fact in held(session, contact_ids, at, name):
        fact.status, fact.ended_at = "withdrawn", at


def _status(told: Told) -> str:
    return "confirmed" if told.confidence >= SURE else "uncertain"


def _until(told: Told) -> datetime | None:
    holds = HOLDS.get(told.name)
    return told.at + holds if holds else None
