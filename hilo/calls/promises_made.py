"""A promise of the business, and the promises of a call each once."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hilo.calls.agent_words import OUR_PEOPLE, THINGS
from hilo.spanish.normalize import fold

_ANSWERS = re.compile(r"\b(?:tengo|tenemos|hay) que|\b(?:averigu|consult|pregunt|verific|investig)")
_TO_OTHERS = re.compile(rf" (?:al?|con)(?: el| la| los| las| su| mi)? (?:{OUR_PEOPLE.pattern}|almacen|tienda|"
                        rf"reparto)")
"""«pasar el aviso al almacén» is not written to the customer."""
AT_ONCE = timedelta(hours=2)


@dataclass(frozen=True)
class Promised:
    """A promise of the business: kind as in `agent_words`, what in words, the agent's sentence, and when.

    due: the moment (or the day's beginning); due_end: where a stretch is meant; has_hour: whether an hour was said.
    joined: it goes with the one before, in one sentence.
    """

    kind: str
    what: str
    quote: str
    turn: int
    due: datetime | None = None
    due_end: datetime | None = None
    has_hour: bool = False
    joined: bool = False
    sure: float = 0.0

    @property
    def at_once(self) -> bool:
        """Whether it is for this moment ("ahorita se lo mando"), and so for no day."""
        return bool(not self.has_hour and self.due and self.due_end and self.due_end - self.due <= AT_ONCE)


def once(found: Sequence[Promised]) -> list[Promised]:
    """Of promises about the same the last one said, with whatever time either of them names."""
    kept: list[Promised] = []
    for one in found:
        alike = [other for other in kept if _is_same(one, other)]
        same = next((other for other in alike if other.kind == one.kind), alike[0] if alike else None)
        if same is None:
            kept.append(one)
            continue
        fuller = one if len(one.what) >= len(same.what) else same
        timed = one if one.due else same
        if same.has_hour and not one.has_hour:
            timed = same
        kept[kept.index(same)] = replace(
            fuller,
            due=timed.due,
            due_end=timed.due_end,
            has_hour=timed.has_hour,
            turn=one.turn,
            quote=one.quote,
            joined=same.joined,
            sure=max(one.sure, same.sure),
        )
    return kept


def _is_same(one: Promised, other: Promised) -> bool:
    to_write = ("send", "write", "notify")
    if one.kind != other.kind and not (one.kind in to_write and other.kind in to_write):
        return False
    if one.kind not in to_write:
        return True
    if one.turn == other.turn and one.kind != other.kind:
        return False
    if {one.kind, other.kind} == {"send", "notify"} and not _things(one) & _things(other):
        return False
    if (_TO_OTHERS.search(fold(one.what)) is None) != (_TO_OTHERS.search(fold(other.what)) is None):
        return False
    asks = [_ANSWERS.search(fold(p.quote)) is not None for p in (one, other)]
    if asks[0] != asks[1] and one.turn != other.turn and (
            one.kind == other.kind or any(THINGS.search(fold(p.what)) for p in (one, other))):
        return False  # an answer to be found, and a thing to be sent
    things = [_things(one), _things(other)]
    return not things[0] or not things[1] or bool(things[0] & things[1])


def _things(one: Promised) -> set[str]:
    return {match["thing"][:5] for match in THINGS.finditer(fold(one.what))}
