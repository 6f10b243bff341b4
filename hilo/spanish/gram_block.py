"""Strings of a text as numbers: tf-idf, brought to a length that still grows a little with the text."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

SHORTENING = 0.7
"""1 would make all texts equally long, and what matters drown in what else is said; 0 would let talkers shout."""
Text = TypeVar("Text")


class GramBlock(Generic[Text]):
    """One kind of strings.

    Scikit-learn learns it; a single text is counted here, at a tenth of the time its matrices take.
    """

    def __init__(self, grams: Callable[[Text], Iterable[str]], weight: float, texts: Sequence[Text]) -> None:
        """Learns those strings of the texts that two of them share; `rows` are theirs. Weight: against other blocks."""
        vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, min_df=2, norm=None)
        self.rows = vectorizer.fit_transform(texts)
        self._grams = grams
        self._columns: dict[str, int] = vectorizer.vocabulary_
        self._rarity = vectorizer.idf_
        lengths = np.sqrt(np.asarray(self.rows.multiply(self.rows).sum(axis=1)).ravel())
        self._scale = weight * float(np.median(lengths)) ** (SHORTENING - 1)
        self.rows.data *= np.repeat(self._scale / np.maximum(lengths, 1e-9) ** SHORTENING, np.diff(self.rows.indptr))

    def vector(self, text: Text) -> tuple[Any, Any]:
        """Columns and values of a text."""
        counts = Counter(map(self._columns.get, self._grams(text)))
        counts.pop(None, None)  # strings that no two examples share
        columns = np.array(list(counts), dtype=np.intp)
        values = (1 + np.log(np.array(list(counts.values()), dtype=float))) * self._rarity[columns]
        length = math.sqrt(float(values @ values)) or 1.0
        return columns, values * (self._scale / length**SHORTENING)
