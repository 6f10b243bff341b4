"""Learns which values of a call are in doubt, for `hilo/calls/weights.json` (see `bench.calls_fit`).

A logit whose weights of signs cannot be negative, since every number is written so that it speaks for a doubt; each
value has one of its own, of either sign: nobody is asked for a product or a city that remains in doubt.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.calls import f1
from bench.calls_turns import alone, labelled
from bench.calls_weights import worth
from hilo.calls.doubt_places import FIELDS
from hilo.calls.doubtful import LEAST_ODDS, Weights, doubt_signs, odds
from hilo.calls.facts import readings
from hilo.calls.unsure import unsure_of

EASE, EASE_OF = 1.5, 1.0
"""How strongly the weights of the signs, and those of single values, are held near zero."""
SAME = {"phone": "alt_phone"}
"""A telephone of their own that somebody dictates is told from another's by one author."""


class Value(NamedTuple):
    """A value of a call: its author, its name and numbers, whether it is in doubt."""

    author: str
    name: str
    signs: list[float]
    doubted: bool


def values() -> tuple[list[Value], dict[str, int]]:
    """The values of the calls that may be read, and how many of each author's are in doubt.

    The turns are heard by what other authors taught.
    """
    rows: list[Value] = []
    wanted: dict[str, int] = {}
    for place, (author, call, _, turns) in enumerate(labelled()):
        gold = call["gold"]
        if gold["voicemail"] or gold["wrong_number"]:
            continue
        doubted = {SAME.get(name, name) for name in gold["doubtful"]}
        wanted[author] = wanted.get(author, 0) + len(doubted)
        signs = doubt_signs(turns, readings(turns, call.get("country")), list(unsure_of(turns)),
                            alone().get(place, []))
        rows += [Value(author, name, row, name in doubted) for name, row in signs.items()]
    return rows, wanted


def learn_doubts(rows: Sequence[Value]) -> Weights:
    """The weights that fit these values."""
    signs = np.array([row.signs for row in rows])
    table = np.hstack([signs, np.array([[float(row.name == name) for name in FIELDS] for row in rows])])
    told, counts = np.array([row.doubted for row in rows]), np.array([worth(row.author) for row in rows])
    size = signs.shape[1]
    ease = np.array([EASE] * size + [EASE_OF] * len(FIELDS))

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        likely = 1 / (1 + np.exp(-table @ by))
        fit = np.sum(counts * np.log(np.where(told, likely, 1 - likely) + 1e-9))
        return 0.5 * float(np.sum(ease * by * by)) - float(fit), ease * by + table.T @ (counts * (likely - told))

    bounds = [(0, None)] * size + [(None, None)] * len(FIELDS)
    by = minimize(loss, np.zeros(len(ease)), jac=True, method="L-BFGS-B", bounds=bounds).x.tolist()
    return Weights(by[:size], dict(zip(FIELDS, by[size:], strict=True)))


def judge_doubts(rows: Sequence[Value], wanted: dict[str, int]) -> None:
    """Each author's values by weights learned from the others."""
    total = np.zeros(3)
    for author in wanted:
        by = learn_doubts([row for row in rows if row.author != author])
        found = [row.doubted for row in rows if row.author == author and odds(row.name, row.signs, by) >= LEAST_ODDS]
        sums = (sum(found), len(found), wanted[author])
        total += sums
        print(f"{author:15} doubts F1 {f1(*sums):.2f} {sums}")
    print(f"all doubts F1 {f1(*map(int, total)):.2f}")
