"""When somebody would like to come: days and hours kept apart, so that «a la tarde» after «el jueves» is Thursday
afternoon."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hilo.spanish.reading import Reading
from hilo.spanish.time_days import read_days
from hilo.spanish.time_hours import read_clocks
from hilo.spanish.time_parts import read_offsets, read_parts
from hilo.spanish.times import TimeFound, find_times

SOON = timedelta(minutes=5)
"""A stretch of an hour at most that begins so soon: «lo antes posible»."""
MIDNIGHT = time(0)
HALF_DAY = 12 * 60
"""Minutes."""


@dataclass(frozen=True)
class Wish:
    """first, last: days, both included; None: any. since, until: hours of the day; equal: exactly then. either: which
    half of the day was not said («a las 5»). soon: as soon as possible."""

    first: date | None = None
    last: date | None = None
    since: time | None = None
    until: time | None = None
    either: bool = False
    soon: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether an hour is meant, not a stretch."""
        return self.since is not None and self.since == self.until

    @property
    def says_day(self) -> bool:
        """Whether days are named."""
        return self.first is not None

    @property
    def says_hours(self) -> bool:
        """Whether hours are named."""
        return self.since is not None or self.until is not None

    def days_off(self, day: date) -> int:
        """How many days a day lies outside of the days wished; 0 within."""
        if self.first is not None and day < self.first:
            return (self.first - day).days
        return (day - self.last).days if self.last is not None and day > self.last else 0

    def minutes_off(self, at: time) -> int:
        """How many minutes an hour lies outside of the hours wished; 0 within."""
        here = _minutes(at)
        since, until = _minutes(self.since or MIDNIGHT), _minutes(self.until or MIDNIGHT) or 2 * HALF_DAY
        if self.is_exact:
            off = abs(here - since)
            return min(off, abs(here - (since + HALF_DAY) % (2 * HALF_DAY))) if self.either else off
        return max(since - here, here - (until - 1), 0)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment, by the clock on which the wish was read, is one of those wished."""
        return self.days_off(moment.date()) == 0 and self.minutes_off(moment.time()) == 0

    def after(self, earlier: Wish | None) -> Wish:
        """This wish, with what only an earlier one said."""
        if earlier is None or self.soon:
            return self
        whole = self
        if not self.says_day:
            whole = replace(whole, first=earlier.first, last=earlier.last)
        if not self.says_hours and not earlier.is_exact:
            whole = replace(whole, since=earlier.since, until=earlier.until)
        return whole

    def as_row(self) -> dict[str, Any]:
        """In JSON types, without what is not said."""
        row = {name: getattr(self, name) for name in ("first", "last", "since", "until", "either", "soon")}
        return {name: value if isinstance(value, bool) else value.isoformat() for name, value in row.items() if value
                is not None and value is not False}


def from_row(row: Mapping[str, Any] | None) -> Wish | None:
    """Back again."""
    if row is None:
        return None
    first, last = (date.fromisoformat(row[name]) if name in row else None for name in ("first", "last"))
    since, until = (time.fromisoformat(row[name]) if name in row else None for name in ("since", "until"))
    return Wish(first, last, since, until, bool(row.get("either")), bool(row.get("soon")))


@dataclass(frozen=True)
class Heard:
    """wish: the last time that is asked for. avoid: the times that are refused. words: the wish's own words, folded."""

    wish: Wish | None
    avoid: tuple[Wish, ...]
    words: str = ""


def read_wishes(text: str, now: datetime, country: str | None) -> Heard:
    """What a message says of times to come. now: by the clock of whoever says it."""
    reading = Reading(text)
    found = [one for one in find_times(reading, now, country) if not one.past and not one.told]
    asked = [one for one in found if one.asks]
    last = asked[-1] if asked else None
    return Heard(_wish(reading.plain, last, now) if last else None,
                 tuple(_wish(reading.plain, one, now) for one in found if not one.asks),
                 reading.plain[last.start:last.end].strip() if last else "")


def _wish(plain: str, found: TimeFound, now: datetime) -> Wish:
    """The days and hours of an expression, as far as its words name them."""
    start, end = found.when.start.astimezone(now.tzinfo), found.when.end and found.when.end.astimezone(now.tzinfo)
    clocks, parts = _inside(read_clocks(plain), found), _inside(read_parts(plain), found)
    offsets = _inside(read_offsets(plain), found)
    if end is not None and start - now < SOON and end - start <= timedelta(hours=1) and not clocks:
        return Wish(soon=True)
    wish = Wish()
    if _inside(read_days(plain), found) or offsets or any(part.today for part in parts):
        last = start if end is None else end - timedelta(microseconds=1)
        wish = replace(wish, first=start.date(), last=last.date())
    if clocks or parts or (offsets and end is None):
        stretch = bool(clocks) and clocks[0].last is not None
        begun = end is not None and not stretch and abs(start - now) < timedelta(seconds=1)  # «hasta las 12»
        since = None if begun else start.time()
        until = start.time() if end is None else end.time() if end.time() != MIDNIGHT else None
        hour = clocks[0].first if clocks else None
        half_is_open = hour is not None and not hour.part and hour.hour <= 12 and not parts
        wish = replace(wish, since=since, until=until, either=half_is_open and end is None)
    return wish


def _inside(atoms: Iterable[Any], found: TimeFound) -> list[Any]:
    """Those of an expression."""
    return [atom for atom in atoms if atom.start < found.end and found.start < atom.end]


def is_avoided(moment: datetime, avoid: Sequence[Wish]) -> bool:
    """Whether a moment is one that was refused."""
    return any((one.says_day or one.says_hours) and one.holds(moment) for one in avoid)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
