"""What a call was about: its intents, the main one first, by weights learned from calls (`bench/calls_fit.py`)."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from hilo.calls.evidence import evidence
from hilo.calls.judging import learned
from hilo.calls.transcript import Turn

MOST = 5


class Weights(NamedTuple):
    """What each number weighs for the main matter and for being spoken of at all, and what each matter brings."""

    main: Sequence[float]
    main_of: Mapping[str, float]
    also: Sequence[float]
    also_of: Mapping[str, float]
    least: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The learned weights."""
    return Weights(**learned()["topics"])


def topics_of(turns: Sequence[Turn], opted_out: float | None) -> list[str]:
    """The intents of a call, the main one first; empty where nothing was talked about.

    opted_out: where in the call a refusal was first said (0..1), None where none was.
    """
    return ordered(evidence(turns, opted_out), weights())


def ordered(found: Mapping[str, Sequence[float]], by: Weights) -> list[str]:
    """The matters that weigh enough, the main one first."""
    if not found:
        return []
    main = {name: by.main_of.get(name, 0.0) + _sum(by.main, row) for name, row in found.items()}
    first = max(main, key=lambda name: main[name])
    also = {name: by.also_of.get(name, 0.0) + _sum(by.also, row) for name, row in found.items()}
    others = sorted((name for name in also if name != first and also[name] >= by.least), key=lambda name: -also[name])
    return [first, *others][:MOST]


def _sum(by: Sequence[float], row: Sequence[float]) -> float:
    return sum(one * number for one, number in zip(by, row, strict=True))
