"""The trained classifier's probabilities for one message, without the machinery for many.

scikit-learn's pipeline spends most of its time on one short text in joblib and sparse matrices. This reads the trained
weights once and multiplies only those of the n-grams that occur; the test compares both to the last digit.
"""
from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from scipy.special import softmax
from sklearn.pipeline import Pipeline


class _Grams:
    """One vectorizer with its part of the weights: n-grams × classes."""

    def __init__(self, vectorizer: Any, weights: Any) -> None:
        self._vocabulary = vectorizer.vocabulary_
        self._idf = vectorizer.idf_
        self._weights = np.ascontiguousarray(weights)
        words = vectorizer.analyzer == "word"
        tokens = vectorizer.tokenizer
        self._split = (lambda text: vectorizer._word_ngrams(tokens(text))) if words else vectorizer._char_wb_ngrams

    def margins(self, text: str) -> Any:
        """The part of each class's margin, for a normalised text (tf-idf with sublinear tf and unit length)."""
        found = Counter(self._split(text))
        known = [(self._vocabulary[gram], count) for gram, count in found.items() if gram in self._vocabulary]
        if not known:
            return np.zeros(self._weights.shape[1])
        places = np.array([place for place, _ in known])
        values = (1.0 + np.log([count for _, count in known])) * self._idf[places]
        return (values / np.sqrt(values @ values)) @ self._weights[places]


class QuickRank:
    """`predict_proba` of the pipeline of `intents.make_classifier` for one text."""

    def __init__(self, classifier: Pipeline) -> None:
        """`classifier` is trained."""
        margin = classifier.named_steps["margin"]
        weights, start, self._grams = margin.machine_.coef_.T, 0, []
        features = classifier.named_steps["features"]
        for name, vectorizer in features.transformer_list:
            end = start + len(vectorizer.vocabulary_)
            self._grams.append(_Grams(vectorizer, features.transformer_weights[name] * weights[start:end]))
            start = end
        words = dict(features.transformer_list)["words"]
        self._rarity = {word: float(words.idf_[place]) for word, place in words.vocabulary_.items()}
        self._rarest = max(self._rarity.values())
        self._intercept, self._sharpness = margin.machine_.intercept_, margin.sharpness_
        self.classes = [str(name) for name in classifier.classes_]

    def probabilities(self, text: str) -> Any:
        """One probability a class (they add up to 1), in the order of `classes`, of a normalised text."""
        margins = sum(grams.margins(text) for grams in self._grams) + self._intercept
        return softmax(self._sharpness * (margins if len(self.classes) > 2 else np.array([-margins[0], margins[0]])))

    def unknown(self, text: str) -> float:
        """The share (0..1) of a normalised text's words that no phrase has, each by how rare it is; 0 of no words."""
        said = [word for word in text.split(" ") if word and (word[0].isalpha() or ord(word[0]) > 0x2000)]
        known = sum(self._rarity[word] for word in said if word in self._rarity)
        unknown = sum(word not in self._rarity for word in said) * self._rarest
        return float(unknown / (known + unknown)) if said else 0.0
