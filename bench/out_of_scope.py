"""How well matters that are not ours are told from ours, by the NLU pipeline of config.yml.

    python -m bench.out_of_scope [--fresh] [--authors]

Outside: tests/nlu/out_of_scope_open.txt, to be looked at, and with --fresh also out_of_scope_fresh.txt, which only
measures. Inside: the held-out messages of all other intents (tests/nlu/held_out_*.yml); theirs that are out of scope
are a row of their own. Each row: which share is named out_of_scope; which share is named so or understood as nothing
else (confidence under 0.35, so that the dialogue asks back); with how many of the inside messages that happens; and
the precision that makes of the row with all inside ones. --authors: the phrases in ten parts as they stand in the
files, where an author's are together, each read by a model of the others.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.loading import load_data

from bench.shipped_nlu import ShippedNlu
from hilo.calls.intents import phrases
from hilo.settings import ROOT
from hilo.spanish.intents import CLEAR
from hilo.spanish.scope import OUTSIDE

TESTS = ROOT / "tests" / "nlu"
PARTS = 10
Answers = list[tuple[bool, bool]]
"""Of each message: named out of scope; that, or understood as nothing."""


def listed(name: str) -> list[str]:
    """The messages of a file of one a line."""
    lines = (TESTS / f"out_of_scope_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def held_out() -> tuple[list[str], list[str]]:
    """The frozen messages: outside, inside."""
    found = [m for file in sorted(TESTS.glob("held_out_*.yml")) for m in load_data(str(file)).intent_examples]
    return ([m.get("text") for m in found if m.get(INTENT) == OUTSIDE],
            [m.get("text") for m in found if m.get(INTENT) != OUTSIDE])


def answers(nlu: ShippedNlu, texts: Sequence[str]) -> Answers:
    """What is made of each."""
    read = [nlu.parse(text).get(INTENT) for text in texts]
    return [(i["name"] == OUTSIDE, i["name"] == OUTSIDE or i["confidence"] < CLEAR) for i in read]


def row(name: str, outside: Answers, inside: Answers) -> str:
    """A line of the table."""
    cells = []
    for way in (0, 1):
        hit, false = sum(a[way] for a in outside), sum(a[way] for a in inside)
        cells.append(f"{hit / len(outside):.3f} | {false} | {hit / max(hit + false, 1):.3f}")
    return f"| {name} ({len(outside)} / {len(inside)}) | {' | '.join(cells)} |"


def by_parts(texts: Sequence[str], names: Sequence[str]) -> str:
    """The phrases of each intent in parts as they stand, each read by a model of all others."""
    part = np.zeros(len(names), dtype=int)
    for name in set(names):
        places = [place for place, other in enumerate(names) if other == name]
        part[places] = np.arange(len(places)) * PARTS // len(places)
    outside: Answers = []
    inside: Answers = []
    for number in range(PARTS):
        learned = [place for place in range(len(names)) if part[place] != number]
        nlu = ShippedNlu([texts[p] for p in learned], [names[p] for p in learned])
        for place in np.flatnonzero(part == number):
            (outside if names[place] == OUTSIDE else inside).extend(answers(nlu, [texts[place]]))
    return row("phrases of others", outside, inside)


def main(arguments: Sequence[str]) -> None:
    """Prints the table."""
    texts, names = phrases()
    print("| outside / inside | named: recall | false | precision | or asked back: recall | false | precision |")
    print("|---|---|---|---|---|---|---|")
    nlu = ShippedNlu(texts, names)
    theirs, ours = held_out()
    inside = answers(nlu, ours)
    print(row("held out", answers(nlu, theirs), inside))
    for name in ("open", "fresh") if "--fresh" in arguments else ("open",):
        print(row(name, answers(nlu, listed(name)), inside), flush=True)
    if "--authors" in arguments:
        print(by_parts(texts, names))


if __name__ == "__main__":
    main(sys.argv[1:])
