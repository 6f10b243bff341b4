"""Reads a satisfaction rating out of words."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hilo.spanish.mood import read_mood
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers

_STARS = re.compile(r"[⭐★🌟]")
_OUT_OF = re.compile(r"\b(?:de|sobre|/)\s*(?:10|diez|100|cien)\b|/\s*10\b")
_BY_MOOD = {"positive": 5, "negative": 1}


def read_rating(text: str, sentiment: Mapping[str, Any] | None = None) -> int | None:
    """A rating from 1 to 5; a figure above 5 counts on a scale of ten (8 → 4); None where nothing is said.

    sentiment: the message's, where it was read already.
    """
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
    return _BY_MOOD.get((sentiment or read_mood(text).sentiment)["label"])
