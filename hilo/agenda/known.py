"""What the memory knows of somebody who asks for an appointment."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hilo.followups.reach import reach_of
from hilo.memory.database import reading
from hilo.memory.facts import held
from hilo.memory.identity import UnknownContactError, group
from hilo.memory.tables import Contact
from hilo.turns.local import zone_of_person

CALL = "call"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Known:
    """zone: by which they live. whatsapp: where they may be written to unasked; None: nowhere. wished: the moment of an
    appointment that was agreed in a call; a call that is to be made (`callback_at`) is none."""

    zone: ZoneInfo
    country: str | None = None
    phone: str | None = None
    whatsapp: str | None = None
    email: str | None = None
    name: str | None = None
    wished: datetime | None = None


def known(contact_id: str, at: datetime, city: str | None = None) -> Known:
    """What is known of a contact; somebody whose telephone tells no time zone lives by the clock of their town, a
    stranger by the company's."""
    home = zone_of_person(None, city)
    if not _UUID.fullmatch(contact_id):  # a sender of Rasa's own API
        return Known(home)
    with reading() as session:
        try:
            ids = group(session, contact_id)
        except UnknownContactError:
            return Known(home)
        ways, contact = reach_of(session, contact_id), session.get(Contact, ids[0])
        email = held(session, ids, at, "email")
        return Known(zone_of_person(contact, city), ways.country, ways.phone, None if ways.refused else ways.whatsapp,
                     str(email[0].value) if email else None, contact.name, _agreed(session, ids, at))


def _agreed(session: Session, contact_ids: list[str], at: datetime) -> datetime | None:
    for fact in held(session, contact_ids, at, "date_time"):
        value = str(fact.value)
        if fact.source == CALL and len(value) > len("2026-11-26"):
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is not None and moment - at > timedelta(0):
                return moment
    return None
