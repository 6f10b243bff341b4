"""How a call is met: by name, and with what still stands between us; and how the recogniser is helped."""
from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.calls.live import Caller, words
from hilo.consent import ledger
from hilo.memory.context import context_of
from hilo.memory.tables import Contact
from hilo.personalization.meeting import meeting_of, pending_of
from hilo.personalization.register import get_registers, register_of
from hilo.spanish.spoken import spoken
from hilo.texts import texts
from hilo.turns.local import local_time
from hilo.turns.recall import slots_for

MOST_HINTS = 100
"""Phrases with which a recogniser is helped; Google takes more, but each makes the others weaker."""
BUYER = "customer"


class Opening(NamedTuple):
    """text: as it is said. name: of the text. slots: what the dialogue is told with the first words: that the person
    was greeted (not where an order may be late, which their first words then bring up)."""

    text: str
    name: str
    slots: dict[str, Any]


def hello_to(country: str | None) -> str:
    """The first words to somebody of whom only the country is known, or not even that."""
    profile = get_shop().company.profile
    register = get_registers().until_known(country or profile.country)
    return spoken(texts.fill("utter_phone_hello", register=register, name="", assistant=profile.assistant_name,
                             company=profile.name), country)


def opening(session: Session, caller: Caller, at: datetime) -> Opening:
    """The first words to a caller."""
    context = context_of(session, caller.contact_id, at)
    contact: Contact = session.get(Contact, caller.contact_id)
    profile = get_shop().company.profile
    values = {"name": f", {contact.name.split()[0]}" if contact.name else "", "assistant": profile.assistant_name,
              "company": profile.name}
    if caller.with_people:
        return _made(session, caller, "utter_phone_hello_to_people", values, {})
    marketing = ledger.standing(session, context.ids, "marketing") if context and context.has_consents else "unasked"
    known = slots_for(context, at, 0, None, marketing) if context else {}
    today = local_time(contact, at).date()
    pending = pending_of(known, today)
    slots = {} if contact.stage == BUYER else {"greeted": meeting_of(known, today).kept}
    sentence = _pending(pending, register_of(contact)) if pending else ""
    if sentence:
        return _made(session, caller, "utter_phone_hello_known", {**values, "pending": sentence}, slots)
    return _made(session, caller, "utter_phone_hello", values, slots)


def _made(session: Session, caller: Caller, name: str, values: dict[str, str], slots: dict[str, Any]) -> Opening:
    return Opening(spoken(words(session, caller.contact_id, name, values), caller.country), name, slots)


def _pending(pending: Any, register: str) -> str:
    what = pending.words
    if pending.kind == "topic":
        if f"utter_topic_{what}" not in texts.names("utter_topic_"):
            return ""
        what = texts.fill(f"utter_topic_{what}", register=register)
    return texts.fill(f"utter_pending_{pending.kind}", register=register, words=what)


@lru_cache(maxsize=1)
def hints() -> str:
    """Words that a recogniser would not expect: the company's names, its towns and its goods."""
    company = get_shop().company
    names = [company.profile.name, company.profile.assistant_name, "WhatsApp",
             *(branch.city for branch in company.profile.branches), *(item.name for item in company.products)]
    plain = [" ".join(name.replace(",", " ").split()) for name in names]
    return ", ".join(list(dict.fromkeys(plain))[:MOST_HINTS])
