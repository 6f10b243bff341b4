"""Parts of the day and distances from now ("a la tardecita", "en quince días"): the words of words/times.yml."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from re import Match
from typing import NamedTuple

from hilo.spanish.time_words import UNIT, UNITS
from hilo.spanish.word_lists import expand, load_yaml


class Part(NamedTuple):
    """A part of the day, by its name in time_words.PARTS; `edge` is "", start or end of it."""

    start: int
    end: int
    name: str
    edge: str
    today: bool


class Offset(NamedTuple):
    """A distance from now (or from a named day): amount and unit, the least and the most in minutes when vague."""

    start: int
    end: int
    amount: float
    unit: str
    extra: float  # minutes on top ("una hora y media")
    vague: tuple[int, int] | None
    base: int  # days from today at which it starts to count
    past: bool


class _Patterns(NamedTuple):
    """The compiled patterns: parts with name and edge, offsets with window and kind."""

    parts: list[tuple[re.Pattern[str], str, str]]
    offsets: list[tuple[re.Pattern[str], tuple[int, int] | None, str]]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    data = load_yaml("times.yml")
    sets = {"unit": UNIT}
    return _Patterns(
        [(re.compile(expand(p["say"], sets)), p["name"], p.get("edge", "")) for p in data["parts"]],
        [(re.compile(expand(p["say"], sets)), tuple(p["window"]) if "window" in p else None, p.get("kind", ""))
         for p in data["offsets"]])


_AGO = re.compile(r"\b(?:hace|hacen|desde hace|ace|hara|hace como|hace ya) (?:unos |unas |como |mas de |casi |ya |"
                  r"menos de |un par de |varios |varias )?(?:(?P<n>\d{1,4}|una?|medi[oa]) )?(?P<unit>" + UNIT
                  + r"|(?P<unknown>(?:un )?(?:rato|ratito|tiempo)|noches|mucho|poco|banda|bocha))(?: y media?)?|"
                  r"\b(?P<n2>\d{1,3}|una?) (?P<unit2>" + UNIT + r") (?:atras|antes)\b")


_DAY_BEFORE = re.compile(
    r"(?:mañana|ayer|hoy|lunes|martes|miercoles|jueves|viernes|sabado|domingo|pasado|final de|fin de|temprano|el) $")
_FEW = {"minute": (5, 30), "hour": (120, 300), "day": (2880, 10080), "week": (20160, 50400), "month": (86400, 216000)}
"""What "unos minutos", "unas horas" … mean, in minutes from now."""
_MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "workday": 1440, "week": 10080, "fortnight": 21600,
            "month": 43200, "year": 525600}


def read_parts(plain: str) -> Iterator[Part]:
    """Every part of the day."""
    for pattern, name, edge in _patterns().parts:
        for match in pattern.finditer(plain):
            if not match.group().strip():
                continue
            groups = match.groupdict()
            small = groups.get("small") or ""
            said = {"tarde": "tardecita", "noche": "nochecita"}.get(name, "mañanita") if small else name
            if name in ("tarde", "noche") and "how" in groups and not groups["today"] and not groups["how"].strip():
                before = plain[max(0, match.start() - 10):match.start()]
                if not _DAY_BEFORE.search(before):
                    continue  # "buenas tardes", "la tarde" of something else
            yield Part(match.start(), match.end(), said, edge, bool(groups.get("today")))


def read_offsets(plain: str) -> Iterator[Offset]:
    """Every distance from now, forwards or backwards."""
    for match in _AGO.finditer(plain):
        said = match.group("n") or match.group("n2")
        unit = UNITS.get(match.group("unit2") or match.group("unit"), "day")
        amount = float(said) if said and said.isdigit() else 1.0
        known = said and (match.group("unknown") or "noches") == "noches"  # "hace años": nobody knows how many
        yield Offset(*match.span(), amount, unit, 0.0, None if known else (0, 0), 0, True)
    for pattern, window, kind in _patterns().offsets:
        for match in pattern.finditer(plain):
            yield _offset(match, window, kind)


def _offset(match: Match[str], window: tuple[int, int] | None, kind: str) -> Offset:
    groups = match.groupdict()
    said = (groups.get("n") or "").replace(",", ".")
    if kind == "few":
        few = groups["few"]
        unit = next(u for word, u in UNITS.items() if few == word or few.replace("it", "") == word)
        return Offset(*match.span(), 0.0, unit, 0.0, _FEW[unit], 0, False)
    if kind == "span":
        minutes = max(1, int(float(said) * _MINUTES[UNITS[groups["unit"]]]))
        return Offset(*match.span(), 0.0, "minute", 0.0, (0, minutes), 0, False)
    if window is not None:
        return Offset(*match.span(), 0.0, kind or "minute", 0.0, window, 0, False)
    unit = "minute" if kind == "minutes" else UNITS.get(groups.get("unit") or "", "hour")
    amount, extra, unit = _amount(said, unit)
    if groups.get("business") and unit == "day":
        unit = "workday"
    if groups.get("more") and unit == "hour":
        extra += 30.0 if groups["half"] else 15.0 if groups["quarter"] else float(groups["min"] or 0)
    most = float(groups.get("n2") or 0)
    if most > amount:
        between = int(amount * _MINUTES[unit]), int(most * _MINUTES[unit])
        return Offset(*match.span(), 0.0, unit, 0.0, between, 0, False)
    return Offset(*match.span(), amount, unit, extra, None, 1 if groups.get("base") == "mañana" else 0, False)


def _amount(said: str, unit: str) -> tuple[float, float, str]:
    """Amount, minutes on top and unit: "media hora", "hora y media", "tres cuartos de hora", "un par de días"."""
    if said.replace(".", "", 1).isdigit():
        return float(said), 0.0, unit
    if "año" in said:
        return 6.0, 0.0, "month"
    if said.startswith("medi") or said == "½":
        return (0.0, 30.0, "hour") if unit == "hour" or "hora" in said else (0.5, 0.0, unit)
    if said.startswith("hora"):
        return 1.0, 30.0, "hour"
    if "cuarto" in said:
        return 0.0, 45.0 if said.startswith(("tres", "3")) else 15.0, "hour"
    return 2.0 if said.startswith("un par") else 1.0, 0.0, unit
