"""Learns what is heard in a part of speech, from calls labelled turn by turn, and writes `hilo/calls/heard.json`.

    python -m bench.calls_heard [--judge]

Asked by the customer; agreed by the agent; promised by the customer; and, by what is so heard, which questions stay
open: its weights see odds that other authors' calls taught, as it will be in use. --judge: each author's calls by what
the others taught. The labels (`tests/hilo/calls/gold/labels`) tell the turn; of its parts the one is meant that shares
most words with what the gold tells of it.
"""
from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.calls import _stems, f1
from bench.calls_turns import Labelled, labelled
from bench.calls_weights import worth
from hilo.calls import heard as heard_by
from hilo.calls.agreed import LEAST as LEAST_AGREED
from hilo.calls.agreed import agreed
from hilo.calls.analysis import SEES_TO
from hilo.calls.heard import WEIGHTS_FILE, marks, parts_of, words
from hilo.calls.their_promises import LEAST as LEAST_THEIRS
from hilo.calls.their_promises import their_marks
from hilo.calls.transcript import AGENT, USER, is_question
from hilo.calls.unanswered import ASKS, LEAST_OPEN, candidates
from hilo.spanish.promises import read_promises

EASE = 0.3
"""scikit-learn's C."""
LEAST = 0.03
"""Smaller weights are not kept."""
KINDS = {"asks": USER, "agreed": AGENT, "promises": USER}


class Heard(NamedTuple):
    """A part of speech: what is listened for, its author, its marks, and whether it is that."""

    kind: str
    author: str
    marks: dict[str, float]
    told: bool


def of_call(of: Labelled) -> Iterator[Heard]:
    """The parts of speech of a call."""
    author, call, label, turns = of
    spoken = [turn for turn in turns if turn.said]
    parts = {turn.number: parts_of(turn) for turn in spoken}
    told = {kind: set(_told(kind, call["gold"], label, parts, {turn.number for turn in spoken if turn.role == role}))
            for kind, role in KINDS.items()}
    for place, turn in enumerate(spoken):
        read = read_promises(turn.said, turn.at, call.get("country")) if turn.role == USER else []
        for number, part in enumerate(parts[turn.number]):
            seen = marks(spoken, place, parts[turn.number], number)
            for kind, role in KINDS.items():
                if role == turn.role:
                    more = their_marks(read, part) if kind == "promises" else {}
                    yield Heard(kind, author, seen | more, (turn.number, number) in told[kind])


def _told(kind: str, gold: dict[str, Any], label: dict[str, Any], parts: dict[int, list[str]],
          turns: set[int]) -> Iterator[tuple[int, int]]:
    """The parts, by turn and number, that are what is listened for."""
    if kind == "asks":
        for turn, question, *_ in label["asks"]:
            wanted = {word[:5] for word in words(question)}
            if turn in turns and wanted:
                found = [(len(wanted & {word[:5] for word in words(part)}) / len(wanted) - 0.001 * len(part), number)
                         for number, part in enumerate(parts[turn])]
                if max(found)[0] > 1 / 3:
                    yield turn, max(found)[1]
        return
    for name, rows in (("commitments", gold["commitments"]), ("next_steps", gold["next_steps"])):
        for number, said_in in label["commitments" if name == "commitments" else "steps"]:
            if number >= len(rows) or (kind == "promises" and (
                    name == "next_steps" or rows[number]["who"] != "customer")):
                continue
            if name == "commitments" and (rows[number]["who"] == "customer") != (kind == "promises"):
                continue
            wanted = _stems(rows[number]["what"] if name == "commitments" else rows[number])
            for turn in turns & set(said_in):
                yield turn, max((len(wanted & _stems(part)) - 0.3 * is_question(part) + 0.01 * place, place)
                                for place, part in enumerate(parts[turn]))[1]


def learn(rows: Sequence[Heard], ease: float = EASE) -> dict[str, float]:
    """The weights of one kind; the one of "" is there always."""
    vectors = DictVectorizer()
    fitted = LogisticRegression(C=ease, solver="liblinear").fit(
        vectors.fit_transform([row.marks for row in rows]), [row.told for row in rows],
        [worth(row.author) for row in rows])
    found = {name: round(float(weight), 3) for name, weight in zip(
        vectors.get_feature_names_out(), fitted.coef_[0], strict=True) if abs(weight) >= LEAST}
    return {"": round(float(fitted.intercept_[0]), 3)} | found


def score(by: dict[str, float], row: Heard) -> float:
    """The odds of a part, as `hilo.calls.heard.odds`."""
    return by[""] + sum(by.get(name, 0.0) * value for name, value in row.marks.items())


def left_out(rows: Sequence[Heard]) -> dict[str, dict[str, dict[str, float]]]:
    """For each author the weights of every kind that the others taught."""
    return {author: {kind: learn([row for row in rows if row.kind == kind and row.author != author]) for kind in KINDS}
            for author in dict.fromkeys(row.author for row in rows)}


def questions(by: dict[str, dict[str, dict[str, float]]]) -> Iterator[Heard]:
    """What may be asked in the calls that may be read, and whether it stays open; heard by what others taught."""
    for author, call, label, turns in labelled():
        if call["gold"]["voicemail"] or call["gold"]["wrong_number"]:
            continue
        parts = {turn.number: parts_of(turn) for turn in turns if turn.said}
        asked = {"asks": [row for row in label["asks"] if row[2]]}
        theirs = {turn.number for turn in turns if turn.role == USER and turn.said}
        is_open = set(_told("asks", {}, asked, parts, theirs))
        with patch.object(heard_by, "weights", return_value=by[author]):
            made = {one.turn for one in agreed(turns, call.get("country")) if one.kind in SEES_TO}
            for turn, part, _, seen in candidates(turns, made):
                yield Heard("open", author, seen, (turn, part) in is_open)


def judge(rows: Sequence[Heard]) -> None:
    """How many parts of each author are told rightly, by what the others taught."""
    for kind, least in (("asks", ASKS), ("agreed", LEAST_AGREED), ("promises", LEAST_THEIRS), ("open", LEAST_OPEN)):
        mine, total = [row for row in rows if row.kind == kind], np.zeros(3)
        for author in dict.fromkeys(row.author for row in mine):
            by = learn([row for row in mine if row.author != author])
            got = [(score(by, row) >= least, row.told) for row in mine if row.author == author]
            sums = np.array([(sum(one and other for one, other in got)), sum(one for one, _ in got),
                             sum(other for _, other in got)])
            total += sums
            print(f"{kind:10} {author:15} F1 {f1(*sums):.2f} {tuple(map(int, sums))}")
        print(f"{kind:10} {'all':15} F1 {f1(*total):.2f}")


def main() -> None:
    """Writes the weights, or judges them."""
    rows = [row for one in labelled() for row in of_call(one)]
    rows += list(questions(left_out(rows)))
    if "--judge" in sys.argv:
        judge(rows)
        return
    found = {kind: learn([row for row in rows if row.kind == kind]) for kind in (*KINDS, "open")}
    WEIGHTS_FILE.write_text(json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
