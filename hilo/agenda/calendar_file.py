"""The calendar entry of an appointment (RFC 5545), as the person's own calendar takes it in."""
from __future__ import annotations

from datetime import datetime, timezone
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vCalAddress, vText

from hilo.agenda import words
from hilo.agenda.slots import zone_of
from hilo.business.agendas import Agenda
from hilo.business.company import Shop
from hilo.crm.agenda import Appointment
from hilo.texts import texts


def file_name(appointment: Appointment) -> str:
    """The same for every state of an appointment, so that its address stays."""
    return f"{appointment.number.lower()}.ics"


def calendar_file(shop: Shop, agenda: Agenda, appointment: Appointment, at: datetime) -> bytes:
    """The entry, or that it is cancelled. UID and SEQUENCE make a moved one take the place of the one before."""
    profile, zone = shop.company.profile, zone_of(shop, agenda)
    is_cancelled = appointment.status == "cancelled"
    event = Event()
    event.add("uid", f"{appointment.number.lower()}@{urlsplit(profile.contact.web).hostname}")
    event.add("sequence", appointment.changes)
    event.add("dtstamp", at.astimezone(timezone.utc))
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("summary", texts.fill("utter_calendar_summary", company=profile.name, topic=appointment.topic))
    event.add("description", texts.fill("utter_calendar_description", adviser=agenda.adviser,
                                        number=appointment.number))
    event.add("location", _location(shop, agenda))
    if agenda.link:
        event.add("url", agenda.link)
    organizer = vCalAddress(f"mailto:{profile.contact.email}")
    organizer.params["cn"] = vText(profile.name)
    event["organizer"] = organizer
    calendar = Calendar()
    calendar.add("prodid", f"-//{profile.name}//Hilo//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _location(shop: Shop, agenda: Agenda) -> str:
    branch = words.branch_of(shop, agenda)
    if branch is None:
        return agenda.link or words.place(shop, agenda)
    return f"{branch.name}, {branch.address}, {branch.city}"
