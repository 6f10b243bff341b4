"""What each turn of the customer speaks of, its mood and doubts, and how its call sounds, as labelled calls taught.

A turn is seen by its words (their beginnings, up to three in a row), those of the agent's turns before and after it and
of the customer's turn before, the classifier's opinion and the words of each matter. A mark of words is kept as the
number that its letters give (crc32). The weights (`spoken_of.npz`) are learned by `python -m bench.calls_fit`.
"""
from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import yaml

from hilo.calls.clauses import clauses
from hilo.calls.intents import rank
from hilo.calls.transcript import AGENT, Turn, sentences
from hilo.spanish.normalize import fold

WEIGHTS_FILE = Path(__file__).with_name("spoken_of.npz")
MATTERS_FILE = Path(__file__).with_name("matters.yml")
STEM = 5
"""Letters that stand for a word."""
LIKELIEST = 6
"""Of the classifier's intents."""
SHORT = 4
"""Words of a turn that is hardly more than an answer."""
WORDS, BEFORE, AFTER, EARLIER = 1.4, 0.7, 1.0, 0.55
"""What the words of the turn, of the agent's before and after it, and of the customer's before are worth together."""
OPINION, OPINION_NEAR, MATTER, MATTER_AFTER, PLACE, EVERY = 1.0, 0.55, 0.55, 0.45, 0.55, 0.45
EVERY_TURN = -1
"""The mark that every turn has."""
_WORD = re.compile(r"[a-zñ]+|\d+|\?")


class Clause(NamedTuple):
    """A part of a turn, folded, with the likeliest of the classifier's intents."""

    folded: str
    opinion: Mapping[str, float]


class Said(NamedTuple):
    """What was said in a turn, folded, and its clauses."""

    role: str
    folded: str
    clauses: Sequence[Clause]

    def opinion(self) -> dict[str, float]:
        """The classifier's greatest opinion of the clauses, by intent."""
        found: dict[str, float] = {}
        for clause in self.clauses:
            found |= {name: max(value, found.get(name, 0.0)) for name, value in clause.opinion.items()}
        return found


class TurnHeard(NamedTuple):
    """How much a turn of the customer speaks of each matter, and of each as the call's own; in the order of matters().

    number: the turn's. in_doubt: whether it leaves a value open. mood: negative, positive, in it. Of the whole call, as
    the turn sounds: stage (prospect, customer), wrong (meant for somebody else), felt (negative, positive). About 0..1.
    """

    number: int
    of: np.ndarray
    own: np.ndarray
    in_doubt: np.ndarray
    stage: np.ndarray
    mood: np.ndarray
    wrong: np.ndarray
    felt: np.ndarray


@lru_cache(maxsize=1)
def words_of_matters() -> dict[str, re.Pattern[str]]:
    """The words of each matter (`matters.yml`)."""
    data = yaml.safe_load(MATTERS_FILE.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(rf"\b{entry.replace('*', '[a-zñ]*')}" for entry in entries))
            for name, entries in data.items()}


@lru_cache(maxsize=1)
def matters() -> tuple[str, ...]:
    """All that a call may be about."""
    return tuple(words_of_matters())


def _grams(kind: str, text: str, longest: int, worth: float) -> Iterator[tuple[int, float]]:
    stems = [word[:STEM] for word in _WORD.findall(text)]
    found = {kind + " ".join(stems[start:start + size]) for size in range(1, longest + 1)
             for start in range(len(stems) - size + 1)}
    for one in found:
        yield crc32(one.encode()), worth / math.sqrt(len(found))


def marks(turns: Sequence[Said]) -> list[tuple[int, dict[int, float]]]:
    """The number of each turn of the customer, and what it is seen by; what every turn has is below 0."""
    names, found, mine = matters(), [], 0
    before, earlier, opinion_before = "", "", dict.fromkeys(names, 0.0)
    for number, turn in enumerate(turns):
        if turn.role == AGENT or not turn.folded:
            before = turn.folded or before
            continue
        after = next((one for one in turns[number + 1:] if one.role == AGENT and one.folded), Said(AGENT, "", ()))
        opinion = turn.opinion()
        seen: dict[int, float] = {}
        for kind, text, longest, worth in (("t", turn.folded, 3, WORDS), ("b", before, 2, BEFORE),
                                           ("a", after.folded, 2, AFTER), ("p", earlier, 1, EARLIER)):
            for mark, value in _grams(kind, text, longest, worth):
                seen[mark] = seen.get(mark, 0.0) + value
        dense = [EVERY]
        dense += [value for worth, values in (
            (OPINION, opinion), (OPINION_NEAR, after.opinion()), (OPINION_NEAR, opinion_before),
            (MATTER, _named(turn.folded)), (MATTER_AFTER, _named(after.folded)))
            for name in names for value in [worth * values.get(name, 0.0)]]
        dense += [PLACE * float(mine == 0), PLACE * float(mine == 1), PLACE * number / max(1, len(turns) - 1),
                  PLACE * float(len(turn.folded.split()) <= SHORT)]
        found.append((number, seen | {EVERY_TURN - place: value for place, value in enumerate(dense) if value}))
        opinion_before = {name: max(value, opinion.get(name, 0.0)) for name, value in opinion_before.items()}
        earlier, mine = turn.folded, mine + 1
    return found


def _named(folded: str) -> dict[str, float]:
    return {name: float(bool(pattern.search(folded))) for name, pattern in words_of_matters().items()} if folded else {}


Weights = Mapping[int, np.ndarray]
"""By mark, what it says for each thing heard, in the order of `TurnHeard`."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The learned weights."""
    with np.load(WEIGHTS_FILE, allow_pickle=False) as stored:
        rows = stored["weights"].astype(np.float32) * stored["scale"]
        return dict(zip(stored["marks"].tolist(), rows, strict=True))


@lru_cache(maxsize=2)
def said_in(turns: tuple[Turn, ...]) -> tuple[Said, ...]:
    """What was said in the turns of a call, as the classifier sees it."""
    return tuple(Said(turn.role, fold(turn.said), tuple(
        Clause(fold(part), dict(rank(part)[:LIKELIEST])) for sentence in sentences(turn.said)
        for part in clauses(sentence))) for turn in turns)


@lru_cache(maxsize=2)
def heard_in(turns: tuple[Turn, ...]) -> tuple[TurnHeard, ...]:
    """What each turn of the customer speaks of."""
    by = weights()
    return tuple(turn_heard(number, np.sum([value * by[mark] for mark, value in seen.items() if mark in by], axis=0))
                 for number, seen in marks(said_in(turns)))


def turn_heard(number: int, row: np.ndarray) -> TurnHeard:
    """What is heard in a turn, from all its numbers."""
    many = len(matters())
    return TurnHeard(number, *np.split(row, 2 * many + np.array((-many, 0, 1, 3, 5, 6))))


def place_in(heard: TurnHeard, turns: Sequence[Turn]) -> float:
    """Where in the call a turn stands, 0..1."""
    return heard.number / max(1, len(turns) - 1)
