"""How a person can be written to first, and by which clock they live."""
from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.consent import ledger
from hilo.memory import facts
from hilo.memory.database import reading
from hilo.memory.identity import UnknownContactError, group
from hilo.memory.phones import canonical
from hilo.memory.tables import Contact, Fact, Identity, Inbox
from hilo.memory.whatsapp import whatsapp_address
from hilo.turns.local import zone_of_person

WHATSAPP = "whatsapp"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Reach:
    """zone: IANA. country: ISO 3166-1, null while unknown. whatsapp: where they can be written to first; null: nowhere.
    phone: a number to call them at. refused: they said that they want no messages there."""

    zone: str
    country: str | None = None
    whatsapp: str | None = None
    phone: str | None = None
    refused: bool = False


def reach(contact_id: str) -> Reach:
    """How to reach a contact; somebody unknown lives by the company's clock."""
    if not _UUID.fullmatch(contact_id):  # a sender of Rasa's own API
        return Reach(zone_of_person(None).key)
    with reading() as session:
        return reach_of(session, contact_id)


def reach_of(session: Session, contact_id: str) -> Reach:
    """As `reach`, within a transaction."""
    try:
        ids = group(session, contact_id)
    except UnknownContactError:
        return Reach(zone_of_person(None).key)
    contact = session.get(Contact, ids[0])
    told = _told_phone(session, ids)
    known = list(session.execute(select(Identity.kind, Identity.address).where(
        Identity.contact_id.in_(ids), Identity.kind.in_(("phone", WHATSAPP))).order_by(Identity.proven.desc(),
                                                                                       Identity.id)))
    phones = [address for kind, address in known if kind == "phone"]
    wrote = _wrote_from(session, ids) or next((address for kind, address in known if kind == WHATSAPP), None)
    number = told or next(iter(phones), None)
    return Reach(zone_of_person(contact).key, contact.country,
                 wrote or (whatsapp_address(number) if number else None),
                 number or (wrote.removeprefix("whatsapp:") if wrote else None),
                 not ledger.may_send(session, ids, "service", WHATSAPP).yes)


def _wrote_from(session: Session, contact_ids: list[str]) -> str | None:
    """The WhatsApp address from which they wrote last."""
    return session.scalars(select(Inbox.address).where(
        Inbox.contact_id.in_(contact_ids), Inbox.channel == WHATSAPP, Inbox.kind == "message")
        .order_by(Inbox.number.desc()).limit(1)).first()


def _told_phone(session: Session, contact_ids: list[str]) -> str | None:
    row = session.scalars(select(Fact).where(
        Fact.contact_id.in_(contact_ids), Fact.name.in_(("alt_phone", "phone")), Fact.ended_at.is_(None),
        Fact.confidence >= facts.SURE).order_by(Fact.recorded_at.desc(), Fact.id.desc()).limit(1)).first()
    found = canonical(str(row.value), get_shop().company.profile.country) if row is not None else None
    return found.key if found else None
