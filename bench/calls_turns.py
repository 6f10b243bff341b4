"""Learns what each turn of the customer speaks of, from calls labelled turn by turn (`hilo/calls/spoken_of.npz`).

Part of `python -m bench.calls_fit`. Ridge regression of every label at once. What is learned from the turns in turn
is to see them as they are heard by what other authors taught: `Hearings`.
"""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from bench.calls import DEVELOPMENT, GOLD, TWO, calls
from hilo.calls import spoken_of
from hilo.calls.spoken_of import EVERY, EVERY_TURN, WEIGHTS_FILE, TurnHeard, marks, matters, said_in, turn_heard
from hilo.calls.transcript import Turn, turns_of

LABELS = GOLD.parent / "labels"
RARE = 2
"""Turns in which a mark has to occur."""
STEPS = 32
"""Of a weight up to its column's greatest: with 127 nothing is heard better, and the file is a third larger."""
EASE, EASE_OF_CALL = 0.8, 2.0
"""How strongly the weights are held near zero: of matters and doubts; of mood and what is told of calls alone."""
USUAL, USUAL_OF_CALL = 0.02, (0.3, 0.3, 0.05, 0.05, 0.05, 0.2, 0.25)
"""What a turn is taken for without its marks."""
STAGES = "prospect", "customer"
MOODS = "negative", "positive"


class Labelled(NamedTuple):
    """A call that may be read, with its author and its labels."""

    author: str
    call: dict[str, Any]
    label: dict[str, Any]
    turns: list[Turn]


@lru_cache(maxsize=1)
def labelled() -> tuple[Labelled, ...]:
    """The calls that may be read."""
    return tuple(_labelled())


def _labelled() -> Iterator[Labelled]:
    for file in [GOLD, TWO, *DEVELOPMENT]:
        rows = map(json.loads, (LABELS / file.name).read_text(encoding="utf-8").splitlines())
        labels = {row["id"]: row for row in rows}
        for call in calls(file in DEVELOPMENT, file):
            yield Labelled(file.stem, call, labels[call["id"]],
                           turns_of(call["transcript"], datetime.fromisoformat(call["at"])))


def _told(of: Labelled, number: int) -> list[float]:
    """What a turn is, in the order of the weights' columns."""
    names = [name for name, turns in of.label["topics"].items() if number in turns]
    gold, mood = of.call["gold"], of.label["mood"].get(str(number))
    in_doubt = any(number in turns for turns in of.label["doubtful"].values())
    main, stage = gold["main_intent"], gold["contact_stage"]
    return [*(float(name in names) for name in matters()), *(float(name == main in names) for name in matters()),
            float(in_doubt), *(float(stage == one) for one in STAGES), *(float(mood == one) for one in MOODS),
            float(gold["wrong_number"]), *(float(gold["sentiment"] == one) for one in MOODS)]


class Hearings:
    """The turns of calls, as they are heard by what some authors' calls taught."""

    def __init__(self, calls_: Sequence[Labelled]) -> None:
        seen = [(place, number, row) for place, one in enumerate(calls_)
                for number, row in marks(said_in(tuple(one.turns)))]
        often = Counter(mark for *_, row in seen for mark in row)
        self.marks = sorted(mark for mark, times in often.items() if times >= RARE or mark < 0)
        column = {mark: place for place, mark in enumerate(self.marks)}
        cells = [(line, column[mark], value) for line, (*_, row) in enumerate(seen) for mark, value in row.items()
                 if mark in column]
        lines, columns, values = zip(*cells, strict=True)
        self.table = csr_matrix((values, (lines, columns)), shape=(len(seen), len(self.marks)))
        self.places = [(place, number) for place, number, _ in seen]
        self.authors = np.array([calls_[place].author for place, _ in self.places])
        self.told = np.array([_told(calls_[place], number) for place, number in self.places])
        of_turns = self.told.shape[1] - len(USUAL_OF_CALL)
        self.usual = np.array([USUAL] * of_turns + list(USUAL_OF_CALL))
        self.ease = np.array([EASE] * of_turns + [EASE_OF_CALL] * len(USUAL_OF_CALL))
        self._kept: dict[float, tuple[np.ndarray, np.ndarray]] = {}

    def shares(self, ease: float) -> tuple[np.ndarray, np.ndarray]:
        """How much each turn counts in the weights held near zero by `ease`, and what that was solved by."""
        if ease not in self._kept:
            alike = (self.table @ self.table.T).toarray() + ease * np.eye(len(self.places))
            solved = np.linalg.inv(alike)
            self._kept[ease] = solved @ (self.told - self.usual), solved
        return self._kept[ease]

    def heard(self, author: str, without: Collection[str] = ()) -> dict[int, list[TurnHeard]]:
        """The turns of an author's calls, by the call's place, by what others taught, but for some.

        What a ridge regression says of rows that were left out follows from the one over all: what was told less
        what remains, solved by the block of those rows.
        """
        out = np.where(np.isin(self.authors, [author, *without]))[0]
        rows = np.zeros((len(out), self.told.shape[1]))
        for ease in set(self.ease.tolist()):
            of = self.ease == ease
            shares, solved = self.shares(ease)
            rows[:, of] = self.told[out][:, of] - np.linalg.solve(solved[np.ix_(out, out)], shares[out][:, of])
        found: dict[int, list[TurnHeard]] = {}
        for line, row in zip(out, rows, strict=True):
            if self.authors[line] == author:
                place, number = self.places[line]
                found.setdefault(place, []).append(turn_heard(number, row))
        return found

    def write(self) -> None:
        """Keeps what all calls taught, in STEPS to each column's greatest."""
        weights = np.zeros((len(self.marks), self.told.shape[1]))
        for ease in set(self.ease.tolist()):
            weights[:, self.ease == ease] = self.table.T @ self.shares(ease)[0][:, self.ease == ease]
        weights[self.marks.index(EVERY_TURN)] += self.usual / EVERY
        scale = np.abs(weights).max(0) / STEPS
        np.savez_compressed(WEIGHTS_FILE, marks=np.array(self.marks, dtype=np.int64), scale=scale.astype(np.float32),
                            weights=np.round(weights / scale).astype(np.int8))
        spoken_of.weights.cache_clear()
        spoken_of.heard_in.cache_clear()


@lru_cache(maxsize=1)
def hearings() -> Hearings:
    """The turns of the calls that may be read."""
    return Hearings(labelled())


Heard = dict[int, list[TurnHeard]]
"""The turns of each call, by its place in `labelled()`."""


def heard_without(author: str = "") -> Heard:
    """Each author's turns by what others taught, but for one author."""
    return {place: turns for one in dict.fromkeys(row.author for row in labelled())
            for place, turns in hearings().heard(one, {author} if author else ()).items()}


@lru_cache(maxsize=1)
def alone() -> Heard:
    """Each author's turns by what all others taught."""
    return heard_without()
