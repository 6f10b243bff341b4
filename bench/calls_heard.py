"""Learns what is heard in a part of speech, from calls labelled turn by turn, and writes `hilo/calls/heard_weights/`.

    python -m bench.calls_heard [--judge]

From calls and from exchanges out of calls (`calls_exchanges`): asked by the customer; agreed by the agent; promised by
the customer; and, by what is so heard, which of the business's promises are the call's, and which questions stay open:
their weights see odds that other authors' calls taught, as it will be in use. --judge: each author's calls by what the
others taught, the parts and the fields that rest on them. The labels (`tests/hilo/calls/gold/labels`) tell the turn; of
its parts the one is meant that shares most words with what the gold tells of it.
"""
from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.calls import LIKE_STEP, _stems, alike, f1, table
from bench.calls_exchanges import PIECE, exchanges, placed
from bench.calls_turns import Labelled, labelled
from bench.calls_weights import worth
from hilo.calls import agreed as agreed_by
from hilo.calls import heard as heard_by
from hilo.calls.analysis import SEES_TO
from hilo.calls.heard import WEIGHTS, marks, parts_of, words
from hilo.calls.promises_made import Promised
from hilo.calls.their_promises import LEAST as LEAST_THEIRS
from hilo.calls.their_promises import their_marks
from hilo.calls.transcript import AGENT, USER, is_question
from hilo.calls.unanswered import ASKS, LEAST_OPEN, candidates
from hilo.calls.weighed import marks_of_told
from hilo.spanish.promises import read_promises

EASE = 0.3
"""scikit-learn's C."""
LEAST = 0.03
"""Smaller weights are not kept."""
KINDS = {"asks": USER, "agreed": AGENT, "promises": USER}
LEASTS = {"asks": ASKS, "agreed": agreed_by.LEAST, "promises": LEAST_THEIRS, "told": agreed_by.LEAST_TOLD,
          "open": LEAST_OPEN}
FIELDS = "pending_questions", "next_steps", "commitments", "their time"
By = dict[str, dict[str, dict[str, float]]]
"""For each author the weights of every kind that the others taught."""


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
                    yield Heard(kind, author, placed(author, seen | more), (turn.number, number) in told[kind])


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
    for number, said_in in label["commitments"]:
        row = gold["commitments"][number]
        if (row["who"] == "customer") == (kind == "promises"):
            wanted = _stems(row["what"])
            for turn in turns & set(said_in):
                yield turn, max((len(wanted & _stems(part)) - 0.3 * is_question(part) + 0.01 * place, place)
                                for place, part in enumerate(parts[turn]))[1]


class Taught:
    """What some rows of one kind teach; those of an author may be left out."""

    def __init__(self, rows: Sequence[Heard]) -> None:
        self.vectors = DictVectorizer()
        self.seen = self.vectors.fit_transform([row.marks for row in rows])
        self.told = np.array([row.told for row in rows])
        self.worth = np.array([worth(row.author) for row in rows])
        self.authors = np.array([row.author for row in rows])

    def weights(self, without: str = "") -> dict[str, float]:
        """The weights; the one of "" is there always."""
        rows = np.where(self.authors != without)[0]
        fitted = LogisticRegression(C=EASE, solver="liblinear").fit(self.seen[rows], self.told[rows], self.worth[rows])
        found = {name: round(float(weight), 3) for name, weight in zip(
            self.vectors.get_feature_names_out(), fitted.coef_[0], strict=True)
            if abs(weight) >= LEAST and name != PIECE}
        return {"": round(float(fitted.intercept_[0]), 3)} | found


def score(by: dict[str, float], row: Heard) -> float:
    """The odds of a part, as `hilo.calls.heard.odds`."""
    return by[""] + sum(by.get(name, 0.0) * value for name, value in row.marks.items())


def left_out(rows: Sequence[Heard], authors: Iterable[str]) -> By:
    """What the others of each author taught of the kinds that are among the rows."""
    kinds = dict.fromkeys(row.kind for row in rows)
    taught = {kind: Taught([row for row in rows if row.kind == kind]) for kind in kinds}
    return {author: {kind: one.weights(author) for kind, one in taught.items()}
            for author in dict.fromkeys(authors)}


def _spoken() -> Iterator[Labelled]:
    """The calls in which somebody was reached."""
    return (one for one in labelled() if not (one.call["gold"]["voicemail"] or one.call["gold"]["wrong_number"]))


def promises(by: By) -> Iterator[Heard]:
    """What the business may have promised, and whether the call tells it; heard by what others taught."""
    for author, call, _, turns in _spoken():
        with patch.object(heard_by, "weights", return_value=by[author]):
            made = agreed_by.candidates(turns, call.get("country"))
        right = _right(made, [row for row in call["gold"]["commitments"] if row["who"] == "business"])
        yield from (Heard("told", author, marks_of_told(made, place, turns), place in right)
                    for place, one in enumerate(made) if one.kind != "stop")


def _right(made: Sequence[Promised], wanted: Sequence[dict[str, Any]]) -> set[int]:
    """The promises that are the call's; of those that tell one of them the likest, that names its day."""
    pairs = []
    for place, one in enumerate(made):
        for number, row in enumerate(wanted):
            if alike(f"{one.what} {one.quote}", row["what"], LIKE_STEP):
                own, other = _stems(one.what), _stems(row["what"])
                share = len(own & other) / max(1, min(len(own), len(other)))
                pairs.append((share + 0.2 * (share >= LIKE_STEP) + 0.4 * (
                    str(row["due"] or "")[:10] == str(one.due or "")[:10]), -place, number))
    right: dict[int, int] = {}
    for _, place, number in sorted(pairs, reverse=True):
        if -place not in right.values() and number not in right:
            right[number] = -place
    return set(right.values())


def questions(by: By) -> Iterator[Heard]:
    """What may be asked in calls and exchanges, and whether it stays open; heard by what others taught."""
    for author, call, label, turns in (*_spoken(), *exchanges()):
        parts = {turn.number: parts_of(turn) for turn in turns if turn.said}
        asked = {"asks": [row for row in label["asks"] if row[2]]}
        theirs = {turn.number for turn in turns if turn.role == USER and turn.said}
        is_open = set(_told("asks", {}, asked, parts, theirs))
        with patch.object(heard_by, "weights", return_value=by[author]):
            made = {one.turn for one in agreed_by.agreed(turns, call.get("country")) if one.kind in SEES_TO}
            for turn, part, _, seen in candidates(turns, made):
                yield Heard("open", author, placed(author, seen), (turn, part) in is_open)


def judge(rows: Sequence[Heard], by: By) -> None:
    """How many parts of each author are told rightly by what the others taught, and the fields that rest on them."""
    for kind, least in LEASTS.items():
        for author in by:
            got = [(score(by[author][kind], row) >= least, row.told) for row in rows
                   if row.kind == kind and row.author == author]
            sums = sum(one and told for one, told in got), sum(one for one, _ in got), sum(told for _, told in got)
            print(f"{kind:10} {author:15} F1 {f1(*sums):.2f} {sums}")
    total = np.zeros((len(FIELDS), 3), dtype=int)
    for author, weights in by.items():
        if not any(one.author == author for one in labelled()):
            continue  # exchanges have no gold of a whole call
        with patch.object(heard_by, "weights", return_value=weights):
            found = table([one.call for one in labelled() if one.author == author])
        total += np.array([found[name] for name in FIELDS])
        print(f"{author:15}", *(f"{name} {f1(*found[name]):.2f}" for name in FIELDS))
    print(f"{'all':15}", *(f"{name} {f1(*sums):.2f}" for name, sums in zip(FIELDS, total.tolist(), strict=True)))


def main() -> None:
    """Writes the weights, or judges them."""
    rows = [row for one in (*labelled(), *exchanges()) for row in of_call(one)]
    by = left_out(rows, [row.author for row in rows])
    for later in (promises, questions):
        more = list(later(by))
        rows += more
        for author, weights in left_out(more, by).items():
            by[author] |= weights
    if "--judge" in sys.argv:
        judge(rows, by)
        return
    for kind in LEASTS:
        found = Taught([row for row in rows if row.kind == kind]).weights()
        (WEIGHTS / f"{kind}.json").write_text(json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n",
                                              encoding="utf-8")


if __name__ == "__main__":
    main()
