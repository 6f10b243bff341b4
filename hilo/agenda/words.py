"""How moments and places of appointments are said."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale

from hilo import wording
from hilo.agenda.slots import Slot, zone_of
from hilo.business.agendas import Agenda
from hilo.business.company import Shop
from hilo.business.models import Branch
from hilo.texts import texts


def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    return ZoneInfo(name)


def moment(shop: Shop, agenda: Agenda, at: datetime, now: datetime, zone: ZoneInfo | None = None) -> str:
    """«el jueves 26 de noviembre a las 10:00 de Santa Fe (8:00 en tu hora de Ciudad de México)». zone: the person's;
    its hour is told too where it differs, for what is done at a distance."""
    here = at.astimezone(zone_of(shop, agenda))
    return f"{_day(here.date(), now.astimezone(here.tzinfo).date())} {hour(shop, agenda, at, zone)}"


def hour(shop: Shop, agenda: Agenda, at: datetime, zone: ZoneInfo | None = None, again: bool = False) -> str:
    """«a las 10:00», «a la 1:30», or with both clocks. again: whose clocks they are was just said."""
    here = at.astimezone(zone_of(shop, agenda))
    said = _at(here)
    if agenda.by == "visit" or zone is None or at.astimezone(zone).utcoffset() == here.utcoffset():
        return said
    there = at.astimezone(zone)
    days = (there.date() - here.date()).days
    other_day = texts.fill("utter_appointment_other_day", day=wording.day(there.date())) if days else ""
    if again:
        return texts.fill("utter_appointment_two_clocks_again", local=said, own=_clock(there), other_day=other_day)
    return texts.fill("utter_appointment_two_clocks", local=said, place=_city(shop, agenda), own=_clock(there),
                      other_day=other_day, zone=town_of(zone))


def several(shop: Shop, slots: Sequence[tuple[Agenda, Slot]], now: datetime, zone: ZoneInfo) -> str:
    """Moments to choose from, by day: «el jueves 26 de noviembre a las 16:30 o a las 18:00; o el viernes …»."""
    days: dict[str, list[str]] = {}
    for agenda, slot in slots:
        here = slot.starts_at.astimezone(zone_of(shop, agenda))
        day = _day(here.date(), now.astimezone(here.tzinfo).date())
        again = bool(days)
        days.setdefault(day, []).append(hour(shop, agenda, slot.starts_at, zone, again))
    parts = [f"{day} {wording.listing(hours, 'or')}" for day, hours in days.items()]
    if len(parts) == 1:
        return parts[0]
    return texts.fill("utter_appointment_or", first="; ".join(parts[:-1]), last=parts[-1])


def button(at: datetime) -> str:
    """«jueves 26, 17:30»; «miércoles 26, 17:30» is as long as a button may be. By the clock of the moment given."""
    return f"{wording.day(at.date()).split()[0]} {at.day}, {_clock(at)}"


def payload(at: datetime) -> str:
    """What a button says, so that it is read as if it were written."""
    return f"{wording.day(at.date())} a las {wording.hour(at)}"


def place(shop: Shop, agenda: Agenda) -> str:
    """«en Ceibo Rosario, Sarmiento 845», «por videollamada», «por teléfono»."""
    branch = branch_of(shop, agenda)
    if branch is None:
        return texts.fill(f"utter_appointment_by_{agenda.by}")
    return texts.fill("utter_appointment_by_visit", name=branch.name, address=branch.address)


def branch_of(shop: Shop, agenda: Agenda) -> Branch | None:
    """Where it is held; None: at a distance."""
    return next((branch for branch in shop.company.profile.branches if branch.id == agenda.branch), None)


def _day(day: date, today: date) -> str:
    ahead = (day - today).days
    name = {0: "utter_appointment_today", 1: "utter_appointment_tomorrow"}.get(ahead, "utter_appointment_day")
    return texts.fill(name, day=wording.day(day))


def _at(moment: datetime) -> str:
    return texts.fill("utter_moment_at_one" if moment.hour == 1 else "utter_moment_at", hour=_clock(moment))


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def town_of(zone: ZoneInfo) -> str:
    """By which town a zone is called: «Ciudad de México». Some are known by their older id alone: America/Cordoba."""
    last = zone.key.rsplit("/", 1)[-1]
    named = Locale.parse("es").time_zones
    found = named.get(zone.key, {}).get("city") or named.get(f"America/{last}", {}).get("city")
    return str(found or last.replace("_", " "))


def _city(shop: Shop, agenda: Agenda) -> str:
    """By whose clock an agenda runs, as people call it."""
    if agenda.time_zone:
        return town_of(ZoneInfo(agenda.time_zone))
    branch = branch_of(shop, agenda) or shop.company.profile.branches[0]
    return branch.city
