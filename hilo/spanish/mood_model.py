"""The learned reader of moods: sentiment, emotion and urgency of a message, from examples.

A support vector machine a field over the strings of mood_grams.py, fitted once a process on the lines of words/moods/,
so whoever adds a line there changes what is read from the next start on.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import hstack
from sklearn.svm import LinearSVC

from hilo.spanish.gram_block import GramBlock
from hilo.spanish.mood_grams import (
    Message,
    beginning_grams,
    letter_grams,
    phrase_grams,
    prepared,
    sign_grams,
    word_grams,
)
from hilo.spanish.word_lists import WORDS

EXAMPLES = WORDS / "moods"
SENTIMENTS = ("negative", "neutral", "positive")
EMOTIONS = ("anger", "fear", "gratitude", "joy", "neutral", "sadness", "surprise")
URGENCIES = ("high", "low", "medium")
FIELDS = (SENTIMENTS, EMOTIONS, URGENCIES)
"""Their labels, in the order in which scikit-learn sorts them."""
BLOCKS = ((word_grams, 1.0), (beginning_grams, 1.0), (letter_grams, 1.0), (phrase_grams, 1.0), (sign_grams, 0.7))
"""What is seen, and how much it weighs. This and the rest were tried by leaving out authors (docs/decisions/)."""
TOLERANCE = 0.3
"""How far a single example may bend the plane."""
SELECTED, SELECTED_WEIGH = "everyday", 0.5
"""The file whose lines were chosen for being misread; they count half, for they are not how people usually write."""
SHARPNESS = 2.5
"""Turns margins into likelihoods: of what an author who was left out is told with 0.8, eight in ten are right."""
SEED = 7


Labels = tuple[str, str, str]


class Example(NamedTuple):
    """A message with its sentiment, emotion and urgency, and what it counts."""

    text: str
    labels: Labels
    weight: float = 1.0


Likelihoods = tuple[dict[str, float], dict[str, float], dict[str, float]]


def read_examples(path: Path) -> list[Example]:
    """The lines "sentiment emotion urgency | message" of a file; "#" begins a comment.

    Raises:
        ValueError: when a line says something else, with file and line.
    """
    examples = []
    weight = SELECTED_WEIGH if path.stem == SELECTED else 1.0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        mood, bar, text = line.partition(" | ")
        sentiment, emotion, urgency = (*mood.split(), "", "", "")[:3]
        known = sentiment in SENTIMENTS and emotion in EMOTIONS and urgency in URGENCIES
        if not bar or not text.strip() or not known:
            raise ValueError(f"{path.name}:{number}: write «negative anger high | text», not {line}")
        examples.append(Example(text, (sentiment, emotion, urgency), weight))
    return examples


class MoodModel:
    """Fitted on examples; reads a message in a third of a millisecond."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Fits the three fields."""
        texts = [prepared(example.text) for example in examples]
        self._blocks: list[GramBlock[Message]] = [GramBlock(grams, weight, texts) for grams, weight in BLOCKS]
        rows = hstack([block.rows for block in self._blocks]).tocsr()
        weights = [example.weight for example in examples]
        machines = [LinearSVC(C=TOLERANCE, class_weight="balanced", random_state=SEED)
                    .fit(rows, [example.labels[field] for example in examples], sample_weight=weights)
                    for field in range(len(FIELDS))]
        planes = np.vstack([machine.coef_ for machine in machines]).T
        ends = np.cumsum([block.rows.shape[1] for block in self._blocks])[:-1]
        self._planes = [np.ascontiguousarray(part) for part in np.split(planes, ends)]
        self._base = np.concatenate([machine.intercept_ for machine in machines])
        for block in self._blocks:
            del block.rows  # needed for fitting only

    def read(self, text: str) -> Likelihoods:
        """How likely each sentiment, emotion and urgency is; each field adds up to 1."""
        message = prepared(text)
        margins = self._base.copy()
        for block, planes in zip(self._blocks, self._planes, strict=True):
            columns, values = block.vector(message)
            margins += values @ planes[columns]
        sentiment, emotion, urgency = np.split(margins, (len(SENTIMENTS), len(SENTIMENTS) + len(EMOTIONS)))
        return _likely(SENTIMENTS, sentiment), _likely(EMOTIONS, emotion), _likely(URGENCIES, urgency)


def _likely(labels: Sequence[str], margins: Any) -> dict[str, float]:
    weights = np.exp(SHARPNESS * (margins - margins.max()))
    return dict(zip(labels, (weights / weights.sum()).tolist(), strict=True))


@lru_cache(maxsize=1)
def model() -> MoodModel:
    """The reader fitted on all examples."""
    return MoodModel([e for path in sorted(EXAMPLES.glob("*.txt")) for e in read_examples(path)])
