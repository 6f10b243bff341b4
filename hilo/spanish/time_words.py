"""Words of time, as pieces of patterns over `Reading.plain` (folded, number words as figures)."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from hilo.spanish.word_lists import lines

SOUTHERN = frozenset(["AR", "BO", "CL", "PE", "PY", "UY", "BR"])

WEEKDAYS = {
    "lunes": 0, "lune": 0, "lnes": 0, "lun": 0, "lu": 0, "martes": 1, "marte": 1, "mates": 1, "mar": 1, "ma": 1, "miercoles": 2, "miercole": 2,
    "miercole s": 2, "miecoles": 2, "miercols": 2, "mierc": 2, "mier": 2, "mie": 2, "mx": 2, "jueves": 3, "jueve": 3, "juebes": 3, "jue": 3, "viernes": 4, "vierne": 4,
    "biernes": 4, "virnes": 4, "vie": 4, "sabado": 5, "savado": 5, "sabdo": 5, "sab": 5, "domingo": 6, "domigo": 6, "dom": 6,
}
_SHORT = ("lun", "lu", "mar", "ma", "mier", "mierc", "mie", "mx", "jue", "vie", "sab", "dom")
WEEKDAY = "(?:" + "|".join(sorted((w for w in WEEKDAYS if w not in _SHORT), key=len, reverse=True)) + ")"
SHORT_WEEKDAY = "(?:" + "|".join(sorted(_SHORT, key=len, reverse=True)) + ")"
MONTHS = {
    "enero": 1, "ene": 1, "febrero": 2, "feb": 2, "marzo": 3, "mar": 3, "abril": 4, "abr": 4, "mayo": 5, "may": 5, "junio": 6, "jun": 6, "julio": 7, "jul": 7,
    "agosto": 8, "ago": 8, "septiembre": 9, "setiembre": 9, "setimbre": 9, "septiembe": 9, "sept": 9, "sep": 9, "set": 9, "octubre": 10, "oct": 10,
    "noviembre": 11, "nobiembre": 11, "nov": 11, "diciembre": 12, "disiembre": 12, "dic": 12,
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
LONG_MONTH = "(?:" + "|".join(sorted((m for m in MONTHS if len(m) > 4 or m == "mayo"), key=len, reverse=True)) + ")"
UNITS = {
    "segundo": "second", "segundos": "second", "seg": "second", "minuto": "minute", "minutos": "minute", "minutito": "minute", "minutitos": "minute", "min": "minute",
    "mins": "minute", "hora": "hour", "horas": "hour", "horita": "hour", "hs": "hour", "hrs": "hour", "hr": "hour", "h": "hour", "dia": "day", "dias": "day", "diitas": "day", "diita": "day",
    "semana": "week", "semanas": "week", "semanita": "week", "quincena": "fortnight", "quincenas": "fortnight", "mes": "month", "meses": "month", "año": "year", "años": "year",
    "ano": "year", "anos": "year",
}
UNIT = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")\b"
PARTS: dict[str, tuple[float, float]] = {
    "madrugada": (0, 6), "mañana": (8, 12), "manana": (8, 12), "mañanita": (7, 10), "media mañana": (10, 11.5), "mediodia": (12, 14), "siesta": (14, 17),
    "tarde": (14, 19), "tardecita": (17, 20), "tardesita": (17, 20), "media tarde": (16, 18), "noche": (20, 23), "nochecita": (19, 22),
    "first hour": (8, 10), "last hour": (18, 20), "end of day": (18, 24), "lunch": (12, 14), "after lunch": (14, 17),
    "after work": (18, 21), "before lunch": (11, 13), "later": (12, 24), "early": (8, 10), "dinner": (20, 22), "whole morning": (6, 12), "evening": (17, 20),
}
"""Hours in which a part of the day begins and ends, as people who sell and buy mean it."""
AFTERNOON = frozenset(("tarde", "tardecita", "tardesita", "media tarde", "siesta", "noche", "nochecita", "last hour", "evening", "after work", "after lunch", "dinner",
                       "end of day"))
"""Parts in which "a las 5" is 17:00."""

Rule = Callable[[int], date]


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The nth such weekday of a month; n = -1 is the last."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _rule(text: str) -> Rule:
    """"12-25", "10:sun:3" (third Sunday of October) or "easter-2"."""
    text = text.strip()
    if text.startswith("easter"):
        shift = int(text[6:] or 0)
        return lambda year: easter(year) + timedelta(days=shift)
    if ":" in text:
        month, day, n = text.split(":")
        weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(day)
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
            words = part.split()
            for country in words[1:] or [""]:
                by_country[country] = _rule(words[0])
        for name in names.split(","):
            table[" ".join(name.split())] = by_country
    return table


@lru_cache(maxsize=1)
def feast_pattern() -> re.Pattern[str]:
    names = sorted(feasts(), key=len, reverse=True)
    return re.compile(r"\b(?:el |la |las |los )?(?P<feast>" + "|".join(map(re.escape, names)) + r")\b(?: (?:del? )?(?P<year>20\d\d))?")


def feast_rule(name: str, country: str | None) -> Rule | None:
    """The rule of a feast for a country, or for everybody."""
    rules = feasts()[name]
    return rules.get((country or "").upper()) or rules.get("") or next(iter(rules.values()), None)


def season(name: str, year: int, southern: bool) -> tuple[date, date]:
    """First and past-the-last day of the season that begins in this year."""
    order: list[str] = ["otoño", "invierno", "primavera", "verano"] if southern else ["primavera", "verano", "otoño", "invierno"]
    starts = [date(year, 3, 21), date(year, 6, 21), date(year, 9, 23), date(year, 12, 21), date(year + 1, 3, 21)]
    at = order.index("otoño" if name == "otono" else name)
    return starts[at], starts[at + 1]
