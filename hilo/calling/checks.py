"""Whether somebody may be called, and when: number, consent, hours, how often, and what is known of the number."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import phonenumbers
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.consent import ledger
from hilo.memory.addresses import names_of, rows
from hilo.memory.identity import group, resolve
from hilo.memory.phones import Phone, canonical, is_withheld
from hilo.memory.tables import CallBatch, CallRecipient, Contact, Identity, Interaction, NextAction
from hilo.outreach.hours import next_time
from hilo.outreach.policy import get_policy
from hilo.turns.local import zone_of_person

CHANNEL = "voice"
ROOM = timedelta(minutes=15)
"""So much of the hours must be left when a call is made: a batch takes a while."""
LIVE = ("pending", "submitting", "submitted", "in_progress")
"""States of a batch that still calls."""


@dataclass(frozen=True)
class Person:
    """Somebody to be called. key: the one spelling of their number; dial: as it is dialled. contact_id, ids: None and
    empty for whom we do not know. country, zone: of the person as far as is known, else the number's."""

    key: str
    dial: str
    contact_id: str | None
    ids: tuple[str, ...]
    country: str | None
    zone: str


@dataclass(frozen=True)
class Refused:
    """reason: a word, then what it rests on."""

    reason: str


def person_of(session: Session, number: str, country: str | None) -> Person | Refused:
    """Whose number it is. country: of the row, by whose rules a national number is read."""
    profile = get_shop().company.profile
    phone = canonical(number, country or profile.country)
    if phone is None:
        what = "withheld" if is_withheld(number) else "not a number of " + (country or profile.country)
        return Refused(f"no_number: {what}" if number else "no_number: empty")
    known = rows(session, names_of("phone", phone.key, phone))
    contact_id = resolve(session, known[0].contact_id) if known else None
    contact = session.get(Contact, contact_id) if contact_id else None
    ids = tuple(group(session, contact_id)) if contact_id else ()
    dial = to_dial(number, country or profile.country, phone)
    return Person(phone.key, _as_they_write(session, ids, phone.key) if dial == phone.key else dial, contact_id, ids,
                  (contact.country if contact else None) or phone.country,
                  (contact.time_zone if contact else None) or phone.time_zone or zone_of_person(contact).key)


def to_dial(number: str, country: str | None, phone: Phone) -> str:
    """A number in E.164 with the 9 that Argentine mobiles want from abroad, where its writer gave it (or a 15)."""
    if phone.country != "AR":
        return phone.key
    try:
        read = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return phone.key
    if not phonenumbers.is_valid_number(read):
        return phone.key
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


def _as_they_write(session: Session, ids: tuple[str, ...], key: str) -> str:
    """A number as WhatsApp knows it, which has the 9 of Argentina's mobiles; the key where they have not written."""
    addresses = session.scalars(select(Identity.address).where(
        Identity.contact_id.in_(ids), Identity.kind == "whatsapp", Identity.proven.is_(True))) if ids else ()
    for address in addresses:
        phone = canonical(address)
        if phone and phone.key == key:
            return str(address).removeprefix("whatsapp:")
    return key


def may_be_called(session: Session, person: Person, purpose: str, at: datetime, but: str = "") -> Refused | None:
    """Why somebody is not to be called at all; None: they may. but: a run of whose own calls is not asked."""
    if not person.ids:
        allowed = ledger.Allowed(ledger.UNASKED[purpose], "not asked", None)
    else:
        if _is_wrong(session, person.ids):
            return Refused("wrong_number: somebody else answered there")
        allowed = ledger.may_send(session, list(person.ids), purpose, CHANNEL)
    if not allowed.yes:
        return Refused(f"no_consent: {allowed.reason} for {purpose} by {CHANNEL}")
    return _too_often(session, person.ids, at, but) if person.ids else None


def when(person: Person, purpose: str, at: datetime) -> datetime | None:
    """The moment itself where they may be called then, else the next beginning of their hours; None: not for weeks."""
    hours = get_policy().hours
    span = hours.marketing if purpose == "marketing" else hours.service
    begins = next_time(span, at, person.zone, person.country)
    if begins == at and next_time(span, at + ROOM, person.zone, person.country) != at + ROOM:
        return next_time(span, at + ROOM, person.zone, person.country)
    return begins


def _is_wrong(session: Session, ids: tuple[str, ...]) -> bool:
    """Whether a call has reached somebody else there, and nobody has put the number right since."""
    return session.execute(select(NextAction.id).where(
        NextAction.contact_id.in_(ids), NextAction.type == "correct_number", NextAction.status == "open")
        .limit(1)).first() is not None


def _too_often(session: Session, ids: tuple[str, ...], at: datetime, but: str) -> Refused | None:
    """Calls of ours in the last day and week, and one that is still to come."""
    waits = session.execute(select(CallBatch.run).join(CallRecipient, CallRecipient.batch_id == CallBatch.id).where(
        CallRecipient.contact_id.in_(ids), CallRecipient.ended_at.is_(None), CallRecipient.status != "refused",
        CallBatch.status.in_(LIVE), CallBatch.run != but).limit(1)).scalar()
    if waits:
        return Refused(f"already_to_be_called: in {waits}")
    most = get_policy().most_calls
    for days, limit, words in ((1, most.day, "in a day"), (7, most.week, "in seven days")):
        made = session.scalar(select(func.count()).select_from(Interaction).where(
            Interaction.contact_id.in_(ids), Interaction.kind == "call", Interaction.direction == "out",
            Interaction.started_at > at - timedelta(days=days))) or 0
        if made >= limit:
            return Refused(f"too_often: {made} calls {words}")
    return None
