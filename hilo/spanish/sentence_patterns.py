"""How a sentence is built, whatever it is about: runs of its words, with the rare ones left open.

"quiero devolver la campera" and "quiero devolver el florero" are both "^ quiero devolver · * $": a phrase teaches what
is done with things that it never named. Better on every set by cross-validation
(`docs/decisions/0002-intent-classifier.md`).
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from hilo.spanish.normalize import normalize

RARE = 2
"""Words that so many phrases have at most are left open."""
OPEN, BEGIN, END = "*", "^", "$"


class SentencePatterns(TfidfVectorizer):
    """Runs of one to three words, with the sentence's begin and end."""

    def __init__(self, min_df: int = 1) -> None:
        """min_df: as of TfidfVectorizer, of the runs."""
        super().__init__(preprocessor=normalize, tokenizer=self.tokens, token_pattern=None, ngram_range=(1, 3),
                         sublinear_tf=True, min_df=min_df)

    def fit_transform(self, raw_documents: Iterable[str], y: Any = None) -> Any:
        """Learns which words are frequent, then the runs."""
        texts = list(raw_documents)
        counts = Counter(word for text in texts for word in set(normalize(text).split(" ")))
        self.frequent_ = frozenset(word for word, count in counts.items() if count > RARE)
        return super().fit_transform(texts)

    def tokens(self, text: str) -> list[str]:
        """The words of a normalised text, rare ones left open."""
        return [BEGIN, *(word if word in self.frequent_ else OPEN for word in text.split(" ")), END]
