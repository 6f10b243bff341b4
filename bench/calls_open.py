"""Learns which of the customer's questions a call left open, for `hilo/calls/weights.json` (see `bench.calls_fit`).

A logit whose weights cannot be negative, since every number is written so that it speaks for an open question. Calls
of the two authors whose agents evade count more: elsewhere an open question is one that the agent put off.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.calls import DEVELOPMENT, GOLD, LIKE_QUESTION, TWO, alike, calls, f1
from hilo.calls.analysis import SEES_TO
from hilo.calls.promised import promised
from hilo.calls.transcript import turns_of
from hilo.calls.unanswered import LEAST_ODDS, candidates
from hilo.spanish.normalize import fold

EASE = 0.3
"""How strongly the weights are held near zero."""
EVASIVE, COUNT = ("development_d", "development_e", "development_f", "development_g"), 2.0


class Asked(NamedTuple):
    """A question of a call: its author and call, its words and numbers, whether it is open."""

    author: str
    call: str
    question: str
    signs: list[float]
    is_open: bool


def asked() -> tuple[list[Asked], dict[str, int]]:
    """The questions of the calls that may be read, and how many open ones each author names."""
    rows: list[Asked] = []
    wanted: dict[str, int] = {}
    for file in [GOLD, TWO, *DEVELOPMENT]:
        for call in calls(file in DEVELOPMENT, file):
            gold = call["gold"]
            wanted[file.stem] = wanted.get(file.stem, 0) + len(gold["pending_questions"])
            if gold["voicemail"] or gold["wrong_number"]:
                continue
            turns = turns_of(call["transcript"], datetime.fromisoformat(call["at"]))
            made = promised(turns, call.get("country"))
            found = list(candidates(turns, {one.turn for one in made if one.kind in SEES_TO}))
            open_ones = _matched([question for question, _ in found], gold["pending_questions"])
            rows += [Asked(file.stem, call["id"], question, signs, place in open_ones)
                     for place, (question, signs) in enumerate(found)]
    return rows, wanted


def _matched(found: Sequence[str], gold: Sequence[str]) -> set[int]:
    """Which of the questions found are those of the gold, each at most once; the same words before like ones."""
    places: set[int] = set()
    for one in gold:
        bare = fold(one).strip("¿?. ")
        same = next((place for place, other in enumerate(found) if bare in fold(other) and place not in places), None)
        if same is None:
            same = next((place for place, other in enumerate(found) if place not in places
                         and alike(other, one, LIKE_QUESTION) and len(other.split()) > 2), None)
        places |= set() if same is None else {same}
    return places


def learn_open(rows: Sequence[Asked]) -> list[float]:
    """The weights that fit these questions."""
    table, told = np.array([row.signs for row in rows]), np.array([row.is_open for row in rows])
    count = np.where([row.author in EVASIVE for row in rows], COUNT, 1.0)

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        likely = 1 / (1 + np.exp(-table @ by))
        fit = np.sum(count * np.log(np.where(told, likely, 1 - likely) + 1e-9))
        return 0.5 * EASE * float(by @ by) - float(fit), EASE * by + table.T @ (count * (likely - told))

    size = table.shape[1]
    return list(map(float, minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", bounds=[(0, None)] * size).x))


def judge_open(rows: Sequence[Asked], wanted: dict[str, int]) -> None:
    """Each author's questions by weights learned from the others (the words that ask are learned from all)."""
    total = np.zeros(3)
    for author in wanted:
        by = np.array(learn_open([row for row in rows if row.author != author]))
        mine = [(row, float(np.dot(by, row.signs)) >= LEAST_ODDS) for row in rows if row.author == author]
        found = [row.is_open for row, is_open in mine if is_open]
        sums = (sum(found), len(found), wanted[author])
        total += sums
        print(f"{author:15} open questions F1 {f1(*sums):.2f} {sums}")
        if "--misses" in sys.argv:
            for row, is_open in mine:
                if row.is_open != is_open:
                    print("   ", row.call, "open" if row.is_open else "not open", row.question)
    print(f"all open questions F1 {f1(*map(int, total)):.2f}")
