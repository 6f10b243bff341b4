"""Figures from how phrases were understood; each says in words what it is a share of."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from designer.nlu_report.understanding import Answer

OUT_OF_SCOPE = "out_of_scope"
BINS = 10
PRECISION_WANTED = 0.95


@dataclass(frozen=True)
class OfIntent:
    """How well an intent is heard. recall: of its phrases, the share given to it. precision: of what was given to it,
    the share that is its own. f1: their harmonic mean. All 0..1; count: its phrases."""

    name: str
    count: int
    recall: float
    precision: float
    f1: float


class Confusion(NamedTuple):
    """Phrases of one intent that were taken for another's, the surest mistake first."""

    intent: str
    guess: str
    answers: list[Answer]


@dataclass(frozen=True)
class Bin:
    """Messages with a confidence from `low` on: how many, what was said on average, and what share was right."""

    low: float
    count: int
    said: float
    right: float


@dataclass(frozen=True)
class OutOfScope:
    """What is none of the assistant's business. recall, precision: of naming it so. caught: named so or asked back.
    recall_wanted: the best recall among thresholds at which the precision is at least `PRECISION_WANTED`; None: at no
    threshold. count: such messages."""

    count: int
    recall: float
    precision: float
    caught: float
    recall_wanted: float | None


def by_intent(answers: Sequence[Answer]) -> dict[str, OfIntent]:
    """Of every intent that a phrase has."""
    own = Counter(a.phrase.intent for a in answers)
    given = Counter(a.guess for a in answers)
    right = Counter(a.guess for a in answers if a.is_right)
    found = {}
    for name, count in own.items():
        recall, precision = right[name] / count, right[name] / given[name] if given[name] else 0.0
        f1 = 2 * recall * precision / (recall + precision) if right[name] else 0.0
        found[name] = OfIntent(name, count, recall, precision, f1)
    return found


def confusions(answers: Iterable[Answer]) -> list[Confusion]:
    """The pairs of intents that were confused, the most frequent first."""
    found: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        if not answer.is_right:
            found.setdefault((answer.phrase.intent, answer.guess), []).append(answer)
    return sorted((Confusion(*pair, sorted(wrong, key=lambda a: -a.confidence)) for pair, wrong in found.items()),
                  key=lambda one: (-len(one.answers), one.intent, one.guess))


def calibration(answers: Sequence[Answer]) -> list[Bin]:
    """Tenths of confidence, the empty ones left out."""
    rows: list[list[Answer]] = [[] for _ in range(BINS)]
    for answer in answers:
        rows[min(BINS - 1, int(answer.confidence * BINS + 1e-9))].append(answer)
    return [Bin(i / BINS, len(row), sum(a.confidence for a in row) / len(row), sum(a.is_right for a in row) / len(row))
            for i, row in enumerate(rows) if row]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error (0..1): by how much what is said misses what is right, on average over messages
    (Naeini et al. 2015, "Obtaining well calibrated probabilities using Bayesian binning")."""
    count = sum(one.count for one in bins)
    return sum(one.count * abs(one.said - one.right) for one in bins) / count if count else 0.0


def out_of_scope(answers: Sequence[Answer], ask_back: float) -> OutOfScope | None:
    """None where no message is out of scope. `ask_back`: under this confidence the assistant asks what is meant."""
    outside = [a for a in answers if a.phrase.intent == OUT_OF_SCOPE]
    if not outside:
        return None
    named = [a for a in answers if a.guess == OUT_OF_SCOPE]
    right = sum(a.is_right for a in named)
    caught = sum(a.is_right or a.confidence < ask_back for a in outside)
    return OutOfScope(len(outside), right / len(outside), right / len(named) if named else 0.0, caught / len(outside),
                      _best_recall(answers, len(outside)))


def _best_recall(answers: Sequence[Answer], outside: int) -> float | None:
    said = sorted(((dict(a.ranking).get(OUT_OF_SCOPE, 0.0), a.phrase.intent == OUT_OF_SCOPE) for a in answers),
                  key=lambda pair: -pair[0])
    best, right = None, 0
    for count, (confidence, is_outside) in enumerate(said, 1):
        right += is_outside
        is_last = count == len(said) or said[count][0] < confidence
        if is_last and confidence > 0 and right / count >= PRECISION_WANTED:
            best = right / outside
    return best
