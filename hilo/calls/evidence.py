"""What speaks for each matter of a call, in numbers: what its turns were heard to speak of, and both sides' words.

The same numbers for every matter, so that what they weigh can be learned once for all of them (`weights.json`,
`python -m bench.calls_fit`) and holds for matters and ways of speaking that no call of ours has.
"""
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hilo.calls.agreed_stop import refuses, speaks_of_stopping
from hilo.calls.asked import asked_in
from hilo.calls.circumstances import is_busy, wants_call
from hilo.calls.deeds import RATES, UNDOES, demanded, done, is_rating
from hilo.calls.later import follows_up_later, offered
from hilo.calls.person_wanted import wants_person
from hilo.calls.spoken_of import SHORT, TurnHeard, heard_in, matters, place_in, said_in, words_of_matters
from hilo.calls.transcript import AGENT, USER, Turn, sentences
from hilo.spanish.normalize import fold

ORDERED = frozenset({"order_status", "cancel_order", "return_exchange", "complaint", "technical_support"})
"""Matters of somebody who has bought."""
CHOOSES = frozenset({"product_inquiry", "price_inquiry", "promotion_inquiry", "availability_inquiry",
                     "shipping_inquiry", "payment_inquiry", "request_quote", "purchase", "business_info"})
"""Matters of somebody who may buy."""
HEARD = 0.4
"""Probability from which a clause is counted as speaking of a matter."""
LEAST_HEARD = 0.12
"""How much a turn at least speaks of a matter that is weighed at all."""
SOME, MEATY = 0.1, 0.3
"""What a turn speaks of a matter by chance, and what one that says something speaks of its own."""
FIRST, LAST = 0.25, 2 / 3
"""Until and from where in a call its beginning and end are."""
_HAS_ORDERED = re.compile(r"\b(?:(?:numero|nro) (?:de|del) (?:pedido|orden|compra)|(?:mi|su|tu) (?:pedido|compra)|"
                          r"(?:hice|tengo) un pedido|les compre|que compre|me (?:llego|mandaron|vino|entregaron|"
                          r"cobraron))\b")
NAMES = ("most", "sum", "first", "last third", "early", "agent", "agent sum", "opening", "demanded", "demanded late",
         "done", "words", "agent words", "first words", "said", "said early", "ordered", "not ordered", "alone",
         "undoes",
         "heard most", "heard sum", "heard first", "heard last", "heard at all", "heard early", "heard again",
         "heard share", "heard opening", "heard above", "own most", "own sum", "own share")
"""The numbers of a matter, in order."""


class Opinion(NamedTuple):
    """The classifier's opinion of a clause: whose, where in the call (0..1)."""

    role: str
    place: float
    of: dict[str, float]


def _opinions(turns: Sequence[Turn], opted_out: bool) -> list[Opinion]:
    found, before = [], None
    last = max(1, len(turns) - 1)
    for number, (turn, said) in enumerate(zip(turns, said_in(tuple(turns)), strict=True)):
        asked = asked_in(before) if turn.role == USER else ()
        for part in said.clauses:
            words = len(part.folded.split())
            if opted_out and (speaks_of_stopping(part.folded) if turn.role == AGENT else refuses(part.folded)):
                continue
            if words < 2 or (turn.role == USER and asked and asked != ("reason",) and words <= SHORT):
                continue
            found.append(Opinion(turn.role, number / last, dict(part.opinion)))
        if turn.role == AGENT and turn.said:
            before = turn
    return found


def _said(turns: Sequence[Turn], opted_out: float | None) -> dict[str, float]:
    """What is told by words that leave no doubt, with where it is first said (0..1)."""
    found: dict[str, float] = {} if opted_out is None else {"opt_out": opted_out}
    last, spoken, before = max(1, len(turns) - 1), 0, ""
    for number, turn in enumerate(turns):
        if turn.role == AGENT:
            before = fold(turn.said) or before
            continue
        spoken += bool(turn.said)
        whole = fold(turn.said)
        told = {"request_human": any(map(wants_person, sentences(turn.said))),
                "request_call": opted_out is None and any(map(wants_call, sentences(turn.said))),
                "busy": spoken <= 3 and is_busy(turn.said), "follow_up_later": follows_up_later(turn.said),
                "rate_service": is_rating(before, whole)}
        agreed = offered(before, whole)
        if agreed:
            told[agreed] = True
        for name, is_told in told.items():
            if is_told:
                found.setdefault(name, number / last)
    return found


def evidence(turns: Sequence[Turn], opted_out: float | None) -> dict[str, list[float]]:
    """The numbers of each matter that anything speaks for; opted_out: where a refusal was first said, 0..1."""
    return together(of_words(turns, opted_out), turns, heard_in(tuple(turns)))


def together(words: dict[str, list[float]], turns: Sequence[Turn],
             heard: Sequence[TurnHeard]) -> dict[str, list[float]]:
    """The numbers of the matters that anything speaks for: of the words, and of what was heard turn by turn."""
    found = {}
    for row, (name, by_words) in zip(_turn_by_turn(turns, heard), words.items(), strict=True):
        by = dict(zip(NAMES, by_words + row, strict=True))
        if (by["most"] > 0.2 or by["sum"] > 0.3 or by["heard most"] >= LEAST_HEARD
                or any(by[one] for one in ("demanded", "done", "words", "said"))):
            found[name] = by_words + row
    return found


def of_words(turns: Sequence[Turn], opted_out: float | None) -> dict[str, list[float]]:
    """The numbers of every matter that the words of both sides give."""
    opinions = _opinions(turns, opted_out is not None)
    mine = [one for one in opinions if one.role == USER]
    theirs = [one for one in opinions if one.role == AGENT]
    said = _said(turns, opted_out)
    customer = [fold(turn.said) for turn in turns if turn.role == USER and turn.said]
    agent = [fold(turn.said) for turn in turns if turn.role == AGENT and turn.said]
    wants = [demanded(one) for one in customer]
    did = {name for one in agent for name in done(one)}
    has_ordered = bool(_HAS_ORDERED.search(" ".join(customer + agent)))
    start = customer[0] if customer else ""
    if len(start.split()) < SHORT + 2 and len(customer) > 1:
        start += " " + customer[1]
    sums = {name: sum(one.of.get(name, 0.0) for one in mine) for name in matters()}
    if "rate_service" not in said and RATES.search(" ".join(agent)):
        said["rate_service"] = 1.0
    found = {}
    for name in matters():
        row = _row(name, mine, theirs, said, customer, agent, start, wants, did)
        row += [float(has_ordered and name in ORDERED), float(has_ordered and name in CHOOSES),
                float(name in said and max((v for k, v in sums.items() if k != name), default=0.0) < 1.0),
                float(name in UNDOES and any(name in names for names in wants))]
        found[name] = row
    return found


def _turn_by_turn(turns: Sequence[Turn], heard: Sequence[TurnHeard]) -> list[list[float]]:
    """Of each matter, what the turns were heard to speak of it."""
    if not heard:
        return [[0.0] * (len(NAMES) - NAMES.index("heard most"))] * len(matters())
    of, own = (np.clip(np.array(rows), 0, 1) for rows in ([one.of for one in heard], [one.own for one in heard]))
    place = np.array([place_in(one, turns) for one in heard])
    most, ranked = of.max(0), np.sort(of, 0)[::-1]
    none = np.zeros(of.shape[1])
    meaty = next((row for row in of if row.max() > MEATY), none)
    numbers = [most, np.log1p(np.clip(of - SOME, 0, 1).sum(0)),
               of[place <= FIRST].max(0) if (place <= FIRST).any() else none,
               of[place >= LAST].max(0) if (place >= LAST).any() else none,
               1 - np.prod(1 - of * 0.95, 0), (1 - place[of.argmax(0)]) * most,
               ranked[1] if len(ranked) > 1 else none, of.sum(0) / max(1e-3, of.sum()), meaty,
               (most >= np.sort(most)[-2]).astype(float),
               own.max(0), np.log1p(own.sum(0)), own.sum(0) / max(1e-3, own.sum())]
    return [list(map(float, row)) for row in np.array(numbers).T]


def _row(name: str, mine: Sequence[Opinion], theirs: Sequence[Opinion], said: dict[str, float], customer: Sequence[str],
         agent: Sequence[str], start: str, wants: Sequence[Sequence[str]], did: set[str]) -> list[float]:
    def most(rows: Sequence[Opinion]) -> float:
        return max((one.of.get(name, 0.0) for one in rows), default=0.0)

    pattern = words_of_matters()[name]
    places = [one.place for one in mine if one.of.get(name, 0.0) >= HEARD]
    demands = [number for number, names in enumerate(wants) if name in names]
    mentions = sum(len(set(pattern.findall(one))) for one in customer)
    return [
        most(mine),
        math.log1p(sum(one.of.get(name, 0.0) for one in mine)),
        most([one for one in mine if one.place <= FIRST]),
        most([one for one in mine if one.place >= LAST]),
        1 - min(places) if places else 0.0,
        most(theirs),
        math.log1p(sum(one.of.get(name, 0.0) for one in theirs)),
        most([one for one in theirs if one.place == 0]),
        float(bool(demands)),
        float(bool(demands) and demands[-1] > 0),
        float(name in did),
        math.log1p(mentions),
        math.log1p(sum(len(set(pattern.findall(one))) for one in agent)),
        float(bool(pattern.search(start))),
        float(name in said),
        1 - said[name] if name in said else 0.0,
    ]
