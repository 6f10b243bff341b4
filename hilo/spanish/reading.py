"""A message prepared for reading values: folded, and with number words as figures, positions kept.

Every reader works on `plain` ("el 15 a las 7 y media"), where one pattern serves figures and
words alike, and gives its findings back in the positions of what the person wrote.
"""
from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from typing import Any, NamedTuple

from hilo.spanish.normalize import MAX_CHARACTERS, fold
from hilo.spanish.number_words import spoken_numbers

BLANK = "\x00"
"""Stands where a value was taken, so that no later reader takes it again and no pattern crosses it."""
_LATIN = {ord(c): fold(c) for c in map(chr, range(0x20, 0x180)) if len(fold(c)) == 1}
_PLAIN = re.compile(r"[\x00-\x7fñ¿¡€ºª·«»“”‘’–—…]*")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\u00ad\u200e\u200f")


class Found(NamedTuple):
    """A value read in a message; `start` and `end` are positions in it and `text` is what stands there.

    `confidence` is 1.0 when sure; below 0.7 the value is doubtful and should be confirmed.
    """

    entity: str
    value: Any
    start: int
    end: int
    text: str
    confidence: float


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """One character for one, so that positions hold; "" for marks and invisible ones."""
    if unicodedata.combining(character) or character in _INVISIBLE:
        return ""
    return (fold(character) or character)[0]


def fold_aligned(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters the position it came from (None: the same)."""
    folded = text.translate(_LATIN)
    if _PLAIN.fullmatch(folded):
        return folded, None
    characters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        one = _fold_character(character)
        if one:
            characters.append(one)
            origins.append(position)
        elif character == "\u0303" and characters and characters[-1] == "n":
            characters[-1] = "ñ"
    return "".join(characters), (None if len(origins) == len(text) else origins)


class Reading:
    """A message on its way through the readers.

    `folded` has no accents and no capitals; `plain` has figures for number words too. Readers call
    `take` for what they found; its place is blanked in both.
    """

    def __init__(self, text: str, limit: int = MAX_CHARACTERS) -> None:
        self.text = text[:limit]
        self.folded, self._origins = fold_aligned(self.text)
        self.found: list[Found] = []
        self.ends: list[int] = []  # where each of them ends in `plain`
        self._rewrite()

    def _rewrite(self) -> None:
        """Makes `plain` from `folded`, with the two tables that lead back."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for number in spoken_numbers(self.folded):
            if number.figures is None:
                continue
            pieces += [self.folded[done:number.start], number.figures]
            starts += [*range(done, number.start), *[number.start] * len(number.figures)]
            ends += [*range(done + 1, number.start + 1), *[number.end] * len(number.figures)]
            done = number.end
        pieces.append(self.folded[done:])
        starts += range(done, len(self.folded))
        ends += range(done + 1, len(self.folded) + 1)
        self.plain, self._starts, self._ends = "".join(pieces), starts, ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Positions in `plain` → positions in the message."""
        if start >= end:
            return 0, 0
        return self.folded_span(self._starts[start], self._ends[end - 1])

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """Positions in `folded` → positions in the message."""
        if self._origins is None:
            return start, end
        last = self._origins[end - 1] + 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return self._origins[start], last

    def original(self, start: int, end: int) -> str:
        """What the person wrote at these positions of `plain`."""
        first, last = self.span(start, end)
        return self.text[first:last]

    def take(self, entity: str, value: Any, start: int, end: int, confidence: float = 1.0) -> Found:
        """Keeps a value found at these positions of `plain` and blanks its place."""
        while start < end and self.plain[start].isspace():
            start += 1
        while start < end and self.plain[end - 1].isspace():
            end -= 1
        first, last = self.span(start, end)
        found = Found(entity, value, first, last, self.text[first:last], confidence)
        self.found.append(found)
        self.ends.append(end)
        self.blank(start, end)
        return found

    def blank(self, start: int, end: int) -> None:
        """Hides these positions of `plain` from later readers."""
        self.plain = self.plain[:start] + BLANK * (end - start) + self.plain[end:]

    def take_folded(self, entity: str, value: Any, start: int, end: int, confidence: float = 1.0) -> Found:
        """As `take`, for positions in `folded`; number words inside stop being numbers."""
        first, last = self.folded_span(start, end)
        found = Found(entity, value, first, last, self.text[first:last], confidence)
        self.found.append(found)
        self.ends.append(0)
        self.folded = self.folded[:start] + BLANK * (end - start) + self.folded[end:]
        self._rewrite()
        return found

    def hide(self, first: int, last: int) -> None:
        """Blanks these positions of the message, so that nothing is read there."""
        if self._origins is not None:
            first, last = bisect_left(self._origins, first), bisect_left(self._origins, last)
        begin, end = bisect_left(self._starts, first), bisect_left(self._starts, last)
        if begin < end:
            self.blank(begin, end)

    def same_length_folded(self) -> str:
        """The folded message in the message's own positions."""
        return "".join(_fold_character(c) or " " for c in self.text)
