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
                  + r"|rato|ratito|tiempo|noches|un rato|mucho|poco|banda|bocha)(?: y media?)?|\b(?:\d{1,3}|una?) (?:" + UNIT + r") (?:atras|antes)\b")


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
                if not re.search(r"(?:mañana|ayer|hoy|lunes|martes|miercoles|jueves|viernes|sabado|domingo|pasado|final de|fin de|temprano|el) $", before):
                    continue
            yield Part(match.start(), match.end(), said, edge, bool(groups.get("today")))


def read_offsets(plain: str) -> Iterator[Offset]:
    """Every distance from now, forwards or backwards."""
    for match in _AGO.finditer(plain):
        said = match.group("n") or "1"
        unit = UNITS.get(match.group("unit") or "", "day" if match.group("unit") == "noches" else "minute")
        counted = match.group("n") or not match.group("unit")
        yield Offset(*match.span(), 1.0 if not said.isdigit() else float(said), unit, 0.0, None if counted else (0, 0), 0, True)
    for pattern, vague, mode in _patterns().offsets:
        for match in pattern.finditer(plain):
            yield from _offset(match, vague, mode)


def _offset(match: Match[str], vague: tuple[int, int] | None, mode: str) -> Iterator[Offset]:
    groups = match.groupdict()
    said = (groups.get("n") or "").replace(",", ".")
    if mode == "few":
        unit = UNITS.get(groups["few"].replace("itas", "as").replace("horitas", "horas").replace("minutitos", "minutos").replace("diitas", "dias"), "day")
        minutes = {"minute": (5, 30), "hour": (120, 300), "day": (2880, 10080), "week": (20160, 50400), "month": (86400, 216000)}[unit]
        yield Offset(*match.span(), 0.0, unit, 0.0, minutes, 0, False)
        return
    if mode == "span":
        unit = UNITS[groups["unit"]]
        minutes = int(float(said) * {"second": 1 / 60, "minute": 1, "hour": 60}[unit]) or 1
        yield Offset(*match.span(), 0.0, "minute", 0.0, (0, minutes), 0, False)
        return
    if vague is not None:
        yield Offset(*match.span(), 0.0, mode or "minute", 0.0, vague, 0, False)
        return
    unit = "minute" if mode == "minutes" else UNITS.get(groups.get("unit") or "", "hour")
    amount, extra = 1.0, 0.0
    if said.replace(".", "", 1).isdigit():
        amount = float(said)
    elif said.startswith("medi") or said == "½":
        amount = 0.0 if unit == "hour" else 0.5
        extra = 30.0 if unit == "hour" else 0.0
        if "hora" in said:
            amount, extra, unit = 0.0, 30.0, "hour"
        if "año" in said:
            amount, extra, unit = 6.0, 0.0, "month"
    elif said.startswith("hora"):
        amount, extra = 1.0, 30.0
    elif "cuarto" in said:
        amount, extra, unit = 0.0, 45.0 if "tres" in said or said[0] == "3" else 15.0, "hour"
    elif said.startswith("un par"):
        amount = 2.0
    if groups.get("more") and unit == "hour":
        extra += 30.0 if groups["half"] else 15.0 if groups["quarter"] else float(groups["min"] or 0)
    if groups.get("n2") and said.isdigit() and int(groups["n2"]) > int(said):
        each = {"second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 21600, "month": 43200, "year": 525600}[unit]
        yield Offset(*match.span(), 0.0, unit, 0.0, (int(amount * each), int(float(groups["n2"]) * each)), 0, False)
        return
    base = 1 if groups.get("base") == "mañana" else 0
    yield Offset(*match.span(), amount, unit, extra, None, base, False)
