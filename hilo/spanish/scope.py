"""Whether a message is a matter of ours at all: by what the phrases know, not by a list of what is foreign.

Two things tell: how the intent of foreign matters stands against the likeliest of ours, and what share of the message
is in words that no phrase has (a rare word weighs more than a common one). Sure of it, the message is out of scope;
near it, whatever else it is read as is worth little, so that the dialogue asks back.
"""
from __future__ import annotations

import math
from enum import Enum

OUTSIDE = "out_of_scope"
UNKNOWN = 1.0
"""What a message all in unknown words adds to the log odds of being outside; chosen on tests/nlu/out_of_scope_open.txt
against phrases of authors left out (bench/out_of_scope.py), like the next two."""
SURE = -math.log(2.0)
"""From these log odds on it is outside: among messages that is commoner than among our phrases."""
NEAR = -math.log(6.0)
"""From these on one cannot be sure of any other intent."""
WITH_PRODUCT = 3.0
"""Log odds from which on even a message that names a product is outside ("me ayudas con la tarea de mate")."""
TO_OUTSIDE = 0.0
"""What remains for the outside where a product speaks against it."""
DOUBTFUL = 0.34
"""What is left of a confidence then: below what the dialogue takes for understood."""
_LEAST = 1e-12

Ranking = list[tuple[str, float]]


class Scope(Enum):
    """Where a message lies."""

    INSIDE = "inside"
    NEAR = "near"
    OUTSIDE = "outside"


def scope_of(ranking: Ranking, unknown: float, has_product: bool = False) -> Scope:
    """Of a message by its intents, likeliest first, and its share of unknown words (0..1).

    Where it names a thing that a shop sells, it takes more to be outside, and there is no near.
    """
    outside = dict(ranking).get(OUTSIDE)
    if outside is None:  # phrases that know nothing of foreign matters
        return Scope.INSIDE
    inside = next(likely for name, likely in ranking if name != OUTSIDE)
    odds = math.log(max(outside, _LEAST)) - math.log(max(inside, _LEAST)) + UNKNOWN * unknown
    if has_product:
        return Scope.OUTSIDE if odds > WITH_PRODUCT else Scope.INSIDE
    return Scope.OUTSIDE if odds > SURE else Scope.NEAR if odds > NEAR else Scope.INSIDE


def heeded(ranking: Ranking, scope: Scope) -> Ranking:
    """The ranking with the scope taken into account."""
    first = ranking[0][0]
    if scope is Scope.INSIDE and first == OUTSIDE:  # what it is then remains as unclear as it was
        return [*ranking[1:], (OUTSIDE, TO_OUTSIDE)]
    if scope is Scope.INSIDE or first == OUTSIDE:
        return ranking
    if scope is Scope.NEAR:
        return [(name, likely * DOUBTFUL) for name, likely in ranking]
    names = [OUTSIDE, *(name for name, _ in ranking if name != OUTSIDE)]
    return list(zip(names, [likely for _, likely in ranking], strict=True))
