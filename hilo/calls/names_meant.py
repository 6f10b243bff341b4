"""What the customer's name is: which of the words that may be one, from where to where.

What `names_said.py` reads by its cues is one of the marks; how far a name goes ("Irasema mijo", "Genaro Lagunes oye")
is told by the words in it and beside it, and by what the agent calls them.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from hilo.calls.asked import asked_in
from hilo.calls.choosing import Candidate, at, called_by, is_common, likeliest, sorts, tokens, words
from hilo.calls.told import CallFact, answers
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.normalize import fold
from hilo.spanish.word_lists import given_names, surnames

KIND = "person_name"
_LINKS = frozenset(("de", "la", "del", "los", "las", "y"))
_NEVER = frozenset("profesora profesor profe doctora doctor licenciada licenciado chef ingeniero ingeniera arquitecta "
                   "arquitecto contadora contador señora señor señorita don doña calle avenida jiron pasaje paseo "
                   "carrera".split())
"""Titles and words for streets beside a name."""
LONGEST, SHORTEST = 5, 3
"""Words of a name; letters of a word of it."""
_WORD = r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+"
_CALLED = (re.compile(rf"(?<![.?!¿¡] )(?<!^)(?<!¿)(?<!¡)\b{_WORD}"),
           re.compile(rf"(?:[Dd]on|[Dd]oña|[Ss]eñora?|[Ss]eñorita) ({_WORD})"),
           re.compile(rf"(?:^|[¿¡.?!] ?)({_WORD})(?=[,?.]| [a-z]+ [a-z])"))
"""Words that the agent writes as names."""
_OF_AGENT = re.compile(rf"(?:habla|atiende|saluda|soy|con|nombre es|aquí|llamo|Ceibo,) ({_WORD})")
_WHOLE = re.compile(rf"{_WORD}(?: (?:de |la |del )*{_WORD}){{0,3}}")
_IT_IS_ME = re.compile(r"\W*(?:si|con (?:el|ella)|soy yo|el (?:mismo|habla)|ella|eso|ese|exacto|correcto|asi|habla|"
                       r"la misma|yo)\b")
_TITLE = re.compile(r"(?:nombre de|[Dd]on|[Dd]oña|[Ss]eñora?|[Ss]eñorita) $")


def name_meant(turns: Sequence[Turn], read: Collection[str]) -> CallFact | None:
    """The customer's name; read: what is read as one by cues. None where none is told."""
    one = likeliest(KIND, names_told(turns, read))
    if one is None:
        return None
    whole = " ".join(word if word in _LINKS else word.capitalize() for word in one.value.split())
    return CallFact(KIND, whole, one.quote, 0.9, False, one.turn)


def names_told(turns: Sequence[Turn], read: Collection[str]) -> dict[str, Candidate]:
    """All that may be the customer's name, with what is seen of each."""
    found: dict[str, Candidate] = {}
    agent = called_by(turns, AGENT)
    called = {number: {fold(match.group(pattern.groups)) for pattern in _CALLED
                       for match in pattern.finditer(turns[number].said)} for number in agent}
    own = {fold(name) for number in agent if number < 3 for name in _OF_AGENT.findall(turns[number].said)}
    counts = Counter(word for turn in turns if turn.role == USER for word in words(turn.said))
    for number, (turn, before) in enumerate(answers(turns), 1):
        said = words(turn.said)
        later = set().union(*(names for place, names in called.items() if place > turn.number))
        asked = asked_in(before)
        shared = [f"answer {min(number, 4)}", f"size {min(len(said) // 3, 4)}", *(f"asked {name}" for name in asked),
                  *(f"before {word}" for word in (words(before.said)[-6:] if before else []))]
        for start, end in _spans(said):
            one = _candidate(found, turn, start, end)
            one.see(*shared)
            _beside(one, said, start, end, KIND in asked)
            first, last = said[start], said[end - 1]
            seen = {"taken up": first in agent.get(turn.number + 1, ()), "called so": first in later,
                    "called so at its end": last in later, "agent's own": first in own, "again": counts[first] > 1,
                    "again at its end": counts[last] > 1}
            one.see(*(name for name, is_so in seen.items() if is_so))
    _by_agent(found, turns, own)
    _by_cues(found, read)
    return found


def _candidate(found: dict[str, Candidate], turn: Turn, start: int, end: int) -> Candidate:
    place = tokens(turn.said)
    as_said = turn.said[place[start].start:place[end - 1].end].lower()
    key = " ".join(token.text for token in place[start:end])
    return found.setdefault(key, Candidate(as_said, turn.number, turn.said[:120]))


def _spans(said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From where to where a name may go."""
    fits = [_may_be(word) for word in said]
    for start, is_first in enumerate(fits):
        for end in range(start + 1, min(len(said), start + LONGEST) + 1) if is_first else ():
            if not (fits[end - 1] or said[end - 1] in _LINKS):
                break
            if fits[end - 1]:
                yield start, end


def _may_be(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in _NEVER and (
        not is_common(word) or word in given_names() or word in surnames())


@lru_cache(maxsize=16384)
def _letter(word: str) -> str:
    """The sort of a word of a name, as a letter."""
    found = sorts(word)
    if word in _LINKS:
        return "l"
    if "G" in found:
        return "B" if "S" in found else "G"
    return next((letter for letter, sort in (("S", "S"), ("T", "T"), ("T", "C"), ("Y", "Y"), ("m", "common"),
                                             ("V", "V")) if sort in found), "o")


def _beside(one: Candidate, said: Sequence[str], start: int, end: int, asked: bool) -> None:
    """The sorts of its own words, and the words beside it."""
    pattern = "".join(_letter(word) for word in said[start:end])
    before, after = at(said, start - 1), at(said, end)
    one.see(f"is {pattern}", f"words {end - start}", *(f"has {letter}" for letter in set(pattern)),
            f"begins {pattern[0]}", f"ends {pattern[-1]}", f"l1 {before}", f"l2 {at(said, start - 2)} {before}",
            f"l {at(said, start - 2)}", f"l {at(said, start - 3)}", f"r1 {after}", f"r2 {after} {at(said, end + 1)}",
            *(f"l is {sort}" for sort in sorts(before)), *(f"r is {sort}" for sort in sorts(after)),
            f"left {min(len(said) - end, 2)}", f"at {min(start, 3)}")
    seen = {"twice in it": len(set(said[start:end])) < end - start, "l fits": start > 0 and _may_be(before),
            "r fits": end < len(said) and _may_be(after)}
    one.see(*(name for name, is_so in seen.items() if is_so))
    if asked:
        one.see(f"answers at {min(start, 3)}", f"answers as {pattern}")


def _by_agent(found: dict[str, Candidate], turns: Sequence[Turn], own: Collection[str]) -> None:
    """Names that the agent says, and whether they were agreed to."""
    told: set[str] = set()
    for turn in turns:
        for match in _WHOLE.finditer(turn.said) if turn.role == AGENT else ():
            key = fold(match.group())
            if key.split()[0] not in given_names() or key.split()[0] in own:
                continue
            if key not in found:
                found[key] = Candidate(match.group().lower(), turn.number, turn.said[:120])
                found[key].see("agent alone")
            told.add(key)
            after = next((fold(one.said) for one in turns[turn.number + 1:] if one.role == USER and one.said), "")
            lead = turn.said[:match.start()]
            found[key].see("agent", f"agent, words {min(3, len(key.split()))}", f"agent in {min(turn.number, 2)}",
                           *(["agent's title"] if _TITLE.search(lead) else []),
                           *(["agent calls"] if lead.endswith(", ") else []))
            if "?" in turn.said[match.end():match.end() + 3]:
                found[key].see("agent asks", *(["agent asks, yes"] if _IT_IS_ME.match(after) else []),
                               *(["agent asks, no"] if re.match(r"\W*no\b", after) else []))
    for key, one in found.items():
        if any(other != key and f" {key} " in f" {other} " for other in told):
            one.see("in the agent's")
        if any(len(other.split()) < len(key.split()) and f" {other} " in f" {key} " for other in told):
            one.see("more than the agent's")


def _by_cues(found: dict[str, Candidate], read: Collection[str]) -> None:
    """What is read by cues, and how the others stand to it."""
    for name in read:
        found.setdefault(fold(name), Candidate(name.lower(), 0, name))
        theirs = set(fold(name).split())
        for key, one in found.items():
            own = set(key.split())
            one.see("read" if key == fold(name) else "part of the read" if own < theirs else "more than read"
                    if own > theirs else "partly read" if own & theirs else "another is read")
