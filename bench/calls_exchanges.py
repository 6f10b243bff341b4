"""Short exchanges out of calls, labelled part by part: what is asked, left open, agreed and promised in them.

`tests/hilo/calls/gold/exchanges_*.jsonl`, a file an author. They were written so that every way of answering and of
leaving open comes; how often each comes, and where in a call, they do not tell.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from functools import lru_cache

from bench.calls import GOLD
from bench.calls_turns import Labelled
from hilo.calls.transcript import turns_of

FILES = sorted(GOLD.parent.glob("exchanges_*.jsonl"))
AT = datetime(2026, 11, 23, 15, tzinfo=timezone.utc)
PIECE = "piece"
"""The mark by which an exchange's parts are known to be one's: it takes up that more of them are open or promised."""
SOMEWHERE = {"at": 0.5, "left": 1.0, "opens": 0.0, "closes": 0.0, PIECE: 1.0}
"""The marks of a place in the midst of a call."""
SIDES = {"agreed": "business", "promises": "customer"}


@lru_cache(maxsize=1)
def exchanges() -> tuple[Labelled, ...]:
    """The exchanges in the form of calls: what is promised, in its own words, stands for what a call's gold tells."""
    return tuple(_labelled(file.stem, json.loads(line)) for file in FILES
                 for line in file.read_text(encoding="utf-8").splitlines())


def _labelled(author: str, row: dict[str, object]) -> Labelled:
    told = [(who, turn, words) for kind, who in SIDES.items() for turn, words in row[kind]]  # type: ignore[attr-defined]
    gold = {"commitments": [{"who": who, "what": words} for who, _, words in told]}
    label = {"asks": row["asks"], "commitments": [[number, [turn]] for number, (_, turn, _) in enumerate(told)]}
    return Labelled(author, {"country": row["country"], "gold": gold}, label,
                    turns_of(row["transcript"], AT))  # type: ignore[arg-type]


def placed(author: str, marks: Mapping[str, float]) -> dict[str, float]:
    """A part's marks; of an exchange's as if it stood in the midst of a call."""
    return {**marks, **SOMEWHERE} if author.startswith("exchanges") else dict(marks)
