"""The customer's questions that a call left open: not answered, or only promised an answer."""
from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from hilo.calls.answered import signs_of_open
from hilo.calls.asking import asked_of, parts_of
from hilo.calls.clauses import clauses, question_in
from hilo.calls.judging import learned
from hilo.calls.replies import SMALL, WISH
from hilo.calls.transcript import USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

LONGEST = 200
LEAST_LIKELY = 0.35
"""From here on a part of speech may be a question; learned together with the weights."""
ASKS = 0.5
LEAST_ODDS = -0.6
"""The logarithm of the odds from which a question counts as open: on authors left out as many are missed as added."""
LEAST = 2
"""Words of a question that can be told from what leads to it."""
_LEAD = re.compile(r"^(?:(?:y|ah|ay|ya|eh|bueno|oiga|oye|pues|si|sí|vale|ok|ta|mire|mira|entiendo|entonces|otra cosa|"
                   r"una cosa)[ ,]+){1,5}",
                   re.IGNORECASE)
_TELLS = re.compile(r"^(?:porque|pues|es que|pero|asi que|que|no me acuerdo|a nombre)\b")
_COURTESY = re.compile(r"\b(?:como hacemos|que ha(?:go|cemos)|y ahora|gracias|por favor|adios|hasta luego|de acuerdo|"
                       r"perfecto)\b")
_OPENS = frozenset("si ya hay como de cuánto cuanto cuándo cuando qué que me se lo la tienen y en a no por".split())


@lru_cache(maxsize=1)
def _weights() -> list[float]:
    found: list[float] = learned()["open questions"]
    return found


def pending_questions(turns: Sequence[Turn], promised_in: Container[int] = ()) -> list[str]:
    """The questions in the customer's words, in order, each once.

    promised_in: the turns in which the agent promised to find out, to write or to see to something.
    """
    found: list[str] = []
    for question, signs in candidates(turns, promised_in):
        if sum(one * sign for one, sign in zip(_weights(), signs, strict=True)) < LEAST_ODDS:
            continue
        said = _plain(question)
        if len(said.split()) >= LEAST and not any(_is_again(said, one) for one in found):
            found.append(said)
    return [one[:LONGEST] for one in found]


def candidates(turns: Sequence[Turn], promised_in: Container[int]) -> Iterator[tuple[str, list[float]]]:
    """What the customer may have asked, each with the numbers that tell whether it was left open."""
    spoken = [turn for turn in turns if turn.said]
    for place, turn in enumerate(spoken):
        if turn.role != USER:
            continue
        parts = parts_of(turn)
        asked = list(asked_of(parts))
        for part, question, likely in asked:
            signed = parts[part][1]
            if likely >= LEAST_LIKELY or signed:
                likelier = any(other > likely and number != part for number, _, other in asked)
                is_last = not any(other >= ASKS and number > part for number, _, other in asked)
                yield question, signs_of_open(spoken, place, question, likely, signed, [one for one, _ in parts], part,
                                              promised_in, likelier, is_last)


def _is_again(one: str, other: str) -> bool:
    """Whether two questions are the same, or one shares most of its words with the other."""
    first, second = (set(re.findall(r"\b(?!pero|para|esta|esto)[a-zñ]{4,5}", fold(said))) for said in (one, other))
    return fold(one) in fold(other) or fold(other) in fold(one) or (
        bool(first and second) and 2 * len(first & second) > min(len(first), len(second)))


def _plain(question: str) -> str:
    """A question without what leads to it and what follows it."""
    if is_question(question):
        start = question.find("¿")
        return question[start:] if start > 0 else question
    inside = question_in(question)
    return inside if inside and len(inside.split()) > LEAST else _LEAD.sub("", question).strip(" ,.") or question


def open_matter(turn: Turn) -> str | None:
    """What a turn without a plain question asks, where the agent has answered that it will find out: its last part."""
    parts = [part for sentence in sentences(turn.said) for part in clauses(sentence)]
    for part in reversed(parts):
        if _TELLS.match(fold(part)):
            continue
        said = re.split(r" (?:porque|es que) ", part)[0]
        said = _LEAD.sub("", said).strip(" ,.¿?")
        folded = fold(said)
        small = SMALL.match(folded) or _COURTESY.search(folded) or WISH.search(folded)
        if len(folded.split()) >= 3 and not small:
            return said
    return None


def question_before(turns: Sequence[Turn], number: int) -> str | None:
    """What the customer asked in the turn before one of the agent's, else the last question before it."""
    before = [turn for turn in turns if turn.role == USER and turn.said and turn.number < number]
    for turn in reversed(before):
        asked = [(likely, question) for _, question, likely in asked_of(parts_of(turn)) if likely >= ASKS]
        asked = [(likely, question) for likely, question in asked if not SMALL.match(fold(question))]
        if asked:
            return _plain(max(asked)[1]).strip("¿? ")
        if turn is before[-1]:
            matter = open_matter(turn)
            if matter and matter.split()[0] in _OPENS:
                return matter
    return None
