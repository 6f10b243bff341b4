"""Learns what the evidence of a call weighs, and writes `hilo/calls/weights.json`.

    python -m bench.calls_fit [--judge]

The main matter: a conditional logit over the matters that anything speaks for, with the same weights for all of them
and a small one of each. What is spoken of at all: a logit of the same numbers. From the calls that may be read: the
development sets and the open lines of the two gold sets. --judge: each author's calls by weights of the others alone.
"""
from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bench.calls import DEVELOPMENT, GOLD, TWO, calls, f1
from hilo.calls.evidence import NAMES, evidence, matters
from hilo.calls.opt_outs import opt_out_of, place_of
from hilo.calls.topics import WEIGHTS_FILE, Weights, ordered
from hilo.calls.transcript import turns_of

EASE, EASE_OF = 0.6, 2.5
"""How strongly the shared weights, and those of single matters, are held near zero in the choice of the main matter."""
LOOSE = 0.3
"""scikit-learn's C for what is spoken of at all."""
OF_MATTER = 0.6
"""The size of a matter's own mark beside the numbers there: smaller is held nearer to zero."""
LEASTS = np.arange(-1.2, 1.2, 0.05)


class Example(NamedTuple):
    """A call's author, its evidence, and what it was about."""

    author: str
    found: dict[str, list[float]]
    topics: list[str]
    id: str


def examples() -> list[Example]:
    """The calls that may be read and in which anything was talked about."""
    rows = []
    for file in [GOLD, TWO, *DEVELOPMENT]:
        for call in calls(file in DEVELOPMENT, file):
            turns = turns_of(call["transcript"], datetime.fromisoformat(call["at"]))
            if call["gold"]["main_intent"]:
                rows.append(Example(file.stem, evidence(turns, place_of(turns, opt_out_of(turns))),
                                    call["gold"]["topics"], call["id"]))
    return rows


def learn(rows: Sequence[Example]) -> Weights:
    """The weights that fit these calls."""
    names = matters()
    main = _main(rows, names)
    also, also_of = _also(rows, names)
    by = Weights(main[:len(NAMES)].tolist(), dict(zip(names, main[len(NAMES):].tolist(), strict=True)), also, also_of,
                 0.0)
    least = max(LEASTS, key=lambda one: _topics_f1(rows, by._replace(least=float(one))))
    return by._replace(least=round(float(least), 2))


def _main(rows: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    tables = []
    for row in rows:
        found = list(row.found)
        if row.topics[0] in found:
            own = np.array([[float(name == other) for other in names] for name in found])
            tables.append((np.hstack([np.array([row.found[name] for name in found]), own]),
                           found.index(row.topics[0])))
    ease = np.array([EASE] * len(NAMES) + [EASE_OF] * len(names))

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.5 * float(np.sum(ease * by * by)), ease * by
        for table, right in tables:
            score = table @ by
            score -= score.max()
            share = np.exp(score) / np.exp(score).sum()
            total -= float(np.log(share[right] + 1e-12))
            slope = slope + table.T @ share - table[right]
        return total, slope

    return minimize(loss, np.zeros(len(ease)), jac=True, method="L-BFGS-B").x


def _also(rows: Sequence[Example], names: Sequence[str]) -> tuple[list[float], dict[str, float]]:
    table = [[*row.found[name], *(OF_MATTER * (name == other) for other in names)] for row in rows
             for name in row.found]
    told = [name in row.topics for row in rows for name in row.found]
    fitted = LogisticRegression(C=LOOSE, max_iter=5000).fit(table, told)
    by = fitted.coef_[0]
    own = {name: float(OF_MATTER * by[len(NAMES) + place] + fitted.intercept_[0]) for place, name in enumerate(names)}
    return by[:len(NAMES)].tolist(), own


def _topics_f1(rows: Sequence[Example], by: Weights) -> float:
    got = [(set(ordered(row.found, by)), set(row.topics)) for row in rows]
    return f1(sum(len(a & b) for a, b in got), sum(len(a) for a, _ in got), sum(len(b) for _, b in got))


def judge(rows: Sequence[Example], show: Callable[[str], None] = print) -> None:
    """Each author's calls by weights learned from the others."""
    right = 0
    all_got: list[tuple[set[str], set[str]]] = []
    for author in dict.fromkeys(row.author for row in rows):
        by = learn([row for row in rows if row.author != author])
        mine = [row for row in rows if row.author == author]
        got = [ordered(row.found, by) for row in mine]
        hits = sum(bool(one) and one[0] == row.topics[0] for one, row in zip(got, mine, strict=True))
        right += hits
        all_got += [(set(one), set(row.topics)) for one, row in zip(got, mine, strict=True)]
        show(f"{author:15} main {hits}/{len(mine)} = {hits / len(mine):.2f}  topics {_topics_f1(mine, by):.2f}")
        if "--misses" in sys.argv:
            for one, row in zip(got, mine, strict=True):
                if one[:1] != row.topics[:1]:
                    show(f"   {row.id} {one}  INSTEAD OF  {row.topics}")
    total = f1(sum(len(a & b) for a, b in all_got), sum(len(a) for a, _ in all_got), sum(len(b) for _, b in all_got))
    show(f"{'all':15} main {right / len(rows):.2f}  topics {total:.2f}")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list) else round(value, 4)


def main() -> None:
    """Writes the weights, or judges them."""
    rows = examples()
    if "--judge" in sys.argv:
        judge(rows)
        return
    by = learn(rows)
    data = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")) if WEIGHTS_FILE.exists() else {}
    data["numbers"] = list(NAMES)
    data["topics"] = _rounded(by._asdict())
    WEIGHTS_FILE.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
