"""The customer's questions that a call left open: not answered, or only promised an answer."""
from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from hilo.calls.answered import marks_of_open
from hilo.calls.clauses import clauses, question_in
from hilo.calls.heard import MOST, marks, odds, parts_of, subject_of
from hilo.calls.replies import SMALL, WISH
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

LONGEST = 200
LEAST_ASKS, LEAST_OPEN = -2.5, -0.5
"""The logarithm of the odds from which a part of speech may ask, and from which a question counts as open."""
ASKS = 0.0
"""The same from which something is asked."""
LEAST = 2
"""Words of a question that can be told from what leads to it."""
_LEAD = re.compile(r"^(?:(?:y|ah|ay|ya|eh|bueno|oiga|oye|pues|si|sí|vale|ok|ta|mire|mira|entiendo|entonces|otra cosa|"
                   r"una cosa)[ ,]+){1,5}",
                   re.IGNORECASE)
_TELLS = re.compile(r"^(?:porque|pues|es que|pero|asi que|que|no me acuerdo|a nombre)\b")
_COURTESY = re.compile(r"\b(?:como hacemos|que ha(?:go|cemos)|y ahora|gracias|por favor|adios|hasta luego|de acuerdo|"
                       r"perfecto)\b")
_OPENS = frozenset("si ya hay como de cuánto cuanto cuándo cuando qué que me se lo la tienen y en a no por".split())


def pending_questions(turns: Sequence[Turn], promised_in: Container[int] = ()) -> list[str]:
    """The questions in the customer's words, in order, each once.

    promised_in: the turns in which the agent promised to find out, to write or to see to something.
    """
    found: list[str] = []
    for _, _, question, seen in candidates(turns, promised_in):
        said = _plain(question)
        if odds("open", seen) >= LEAST_OPEN and len(said.split()) >= LEAST and not any(
                _is_again(said, one) for one in found):
            found.append(said)
    return [one[:LONGEST] for one in found]


def candidates(turns: Sequence[Turn], promised_in: Container[int]) -> Iterator[tuple[int, int, str, dict[str, float]]]:
    """What the customer may have asked: turn, part, words, and what tells whether it was left open."""
    spoken = [turn for turn in turns if turn.said]
    asked = {place: asked_in_turn(spoken, place) for place, turn in enumerate(spoken) if turn.role == USER}
    for place, parts in asked.items():
        after = next((asked[later] for later in range(place + 1, len(spoken)) if later in asked), [])
        agreed = most_agreed(spoken, place + 1)
        for part, (question, asks) in enumerate(parts):
            if asks >= LEAST_ASKS:
                yield spoken[place].number, part, question, marks_of_open(spoken, place, parts, part, after,
                                                                          promised_in, agreed)


def asked_in_turn(spoken: Sequence[Turn], place: int) -> list[tuple[str, float]]:
    """The parts of a turn, each with the odds that it asks."""
    parts = parts_of(spoken[place])
    return [(part, odds("asks", marks(spoken, place, parts, number))) for number, part in enumerate(parts)]


def most_agreed(spoken: Sequence[Turn], place: int) -> float:
    """The odds that the agent promises something in a turn; as little as can be where it is not the agent's."""
    if place >= len(spoken) or spoken[place].role != AGENT:
        return -MOST
    parts = parts_of(spoken[place])
    return max((odds("agreed", marks(spoken, place, parts, part)) for part in range(len(parts))), default=-MOST)


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
    if not inside or len(inside.split()) <= LEAST:
        return _LEAD.sub("", question).strip(" ,.") or question
    subject = subject_of(question[:question.find(inside)].rstrip(" ,"), inside)
    return f"{subject} {inside}" if len(subject.split()) > 1 or subject in ("eso", "esa", "ese") else inside


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
    spoken = [turn for turn in turns if turn.said]
    before = [place for place, turn in enumerate(spoken) if turn.role == USER and turn.number < number]
    for place in reversed(before):
        asked = [(asks, question) for question, asks in asked_in_turn(spoken, place) if asks >= ASKS]
        asked = [(asks, question) for asks, question in asked if not SMALL.match(fold(question))]
        if asked:
            return _plain(max(asked)[1]).strip("¿? ")
        if place == before[-1]:
            matter = open_matter(spoken[place])
            if matter and matter.split()[0] in _OPENS:
                return matter
    return None
