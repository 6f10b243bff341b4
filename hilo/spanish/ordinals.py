"""Which of several things a person points at."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

LAST = -1
_WORDS = {1: "primer[oa]?|1r[oa]|un[oa]|1[ºª°]?|opcion uno", 2: "segund[oa]|2d[oa]|dos|2[ºª°]?",
          3: "tercer[oa]?|3r[oa]|tres|3[ºª°]?", LAST: "ultim[oa]"}
_PATTERNS = [(number, re.compile(rf"\b(?:{words})(?!\w)")) for number, words in _WORDS.items()]


def read_ordinal(text: str) -> int | None:
    """1 for the first ("la 1", "el primero"), up to 3; LAST for "la última"; None where none is said.

    With several ("la primera no, la segunda") the last one counts.
    """
    folded = fold(text[:300])
    found = [(match.start(), number) for number, pattern in _PATTERNS for match in pattern.finditer(folded)]
    return max(found)[1] if found else None
