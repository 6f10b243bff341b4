"""When to write to somebody who said "later", from their own words and by their own clock."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hilo import wording
from hilo.outreach.hours import next_time
from hilo.outreach.policy import get_policy
from hilo.spanish.times import read_when
from hilo.texts import texts

BUSY_FOR = timedelta(hours=3)
"""How long somebody is left alone who only said that they are busy."""
SOONEST = timedelta(minutes=15)
"""«Más tarde» is not at once."""


def asked_moment(text: str, now: datetime, zone: str, country: str | None) -> datetime | None:
    """The moment that a text asks for, in the person's zone; None where it names none.

    An exact hour is taken as said, also at night. Where only a day or a part of it was named it is the beginning of
    that, within the hours in which people are written to. now: any zone.
    """
    local = now.astimezone(ZoneInfo(zone))
    when = read_when(text, local, country)
    if when is None:
        return None
    if when.end is None and not when.vague:
        return when.start.astimezone(local.tzinfo)
    if when.end is not None and when.start <= local + SOONEST and when.end - local > timedelta(days=1):
        last = (when.end - timedelta(seconds=1)).astimezone(local.tzinfo)  # «dame hasta el jueves»: on that day
        return within_hours(last.replace(hour=0, minute=0), zone, country)
    return within_hours(max(when.start, local + SOONEST), zone, country)


def busy_moment(now: datetime, zone: str, country: str | None) -> datetime:
    """When to write to somebody who only said that it is a bad moment."""
    return within_hours(now.astimezone(ZoneInfo(zone)) + BUSY_FOR, zone, country)


def within_hours(moment: datetime, zone: str, country: str | None) -> datetime:
    """The moment or the next one at which people are written to, on a round five minutes."""
    local = moment.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    local += timedelta(minutes=-local.minute % 5)
    return next_time(get_policy().hours.service, local, zone, country) or local


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    return ZoneInfo(name)


def in_words(moment: datetime, now: datetime) -> str:
    """«hoy a las 18:30», «mañana a las 9», «el jueves 26 de noviembre a las 10», by the moment's own zone."""
    today: date = now.astimezone(moment.tzinfo).date()
    days = (moment.date() - today).days
    hour = wording.hour(moment) if moment.minute else str(moment.hour)
    at = texts.fill("utter_moment_at_one" if moment.hour == 1 else "utter_moment_at", hour=hour)
    if days in (0, 1):
        return texts.fill("utter_moment_today" if days == 0 else "utter_moment_tomorrow", at=at)
    return texts.fill("utter_moment_day", day=wording.day(moment.date()), at=at)
