"""A fact of a call, and the turns in which facts are told."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hilo.calls.transcript import AGENT, Turn

SURE, ASKED_ABOUT, HEARD_BADLY = 1.0, 0.6, 0.5
READ_BACK = 0.95
"""Of a value that the agent said back; a value is not told twice with more."""


@dataclass(frozen=True)
class CallFact:
    """A fact of a call: name and value as everywhere, the words, 0..1, and whether the recogniser left it in doubt."""

    name: str
    value: Any
    quote: str
    confidence: float
    doubtful: bool = False
    turn: int = 0


def answers(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn | None]]:
    """Each turn of the customer with what the agent said before it."""
    before: Turn | None = None
    for turn in turns:
        if turn.role == AGENT:
            before = turn if turn.said else before
        elif turn.said:
            yield turn, before
