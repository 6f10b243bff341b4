"""Phrases that say the same, or almost: twice in one intent they teach nothing, in two they teach a contradiction."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from designer.nlu_report.understanding import Answer
from hilo.learning.likeness import Likeness
from hilo.learning.phrase_files import Phrase, plain
from hilo.spanish.normalize import normalize

ALMOST = 0.8
"""From this likeness on two phrases of different intents may contradict each other."""
NOTHING_NEW = 0.95
"""From this likeness on a phrase adds nothing to another of its intent."""
SURELY_ELSE = 0.8
"""A phrase taken for another intent's with this confidence may stand in the wrong place."""
_TURNING = re.compile(r"\b(?:no|nunca|ni|nada|tampoco|sin|que va|in\w+)\b")
"""Words that turn a phrase into its contrary: "claro", "claro que no" are alike and rightly apart."""


class Pair(NamedTuple):
    """Two phrases, and how alike they are (1: the same but for case, accents and signs)."""

    one: Phrase
    other: Phrase
    likeness: float


class Repeated(NamedTuple):
    """same: twice in an intent. conflicting: in two intents, the same first. almost: nearly twice in an intent.
    overlap: trained, and a held-out message too."""

    same: list[Pair]
    conflicting: list[Pair]
    almost: list[Pair]
    overlap: list[Pair]


def repeated(phrases: Sequence[Phrase], held_out: Sequence[Phrase]) -> Repeated:
    """What is written more than once. Bare figures all look alike and are told apart by what was asked."""
    found = Repeated([], [], [], [])
    first: dict[str, Phrase] = {}
    for phrase in phrases:
        before = first.setdefault(plain(phrase.text), phrase)
        if before is not phrase:
            (found.same if before.intent == phrase.intent else found.conflicting).append(Pair(before, phrase, 1.0))
    found.overlap.extend(Pair(first[name], test, 1.0) for test in held_out if (name := plain(test.text)) in first)
    distinct = [phrase for name, phrase in first.items() if any(sign.isalpha() for sign in name)]
    if len(distinct) < 2:
        return found
    alike = sorted(Likeness([p.said for p in distinct]).pairs(min(ALMOST, NOTHING_NEW)), key=lambda pair: -pair[2])
    for i, j, likeness in alike:
        pair = Pair(distinct[i], distinct[j], likeness)
        if pair.one.intent == pair.other.intent and likeness >= NOTHING_NEW:
            found.almost.append(pair)
        elif pair.one.intent != pair.other.intent and likeness >= ALMOST and not _are_contrary(pair):
            found.conflicting.append(pair)
    return found


def _are_contrary(pair: Pair) -> bool:
    one, other = (sorted(_TURNING.findall(normalize(p.said))) for p in (pair.one, pair.other))
    return one != other


def misplaced(answers: Sequence[Answer]) -> list[Answer]:
    """Trained phrases that, left out, are surely taken for another intent's: theirs may be wrong. The surest first."""
    return sorted((a for a in answers if not a.is_right and a.confidence >= SURELY_ELSE), key=lambda a: -a.confidence)
