"""Measures the reading of customers' promises on the gold set (`tests/hilo/spanish/gold/promises.jsonl`).

    python -m bench.promises [--odd] [--misses]

The set was written and frozen by another author before the code, which was worked out on its odd lines alone
(--odd). F1 is of "this sentence promises something"; "due" is the share of the promises found whose sentence names
a time and for which a moment was read (times no calendar knows, "cuando cobre", count as not read).
"""
from __future__ import annotations

import statistics
import sys
import time
from datetime import datetime
from typing import NamedTuple

from bench.spanish import f1, read
from hilo.spanish.promises import read_promises

NOW = datetime.fromisoformat("2026-11-23T10:00:00-03:00")


class Score(NamedTuple):
    """The figures of one set."""

    f1: float
    precision: float
    recall: float
    due: float
    milliseconds: float


def measure(odd: bool = False, misses: bool = False) -> Score:
    """Scores all sentences, or the odd ones; `misses` prints what went wrong."""
    right = found = gold = timed = with_due = 0
    took = []
    items = read("promises")[::2 if odd else 1]
    read_promises("mañana te aviso", NOW, "AR")
    for item in items:
        began = time.thread_time()
        got = read_promises(item["text"], NOW, item.get("country"))
        took.append((time.thread_time() - began) * 1000)
        found, gold, right = found + bool(got), gold + item["promise"], right + bool(got and item["promise"])
        if got and item["promise"] and item["due"]:
            timed += 1
            with_due += any(promise.due for promise in got)
        if misses and bool(got) != item["promise"]:
            print("missed" if item["promise"] else "wrong ", item["text"], [p.quote for p in got])
    return Score(f1(right, found, gold), right / max(found, 1), right / max(gold, 1), with_due / max(timed, 1),
                 statistics.median(took))


def main() -> None:
    """Prints the figures."""
    score = measure("--odd" in sys.argv, "--misses" in sys.argv)
    print(f"promises: F1 {score.f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}  "
          f"due {score.due:.3f}  median {score.milliseconds:.2f} ms of CPU a message")


if __name__ == "__main__":
    main()
