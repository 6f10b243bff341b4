"""Which of several things a person points at."""
from __future__ import annotations

import re

from rapidfuzz import fuzz

from hilo.spanish.normalize import fold

LAST = -1
_WORDS = {1: r"primer[oa]?|1r[oa]|1[ºª°]?|(?:(?<=la )|(?<=el )|(?<=opcion )|(?<=numero )|(?<=^))un[oa](?= *$)",
          2: "segund[oa]|2d[oa]|dos|2[ºª°]?", 3: "tercer[oa]?|3r[oa]|tres|3[ºª°]?", LAST: "ultim[oa]"}
_PATTERNS = [(number, re.compile(rf"\b(?:{words})(?!\w)")) for number, words in _WORDS.items()]
_MIDDLE = re.compile(r"\b(?:del|de en|de el|la de|el de) medio\b|\b(?:la|el) (?:intermedi[oa]|central)\b")
_NAMES = [("primera", 1), ("segunda", 2), ("tercera", 3), ("ultima", LAST)]
_COUNTS = {"dos": 2, "un par": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6}
_COUNT = re.compile(
    r"\W*(?:(?:si|dale|ok|bueno|genial|perfecto|entonces|y)\W+)*(?:me |nos )?(?:quiero|quisiera|queria|llevo|llevamos|"
    r"llevaria|compro|necesito|necesitamos|dame|deme|denme|ponme|poneme|mandame|serian|son|quiero (?:llevar|comprar)|"
    rf"voy a llevar|encargo|pido) (?P<count>{'|'.join(_COUNTS)}|[2-9])(?: unidades)?"
    r"(?: (?:de )?(?:es[oa]s|est[oa]s|ell[oa]s|iguales))?(?:\W+(?:por favor|porfa\w*|gracias|nomas|nada mas))*\W*")
SHORTEST_TYPO, TYPO = 5, 85
"""A word of so many letters, so like a name (0..100), is taken for it: "la segnda"."""


def read_ordinal(text: str) -> int | None:
    """1 for the first ("la 1", "el primero"), up to 3; LAST for "la última"; None where none is said.

    With several ("la primera no, la segunda") the last one counts.
    """
    folded = fold(text[:300])
    found = [(match.start(), number) for number, pattern in _PATTERNS for match in pattern.finditer(folded)]
    if found:
        return max(found)[1]
    typed = [(fuzz.ratio(word, name), number) for word in folded.split() if len(word) >= SHORTEST_TYPO
             for name, number in _NAMES]
    likeness, number = max(typed, default=(0.0, 0))
    return number if likeness >= TYPO else None


def points(text: str) -> bool:
    """Whether one of several is pointed at by its place, the middle one too."""
    return read_ordinal(text) is not None or bool(_MIDDLE.search(fold(text[:300])))


def counts(text: str) -> int | None:
    """«Quiero dos», «me llevo 2 de esas»: how many are wanted; «quiero la dos» is one of several."""
    found = _COUNT.fullmatch(fold(text))
    return _COUNTS.get(found["count"]) or int(found["count"]) if found else None


def pointed_at(text: str, count: int) -> int | None:
    """Which of so many things is pointed at, from 0; None where none of them is."""
    number = read_ordinal(text)
    if number == LAST:
        return count - 1 if count else None
    if number is None and count % 2 and _MIDDLE.search(fold(text[:300])):
        return count // 2
    return number - 1 if number and number <= count else None


def all_pointed_at(text: str, count: int) -> list[int]:
    """All of so many things that are pointed at («la 1 y la 2»), from 0, in their order."""
    folded = fold(text[:300])
    numbers = {number for number, pattern in _PATTERNS if pattern.search(folded)}
    return sorted({count - 1 if number == LAST else number - 1 for number in numbers if number <= count and count})
