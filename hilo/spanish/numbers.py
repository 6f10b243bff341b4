"""Numbers as people write and say them, with their positions."""
from __future__ import annotations

import re

from hilo.spanish.reading import Reading

Number = int | float
FIGURES = r"(?:\d{1,3}(?:[.,' ]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2})?(?![\d]))"
"""A number in figures, with or without thousands separators, as a pattern."""
SCALES = {
    "mil": 1000, "miles": 1000, "k": 1000, "luca": 1000, "lucas": 1000, "luka": 1000, "lukas": 1000, "luks": 1000,
    "luquita": 1000, "luquitas": 1000, "lks": 1000, "palo": 1000000, "palos": 1000000, "palito": 1000000,
    "palitos": 1000000,
    "millon": 1000000, "millones": 1000000, "melon": 1000000, "melones": 1000000, "gamba": 100, "gambas": 100, "sol": 1,
}
"""What a word after a number multiplies it by ("50 lucas", "2 palos")."""
SCALE = r"(?:" + "|".join(sorted(SCALES.keys() - {"sol"}, key=len, reverse=True)) + r")\b"
_NUMBER = re.compile(r"(?<![\w.,@])(?P<figures>" + FIGURES + r")(?:\s?(?P<scale>" + SCALE + r"))?(?!\w)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+")
_DECIMALS = re.compile(r"[.,](\d{1,2})$")


def parse_figures(figures: str) -> Number | None:
    """"1.200,50" and "1,200.50" → 1200.5; "1.200" and "1,200" → 1200: three figures after a mark are thousands."""
    if not figures.isascii():
        return None
    decimals = _DECIMALS.search(figures)
    whole = figures[: decimals.start()] if decimals else figures
    digits = "".join(c for c in whole if c.isdigit())
    if not digits:
        return None
    if decimals and decimals.group(1).strip("0"):
        return float(digits + "." + decimals.group(1))
    return int(digits)


def scaled(figures: str, scale: str | None) -> Number | None:
    """The number with its scale word; None when there is no number in it."""
    value = parse_figures(figures)
    if value is None or not scale:
        return value
    value = value * SCALES[scale]
    return int(value) if value == int(value) else value


def read_numbers(text: str) -> list[tuple[Number, int, int]]:
    """(value, start, end) of each number in figures or words, scale included ("50 lucas" is 50000).

    For the dialogue, which knows what it asked: here 300 may be a price, a size or a street number.
    """
    reading = Reading(text)
    found = []
    for match in _NUMBER.finditer(reading.plain):
        value = scaled(match.group("figures"), match.group("scale"))
        if value is not None:
            found.append((value, *reading.span(*match.span())))
    return found
