"""Learns what the evidence of a call weighs, and writes `hilo/calls/weights.json`.

    python -m bench.calls_fit [--judge]

Refusals and doubts (`calls_refusals`, `calls_doubts`), and what a call is about with its
sentiment, urgency and stage (`calls_topics`). --judge: each author's calls by weights of the others alone.
"""
from __future__ import annotations

import sys

from bench import calls_topics
from bench.calls_doubts import judge_doubts, learn_doubts, values
from bench.calls_refusals import judge_refusals, learn_refusals, refusals
from bench.calls_weights import keep, rounded


def main() -> None:
    """Writes the weights, or judges them."""
    refused = refusals()
    if "--judge" in sys.argv:
        judge_refusals(refused)
        judge_doubts(*values())
    else:
        keep({"refusals": rounded(vars(learn_refusals(refused)))})  # what the others are read by
        keep({"doubts": rounded(learn_doubts(values()[0]))})
    calls_topics.main()


if __name__ == "__main__":
    main()
