"""Learns what speaks for a refusal and for its scope, for `hilo/calls/weights.json` (see `bench.calls_fit`).

From all calls that may be read, and from the short ones of `tests/hilo/calls/gold/spoken_refusals.jsonl`. Whether
there is one: a logit. Purpose and way: conditional logits whose weights cannot be negative, since every number is
written so that it speaks for what it stands by; few calls then suffice.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bench.calls import CHANNEL, GOLD
from bench.calls_turns import alone, labelled
from hilo.calls.opt_out_signs import Signs, signs_of
from hilo.calls.opt_outs import RefusalWeights, scope_of
from hilo.calls.transcript import turns_of

SPOKEN = GOLD.with_name("spoken_refusals.jsonl")
OF_ONE = 2.0
"""scikit-learn's C for whether anything is refused."""
SHORT_OF_ONE, SHORT_OF_SCOPE = 3.0, 2
"""How many times a short call counts for whether anything is refused, and for what."""
EASE = 0.3
"""How strongly the weights of purposes and ways are held near zero."""


class Refusal(NamedTuple):
    """A call's author and name, its numbers, and its scope."""

    author: str
    id: str
    signs: Signs
    scope: tuple[str, str] | None


def spoken() -> list[tuple[list[dict[str, str]], tuple[str, str] | None]]:
    """The short calls, each with its scope."""
    rows = [json.loads(line) for line in SPOKEN.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [([{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in row["turns"]],
             (row["opt_out"]["purpose"], row["opt_out"]["channel"]) if row["opt_out"] else None) for row in rows]


def refusals() -> list[Refusal]:
    """All calls that may be read, their turns heard by what other authors taught."""
    rows = []
    for place, (author, call, _, turns) in enumerate(labelled()):
        told = call["gold"]["opt_out"]
        rows.append(Refusal(author, call["id"], signs_of(turns, alone().get(place, [])),
                            (told["purpose"], CHANNEL.get(told["channel"], told["channel"])) if told else None))
    at = datetime(2026, 11, 23, tzinfo=timezone.utc)
    return rows + [Refusal("spoken", turns[0]["message"], signs_of(turns_of(turns, at)), scope)
                   for turns, scope in spoken()]


def learn_refusals(rows: Sequence[Refusal]) -> RefusalWeights:
    """The weights that fit these calls; the short ones, of which each is of one refusal alone, count more."""
    fitted = LogisticRegression(C=OF_ONE, max_iter=5000).fit(
        [row.signs.is_one for row in rows], [row.scope is not None for row in rows],
        [SHORT_OF_ONE if row.author == "spoken" else 1.0 for row in rows])
    short = [row for row in rows if row.author == "spoken"]
    told = [(row.signs, row.scope) for row in [*rows, *(SHORT_OF_SCOPE - 1) * short] if row.scope]
    return RefusalWeights([*map(float, fitted.coef_[0]), float(fitted.intercept_[0])],
                          _chosen([(signs.purposes, scope[0]) for signs, scope in told]),
                          _chosen([(signs.ways, scope[1]) for signs, scope in told]))


def _chosen(rows: Sequence[tuple[dict[str, list[float]], Any]]) -> list[float]:
    tables = np.array([list(found.values()) for found, _ in rows])
    right = np.array([list(found).index(one) for found, one in rows])
    told = tables[np.arange(len(rows)), right].sum(0)

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        score = tables @ by
        share = np.exp(score - score.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        total = 0.5 * EASE * float(by @ by) - float(np.log(share[np.arange(len(rows)), right] + 1e-12).sum())
        return total, EASE * by + np.einsum("na,nak->k", share, tables) - told

    size = tables.shape[2]
    return list(map(float, minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", bounds=[(0, None)] * size).x))


def judge_refusals(rows: Sequence[Refusal]) -> None:
    """Each author's calls by weights learned from the others."""
    for author in dict.fromkeys(row.author for row in rows):
        by = learn_refusals([row for row in rows if row.author != author])
        mine = [(row, scope_of(row.signs, by)) for row in rows if row.author == author]
        wanted = [(row, scope) for row, scope in mine if row.scope]
        print(f"{author:15} refusals with scope {sum(row.scope == scope for row, scope in wanted)}/{len(wanted)}, "
              f"found where there is none {sum(bool(scope) for row, scope in mine if not row.scope)}")
