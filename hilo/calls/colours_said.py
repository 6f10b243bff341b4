"""Colours whose word is also something else, known by both sides' saying them: «los hay en camel y crudo» — «crudo»."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hilo.calls.choosing import tokens
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.lexicon import Index
from hilo.spanish.reading import Found

NEAR = 2
"""Turns between the two."""


def colours_said(turns: Sequence[Turn], read: Sequence[CallFact], values: Mapping[int, Sequence[Found]],
                 colours: Index) -> Iterator[CallFact]:
    """Colours of the customer that the agent names beside them, and that are not among what was read."""
    known = {(fact.turn, str(fact.value)) for fact in read if fact.name == "color"}
    for turn in turns:
        near = turns[max(0, turn.number - NEAR):turn.number + NEAR] if turn.role == USER and turn.said else ()
        named = {str(one.value) for other in near if other.role == AGENT
                 for one in values.get(other.number, ()) if one.entity == "color"}
        said = tokens(turn.said)
        for place in range(len(said)) if named else ():
            hit = colours.exact([token.text for token in said], place)
            if hit and hit[1] in named and (turn.number, hit[1]) not in known:
                known.add((turn.number, hit[1]))
                words = turn.said[said[place].start:said[place + hit[0] - 1].end]
                yield CallFact("color", hit[1], words, 0.9, False, turn.number)
