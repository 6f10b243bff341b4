"""All numbers of a call that might be how many or which size is wanted, and what tells them apart.

«nueve y medio» is a size, «los tres platos rotos» no wish, «1,60 por 2,30» a measure, «el quince» a day.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hilo.calls.choosing import Candidate, at, sorts, words
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Found

KINDS = ("size", "quantity")
GUESSED = 0.3
"""Of a number of which no rule says what it is."""
_NUMBER = re.compile(r"(?<![\d.,$:])\d{1,4}(?:[.,]5)?(?![\d:]|[.,]\d)(?P<half> y medi[oa]\b)?")
_BY = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?) (?:por|x) (\d{1,3}(?:[.,]\d{1,2})?)(?![\d.,]\d|\d)"
                 r"(?! (?:ciento|uno|pesos))")
"""A length and a breadth, in metres or centimetres."""
_SHAPES = (("few", range(2, 13)), ("of a child", range(13, 33)), ("of a shoe", range(33, 48)))


def numbers_said(turns: Sequence[Turn], values: Mapping[int, list[Found]]) -> Iterator[CallFact]:
    """Each number and measure of the customer, the sizes of the agent; values: what was read by turn."""
    for turn in turns:
        for value in values.get(turn.number, ()):
            if value.entity == "size" and turn.role == AGENT:
                yield CallFact("size", value.value, value.text, GUESSED, False, turn.number)
        if turn.role == USER:
            yield from _said(turn)


def _said(turn: Turn) -> Iterator[CallFact]:
    for match in _BY.finditer(turn.said):
        sides = (one.replace(",", ".") for one in match.groups())
        size = "x".join(f"{round(float(one) * 100)}" if "." in one else one for one in sides)
        yield CallFact("size", size, match.group(), GUESSED, False, turn.number)
    for match in _NUMBER.finditer(turn.said):
        whole = match.group().split()[0].replace(",", ".")
        size = f"{whole}.5" if match["half"] and "." not in whole else whole
        yield CallFact("size", size, match.group(), GUESSED, False, turn.number)
        if size.isdigit() and int(size):
            yield CallFact("quantity", int(size), match.group(), GUESSED, False, turn.number)


def see_number(one: Candidate, kind: str, facts: Sequence[CallFact], turns: Sequence[Turn],
               values: Mapping[int, list[Found]]) -> None:
    """Notes what sort of value it is, as what else it is read, and how the agent says it."""
    key = fold(one.value)
    number = float(key) if re.fullmatch(r"\d+(?:\.5)?", key) else None
    one.see(*(f"shape {name}" for name, span in _SHAPES if number is not None and int(number) in span),
            f"shape {re.sub(r'[0-9]', '0', key) if key[0].isdigit() else 'word'}",
            *(f"is {fact.name}" for fact in facts if fact.name != kind and key in str(fact.value)))
    whole = re.compile(rf"(?<![\w.,]){re.escape(key)}(?![\w]|[.,]\d)")
    for turn in (turn for turn in turns if whole.search(fold(turn.said))):
        said = words(turn.said) if turn.role == AGENT else []
        if turn.role == USER:
            one.see(*(f"read {value.entity}" for value in values.get(turn.number, ())
                      if value.entity != kind and whole.search(fold(value.text))))
        for place in (place for place, word in enumerate(said) if word == key):
            after = at(said, place + 1)
            one.see(f"agent l1 {at(said, place - 1)}", f"agent r1 {after}",
                    *(f"agent r is {sort}" for sort in sorts(after)))
