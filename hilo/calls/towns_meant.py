"""Which town is the customer's: not where the shop, a courier or a relative is that is spoken of by the way."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hilo.calls.asked import asked_in
from hilo.calls.choosing import Candidate, at, likeliest, words
from hilo.calls.dictated import agrees
from hilo.calls.told import CallFact, answers
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Found

KIND = "city"
_ABOUT = tuple((name, re.compile(pattern)) for name, pattern in (
    ("of another", r"\b(?:mi|su|una?) (?:herman\w+|hij\w+|mama|papa|suegr\w+|vecin\w+|amig\w+|espos\w+|marido|mujer|"
                   r"novi\w+|niet\w+|cuñad\w+|prim\w+|ti[oa]|soci\w+|jef[ea])\b[^.?!]{0,30}$"),
    ("past", r"\b(?:compre|pedi|tenia|era|usaba|antes|llego|llegaron|mandaron|vino|recibi|fue|habia)\b[^.?!]{0,25}$"),
    ("not", r"\b(?:no|ni|sin|menos|tampoco)\b(?: \w+){0,2} $"),
    ("corrects", r"\b(?:no|perdon|digo|miento|mejor|mentira\w*|o sea)\b[^?!]{0,12}$")))
_CORRECTED = re.compile(r"[^?!]{0,10}\b(?:no|perdon|digo|miento|mejor|mentira\w*)\b")
LATE = 0.66
"""The part of a call after which little is told of oneself."""


def town_meant(turns: Sequence[Turn], values: Mapping[int, Sequence[Found]]) -> CallFact | None:
    """The customer's town; values: what was read in each turn of both sides. None where none is told."""
    one = likeliest(KIND, towns_named(turns, values))
    return CallFact(KIND, one.value, one.quote, 0.9, False, one.turn) if one else None


def towns_named(turns: Sequence[Turn], values: Mapping[int, Sequence[Found]]) -> dict[str, Candidate]:
    """All towns that the customer names, with what is seen of each."""
    found: dict[str, Candidate] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    for number, (turn, before) in enumerate(answers(turns), 1):
        for value in values.get(turn.number, ()):
            if value.entity == KIND:
                key = fold(str(value.value))
                one = found.setdefault(key, Candidate(str(value.value), turn.number, value.text))
                places.setdefault(key, []).append((turn.number, value.start))
                _see(one, turn, before, value, number, turn.number / len(turns))
    for turn in turns:
        after = next((one for one in turns[turn.number + 1:] if one.role == USER and one.said), None)
        for value in values.get(turn.number, ()) if turn.role == AGENT else ():
            town = found.get(fold(str(value.value))) if value.entity == KIND else None
            if town is None:
                continue
            own = [number for number, _ in places[fold(str(value.value))]]
            seen = {"agent": True, "agent asks": "?" in turn.said, "agreed": after is not None and agrees(after),
                    "denied": after is not None and bool(re.match(r"\W*no\b", fold(after.said))),
                    "taken up": any(0 < turn.number - number < 3 for number in own),
                    "agent before": turn.number < min(own)}
            town.see(*(name for name, is_so in seen.items() if is_so))
    for key, one in found.items():
        others = [place for other, all_of_it in places.items() if other != key for place in all_of_it]
        last, first = max(places[key]), min(places[key])
        seen = {"alone": not others, "rivals": bool(others), "last": bool(others) and last > max(others),
                "first": bool(others) and first < min(others), "twice": len(places[key]) > 1,
                "then another": any(other[0] == last[0] and other > last for other in others)}
        one.see(*(name for name, is_so in seen.items() if is_so))
    return found


def _see(one: Candidate, turn: Turn, before: Turn | None, value: Found, number: int, when: float) -> None:
    """What stands beside a town, and what was asked."""
    left, right = words(turn.said[:value.start]), words(turn.said[value.end:])
    asked = asked_in(before)
    one.see(*(f"l {at(left, len(left) - far)}" for far in range(1, 5)), *(f"r {at(right, far)}" for far in range(4)),
            f"l1 {at(left, len(left) - 1)}", f"r1 {at(right, 0)}",
            f"l2 {at(left, len(left) - 2)} {at(left, len(left) - 1)}", f"r2 {at(right, 0)} {at(right, 1)}",
            f"answer {min(number, 4)}", *(f"asked {name}" for name in asked or ("nothing",)),
            *(f"before {word}" for word in (words(before.said)[-8:] if before else [])))
    if KIND in asked:
        one.see("is asked", f"is asked, at {min(len(left), 4)}")
    folded = fold(turn.said[:value.start])[-70:]
    seen = {name: bool(pattern.search(folded)) for name, pattern in _ABOUT} | {
        "corrected": bool(_CORRECTED.match(fold(turn.said[value.end:]))), "late": when > LATE,
        "few words": len(left) + len(right) < 4, "another is asked": bool(asked) and KIND not in asked,
        "in a question": any(value.text in one and is_question(one) for one in sentences(turn.said))}
    one.see(*(name for name, is_so in seen.items() if is_so))
    one.marks["as sure"] = max(one.marks.get("as sure", 0.0), value.confidence)
