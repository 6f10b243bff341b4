"""What time it is where a person is."""
from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hilo.business.load import get_shop
from hilo.memory.tables import Contact


def local_time(contact: Contact, at: datetime) -> datetime:
    """A moment at the person's place, else at the company's: «mañana a las 10» means ten there."""
    return at.astimezone(ZoneInfo(contact.time_zone) if contact.time_zone else get_shop().calendar.zone)
