"""Words of time, as pieces of patterns over `Reading.plain` (folded, number words as figures)."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from hilo.spanish.word_lists import lines, load_yaml

SOUTHERN = frozenset(("AR", "BO", "CL", "PE", "PY", "UY", "BR"))
"""Countries in which summer is in January."""
_DATA = load_yaml("times.yml")


def _table(name: str, *kinds: str) -> dict[str, int]:
    return {word: number for number, words in _DATA[name].items() for kind in kinds for word in words[kind]}


def any_of(words: dict[str, int]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


WEEKDAYS = _table("weekdays", "words", "short")
WEEKDAY, SHORT_WEEKDAY = any_of(_table("weekdays", "words")), any_of(_table("weekdays", "short"))
MONTHS = _table("months", "words", "short")
MONTH, LONG_MONTH = any_of(MONTHS) + r"(?![a-z])\.?", any_of(_table("months", "words"))
UNITS: dict[str, str] = {word: unit for unit, words in _DATA["units"].items() for word in words}
UNIT = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")\b"
PARTS: dict[str, tuple[float, float]] = {name: (begin, end) for name, (begin, end) in _DATA["hours"].items()}
"""Hours in which a part of the day begins and ends; 24 is the day's end."""
AFTERNOON = frozenset(_DATA["afternoon"])
"""Parts in which "a las 5" is 17:00."""
MORNING = frozenset(_DATA["morning"])
"""Parts in which it is 5:00."""

Rule = Callable[[int], date]
"""A feast's day in a year."""


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The nth such weekday of a month; n = -1 is the last."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _rule(text: str) -> Rule:
    """"12-25", "10:sun:3" (third Sunday of October) or "easter-2"."""
    if text.startswith("easter"):
        shift = int(text[6:] or 0)
        return lambda year: easter(year) + timedelta(days=shift)
    if ":" in text:
        month, day, n = text.split(":")
        weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(day)
        return lambda year: nth_weekday(year, int(month), weekday, int(n))
    month, day = text.split("-")
    return lambda year: date(year, int(month), int(day))


@lru_cache(maxsize=1)
def feasts() -> dict[str, dict[str, Rule]]:
    """Folded name → country ("" for all others) → the feast's date in a year."""
    table: dict[str, dict[str, Rule]] = {}
    for line in lines("feasts.txt"):
        names, rules = line.split("|")
        by_country: dict[str, Rule] = {}
        for part in rules.split(";"):
            rule, *countries = part.split()
            for country in countries or [""]:
                by_country[country] = _rule(rule)
        for name in names.split(","):
            table[" ".join(name.split())] = by_country
    return table


@lru_cache(maxsize=1)
def feast_pattern() -> re.Pattern[str]:
    """Any feast, with the year if one is said."""
    names = "|".join(map(re.escape, sorted(feasts(), key=len, reverse=True)))
    return re.compile(rf"\b(?:el |la |las |los )?(?P<feast>{names})\b(?: (?:del? )?(?P<year>20\d\d))?")


def feast_rule(name: str, country: str | None) -> Rule | None:
    """The rule of a feast for a country, or for everybody."""
    rules = feasts()[name]
    return rules.get((country or "").upper()) or rules.get("") or next(iter(rules.values()), None)


def season(name: str, year: int, southern: bool) -> tuple[date, date]:
    """First and past-the-last day of the season that begins in this year."""
    order = ("otoño", "invierno", "primavera", "verano")
    at = (order if southern else (*order[2:], *order[:2])).index("otoño" if name == "otono" else name)
    starts = (date(year, 3, 21), date(year, 6, 21), date(year, 9, 23), date(year, 12, 21), date(year + 1, 3, 21))
    return starts[at], starts[at + 1]
