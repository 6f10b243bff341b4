"""Which phrases look alike: by their letters, as the classifier sees them, without its opinion."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from hilo.spanish.normalize import normalize

BATCH = 500
"""Phrases compared with all others at a time, which bounds memory."""


class Near(NamedTuple):
    """A phrase by its place among those given, and how alike it is: 1 the same, 0 nothing in common."""

    place: int
    likeness: float


class Likeness:
    """Compares texts with a fixed set of phrases."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """`phrases`: at least one, without annotations."""
        self._letters = TfidfVectorizer(preprocessor=normalize, analyzer="char_wb", ngram_range=(2, 4),
                                        sublinear_tf=True)
        self._known = self._letters.fit_transform(phrases)

    def nearest(self, texts: Sequence[str], count: int, own: Sequence[int] | None = None) -> list[list[Near]]:
        """For each text the phrases most like it, the nearest first.

        `own`: the position at which each text itself stands among the phrases; it is left out.
        """
        found: list[list[Near]] = []
        for start in range(0, len(texts), BATCH):
            alike = (self._letters.transform(texts[start:start + BATCH]) @ self._known.T).toarray()
            if own is not None:
                alike[np.arange(len(alike)), list(own[start:start + BATCH])] = -1
            best = np.argsort(-alike, axis=1, kind="stable")[:, :count]
            found += [[Near(int(i), float(row[i])) for i in order if row[i] >= 0]
                      for row, order in zip(alike, best, strict=True)]
        return found

    def pairs(self, above: float) -> Iterator[tuple[int, int, float]]:
        """All pairs of phrases at least so much alike, each once."""
        for start in range(0, self._known.shape[0], BATCH):
            alike = (self._known[start:start + BATCH] @ self._known.T).tocoo()
            for row, column, value in zip(alike.row, alike.col, alike.data, strict=True):
                if value >= above and start + row < column:
                    yield int(start + row), int(column), float(value)
