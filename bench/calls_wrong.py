"""Learns what tells that a call was meant for somebody else, for `hilo/calls/weights.json` (see `bench.calls_fit`)."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sklearn.linear_model import LogisticRegression

from bench.calls import f1
from bench.calls_turns import alone, labelled
from hilo.calls import circumstances
from hilo.calls.wrong_number import signs_of_wrong

LOOSE = 10.0
"""scikit-learn's C."""


class Meant(NamedTuple):
    """A call's author, its signs, and whether it was meant for somebody else."""

    author: str
    signs: list[float]
    wrong: bool


def answered() -> list[Meant]:
    """The calls that somebody answered, their turns heard by what other authors taught."""
    return [Meant(one.author, signs_of_wrong(one.turns, alone().get(place, [])), one.call["gold"]["wrong_number"])
            for place, one in enumerate(labelled())
            if not circumstances.is_voicemail(one.turns, "") and not circumstances.nobody_spoke(one.turns)]


def learn_wrong(rows: Sequence[Meant]) -> list[float]:
    """The weights that fit these calls, what is always there last."""
    fitted = LogisticRegression(C=LOOSE, max_iter=5000).fit([row.signs for row in rows], [row.wrong for row in rows])
    return [*map(float, fitted.coef_[0]), float(fitted.intercept_[0])]


def judge_wrong(rows: Sequence[Meant]) -> None:
    """Each author's calls by weights learned from the others."""
    told = []
    for author in dict.fromkeys(row.author for row in rows):
        by = learn_wrong([row for row in rows if row.author != author])
        told += [(by[-1] + sum(one * sign for one, sign in zip(by, row.signs, strict=False)) > 0, row.wrong)
                 for row in rows if row.author == author]
    sums = (sum(ours and gold for ours, gold in told), sum(ours for ours, _ in told), sum(gold for _, gold in told))
    print(f"all wrong numbers F1 {f1(*sums):.3f} {sums}")
