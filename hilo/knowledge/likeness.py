"""How like a question is to each way of asking that is known, and which passage is asked, learnt from those ways.

The passages' wordings are the training data: a ridge regression over their likeness (a kernel of words and letters)
says, for a new question, how much each passage is meant. It is solved once, and kept until a wording changes.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from scipy.linalg import cho_solve, cholesky
from scipy.sparse import csr_matrix, hstack

from hilo.knowledge.kept import kept
from hilo.knowledge.words import Vocabulary, Word, grams

Array = np.ndarray
WORDS, LETTERS = 0.5, 0.5
"""Parts of the kernel; chosen with authors left out, as the following."""
RIDGE = 0.3
NEAR = 5
"""How many words after another one still make a pair with it: what is asked stands in how words go together («quién
paga», «cuánto … y cuándo»), and people put others between them. Little words count here, too."""
SOLVED_BY = 1
"""Raised when `_kernel` or `_solve` computes something else: what was kept of before is then not read."""
_ROWS = 1024
"""Rows of the kernel that are made at a time; all of them at once would take three times the memory."""
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
        self._place: dict[str, int] = {}
        places = np.array([self._place.setdefault(feature, len(self._place)) for row in rows for feature in row],
                          np.int32)
        starts = np.cumsum([0, *map(len, rows)])
        self._idf = np.log((1 + self.size) / (1 + np.bincount(places, minlength=len(self._place)))) + 1
        self._unknown = float(np.log(1 + self.size) + 1)
        values = np.array([weight for row in rows for weight in row.values()]) * self._idf[places]
        self.matrix = csr_matrix((values.astype(np.float32), places, starts), shape=(self.size, len(self._place)))
        squares = np.asarray(self.matrix.multiply(self.matrix).sum(axis=1)).ravel()
        self.matrix.data /= np.repeat(np.sqrt(np.maximum(squares, 1e-9)), np.diff(starts)).astype(np.float32)
        self._postings = self.matrix.tocsc()

    def products(self, row: dict[str, float]) -> Array:
        """The cosine of a question with each row."""
        found, squares, held = np.zeros(self.size, dtype=np.float32), 0.0, self._postings
        for feature, weight in row.items():
            place = self._place.get(feature)
            rare = weight * (self._unknown if place is None else float(self._idf[place]))
            squares += rare * rare
            if place is not None:
                of = slice(held.indptr[place], held.indptr[place + 1])
                found[held.indices[of]] += held.data[of] * np.float32(rare)
        return found / np.float32(np.sqrt(squares) or 1.0)


def _kernel(words: Inverted, letters: Inverted) -> Array:
    """The likeness of each row to each; of it the lower half."""
    both = hstack([words.matrix * np.float32(WORDS ** 0.5), letters.matrix * np.float32(LETTERS ** 0.5)], "csr")
    turned, found = both.T.tocsc(), np.zeros((words.size, words.size), dtype=np.float32)
    for start in range(0, words.size, _ROWS):
        end = min(start + _ROWS, words.size)
        found[start:end, :end] = (both[start:end] @ turned[:, :end]).toarray()
    return found


def _solve(kernel: Array, targets: Array, first: int) -> tuple[Array, Array]:
    """The regression's weights by the first rows alone (without the last target), and by all.

    One factor serves both: that of the first rows is a corner of that of all.
    """
    kernel[np.diag_indices_from(kernel)] += RIDGE
    factor = cholesky(kernel, lower=True, overwrite_a=True, check_finite=False)
    of_first = cho_solve((factor[:first, :first], True), targets[:first, :-1], check_finite=False)
    of_all = cho_solve((factor, True), targets, check_finite=False)
    return np.ascontiguousarray(of_first, np.float32), np.ascontiguousarray(of_all, np.float32)


def read(vocabulary: Vocabulary, text: str) -> Read:
    """A text as it is compared with others."""
    words = vocabulary.words(text)
    counts = Counter(word.stem for word in words)
    counts.update(group for word in words for group in word.groups)
    meant = [word.groups[0] if word.groups else word.stem for word in words]
    counts.update(f"{one} {other}" for at, one in enumerate(meant) for other in meant[at + 1:at + 1 + NEAR])
    return Read(_damped(counts), _damped(Counter(grams([word.written for word in words]))),
                tuple(word for word in words if not word.empty))


def _damped(counts: Counter[str]) -> dict[str, float]:
    return {feature: 1.0 + log(count) for feature, count in counts.items()}


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
        targets = (self.owner[:, None] == np.arange(len(everything))[None, :]).astype(np.float32)
        parts = [part for one in (self.words, self.letters)
                 for part in (one.matrix.data, one.matrix.indices, one.matrix.indptr)]
        self._ranked, self._judged = kept(
            [np.array([WORDS, LETTERS, RIDGE, SOLVED_BY]), self.owner, *parts],
            lambda: _solve(_kernel(self.words, self.letters), targets, int((self.owner < self.size).sum())))
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
