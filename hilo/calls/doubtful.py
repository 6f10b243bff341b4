"""What speaks for a value of a call being in doubt, in numbers whose weights are learned, the same for all values.

A value is in doubt where its speaker hedges, says two and chooses none, will look it up and tell later, or where the
line or the agent leaves it open; it is sure where it was corrected, chosen, or read back and agreed to.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from hilo.calls.doubt_places import answered_for, places_of
from hilo.calls.doubt_signs import signs_of
from hilo.calls.judging import learned
from hilo.calls.spoken_of import TurnHeard, heard_in
from hilo.calls.told import HEARD_BADLY, READ_BACK, SURE, CallFact
from hilo.calls.transcript import Turn

LEAST_ODDS = -1.0
"""The logarithm of the odds from which a value is in doubt: on authors left out as many are missed as added."""


class Weights(NamedTuple):
    """What the signs weigh, the same for all values, and how much sooner or later each value is in doubt by itself."""

    signs: list[float]
    names: dict[str, float]


def doubt_signs(turns: Sequence[Turn], found: Sequence[CallFact], unsure: Sequence[CallFact],
                heard: Sequence[TurnHeard] | None = None) -> dict[str, list[float]]:
    """The numbers of each value that anything was said of. found: all readings; unsure: those of `unsure.py`.

    heard: where the turns are known otherwise than by the weights in use.
    """
    known = {one.number: float(np.clip(one.in_doubt[0], 0, 1))
             for one in (heard_in(tuple(turns)) if heard is None else heard)}
    asked = answered_for(turns)
    places = places_of(turns, found, unsure, asked)
    open_ = {name: _openness(name, where, found, unsure) for name, where in places.items()}
    signs = {}
    for name, where in places.items():
        rows = [fact for fact in found if fact.name == name]
        signs[name] = signs_of(name, turns, rows, where, asked.get(name, set()),
                               [fact for fact in unsure if fact.name == name])
        most = max(known.get(number, 0.0) for number in where)
        signs[name] += [most, most * (most >= max(known.values(), default=0.0)),
                        -float(any(open_[other] > open_[name] for other, there in places.items()
                                   if set(there) & set(where)))]
    return signs


def _openness(name: str, where: Sequence[int], found: Sequence[CallFact], unsure: Sequence[CallFact]) -> int:
    """How openly a value is left open: of those of one turn, mostly one alone is in doubt."""
    rows = [fact for fact in found if fact.name == name and fact.turn in where]
    return (2 * any(fact.name == name for fact in unsure) + 2 * any(fact.doubtful for fact in rows)
            + (len({str(fact.value) for fact in rows if fact.value is not None}) > 1))


def in_doubt(signs: Mapping[str, Sequence[float]]) -> dict[str, bool]:
    """Whether each value that anything was said of is in doubt."""
    return {name: odds(name, row, _weights()) >= LEAST_ODDS for name, row in signs.items()}


def odds(name: str, row: Sequence[float], by: Weights) -> float:
    """The logarithm of the odds that a value is in doubt."""
    return sum(one * number for one, number in zip(by.signs, row, strict=True)) + by.names.get(name, 0.0)


def with_doubts(settled: Sequence[CallFact], doubts: Mapping[str, bool]) -> list[CallFact]:
    """The facts with what is in doubt marked so; what is in doubt and was not read is there without a value."""
    kept = []
    for fact in settled:
        agreed = fact.confidence == READ_BACK and not fact.doubtful
        if fact.name in doubts and doubts[fact.name] != fact.doubtful and not agreed:
            if fact.value is None:
                continue
            fact = replace(fact, doubtful=not fact.doubtful, confidence=HEARD_BADLY if doubts[fact.name] else SURE)
        kept.append(fact)
    names = {fact.name for fact in kept} | ({"alt_phone"} if any(fact.name == "phone" for fact in kept) else set())
    return kept + [CallFact(name, None, "", HEARD_BADLY, True, 0) for name, is_in_doubt in doubts.items()
                   if is_in_doubt and name not in names]


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return Weights(learned()["doubts"], learned()["doubts_of"])
