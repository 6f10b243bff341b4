"""The calendar entry, read back as a calendar reads it; how moments are said."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from hilo.agenda import words
from hilo.agenda.calendar_file import calendar_file, file_name
from hilo.agenda.slots import Slot
from hilo.business.agendas import Agenda, get_agendas
from hilo.business.load import get_shop
from hilo.crm.agenda import Appointment

HOME, MEXICO = ZoneInfo("America/Argentina/Cordoba"), ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=HOME)
SHOP = get_shop()
BY = {agenda.id: agenda for agenda in get_agendas().agendas}
MADRID = Agenda(id="m", adviser="Eva", by="video", topics=["home"], minutes=30, time_zone="Europe/Madrid")
ONE = Appointment("CITA-10023", "c", "rosario", "decoración del hogar",
                  datetime(2026, 11, 26, 20, 30, tzinfo=ZoneInfo("UTC")),
                  datetime(2026, 11, 26, 21, 0, tzinfo=ZoneInfo("UTC")), "booked")


def read(agenda: Agenda, appointment: Appointment) -> tuple[Any, Any]:
    entry = calendar_file(SHOP, agenda, appointment, NOW)
    assert max(len(line) for line in entry.split(b"\r\n")) <= 75  # RFC 5545, 3.1
    calendar = Calendar.from_ical(entry)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_a_calendar_reads_what_when_and_where() -> None:
    calendar, event = read(BY["rosario"], ONE)
    assert (str(calendar["method"]), str(calendar["version"])) == ("PUBLISH", "2.0")
    assert str(event["uid"]) == "cita-10023@www.ceibo.example"
    assert event.decoded("dtstart") == ONE.starts_at
    assert event.decoded("dtstart").utcoffset() == timedelta(hours=-3)
    assert event.decoded("dtend") == ONE.ends_at
    assert event["dtstart"].params["tzid"] == "America/Argentina/Cordoba"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["America/Argentina/Cordoba"]
    assert (event["sequence"], str(event["status"])) == (0, "CONFIRMED")
    assert str(event["summary"]) == "Cita en Ceibo: decoración del hogar"
    assert str(event["location"]) == "Ceibo Rosario, Sarmiento 845, Rosario"
    assert "Julián Ferrari" in str(event["description"])
    assert str(event["organizer"]) == "mailto:hola@ceibo.example"


def test_a_moved_one_takes_the_place_of_the_one_before() -> None:
    _, event = read(BY["rosario"], replace(ONE, changes=2))
    assert (str(event["uid"]), event["sequence"]) == ("cita-10023@www.ceibo.example", 2)
    assert file_name(replace(ONE, changes=2)) == file_name(ONE) == "cita-10023.ics"


def test_a_cancelled_one_takes_it_away() -> None:
    calendar, event = read(BY["rosario"], replace(ONE, status="cancelled", changes=1))
    assert (str(calendar["method"]), str(event["status"]), event["sequence"]) == ("CANCEL", "CANCELLED", 1)


def test_a_zone_whose_clocks_change_is_described_with_its_change() -> None:
    calendar, event = read(MADRID, replace(ONE, agenda="m"))
    [zone] = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/Madrid"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    assert event.decoded("dtstart") == ONE.starts_at


def test_a_call_by_video_has_its_link() -> None:
    _, event = read(BY["video"], ONE)
    assert str(event["location"]) == str(event["url"]) == "https://reunion.ceibo.example/carolina"


@pytest.mark.parametrize(("agenda", "hours", "zone", "said"), [
    ("rosario", 0, None, "el jueves 26 de noviembre a las 17:30"),
    ("rosario", -48, None, "hoy, martes 24 de noviembre, a las 17:30"),
    ("rosario", -24, None, "mañana, miércoles 25 de noviembre, a las 17:30"),
    ("rosario", 0, MEXICO, "el jueves 26 de noviembre a las 17:30"),  # who comes comes by the branch's clock
    ("video", 0, HOME, "el jueves 26 de noviembre a las 17:30"),
    ("video", 0, ZoneInfo("America/Montevideo"), "el jueves 26 de noviembre a las 17:30"),  # another zone, one clock
    ("video", 0, MEXICO, "el jueves 26 de noviembre a las 17:30 de Santa Fe (14:30 en la hora de Ciudad de México)"),
    ("video", 3, ZoneInfo("Europe/Madrid"),
     "el jueves 26 de noviembre a las 20:30 de Santa Fe (0:30 en la hora de Madrid, el viernes 27 de noviembre)"),
])
def test_a_moment_is_said_by_both_clocks_where_they_differ(agenda: str, hours: int, zone: ZoneInfo | None,
                                                           said: str) -> None:
    assert words.moment(SHOP, BY[agenda], ONE.starts_at + timedelta(hours=hours), NOW, zone) == said


def test_an_adviser_abroad_is_said_to_be_abroad() -> None:
    assert words.moment(SHOP, MADRID, ONE.starts_at, NOW, HOME) == (
        "el jueves 26 de noviembre a las 21:30 de Madrid (17:30 en la hora de Córdoba)")


def test_several_are_said_by_their_days_and_the_clocks_once() -> None:
    slots = [(BY["video"], Slot("video", ONE.starts_at + timedelta(hours=off), ONE.ends_at)) for off in (0, 1, 24)]
    assert words.several(SHOP, slots, NOW, HOME) == (
        "el jueves 26 de noviembre a las 17:30 o a las 18:30; o el viernes 27 de noviembre a las 17:30")
    assert words.several(SHOP, slots[:2], NOW, MEXICO) == (
        "el jueves 26 de noviembre a las 17:30 de Santa Fe (14:30 en la hora de Ciudad de México) o a las 18:30 "
        "(15:30)")


def test_a_button_is_no_longer_than_whatsapp_takes() -> None:
    longest = datetime(2026, 11, 25, 17, 30)
    assert (words.button(longest), len(words.button(longest))) == ("miércoles 25, 17:30", 19)
    assert words.payload(longest) == "miércoles 25 de noviembre a las 17:30"
