"""Learns what the evidence of a call weighs, and writes `hilo/calls/weights.json`.

    python -m bench.calls_fit [--judge]

What turns speak of (`calls_turns`, kept in `spoken_of.npz`), then refusals, wrong numbers and doubts
(`calls_refusals`, `calls_wrong`, `calls_doubts`), and what a call is about with its sentiment, urgency and stage
(`calls_topics`). --judge: each author's calls by weights of the others alone.
"""
from __future__ import annotations

import sys

from bench import calls_topics
from bench.calls_doubts import judge_doubts, learn_doubts, values
from bench.calls_refusals import judge_refusals, learn_refusals, refusals
from bench.calls_turns import hearings
from bench.calls_weights import keep, rounded
from bench.calls_wrong import answered, judge_wrong, learn_wrong


def main() -> None:
    """Writes the weights, or judges them."""
    if "--judge" in sys.argv:
        judge_refusals(refusals())
        judge_wrong(answered())
        judge_doubts(*values())
        calls_topics.judge()
        return
    hearings().write()
    keep({"refusals": rounded(vars(learn_refusals(refusals())))})  # what the others are read by
    keep({"wrong_number": rounded(learn_wrong(answered()))})
    doubts = learn_doubts(values()[0])
    keep({"doubts": rounded(doubts.signs), "doubts_of": rounded(doubts.names)})
    calls_topics.learn_topics()


if __name__ == "__main__":
    main()
