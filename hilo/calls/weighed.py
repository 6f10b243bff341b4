"""What speaks for a promise that was heard being one of the call's, not told again nor taken for one.

Every promise of the business is seen beside the others: how surely it was heard, what they share, what was said after.
The weights are the ones of "told" in `heard_weights/`.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.agent_words import THINGS
from hilo.calls.heard import MOST, STEM, clipped, words
from hilo.calls.promises_made import Promised
from hilo.calls.transcript import USER, Turn, is_question
from hilo.spanish.normalize import fold

_TELLS = re.compile(r"[a-zñ]{4,}|\d{2,}")
NEAR, FEW, MUCH = 6, 3, 8
"""Turns near the end; words that tell a promise thinly, and fully."""


def marks_of_told(made: Sequence[Promised], place: int, turns: Sequence[Turn]) -> dict[str, float]:
    """What one of the promises is seen by; turns: all of the call."""
    one, own = made[place], stems(made[place])
    reply = next((words(turn.said)[:2] for turn in turns[one.turn + 1:] if turn.said and turn.role == USER), [])
    found = {"sure": clipped(one.sure), f"k{one.kind}": 1.0, "due": one.due is not None, "hour": one.has_hour,
             "offer": is_question(one.quote), "thing": bool(THINGS.search(fold(one.what))), "few": len(own) < FEW,
             "much": min(len(own), MUCH) / MUCH, "left": min(len(turns) - one.turn, NEAR) / NEAR}
    for name, others in (("before", made[:place]), ("after", made[place + 1:])):
        surest = max((clipped(other.sure) for other in others), default=clipped(one.sure) - MOST)
        found |= {f"shares {name}": max((shared(own, stems(other)) for other in others), default=0.0),
                  f"same due {name}": any(one.due is not None and one.due == other.due for other in others),
                  f"surer {name}": (surest - clipped(one.sure)) / MOST}
    found |= {f"u{word}": 0.7 for word in reply} | {f"w{word[:STEM]}": 0.5 for word in words(one.quote)}
    return {name: float(value) for name, value in found.items()}


def stems(one: Promised) -> set[str]:
    """The words that tell a promise, by their beginnings."""
    return {word[:STEM] for word in _TELLS.findall(fold(one.what))}


def shared(own: set[str], other: set[str]) -> float:
    """How much of the shorter one two promises share, 0..1."""
    return len(own & other) / max(1, min(len(own), len(other)))
