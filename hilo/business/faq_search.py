"""The approved answer to a question, by likeness of words and letters.

Answers only when it is sure: a wrong answer costs more than none.
"""
from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from hilo.business.models import Faq
from hilo.spanish.normalize import normalize

SURE = 0.42
"""Cosine likeness (0..1) from which an answer is given; lower ones were wrong in trials."""
FEWEST_WORDS = 3
"""A shorter message ("¿cuánto sale?") resembles many questions and asks none of them."""


class FaqSearch:
    """An index over the questions and the other ways of asking them."""

    def __init__(self, faqs: tuple[Faq, ...]) -> None:
        """Indexes each wording of each question."""
        self._entries: list[tuple[str, Faq]] = [(wording, faq) for faq in faqs for wording in (faq.question, *faq.also)]
        self._features = FeatureUnion([
            ("words", TfidfVectorizer(preprocessor=normalize, ngram_range=(1, 2), sublinear_tf=True)),
            ("letters", TfidfVectorizer(preprocessor=normalize, analyzer="char_wb", ngram_range=(3, 5),
                                        sublinear_tf=True)),
        ])
        self._matrix = self._features.fit_transform([wording for wording, _ in self._entries])

    def best(self, text: str, intent: str | None = None) -> tuple[Faq | None, float]:
        """The likeliest question and its likeness, 0..1; only those of an intent where one is given."""
        likeness = (self._matrix @ self._features.transform([text]).T).toarray().ravel() / 2
        if intent:
            likeness = likeness * np.array([intent in faq.intents for _, faq in self._entries])
        place = int(likeness.argmax())
        return (self._entries[place][1], float(likeness[place])) if likeness[place] > 0 else (None, 0.0)

    def nearest(self, text: str, most: int, least: float) -> list[tuple[Faq, float]]:
        """Up to `most` questions that are at least `least` like a text, the likeliest first, each once."""
        likeness = (self._matrix @ self._features.transform([text]).T).toarray().ravel() / 2
        found: dict[str, tuple[Faq, float]] = {}
        for place in likeness.argsort()[::-1]:
            faq = self._entries[int(place)][1]
            if likeness[place] < least or len(found) == most:
                break
            found.setdefault(faq.id, (faq, float(likeness[place])))
        return list(found.values())

    def answer(self, text: str, intent: str | None = None, sure: float = SURE) -> Faq | None:
        """The question that a text asks, or None when none is near enough."""
        if len(text.split()) < FEWEST_WORDS:
            return None
        faq, likeness = self.best(text, intent)
        return faq if likeness >= sure else None
