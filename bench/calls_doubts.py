"""Learns which values of a call are in doubt, for `hilo/calls/weights.json` (see `bench.calls_fit`).

A logit whose weights cannot be negative, since every number is written so that it speaks for a doubt.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.calls import f1
from bench.calls_turns import alone, labelled
from hilo.calls.doubtful import LEAST_ODDS, doubt_signs
from hilo.calls.facts import readings
from hilo.calls.unsure import unsure_of

EASE = 1.5
"""How strongly the weights are held near zero."""
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


def learn_doubts(rows: Sequence[Value]) -> list[float]:
    """The weights that fit these values."""
    table, told = np.array([row.signs for row in rows]), np.array([row.doubted for row in rows])

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        likely = 1 / (1 + np.exp(-table @ by))
        fit = np.sum(np.log(np.where(told, likely, 1 - likely) + 1e-9))
        return 0.5 * EASE * float(by @ by) - float(fit), EASE * by + table.T @ (likely - told)

    size = table.shape[1]
    return list(map(float, minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", bounds=[(0, None)] * size).x))


def judge_doubts(rows: Sequence[Value], wanted: dict[str, int]) -> None:
    """Each author's values by weights learned from the others."""
    total = np.zeros(3)
    for author in wanted:
        by = np.array(learn_doubts([row for row in rows if row.author != author]))
        found = [row.doubted for row in rows if row.author == author and float(np.dot(by, row.signs)) >= LEAST_ODDS]
        sums = (sum(found), len(found), wanted[author])
        total += sums
        print(f"{author:15} doubts F1 {f1(*sums):.2f} {sums}")
    print(f"all doubts F1 {f1(*map(int, total)):.2f}")
