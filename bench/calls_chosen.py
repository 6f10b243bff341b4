"""Learns which thing, name, town, colour, company, size and number of a call is meant (`hilo/calls/chosen.json`).

    python -m bench.calls_chosen [--judge]

A conditional logit over all that might be meant and nothing. --judge: each author's calls by what the others taught.
Of names one of the marks is what the rules read by cues. Rules that were written after an author's calls had been read
would be trusted too much there, so it is learned from what they read before that (`names_read_blind.jsonl`).
"""
from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer

from bench.calls import GOLD, f1
from bench.calls_turns import labelled
from hilo.calls.choosing import NOTHING, WEIGHTS_FILE, Candidate
from hilo.calls.facts import lexicon, readings, settled, values_of, with_agent
from hilo.calls.names_meant import names_told
from hilo.calls.numbers_meant import numbers_said
from hilo.calls.things_meant import things_named
from hilo.calls.towns_meant import towns_named
from hilo.calls.values_meant import KINDS, values_named
from hilo.spanish.normalize import fold

BLIND = GOLD.with_name("names_read_blind.jsonl")
EASE = {"product": 1.0, "person_name": 1.0, "city": 2.0, "color": 3.0, "company": 4.0, "size": 1.0, "quantity": 1.0}
"""How strongly the weights of each kind are held near zero."""
BOLD = {"size": 0.6, "quantity": 0.6}
"""How much less nothing weighs than learned: of what is told seldom a value is told also where nothing is as likely."""
LEAST = 0.02
"""Smaller weights are not kept."""


class Asked(NamedTuple):
    """A call's author, the marks of what might be meant, and what is."""

    author: str
    id: str
    marks: dict[str, dict[str, float]]
    meant: set[str]


def asked() -> dict[str, list[Asked]]:
    """What might be meant in the calls that may be read, by kind."""
    rows = map(json.loads, BLIND.read_text(encoding="utf-8").splitlines())
    read = {(row["author"], row["id"]): row["read"] for row in rows}
    found: dict[str, list[Asked]] = {kind: [] for kind in EASE}
    for author, call, _, turns in labelled():
        gold, country = call["gold"], call.get("country")
        if gold["voicemail"] or gold["wrong_number"]:
            continue
        values = {turn.number: values_of(turn, country) for turn in turns}
        told = with_agent(readings(turns, country), turns, values)
        rules = settled(told)
        named = {"product": things_named(turns, lexicon()), "city": towns_named(turns, values)}
        said = [*numbers_said(turns, values), *told]
        named |= {kind: values_named(kind, turns, said, rules, values) for kind in KINDS
                  if not any(fact.name == kind and fact.doubtful for fact in rules)}
        if (author, call["id"]) in read:
            named["person_name"] = names_told(turns, read[author, call["id"]])
        for kind, all_of_it in named.items():
            if kind in BOLD and kind in gold["doubtful"]:
                continue
            meant = {fold(str(fact["value"])) for fact in gold["facts"] if fact["name"] == kind}
            found[kind].append(Asked(author, call["id"], _marks(all_of_it), meant))
    return found


def _marks(found: dict[str, Candidate]) -> dict[str, dict[str, float]]:
    return {fold(one.value): one.marks for one in found.values()}


def learn(rows: Sequence[Asked], ease: float, bold: float = 0.0) -> dict[str, float]:
    """The weights that fit these calls; those in which what is meant is not among them teach nothing (bold: `BOLD`)."""
    table: list[dict[str, float]] = []
    told: list[bool] = []
    calls_of: list[int] = []
    for number, row in enumerate(row for row in rows if row.marks and (not row.meant or row.meant & set(row.marks))):
        right = [key in row.meant for key in row.marks]
        table += [{NOTHING: 1.0}, *row.marks.values()]
        told += [not any(right), *right]
        calls_of += [number] * (len(right) + 1)
    vectors = DictVectorizer()
    seen: csr_matrix = vectors.fit_transform(table)
    group, is_told = np.array(calls_of), np.array(told, float)
    starts = np.searchsorted(group, np.arange(group[-1] + 1))

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ by
        share = np.exp(odds - np.maximum.reduceat(odds, starts)[group])
        of_all, of_told = np.add.reduceat(share, starts), np.add.reduceat(share * is_told, starts)
        slope = share / of_all[group] - share * is_told / of_told[group]
        fit = float(np.sum(np.log(of_all) - np.log(of_told)))
        return fit + 0.5 * ease * float(by @ by), seen.T @ slope + ease * by

    by = minimize(loss, np.zeros(seen.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    names = vectors.get_feature_names_out()
    by[names == NOTHING] -= bold
    return {name: round(float(weight), 3) for name, weight in zip(names, by, strict=True)
            if abs(weight) >= LEAST}


def choose(row: Asked, by: dict[str, float]) -> str | None:
    """What is meant, as `hilo.calls.choosing.likeliest`."""
    odds = {key: sum(by.get(name, 0.0) * value for name, value in marks.items()) for key, marks in row.marks.items()}
    best = max(odds, key=lambda key: odds[key], default=None)
    return best if best is not None and odds[best] >= by.get(NOTHING, 0.0) else None


def judge(kind: str, rows: Sequence[Asked]) -> None:
    """Each author's calls by what the others taught."""
    total = np.zeros(3, int)
    told = []
    for author in dict.fromkeys(row.author for row in rows):
        by = learn([row for row in rows if row.author != author], EASE[kind], BOLD.get(kind, 0.0))
        mine = [(choose(row, by), row) for row in rows if row.author == author]
        sums = (sum(one in row.meant for one, row in mine), sum(one is not None for one, _ in mine),
                sum(len(row.meant) for _, row in mine))
        total += sums
        told.append(f"{author} {f1(*sums):.2f}")
        if "--misses" in sys.argv:
            for one, row in mine:
                if ({one} if one else set()) != row.meant:
                    print(f"   {author} {row.id} {one}  INSTEAD OF  {row.meant}")
    print(f"{kind:12}", "  ".join(told), f" all {f1(*map(int, total)):.3f} {total.tolist()}")


def main() -> None:
    """Writes the weights, or judges them."""
    found = asked()
    if "--judge" in sys.argv:
        for kind, rows in found.items():
            judge(kind, rows)
        return
    by = {kind: learn(rows, EASE[kind], BOLD.get(kind, 0.0)) for kind, rows in found.items()}
    WEIGHTS_FILE.write_text(json.dumps(by, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
