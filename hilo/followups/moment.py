"""When to write to somebody who said "later", from their own words and by their own clock."""
from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hilo import wording
from hilo.outreach.hours import next_time
from hilo.outreach.policy import get_policy
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.time_days import read_days
from hilo.spanish.time_parts import read_offsets
from hilo.spanish.times import read_when
from hilo.texts import texts

BUSY_FOR = timedelta(hours=3)
"""How long somebody is left alone who only said that they are busy."""
SOON, A_WHILE = timedelta(hours=2), timedelta(hours=6)
"""A stretch that begins so soon and is so short is one to be met in its middle."""
AT_ONCE = timedelta(minutes=5)
"""A while that begins so soon is now."""
_UNTIL = re.compile(r"\bhasta\b", re.IGNORECASE)
_SOME_OTHER = re.compile(r"\b(?:en |para )?(?:otro|alg[uú]n|cualquier) (?:momento|rato|d[ií]a)\b", re.IGNORECASE)
"""Names no moment, though «en un momento» would."""
_ANY_MOMENT = re.compile(r"\b(?:cuando (?:puedas?|quieras?|te (?:quede|venga) (?:bien|mejor|comodo))|cualquiera?|"
                         r"(?:me )?da (?:lo mismo|igual)|no se|como quieras|vos (?:fijate|elegi)|"
                         r"tu (?:elige|decides))\b")
_NOW = re.compile(r"\W*(?:(?:no|mejor|bueno|dale|ok)\W+)*(?:ya|ahora)(?: (?:mismo|puedo|nomas|esta bien|si))?\W*")
_FROM_NOW = re.compile(r"\b(?:hoy|ahora|ahorita|ya|enseguida|rato|ratito|esta (?:tarde|noche|mañana))\b")
DAY_BEGINS = 7
"""Hour of the morning from which «a las 4» on another day is seen: it is 16."""
SOONEST = timedelta(minutes=15)
"""«Más tarde» is not at once."""


def asked_moment(text: str, now: datetime, zone: str, country: str | None) -> datetime | None:
    """The moment that a text asks for, in the person's zone; None where it names none («ahora no puedo»).

    An exact hour is taken as said, also at night. A day or a part of it is its beginning, a short while («al rato») its
    middle, «hasta las 6» its end, within the hours in which people are written to. now: any zone.
    """
    local = now.astimezone(ZoneInfo(zone))
    when = read_when(_SOME_OTHER.sub(" ", text), local, country)
    if when is None:
        return None
    start = when.start.astimezone(local.tzinfo)
    if when.end is None:
        return start
    end, length = when.end.astimezone(local.tzinfo), when.end - when.start
    if start - local < SOONEST and _UNTIL.search(text):
        last = end - timedelta(seconds=1)
        return within_hours(last.replace(hour=0, minute=0) if end.hour == 0 else end, zone, country)
    if start - local < AT_ONCE and length <= timedelta(hours=1):
        return None
    if start - local < SOON and length <= A_WHILE:
        start += length / 2
    return within_hours(max(start, local + SOONEST), zone, country)


def moved_moment(text: str, promised: datetime | None, now: datetime, zone: str,
                 country: str | None) -> datetime | None:
    """The moment to which one that was promised is moved: an hour or a part of the day alone («mejor a las 16») is
    meant on the day that was promised. promised: None where nothing was."""
    tz = ZoneInfo(zone)
    if promised is None or promised.astimezone(tz).date() <= now.astimezone(tz).date() or _names_day(text):
        return asked_moment(text, now, zone, country)
    morning = promised.astimezone(tz).replace(hour=DAY_BEGINS, minute=0, second=0, microsecond=0)
    return asked_moment(text, morning, zone, country)


def _names_day(text: str) -> bool:
    """Whether a text tells a day, or a stretch from now on («hoy», «el lunes», «en media hora», «esta tarde»)."""
    plain = Reading(text).plain
    return bool(_FROM_NOW.search(fold(text)) or any(True for _ in read_days(plain))
                or any(True for _ in read_offsets(plain)))


def is_any_moment(text: str) -> bool:
    """Whether a text leaves the moment to us («cuando puedas», «no sé»)."""
    return bool(_ANY_MOMENT.search(fold(text)))


def is_now(text: str) -> bool:
    """Whether a text says no more than that now is the moment."""
    return bool(_NOW.fullmatch(fold(text)))


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
