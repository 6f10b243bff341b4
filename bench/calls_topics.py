"""Learns what a call is about, how the customer felt, how urgent it is and how near to buying they are.

Part of `python -m bench.calls_fit`.

The main matter: a conditional logit over the matters that anything speaks for, with the same weights for all of them
and a small one of each. What is spoken of at all: a logit of the same numbers. From the calls that may be read: the
development sets and the open lines of the two gold sets, whose turns are heard by what other authors taught
(`bench.calls_turns`). --judge: each author's calls by weights of the others alone.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bench.calls import f1
from bench.calls_turns import Heard, alone, heard_without, labelled
from bench.calls_weights import keep, rounded, worth
from hilo.calls import feeling, stage
from hilo.calls.evidence import NAMES, matters, of_words, together
from hilo.calls.facts import facts_of
from hilo.calls.judging import likeliest, likelihoods
from hilo.calls.opt_outs import opt_out_of, place_of
from hilo.calls.told import CallFact
from hilo.calls.topics import Weights, ordered

EASE, EASE_OF = 1.5, 5.0
"""How strongly the shared weights, and those of single matters, are held near zero in the choice of the main matter."""
LOOSE = 0.3
"""scikit-learn's C for what is spoken of at all."""
OF_MATTER = 1.0
"""The size of a matter's own mark beside the numbers there: smaller is held nearer to zero."""
OF_LABEL = {"sentiment": 0.3, "urgency": 0.8, "stage": 0.3}
"""scikit-learn's C for each."""
LEASTS = np.arange(-1.2, 1.2, 0.05)


class Example(NamedTuple):
    """A call, its evidence, and what it was about; place: in `labelled()`."""

    place: int
    found: dict[str, list[float]]
    topics: list[str]


def examples(heard: Heard) -> list[Example]:
    """The calls that may be read and in which anything was talked about."""
    return [Example(place, together(_words(place), one.turns, heard.get(place, [])), one.call["gold"]["topics"])
            for place, one in enumerate(labelled()) if one.call["gold"]["main_intent"]]


@cache
def _words(place: int) -> dict[str, list[float]]:
    turns = labelled()[place].turns
    return of_words(turns, place_of(turns, opt_out_of(turns, alone().get(place, []))))


def learn(rows: Sequence[Example]) -> Weights:
    """The weights that fit these calls, and from what weight a matter counts."""
    by = _fitted(rows)
    least = max(LEASTS, key=lambda one: _f1_of([(ordered(row.found, by._replace(least=float(one))), row.topics)
                                                for row in rows]))
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


def judge() -> None:
    """Each author's calls by weights, of turns and of calls, learned from the others."""
    told: dict[str, list[tuple[str, int, int]]] = {}
    pairs: list[tuple[Sequence[str], Sequence[str]]] = []
    calls_ = labelled()
    rows_alone = examples(alone())
    for author in dict.fromkeys(row.author for row in calls_):
        heard = heard_without(author)
        others = [row for row in examples(heard) if calls_[row.place].author != author]
        by = learn(others)
        topics = {row.place: ordered(row.found, by) for row in rows_alone}
        mine = [row for row in rows_alone if calls_[row.place].author == author]
        got = [(topics[row.place], row.topics) for row in mine]
        pairs += got
        told.setdefault("main", []).append((author, sum(a[:1] == b[:1] for a, b in got), len(got)))
        print(f"{author:15} topics {_f1_of(got):.2f}")
        if "--misses" in sys.argv:
            print("\n".join(f"   {a}  INSTEAD OF  {b}" for a, b in got if a[:1] != b[:1]))
        taught = signs({row.place: ordered(row.found, by) for row in others}, heard)
        asked_for = signs(topics, alone())
        for kind, judged in taught.items():
            weights_of = learn_label(kind, [row for row in judged if row.author != author])
            own = [row for row in asked_for[kind] if row.author == author]
            told.setdefault(kind, []).append((author, sum(
                likeliest(likelihoods(kind, row.signs, weights_of)) == row.label for row in own), len(own)))
    print(f"topics     all {_f1_of(pairs):.3f}")
    for kind, rows in told.items():
        print(f"{kind:10}", "  ".join(f"{author} {right / of:.2f}" for author, right, of in rows),
              f" all {sum(right for _, right, _ in rows) / sum(of for *_, of in rows):.3f}")


class Judged(NamedTuple):
    """A call's author, its signs of one kind, and the label."""

    author: str
    signs: list[float]
    label: str


@cache
def _facts(place: int) -> tuple[CallFact, ...]:
    one = labelled()[place]
    return tuple(fact for fact in facts_of(one.turns, one.call.get("country")) if not fact.doubtful)


def signs(topics_by: dict[int, list[str]], heard_by: Heard) -> dict[str, list[Judged]]:
    """The signs of sentiment, urgency and stage of the calls that may be read."""
    found: dict[str, list[Judged]] = {"sentiment": [], "urgency": [], "stage": []}
    for place, one in enumerate(labelled()):
        turns, gold, country = one.turns, one.call["gold"], one.call.get("country")
        if gold["wrong_number"]:  # nothing of it is read
            continue
        facts = () if gold["voicemail"] else _facts(place)
        topics = [] if gold["voicemail"] else topics_by.get(place, [])
        heard = heard_by.get(place, [])
        found["stage"].append(Judged(one.author, stage.signs_of_stage(turns, topics, facts, heard),
                                     gold["contact_stage"]))
        if gold["voicemail"]:
            continue
        needed = next((str(fact.value) for fact in facts if fact.name == "needed_by"), None)
        left = (date.fromisoformat(needed) - turns[0].at.date()).days if needed else None
        found["sentiment"].append(Judged(one.author, feeling.signs_of_sentiment(turns, topics, heard),
                                         gold["sentiment"]))
        found["urgency"].append(Judged(one.author, feeling.signs_of_urgency(turns, left, topics, country),
                                       gold["urgency"]))
    return found


def learn_label(kind: str, rows: Sequence[Judged]) -> dict[str, list[float]]:
    """The weights of each label, its own last."""
    fitted = LogisticRegression(C=OF_LABEL[kind], max_iter=5000).fit([row.signs for row in rows],
                                                                     [row.label for row in rows],
                                                                     [worth(row.author) for row in rows])
    return {label: [*map(float, by), float(own)]
            for label, by, own in zip(fitted.classes_, fitted.coef_, fitted.intercept_, strict=True)}


def learn_topics() -> None:
    """What a call is about, its sentiment, urgency and stage."""
    rows = examples(alone())
    by = learn(rows)
    keep({"numbers": list(NAMES), "topics": rounded(by._asdict())} | {
        kind: rounded(learn_label(kind, judged))
        for kind, judged in signs({row.place: ordered(row.found, by) for row in rows}, alone()).items()})
