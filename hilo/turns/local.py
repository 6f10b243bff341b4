"""What time it is where a person is."""
from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import object_session

from hilo.business.load import get_shop
from hilo.business.towns import zone_of
from hilo.memory.database import reading
from hilo.memory.facts import SURE
from hilo.memory.identity import UnknownContactError, group
from hilo.memory.tables import Contact, Fact


def local_time(contact: Contact, at: datetime) -> datetime:
    """A moment at the person's place, else at the company's: «mañana a las 10» means ten there."""
    return at.astimezone(zone_of_person(contact))


def zone_of_person(contact: Contact | None, city: str | None = None) -> ZoneInfo:
    """By which clock somebody lives: that of their telephone, else of their town abroad (city, else the one that the
    memory has), else the company's."""
    known = contact.time_zone if contact is not None else None
    zone = known or _zone_of_town(city or _town_told(contact))
    return ZoneInfo(zone) if zone else get_shop().calendar.zone


def zone_of_contact(contact_id: str, city: str | None = None) -> ZoneInfo:
    """As `zone_of_person`, by the name of a contact (blocks); a sender of Rasa's own API is nobody we know."""
    with reading() as session:
        try:
            return zone_of_person(session.get(Contact, group(session, contact_id)[0]), city)
        except UnknownContactError:
            return zone_of_person(None, city)


def _town_told(contact: Contact | None) -> str | None:
    """The newest town that they told for sure, as any of those that they have been known by."""
    session = object_session(contact) if contact is not None else None
    if session is None or contact is None:
        return None
    try:
        ids = group(session, contact.id)
    except UnknownContactError:  # somebody new, not written yet
        return None
    row = session.scalars(select(Fact).where(
        Fact.contact_id.in_(ids), Fact.name == "city", Fact.ended_at.is_(None),
        Fact.confidence >= SURE).order_by(Fact.recorded_at.desc(), Fact.id.desc()).limit(1)).first()
    return str(row.value) if row is not None else None


def _zone_of_town(city: str | None) -> str | None:
    shop = get_shop()
    home = shop.zone_of(city)
    if city is None or (home is not None and shop.company.profile.country in home.countries):
        return None
    countries = {country for zone in shop.company.shipping.zones for country in zone.countries}
    return zone_of(city, tuple(sorted(countries)))
