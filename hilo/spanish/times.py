"""Times (first, simple version)."""
from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import List, NamedTuple, Optional

from hilo.spanish.reading import Reading


class When(NamedTuple):
    start: datetime
    end: Optional[datetime]
    vague: bool


class TimeFound(NamedTuple):
    when: When
    start: int
    end: int
    has_hour: bool
    confidence: float


_DAYS = ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"]
_RE = re.compile(
    r"(?P<day>\b(?:hoy|pasado mañana|(?:el |este )?(?P<wd>lunes|martes|miercoles|jueves|viernes|sabado|domingo)|(?<!la )mañana)\b)?"
    r"(?:\s?(?P<clock>a las? (?P<h>\d{1,2})(?:[:.](?P<m>\d\d)| y (?P<half>media|cuarto))?))?")


def find_times(reading: Reading, now: datetime, country: Optional[str] = None) -> List[TimeFound]:
    found = []
    for m in _RE.finditer(reading.plain):
        if not m.group():
            continue
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if m.group("day"):
            if m.group("wd"):
                day += timedelta(days=(_DAYS.index(m.group("wd")) - day.weekday() - 1) % 7 + 1)
            elif "pasado" in m.group("day"):
                day += timedelta(days=2)
            elif "mañana" in m.group("day"):
                day += timedelta(days=1)
        start = day
        if m.group("clock"):
            h = int(m.group("h"))
            if h > 24:
                continue
            h += 12 if h < 8 else 0
            start = day + timedelta(hours=h, minutes=int(m.group("m") or {"media": 30, "cuarto": 15}.get(m.group("half") or "", 0)))
        found.append(TimeFound(When(start, None if m.group("clock") else day + timedelta(days=1), not m.group("clock")), m.start(), m.end(), bool(m.group("clock")), 0.9))
    return found


def read_when(text: str, now: datetime, country: Optional[str] = None) -> Optional[When]:
    found = find_times(Reading(text), now, country)
    return found[-1].when if found else None
