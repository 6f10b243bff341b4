"""The learned reader of permissions: leave to write taken back or given, and its scope, from examples.

Support vector machines over the strings of permission_grams.py, fitted once a process (under a second) on the
lines of words/permissions/, so whoever adds a line there changes what is read from the next start on.
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
from hilo.spanish.permission_grams import letter_grams, prepared, word_grams
from hilo.spanish.word_lists import WORDS

EXAMPLES = WORDS / "permissions"
PURPOSES = ("all", "marketing", "service")
CHANNELS = ("all", "email", "sms", "voice", "whatsapp")
KINDS = ("none", "opt_in", "opt_out")
SEED = 7
WORDS_WEIGH = 1.5
"""Against letters. Tried by leave-one-author-out (bench/permissions.py), like the shortening in gram_block.py."""
TOLERANCE = 0.6
"""How far a single example may bend the plane."""
BREATH, STEP = 9, 4
"""A longer text is also read in pieces of so many words: speech comes without a full stop."""
WHOLE_KNOWS_MORE = 0.7
"""Taken from what a piece says, because it may have lost its "hoy" or "sin querer"."""


class Example(NamedTuple):
    """A text and what it means; purpose and channel are "" where kind is "none"."""

    text: str
    kind: str
    purpose: str
    channel: str


class Judgement(NamedTuple):
    """How far the text lies on the side of each kind (above 0: beyond "none"), and the scope if it is one."""

    opt_out: float
    opt_in: float
    purpose: str
    channel: str


def read_examples(path: Path) -> list[Example]:
    """The lines "kind purpose channel | text" or "none | text" of a file; "#" begins a comment.

    Raises:
        ValueError: when a line says something else, with file and line.
    """
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        meaning, bar, text = line.partition(" | ")
        kind, purpose, channel = (*meaning.split(), "", "", "")[:3]
        scoped = purpose in PURPOSES and channel in CHANNELS
        if not bar or not text.strip() or kind not in KINDS or (not scoped if kind != "none" else purpose):
            raise ValueError(f"{path.name}:{number}: write «opt_out marketing all | text» or «none | text», not {line}")
        examples.append(Example(text, kind, purpose, channel))
    return examples


class PermissionModel:
    """Fitted on examples; reads a text in about a millisecond."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Fits kind on all examples, purpose and channel on those that are permissions."""
        texts = [prepared(e.text) for e in examples]
        self._blocks = [GramBlock(word_grams, WORDS_WEIGH, texts), GramBlock(letter_grams, 1.0, texts)]
        rows = hstack([block.rows for block in self._blocks]).tocsr()
        given = [e for e in examples if e.kind != "none"]
        scoped = rows[np.array([e.kind != "none" for e in examples])]
        machines = [_fit(rows, [e.kind for e in examples]), _fit(scoped, [e.purpose for e in given]),
                    _fit(scoped, [e.channel for e in given])]
        weights = np.vstack([machine.coef_ for machine in machines]).T
        self._weights = np.split(weights, [self._blocks[0].rows.shape[1]])
        self._base = np.concatenate([machine.intercept_ for machine in machines])

    def read(self, text: str) -> Judgement:
        """What the text means, as far as the examples tell."""
        whole = prepared(text)
        margins = self._margins(whole)
        opt_in, opt_out = margins[1] - margins[0], margins[2] - margins[0]
        for breath in _breaths(whole):
            piece = self._margins(breath)
            opt_in = max(opt_in, piece[1] - piece[0] - WHOLE_KNOWS_MORE)
            opt_out = max(opt_out, piece[2] - piece[0] - WHOLE_KNOWS_MORE)
        return Judgement(float(opt_out), float(opt_in), PURPOSES[int(margins[3:6].argmax())],
                         CHANNELS[int(margins[6:].argmax())])

    def _margins(self, text: str) -> Any:
        """Distances from the planes of KINDS, PURPOSES and CHANNELS, in their order."""
        margins = self._base.copy()
        for block, weights in zip(self._blocks, self._weights, strict=True):
            columns, values = block.vector(text)
            margins += values @ weights[columns]
        return margins


def _breaths(text: str) -> list[str]:
    words = text.split()
    if len(words) <= BREATH:
        return []
    return [" ".join(words[i:i + BREATH]) for i in range(0, len(words) - BREATH + STEP, STEP)]


def _fit(rows: Any, labels: Sequence[str]) -> Any:
    return LinearSVC(C=TOLERANCE, random_state=SEED).fit(rows, labels)


@lru_cache(maxsize=1)
def model() -> PermissionModel:
    """The reader fitted on all examples."""
    return PermissionModel([e for path in sorted(EXAMPLES.glob("*.txt")) for e in read_examples(path)])
