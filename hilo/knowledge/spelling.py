"""Typing errors: a word that occurs nowhere here is read as the one that does and differs by one slip of the hand."""
from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from hilo.knowledge.words import STOP, stem, written_words
from hilo.spanish.normalize import fold

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
"""Letters of a word that is mended; of shorter ones another word is always near."""


class Spelling:
    """The words of the company's files, and what is meant by those that are none of them."""

    def __init__(self, texts: Iterable[str], names: Iterable[str], others: Iterable[str] = ()) -> None:
        """texts: all that is written here; names: words that are right as they stand, and meant first; others: words
        that are right, and never meant by another."""
        seen = {word for text in texts for word in written_words(text) if word.isalpha()}
        self._names = frozenset(word for name in names for word in written_words(name))
        self._stems = {stem(word) for word in seen.union(self._names, STOP, others)}
        self._near: dict[tuple[str, int], list[str]] = {}
        for word in sorted(seen | self._names):
            if len(word) >= _SHORTEST - 1:
                for length in (len(word) - 1, len(word), len(word) + 1):
                    self._near.setdefault((word[0], length), []).append(word)
        self._known: dict[str, str] = {}

    def mend(self, text: str) -> str:
        """The text with what nobody writes so put right; capitals stay."""
        return _WORD.sub(lambda found: self._meant(found.group()), text)

    def _meant(self, word: str) -> str:
        written = fold(word)
        if len(written) < _SHORTEST or stem(written) in self._stems:
            return word
        meant = self._known.get(written)
        if meant is None:
            meant = self._likest(written)
            if len(self._known) < 50_000:
                self._known[written] = meant
        if meant == written:
            return word
        return meant.capitalize() if word[0].isupper() and not word.isupper() else meant

    def _likest(self, word: str) -> str:
        """A name before other words, the same length before others; the word itself where none is one slip away."""
        near = [other for other in self._near.get((word[0], len(word)), ())
                if OSA.distance(word, other, score_cutoff=1) <= 1]
        return min(near, key=lambda other: (other not in self._names, abs(len(other) - len(word)), other), default=word)
