"""Passing a call on to the team: to which number, what the person of the team hears first, and what if nobody comes."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.handoff import hours, messages, queue
from hilo.handoff.reasons import ASKED
from hilo.handoff.summary import summarise
from hilo.memory.context import context_of
from hilo.memory.phones import canonical
from hilo.memory.roots import group
from hilo.settings import get_settings
from hilo.texts import texts

RINGS = 25
"""Seconds for which the team's telephone rings."""
CHANNELS = frozenset({"phone"})


def number() -> str | None:
    """The team's number, E.164; None: calls are not passed on. Simulated calls ring at the company's own."""
    settings = get_settings()
    profile = get_shop().company.profile
    own = profile.contact.phone if settings.simulates_twilio else None
    found = canonical(settings.phone_advisers_number or own or "", profile.country)
    return found.key if found else None


def can_pass_on(at: datetime) -> bool:
    """Whether a call can be passed on to somebody now."""
    return number() is not None and hours.attended(at)


def whisper(session: Session, contact_id: str, at: datetime) -> str:
    """What the person of the team hears before the caller: who it is and what it is about."""
    context = context_of(session, contact_id, at)
    if context is None:
        return ""
    told = summarise(session, context, queue.live(session, context.ids), at, aloud=True)
    return texts.fill("utter_phone_whisper", who=told.who, wants=told.wants, promised=" ".join(told.promised[:1]))


def answered(session: Session, contact_id: str, at: datetime) -> None:
    """The team has talked with the caller."""
    row = queue.live(session, group(session, contact_id))
    if row is not None:
        queue.end(session, row, "by_phone", at)


def nobody_came(session: Session, contact_id: str, phone: str, call: str, at: datetime) -> None:
    """Nobody took the call: it is left to the team to call back, and the assistant goes on."""
    ids = group(session, contact_id)
    row = queue.live(session, ids)
    text = row.quote if row is not None and row.quote else texts.fill("utter_phone_wants_call_back")
    kind = messages.CALL_BACK if phone else messages.ANSWER
    messages.leave(session, ids[0], kind, text, ASKED, None if hours.attended(at) else hours.back_at(at),
                   f"call:{call}", at, phone or None)
    if row is not None:
        queue.end(session, row, "call_back", at)
