"""How like a question is to each way of asking that is known, and which passage is asked, learnt from those ways.

The passages' wordings are the training data: a ridge regression over their likeness (a kernel of words and letters)
says, for a new question, how much each passage is meant. It is solved once, when the process starts.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.linalg import cho_solve, cholesky
from scipy.sparse import csr_matrix

from hilo.knowledge.words import Vocabulary, Word, grams

Array = np.ndarray
WORDS, LETTERS = 0.65, 0.35
"""Parts of the kernel; chosen on the development questions, as the following."""
RIDGE = 0.35
GROUP, PAIR = 0.8, 0.5
"""Weight of a group of words, and of two words that follow each other, against a word's own."""
EMPTY = 0.25
"""Weight of a word that says little of what is asked («quiero», «hacer»)."""
K1, B = 1.2, 0.6
"""BM25's usual constants."""


class Read(NamedTuple):
    """A question as it is compared: weights by feature. content: its words that say something."""

    words: dict[str, float]
    letters: dict[str, float]
    content: tuple[Word, ...]


class Inverted:
    """Rows of weights by feature, unit length, for quick products with one question."""

    def __init__(self, rows: Sequence[dict[str, float]]) -> None:
        """Each row: weights by feature before their rarity counts."""
        self.size = len(rows)
        seen = Counter(feature for row in rows for feature in row)
        self.idf = {feature: float(np.log((1 + self.size) / (1 + count)) + 1) for feature, count in seen.items()}
        self.unknown = float(np.log(1 + self.size) + 1)
        postings: dict[str, tuple[list[int], list[float]]] = {feature: ([], []) for feature in seen}
        for number, row in enumerate(rows):
            weights = {feature: weight * self.idf[feature] for feature, weight in row.items()}
            length = _length(weights)
            for feature, weight in weights.items():
                places, values = postings[feature]
                places.append(number)
                values.append(weight / length)
        self.postings = {feature: (np.array(places, dtype=np.int32), np.array(values, dtype=np.float32))
                         for feature, (places, values) in postings.items()}

    def products(self, row: dict[str, float]) -> Array:
        """The cosine of a question with each row."""
        weights = {feature: weight * self.idf.get(feature, self.unknown) for feature, weight in row.items()}
        length = _length(weights)
        found = np.zeros(self.size, dtype=np.float32)
        for feature, weight in weights.items():
            posting = self.postings.get(feature)
            if posting is not None:
                found[posting[0]] += posting[1] * (weight / length)
        return found

    def kernel(self) -> Array:
        """The cosine of each row with each."""
        features = list(self.postings)
        sizes = [len(self.postings[feature][0]) for feature in features]
        matrix = csr_matrix((np.concatenate([self.postings[f][1] for f in features]),
                             (np.concatenate([self.postings[f][0] for f in features]),
                              np.repeat(np.arange(len(features)), sizes))), shape=(self.size, len(features)))
        return (matrix @ matrix.T).toarray()


def _solve(kernel: Array, targets: Array, first: int) -> tuple[Array, Array]:
    """The regression's weights by the first rows alone (without the last target), and by all.

    One factor serves both: that of the first rows is a corner of that of all.
    """
    kernel[np.diag_indices_from(kernel)] += RIDGE
    factor = cholesky(kernel, lower=True, overwrite_a=True, check_finite=False)
    of_first = cho_solve((factor[:first, :first], True), targets[:first, :-1], check_finite=False)
    of_all = cho_solve((factor, True), targets, check_finite=False)
    return np.ascontiguousarray(of_first, np.float32), np.ascontiguousarray(of_all, np.float32)


def _length(weights: dict[str, float]) -> float:
    return float(np.sqrt(sum(weight * weight for weight in weights.values()))) or 1.0


def read(vocabulary: Vocabulary, text: str) -> Read:
    """A text as it is compared with others."""
    words = vocabulary.words(text)
    features: dict[str, float] = {}
    for word in words:
        weight = EMPTY if word.empty else 1.0
        features[word.stem] = max(features.get(word.stem, 0.0), weight)
        for group in word.groups:
            features[group] = max(features.get(group, 0.0), GROUP)
    for first, second in pairwise(words):
        features[f"{first.stem} {second.stem}"] = PAIR * (EMPTY if first.empty and second.empty else 1.0)
    letters = Counter(grams([word.written for word in words if not word.empty] or [word.written for word in words]))
    return Read(features, {gram: 1.0 + float(np.log(count)) for gram, count in letters.items()},
                tuple(word for word in words if not word.empty))


class Asked(NamedTuple):
    """What a question is like. meant: by passage, the regression's answer (about 1: this one, if any). judged: the
    same, learnt together with the questions that have no answer. words, letters: by passage, the likeness of its
    nearest wording. bm25: by passage, as a share of the best that is possible. none: how much it is a question
    without answer; none_words: the likeness of the nearest of those."""

    meant: Array
    judged: Array
    words: Array
    letters: Array
    bm25: Array
    none: float
    none_words: float


class Likeness:
    """The wordings of passages, and what was learnt from them."""

    def __init__(self, vocabulary: Vocabulary, wordings: Sequence[Sequence[str]], texts: Sequence[str],
                 unanswered: Sequence[str]) -> None:
        """wordings: by passage; texts: what each passage says, which counts for BM25 alone; unanswered: questions that
        no passage answers."""
        self.vocabulary, self.size = vocabulary, len(wordings)
        everything = [*wordings, unanswered]
        self.owner = np.array([place for place, ways in enumerate(everything) for _ in ways])
        rows = [read(vocabulary, way) for ways in everything for way in ways]
        self.words, self.letters = Inverted([row.words for row in rows]), Inverted([row.letters for row in rows])
        self._starts = np.flatnonzero(np.r_[True, self.owner[1:] != self.owner[:-1]])
        kernel = WORDS * self.words.kernel() + LETTERS * self.letters.kernel()
        targets = (self.owner[:, None] == np.arange(len(everything))[None, :]).astype(np.float32)
        self._ranked, self._judged = _solve(kernel, targets, int((self.owner < self.size).sum()))
        self._bm25 = Bm25([[*ways, text] for ways, text in zip(wordings, texts, strict=True)], vocabulary)

    def ask(self, question: Read) -> Asked:
        """Compares a question with all passages."""
        words, letters = self.words.products(question.words), self.letters.products(question.letters)
        likeness = WORDS * words + LETTERS * letters
        ranked, judged = likeness[:len(self._ranked)] @ self._ranked, likeness @ self._judged
        nearest = self.best(words)
        return Asked(ranked, judged[:self.size], nearest[:self.size], self.best(letters)[:self.size],
                     self._bm25.shares(question), float(judged[self.size]), float(nearest[self.size]))

    @property
    def stems(self) -> Container[str]:
        """All stems and groups that occur in passages."""
        return self._bm25.idf

    def best(self, likeness: Array) -> Array:
        """By passage, the greatest of its wordings'."""
        return np.maximum.reduceat(likeness, self._starts)

    def coverage(self, question: Read, passage: int) -> float:
        """How much of what a question says occurs in a passage, by rarity, 0..1."""
        return self._bm25.coverage(question, passage)

    def foreign(self, question: Read) -> float:
        """The share of a question's words that occur in no passage at all."""
        strange = [word for word in question.content if word.stem not in self._bm25.idf
                   and not any(group in self._bm25.idf for group in word.groups)]
        return len(strange) / len(question.content) if question.content else 0.0


class Bm25:
    """BM25 over stems and groups."""

    def __init__(self, documents: Sequence[Sequence[str]], vocabulary: Vocabulary) -> None:
        counts = [Counter(feature for text in texts for word in vocabulary.words(text) if not word.empty
                          for feature in (word.stem, *word.groups)) for texts in documents]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float32)
        held = Counter(feature for count in counts for feature in count)
        self.size = len(documents)
        self.idf = {f: float(np.log(1 + (self.size - n + 0.5) / (n + 0.5))) for f, n in held.items()}
        self.unknown = float(np.log(1 + self.size + 0.5))
        norm = K1 * (1 - B + B * lengths / lengths.mean())
        postings: dict[str, list[tuple[int, float]]] = {}
        for number, count in enumerate(counts):
            for feature, times in count.items():
                postings.setdefault(feature, []).append(
                    (number, self.idf[feature] * times * (K1 + 1) / (times + float(norm[number]))))
        self._postings = {f: (np.array([n for n, _ in row]), np.array([v for _, v in row], dtype=np.float32))
                          for f, row in postings.items()}
        self._held = counts

    def shares(self, question: Read) -> Array:
        found = np.zeros(self.size, dtype=np.float32)
        most = 0.0
        for word in question.content:
            for feature in (word.stem, *word.groups):
                most += self.idf.get(feature, self.unknown) * (K1 + 1)
                posting = self._postings.get(feature)
                if posting is not None:
                    found[posting[0]] += posting[1]
        return found / most if most else found

    def coverage(self, question: Read, passage: int) -> float:
        held, all_of, there = self._held[passage], 0.0, 0.0
        for word in question.content:
            weight = self.idf.get(word.stem, self.unknown)
            all_of += weight
            if word.stem in held:
                there += weight
            elif any(group in held for group in word.groups):
                there += 0.8 * weight
        return there / all_of if all_of else 0.0
