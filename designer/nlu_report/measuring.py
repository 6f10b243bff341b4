"""What is measured: phrases that were left out of training, messages never seen, and how both grow with the phrases."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.model_selection import StratifiedKFold

from designer.nlu_report.understanding import Answer, Understanding
from hilo.learning.phrase_files import Phrase

FOLDS = 5
FEWEST = 2 * FOLDS
"""An intent with fewer phrases is not measured: a part of them would teach nothing of the others."""
SHARES = (0.1, 0.25, 0.5, 0.75)
"""Parts of the phrases for which the learning curve is drawn; all of them are its last point."""
SEED = 7


class Point(NamedTuple):
    """A point of the learning curve: trained on `phrases` phrases, right on so much (0..1) of the held-out messages."""

    share: float
    phrases: int
    accuracy: float


def measurable(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of intents that have enough of them."""
    many = Counter(phrase.intent for phrase in phrases)
    return [phrase for phrase in phrases if many[phrase.intent] >= FEWEST]


def cross_validated(phrases: Sequence[Phrase]) -> list[Answer]:
    """Each phrase as it is understood by an assistant that was trained on four fifths of the others."""
    found: list[Answer] = []
    names = np.array([phrase.intent for phrase in phrases])
    for learnt, left_out in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(names, names):
        found += Understanding([phrases[i] for i in learnt]).answers([phrases[i] for i in left_out])
    return found


def learning_curve(phrases: Sequence[Phrase], held_out: Sequence[Phrase], last: float) -> list[Point]:
    """Accuracy on the held-out messages by the share of each intent's phrases. `last`: with all of them."""
    shuffled = [phrases[i] for i in np.random.default_rng(SEED).permutation(len(phrases))]
    points = []
    for share in SHARES:
        taken = _share(shuffled, share)
        points.append(Point(share, len(taken), accuracy(Understanding(taken).answers(held_out))))
    return [*points, Point(1.0, len(phrases), last)]


def _share(phrases: Sequence[Phrase], share: float) -> list[Phrase]:
    """The first ones of each intent, two at least."""
    left = {name: max(2, round(many * share)) for name, many in Counter(p.intent for p in phrases).items()}
    taken = []
    for phrase in phrases:
        if left[phrase.intent]:
            left[phrase.intent] -= 1
            taken.append(phrase)
    return taken


def accuracy(answers: Sequence[Answer]) -> float:
    """The share (0..1) that was understood right; 0 of none."""
    return sum(answer.is_right for answer in answers) / len(answers) if answers else 0.0
