"""Reads a satisfaction rating out of words."""
from __future__ import annotations

import re

from hilo.spanish.mood import read_mood
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers

_STARS = re.compile(r"[⭐★🌟]")
_OUT_OF = re.compile(r"\b(?:de|sobre|/)\s*(?:10|diez|100|cien)\b|/\s*10\b")
_SURE_OF_MOOD = 0.25


def read_rating(text: str) -> int | None:
    """A rating from 1 to 5; a figure above 5 counts on a scale of ten (8 → 4); None where nothing is said."""
    stars = len(_STARS.findall(text))
    if stars:
        return min(stars, 5)
    numbers = [value for value, _, _ in read_numbers(text) if 0 <= value <= 100]
    if numbers:
        value = numbers[0]
        if value > 10:
            value /= 10
        if value > 5 or _OUT_OF.search(fold(text)):
            value /= 2
        return max(1, min(5, round(value + 1e-9)))
    score = read_mood(text).sentiment["score"]
    if abs(score) < _SURE_OF_MOOD:
        return None
    return 5 if score > 0 else 1
