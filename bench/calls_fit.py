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
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bench.calls import DEVELOPMENT, GOLD, TWO, calls, f1
from bench.calls_doubts import judge_doubts, learn_doubts, values
from bench.calls_refusals import judge_refusals, learn_refusals, refusals
from hilo.calls import feeling, judging, stage
from hilo.calls.evidence import NAMES, evidence, matters
from hilo.calls.facts import facts_of
from hilo.calls.judging import WEIGHTS_FILE, likeliest, likelihoods
from hilo.calls.opt_outs import opt_out_of, place_of, weights
from hilo.calls.topics import Weights, ordered
from hilo.calls.transcript import AGENT, turns_of

EASE, EASE_OF = 1.5, 5.0
"""How strongly the shared weights, and those of single matters, are held near zero in the choice of the main matter."""
LOOSE = 0.3
"""scikit-learn's C for what is spoken of at all."""
OF_MATTER = 1.0
"""The size of a matter's own mark beside the numbers there: smaller is held nearer to zero."""
OF_LABEL = 0.8
"""scikit-learn's C for sentiment, urgency and stage."""
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
    """The weights that fit these calls; from what weight a matter counts is set on authors left out."""
    by = _fitted(rows)
    left_out = [(row, without) for author in dict.fromkeys(row.author for row in rows)
                for without in [_fitted([row for row in rows if row.author != author])]
                for row in rows if row.author == author]
    least = max(LEASTS, key=lambda one: _f1_of([(ordered(row.found, without._replace(least=float(one))), row.topics)
                                                for row, without in left_out]))
    return by._replace(least=round(float(least), 2))


def _fitted(rows: Sequence[Example]) -> Weights:
    names = matters()
    main = _main(rows, names)
    also, also_of = _also(rows, names)
    return Weights(main[:len(NAMES)].tolist(), dict(zip(names, main[len(NAMES):].tolist(), strict=True)), also, also_of,
                   0.0)


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


def _f1_of(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    got = [(set(one), set(other)) for one, other in pairs]
    return f1(sum(len(a & b) for a, b in got), sum(len(a) for a, _ in got), sum(len(b) for _, b in got))


def judge(rows: Sequence[Example], show: Callable[[str], None] = print) -> None:
    """Each author's calls by weights learned from the others."""
    right = 0
    all_got: list[tuple[Sequence[str], Sequence[str]]] = []
    for author in dict.fromkeys(row.author for row in rows):
        by = learn([row for row in rows if row.author != author])
        mine = [row for row in rows if row.author == author]
        got = [ordered(row.found, by) for row in mine]
        hits = sum(bool(one) and one[0] == row.topics[0] for one, row in zip(got, mine, strict=True))
        right += hits
        all_got += [(one, row.topics) for one, row in zip(got, mine, strict=True)]
        topics = _f1_of([(one, row.topics) for one, row in zip(got, mine, strict=True)])
        show(f"{author:15} main {hits}/{len(mine)} = {hits / len(mine):.2f}  topics {topics:.2f}")
        if "--misses" in sys.argv:
            for one, row in zip(got, mine, strict=True):
                if one[:1] != row.topics[:1]:
                    show(f"   {row.id} {one}  INSTEAD OF  {row.topics}")
    show(f"{'all':15} main {right / len(rows):.2f}  topics {_f1_of(all_got):.2f}")


class Judged(NamedTuple):
    """A call's author, its signs of one kind, and the label."""

    author: str
    signs: list[float]
    label: str


def signs(by: Weights) -> dict[str, list[Judged]]:
    """The signs of sentiment, urgency and stage of the calls that may be read."""
    found: dict[str, list[Judged]] = {"sentiment": [], "urgency": [], "stage": []}
    for file in [GOLD, TWO, *DEVELOPMENT]:
        for call in calls(file in DEVELOPMENT, file):
            country = call.get("country")
            turns, gold = turns_of(call["transcript"], datetime.fromisoformat(call["at"])), call["gold"]
            heard = not (gold["voicemail"] or gold["wrong_number"])
            topics = ordered(evidence(turns, place_of(turns, opt_out_of(turns))), by) if heard else []
            facts = [fact for fact in facts_of(turns, country) if not fact.doubtful] if heard else []
            needed = next((str(fact.value) for fact in facts if fact.name == "needed_by"), None)
            left = (date.fromisoformat(needed) - turns[0].at.date()).days if needed else None
            for kind, row, label in (("sentiment", feeling.signs_of_sentiment(turns, topics), gold["sentiment"]),
                                     ("urgency", feeling.signs_of_urgency(turns, left, topics,
                                                                                country), gold["urgency"]),
                                     ("stage", stage.signs_of_stage(turns if heard else [
                                         one for one in turns if one.role == AGENT], topics, facts),
                                      gold["contact_stage"])):
                found[kind].append(Judged(file.stem, row, label))
    return found


def learn_label(rows: Sequence[Judged]) -> dict[str, list[float]]:
    """The weights of each label, its own last."""
    fitted = LogisticRegression(C=OF_LABEL, max_iter=5000).fit([row.signs for row in rows], [row.label for row in rows])
    return {label: [*map(float, by), float(own)]
            for label, by, own in zip(fitted.classes_, fitted.coef_, fitted.intercept_, strict=True)}


def judge_label(kind: str, rows: Sequence[Judged]) -> None:
    """Each author's calls by weights learned from the others."""
    told = []
    for author in dict.fromkeys(row.author for row in rows):
        by = learn_label([row for row in rows if row.author != author])
        mine = [row for row in rows if row.author == author]
        told.append((author, sum(likeliest(likelihoods(kind, row.signs, by)) == row.label for row in mine), len(mine)))
    print(f"{kind:10}", "  ".join(f"{author} {right / of:.2f}" for author, right, of in told),
          f" all {sum(right for _, right, _ in told) / len(rows):.2f}")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list) else round(value, 4)


def main() -> None:
    """Writes the weights, or judges them."""
    refused = refusals()
    if "--judge" in sys.argv:
        judge_refusals(refused)
        judge_doubts(*values())
    else:
        _write({"refusals": _rounded(vars(learn_refusals(refused)))})  # what the others are read by
    rows = examples()
    if "--judge" in sys.argv:
        judge(rows)
        for kind, judged in signs(learn(rows)).items():
            judge_label(kind, judged)
        return
    _write({"doubts": _rounded(learn_doubts(values()[0]))})
    by = learn(rows)
    _write({"numbers": list(NAMES), "topics": _rounded(by._asdict())}
           | {kind: _rounded(learn_label(judged)) for kind, judged in signs(by).items()})


def _write(found: dict[str, Any]) -> None:
    data = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")) if WEIGHTS_FILE.exists() else {}
    WEIGHTS_FILE.write_text(json.dumps(data | found, indent=1) + "\n", encoding="utf-8")
    judging.learned.cache_clear()
    weights.cache_clear()


if __name__ == "__main__":
    main()
