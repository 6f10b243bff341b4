"""Which colour, company, size and number of all that are said in a call is meant: "el azul, el amarillo no".

What the rules settle on, the last that was said surely, is one of the marks.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hilo.calls import numbers_meant
from hilo.calls.asked import asked_in
from hilo.calls.choosing import Candidate, Token, at, likeliest, sorts, tokens
from hilo.calls.counted import with_sizes
from hilo.calls.numbers_meant import GUESSED, numbers_said, see_number
from hilo.calls.told import CallFact, answers
from hilo.calls.transcript import AGENT, Turn, is_question, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Found

KINDS = ("color", "company", *numbers_meant.KINDS)
EARLY, LATE = 0.25, 0.66
"""The parts of a call in which most say what they call for, and after which little of it is told."""
LONGEST_QUOTE, SHORTEST = 40, 4
"""Letters of a quote that is the value's own words; words of a turn that is more than an answer."""


def with_meant(settled: Sequence[CallFact], read: Sequence[CallFact], turns: Sequence[Turn],
               values: Mapping[int, list[Found]]) -> list[CallFact]:
    """The settled facts with those of these kinds that are meant of all readings; a doubtful one stays."""
    found = [*numbers_said(turns, values), *read]
    facts = [fact for fact in settled if fact.name not in KINDS or fact.doubtful]
    for kind in KINDS:
        one = likeliest(kind, values_named(kind, turns, found, settled, values))
        if one and not any(fact.name == kind for fact in facts):
            facts.append(next(fact for fact in reversed(found) if fact.name == kind and _key(fact) == fold(one.value)))
    return facts


def values_named(kind: str, turns: Sequence[Turn], found: Sequence[CallFact],
                 settled: Sequence[CallFact], values: Mapping[int, list[Found]]) -> dict[str, Candidate]:
    """All values of a kind that are read in a call, with what is seen of each."""
    rows = [fact for fact in found if fact.name == kind and fact.value is not None]
    before = {turn.number: said for turn, said in answers(turns)}
    chosen = {_key(fact) for fact in settled if fact.name == kind}
    named: dict[str, Candidate] = {}
    for fact in rows:
        one = named.setdefault(_key(fact), Candidate(str(fact.value), fact.turn, fact.quote))
        one.turns.append(fact.turn)
        _see(one, kind, fact, turns, before.get(fact.turn))
    first, last = (pick([fact.turn for fact in rows], default=0) for pick in (min, max))
    for key, one in named.items():
        stem = re.escape(key[:-1] if kind == "color" else key)
        agent = [turn.number for turn in turns if turn.role == AGENT and re.search(rf"\b{stem}", fold(turn.said))]
        seen = {"settled": key in chosen, "agent": bool(agent), "agent twice": len(agent) > 1,
                "agent after": any(number > min(one.turns) for number in agent),
                "taken up": min(one.turns) + 1 in agent, "twice": len(set(one.turns)) > 1, "alone": len(named) == 1,
                "rivals": len(named) > 1, "last": len(named) > 1 and max(one.turns) == last,
                "first": len(named) > 1 and min(one.turns) == first}
        one.see(*(name for name, is_so in seen.items() if is_so))
        if kind in numbers_meant.KINDS:
            see_number(one, kind, settled, turns, values)
    return named


def _key(fact: CallFact) -> str:
    return fold(str(fact.value))


def _see(one: Candidate, kind: str, fact: CallFact, turns: Sequence[Turn], before: Turn | None) -> None:
    """What is seen of one reading: what was asked, where in the call, and the words beside it."""
    turn, asked, when = turns[fact.turn], asked_in(before), fact.turn / len(turns)
    text = with_sizes(turn.said, "size" in asked) if kind == "size" else turn.said
    said, folded = tokens(text), fold(text)
    seen = {"doubtful": fact.doubtful, "by agent": turn.role == AGENT, "is asked": kind in asked,
            "else asked": kind not in asked and before is not None and is_question(before.said),
            "short turn": len(said) < SHORTEST, "early": when < EARLY, "late": when > LATE}
    one.see(*(name for name, is_so in seen.items() if is_so), *(f"asked {name}" for name in asked))
    one.marks["as sure"] = max(one.marks.get("as sure", 0.0), fact.confidence)
    if fact.confidence > GUESSED:
        one.see("read")
    own = (_key(fact), fold(fact.quote)) if len(fact.quote) < LONGEST_QUOTE else (_key(fact),)
    for words in dict.fromkeys(own):
        for match in re.finditer(rf"(?<![\w.,]){re.escape(words)}(?![\w]|[.,]\d)", folded):
            _beside(one, said, *match.span())
            if any(is_question(part) and words in fold(part) for part in sentences(turn.said)):
                one.see("in a question")


def _beside(one: Candidate, said: Sequence[Token], start: int, end: int) -> None:
    """The words beside a reading."""
    texts = [token.text for token in said]
    left = next((place for place, token in enumerate(said) if token.end > start), len(said))
    right = next((place for place, token in enumerate(said) if token.start >= end), len(said))
    before_it, after_it = at(texts, left - 1), at(texts, right)
    one.see(f"l1 {before_it}", f"l2 {at(texts, left - 2)} {before_it}", f"l {at(texts, left - 2)}",
            f"l {at(texts, left - 3)}", f"r1 {after_it}", f"r {at(texts, right + 1)}",
            f"r2 {after_it} {at(texts, right + 1)}",
            *(f"l is {sort}" for sort in sorts(before_it)), *(f"r is {sort}" for sort in sorts(after_it)))
    near = {"not": "no" in texts[max(0, left - 3):left], "then not": "no" in texts[right:right + 3],
            "or": "o" in texts[max(0, left - 2):left]}
    one.see(*(name for name, is_so in near.items() if is_so))
