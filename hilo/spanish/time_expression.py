"""A time expression as it is gathered from the words, and what it turns out to mean."""
from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from hilo.spanish.time_days import Day
from hilo.spanish.time_hours import Clock
from hilo.spanish.time_parts import Offset, Part


class When(NamedTuple):
    """A moment (`end` None) or a window; `vague` where no exact moment was named."""

    start: datetime
    end: datetime | None
    vague: bool


class Meaning(NamedTuple):
    """What an expression means: `anchor` is the moment it names, `past` whether that is over."""

    when: When
    anchor: datetime
    has_hour: bool
    past: bool
    confidence: float


class Expression:
    """The words of one time expression, as they are gathered from left to right."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.days: list[Day] = []
        self.clocks: list[Clock] = []
        self.parts: list[Part] = []
        self.offset: Offset | None = None
        self.relation = ""  # before after since until
        self.day_link = ""  # "a", "y", "o" … between two days
        self.opened = ""    # "entre", "de", "desde" before the first of two
        self.opening: int | None = None  # where that word stands

    def add(self, atom: Day | Clock | Part | Offset) -> None:
        """Takes one more word group in."""
        self.end = max(self.end, atom.end)
        if isinstance(atom, Day):
            self.days.append(atom)
        elif isinstance(atom, Clock):
            self.clocks.append(atom)
        elif isinstance(atom, Part):
            self.parts.append(atom)
        else:
            self.offset = atom

    def usable(self, plain: str) -> bool:
        """Whether there is more than a number that may be an hour."""
        if (self.day_link in ("a", "al", "hasta") and len(self.days) == 2 and not self.clocks
                and all(d.kind == "weekday" and not d.which for d in self.days)):
            return False  # "de lunes a viernes": every week
        if self.days or self.offset:
            return True
        if self.parts and not self.clocks and plain.startswith(("de noche", "de tarde", "de madrugada"), self.start):
            return False  # "de noche": any night
        if self.parts and all(p.name == "mid" for p in self.parts):
            return False
        if self.clocks and all(c.weak for c in self.clocks) and not self.parts:
            return not plain[:self.start].strip(" ¿¡") and not plain[self.end:].strip(" .!?")
        return bool(self.clocks or self.parts)


def midnight(day: date, now: datetime) -> datetime:
    """The beginning of a day, with now's offset."""
    return datetime.combine(day, time.min, tzinfo=now.tzinfo)


def at_hour(day: date, hours: float, now: datetime) -> datetime:
    """So many hours after the beginning of a day, by the clock on the wall."""
    return midnight(day, now) + timedelta(hours=hours)
