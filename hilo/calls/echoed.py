"""What the agent says back: the number it understood, the size it noted, the thing it called about.

A recogniser spoils the customer's words more than the agent's, which are its own: a value that both have is sure, and
one that only the agent names counts where the customer was asked for it or spoke of it.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.by_the_way import of_else
from hilo.calls.dictated import HALF, agrees
from hilo.calls.told import READ_BACK, CallFact
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Found
from hilo.spanish.spelt import written_codes

_ORDER = re.compile(r"\b(?:pedido|orden|compra|encargo|folio)\b")
_NUMBER = re.compile(r"(?<![\da-zñ_$.,:])\d{4,9}(?! ?(?:arroba|@))(?![\d.,:]\d|\d)(?! (?:pesos|dolares|soles|usd))")
_YOUR_ORDER = re.compile(r"\b(?:su|tu|el|del) (?:pedido|orden|compra) (?:numero |nro |n )?(?P<number>\d{4,9})\b")
_DENIES = re.compile(r"^\W*(?:no\b|se equivoc|que pedido)")
_YOUR_CODE = re.compile(r"\b(?:pedido|orden|compra|folio)(?: n[uú]mero)? [A-Z]{1,5}-?\d{3,9}\b", re.IGNORECASE)
_NOT_FOUND = re.compile(r"\b(?:no (?:existe|aparece|figura|lo encuentro|la encuentro|encuentro)|tampoco existe)\b")
NEAR = 5
"""Turns in which a number is dictated."""
_NOTED = re.compile(r"^\W*(?:si|anot\w+|apunt\w+|perfecto|listo|dale|ok|bien|claro|de acuerdo|en|talla|talle|la|el|"
                    r"los|las|quedan?)\b")
_PHONE = re.compile(r"(?<![\d.,$])\d{1,4}(?:[ -]\d{1,4}){2,}\b|(?<![\d.,$])\d{8,13}\b")
_SAME = ("size", "color")


def order_number(turns: Sequence[Turn], found: Sequence[CallFact]) -> CallFact | None:
    """The number of the order as the agent read it back, or as it told it itself; None where it did neither."""
    best: CallFact | None = None
    for place, turn in enumerate(turns):
        folded = fold(turn.said)
        if turn.role != AGENT or _NOT_FOUND.search(folded):
            continue
        after = next((later for later in turns[place + 1:] if later.role == USER and later.said), None)
        denied = after is not None and (_DENIES.search(fold(after.said)) or HALF.search(fold(after.said)))
        code = next((one.code for one in written_codes(turn.said) if not of_else(turn, one.start)), None)
        told = _YOUR_CODE.search(turn.said) if code else None
        said = [one for one in turns[max(0, place - NEAR):place] if one.role == USER and one.said]
        if code and not denied and said and _said_before(code, said):
            best = CallFact("order_number", code, said[-1].said[:80], READ_BACK, False, said[-1].number)
            continue
        if told and after and not denied and not best:
            best = CallFact("order_number", str(code), turn.said[:80], 0.85, False, turn.number)
        if _PHONE.search(folded) or code:
            continue
        number = _figures_back(turns, place, found, best)
        best = number or best
    return best


def _said_before(code: str, said: Sequence[Turn]) -> bool:
    """Whether the figures of a code were dictated just before."""
    figures = re.sub(r"\D", "", code)
    return any(figures in re.sub(r"\D", "", one.said) for one in said)


def _figures_back(turns: Sequence[Turn], place: int, found: Sequence[CallFact],
                  best: CallFact | None) -> CallFact | None:
    """A number of figures alone that a turn of the agent reads back, or tells by itself."""
    turn, folded = turns[place], fold(turns[place].said)
    own = _YOUR_ORDER.search(folded)
    after = next((later for later in turns[place + 1:] if later.role == USER and later.said), None)
    before = next((earlier for earlier in reversed(turns[:place]) if earlier.role == USER and earlier.said), None)
    digits = re.sub(r"\D", "", before.said) if before else ""
    back = next((one for one in _NUMBER.findall(folded) if one in digits), None)
    told = " ".join(fold(one.said) for one in turns[:place + 1])
    if back and _ORDER.search(told) and before and not _is_phone(back, found):
        return CallFact("order_number", back, before.said[:80], READ_BACK if after and agrees(after) else 0.9,
                        False, before.number)
    if own and not best and after and not _DENIES.search(fold(after.said)):
        return CallFact("order_number", own["number"], turn.said[:80], 0.85, False, turn.number)
    return None


def phone_read_back(turns: Sequence[Turn], found: Sequence[CallFact]) -> CallFact | None:
    """A telephone that the agent says back, of which the customer said most just before; the last one."""
    best: CallFact | None = None
    for turn in turns:
        match = _PHONE.search(turn.said) if turn.role == AGENT else None
        number = re.sub(r"\D", "", match.group()) if match else ""
        before = [one for one in turns[max(0, turn.number - NEAR):turn.number] if one.role == USER]
        said = re.sub(r"\D", "", " ".join(one.said for one in before))
        after = next((one for one in turns[turn.number + 1:] if one.role == USER and one.said), None)
        if not 8 <= len(number) <= 13 or number[:3] not in said or number[-2:] not in said or (
                after is not None and re.match(r"\W*no\b", fold(after.said))):
            continue
        best = CallFact("alt_phone", number, before[-1].said[:80], READ_BACK, False, before[-1].number)
    return best


def _is_phone(number: str, found: Sequence[CallFact]) -> bool:
    return any(fact.name in ("phone", "alt_phone") and number in str(fact.value) for fact in found)


def with_echoes(found: Sequence[CallFact], turns: Sequence[Turn], values: dict[int, list[Found]]) -> list[CallFact]:
    """The facts with what only the agent's words have; values: what was read in each turn of the agent."""
    facts = list(found)
    number = order_number(turns, facts)
    if number:
        doubted = [fact for fact in facts if fact.name == "order_number" and fact.doubtful and fact.turn > number.turn]
        facts = [fact for fact in facts if fact.name != "order_number"] + (doubted or [number])
    phone = phone_read_back(turns, facts)
    if phone and str(phone.value) not in {str(fact.value) for fact in facts if not fact.doubtful}:
        facts = [fact for fact in facts if fact.name != "alt_phone"] + [phone]
    names = {fact.name for fact in facts}
    for turn in turns:
        if turn.role != AGENT or turn.number not in values:
            continue
        for sentence in sentences(turn.said):
            here = [one for one in values[turn.number] if one.text in sentence]
            if is_question(sentence) or not _NOTED.search(fold(sentence)):
                continue
            for name in _SAME:
                of_it = {str(one.value): one for one in here if one.entity == name}
                if len(of_it) == 1 and name not in names and turn.number and "agotad" not in fold(turn.said):
                    one = next(iter(of_it.values()))
                    facts.append(CallFact(name, one.value, sentence[:120], 0.7, False, turn.number))
                    names.add(name)
    for turn in turns if "email" not in {fact.name for fact in facts if not fact.doubtful} else []:
        mails = [one for one in values.get(turn.number, []) if one.entity == "email"]
        before = fold(turns[turn.number - 1].said) if turn.number else ""
        if mails and ("arroba" in before or "@" in before or " punto " in before):
            facts = [fact for fact in facts if fact.name != "email"]
            facts.append(CallFact("email", mails[0].value, turn.said[:120], 0.9, False, turn.number - 1))
    return facts
