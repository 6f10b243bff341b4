"""What speaks for each matter of a call, in numbers: the classifier's opinion of every clause, and where it stands.

The same numbers for every matter, so that what they weigh can be learned once for all of them (`weights.json`,
`python -m bench.calls_fit`) and holds for matters and ways of speaking that no call of ours has.
"""
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from hilo.calls.agreed_stop import refuses, speaks_of_stopping
from hilo.calls.asked import asked_in
from hilo.calls.circumstances import is_busy, wants_call
from hilo.calls.clauses import clauses, question_in
from hilo.calls.deeds import RATES, UNDOES, demanded, done, is_rating
from hilo.calls.intents import rank
from hilo.calls.later import follows_up_later, offered
from hilo.calls.matter_signs import own_signs
from hilo.calls.person_wanted import wants_person
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

ORDERED = frozenset({"order_status", "cancel_order", "return_exchange", "complaint", "technical_support"})
"""Matters of somebody who has bought."""
CHOOSES = frozenset({"product_inquiry", "price_inquiry", "promotion_inquiry", "availability_inquiry",
                     "shipping_inquiry", "payment_inquiry", "request_quote", "purchase", "business_info"})
"""Matters of somebody who may buy."""
ATTITUDES = frozenset({"compliment", "complaint", "opt_out", "follow_up_later", "request_call", "rate_service", "busy",
                       "not_interested", "opt_in"})
"""What goes with any matter, and is the main one where there is no other."""
ALONG = frozenset({"compliment", "rate_service", "follow_up_later", "not_interested", "request_call"})
"""Of these the ones that hardly ever matter more than what else was said."""
GENERAL = frozenset({"product_inquiry", "price_inquiry", "shipping_inquiry", "payment_inquiry", "business_info"})
"""Questions that go with any matter."""
HEARD = 0.4
"""Probability from which a clause is counted as speaking of a matter."""
ENOUGH = 0.5
"""How much a matter's own signs are at least, where nothing else speaks for it."""
SHORT = 4
"""Words of an answer that are only that."""
_WISH = re.compile(r"\b(?:quiero|quisiera|queria|queriamos|necesit\w+|llam(?:o|aba|amos)\b|lo que (?:pasa|quiero|"
                   r"llamaba)|me (?:gustaria|urge)|preciso|busco|ando buscando|era (?:para|por)|es que|fijese|"
                   r"prefiero|voy a)\b")
_ASIDE = re.compile(r"\b(?:otra cos\w+|ya que (?:esta|andamos|la|te|lo|le)|de paso|por cierto|aprovech\w+|"
                    r"una (?:consulta|pregunta|cosa) mas|a proposito|y (?:oiga|oye|che|vea|decime|digame))\b")
_HAS_ORDERED = re.compile(r"\b(?:(?:numero|nro) (?:de|del) (?:pedido|orden|compra)|(?:mi|su|tu) (?:pedido|compra)|"
                          r"(?:hice|tengo) un pedido|les compre|que compre|me (?:llego|mandaron|vino|entregaron|"
                          r"cobraron))\b")
_OUTBOUND = re.compile(r"\b(?:l[eo]|la|te) (?:(?:llam|marc|cuento)\w+|hablo\b)|\bhabl[oa] con\b|"
                       r"¿ ?(?:con )?[a-z]+(?: [a-z]+)? ?\?$")
MATTERS_FILE = Path(__file__).with_name("matters.yml")
NAMES = ("most", "sum", "first", "last third", "early", "wish", "question", "agent", "agent sum", "opening",
         "demanded", "demanded late", "done", "words", "agent words", "first words", "said", "said early", "aside",
         "greatest", "ordered", "not ordered", "alone", "long", "undoes", "beside", "beside said",
         "before it", "we called", "passing", "its own")
"""The numbers of a matter, in order."""


@dataclass(frozen=True)
class Heard:
    """A clause: whose, where in the call (0..1), its opinion, and what its words are."""

    role: str
    place: float
    opinion: dict[str, float]
    wish: bool
    asks: bool
    aside: bool


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    data = yaml.safe_load(MATTERS_FILE.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(rf"\b{entry.replace('*', '[a-zñ]*')}" for entry in entries))
            for name, entries in data.items()}


def matters() -> tuple[str, ...]:
    """All that a call may be about."""
    return tuple(_words())


def _heard(turns: Sequence[Turn], opted_out: bool) -> list[Heard]:
    found, before, aside = [], None, False
    last = max(1, len(turns) - 1)
    for number, turn in enumerate(turns):
        aside = False
        asked = asked_in(before) if turn.role == USER else ()
        for sentence in sentences(turn.said):
            for part in clauses(sentence):
                folded = fold(part)
                words = len(part.split())
                if opted_out and (speaks_of_stopping(folded) if turn.role == AGENT else refuses(folded)):
                    continue
                aside = aside or bool(_ASIDE.search(folded))
                if words < 2 or (turn.role == USER and asked and asked != ("reason",) and words <= SHORT):
                    continue
                asks = is_question(part) or question_in(part) is not None
                found.append(Heard(turn.role, number / last, dict(rank(part)[:4]), bool(_WISH.search(folded)), asks,
                                   aside and number > 1))
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
    heard = _heard(turns, opted_out is not None)
    mine = [one for one in heard if one.role == USER]
    theirs = [one for one in heard if one.role == AGENT]
    said = _said(turns, opted_out)
    customer = [fold(turn.said) for turn in turns if turn.role == USER and turn.said]
    agent = [fold(turn.said) for turn in turns if turn.role == AGENT and turn.said]
    everything = " ".join(customer + agent)
    wants = [demanded(one) for one in customer]
    did = {name for one in agent for name in done(one)}
    has_ordered = bool(_HAS_ORDERED.search(everything))
    start = customer[0] if customer else ""
    if len(start.split()) < SHORT + 2 and len(customer) > 1:
        start += " " + customer[1]
    sums = {name: sum(one.opinion.get(name, 0.0) for one in mine) for name in matters()}
    greatest = max(sums.values(), default=0.0)
    strongest = {name: max((one.opinion.get(name, 0.0) for one in mine), default=0.0) for name in matters()}
    earlier = max((value for one in mine if opted_out is not None and one.place < opted_out
                   for name, value in one.opinion.items() if name in matters() and name not in ATTITUDES), default=0.0)
    we_called = bool(agent and _OUTBOUND.search(agent[0]))
    passing = opted_out is not None and any(
        _ASIDE.search(fold(turn.said)) for number, turn in enumerate(turns)
        if turn.role == USER and number == round(opted_out * max(1, len(turns) - 1)))
    own = own_signs(turns, has_ordered)
    rates = bool(RATES.search(" ".join(agent)))
    found = {}
    for name in matters():
        row = _row(name, mine, theirs, said, customer, agent, start, wants, did)
        row += [float(sums[name] == greatest and greatest > 0), float(has_ordered and name in ORDERED),
                float(has_ordered and name in CHOOSES),
                float(name in said and max((v for k, v in sums.items() if k != name), default=0.0) < 1.0),
                min(1.0, len(everything.split()) / 250) * float(name in GENERAL),
                float(name in UNDOES and any(name in names for names in wants)),
                *(max(v for k, v in one.items() if k not in ATTITUDES) * float(name in ALONG)
                  for one in (strongest, {k: float(any(k in names for names in wants)) for k in matters()}))]
        row += [earlier * (name == "opt_out"), float(we_called and name in ATTITUDES),
                float(passing and name == "opt_out"), own.get(name, 0.0)]
        if rates and name == "rate_service":
            row[NAMES.index("said")] = 1.0
        if row[0] > 0.2 or row[1] > 0.3 or row[10] or row[12] or row[13] or row[16] or row[-1] >= ENOUGH:
            found[name] = row
    return found


def _row(name: str, mine: Sequence[Heard], theirs: Sequence[Heard], said: dict[str, float], customer: Sequence[str],
         agent: Sequence[str], start: str, wants: Sequence[Sequence[str]], did: set[str]) -> list[float]:
    def most(rows: Sequence[Heard]) -> float:
        return max((one.opinion.get(name, 0.0) for one in rows), default=0.0)

    pattern = _words()[name]
    places = [one.place for one in mine if one.opinion.get(name, 0.0) >= HEARD]
    demands = [number for number, names in enumerate(wants) if name in names]
    mentions = sum(len(set(pattern.findall(one))) for one in customer)
    return [
        most(mine),
        math.log1p(sum(one.opinion.get(name, 0.0) for one in mine)),
        most([one for one in mine if one.place <= 0.25]),
        most([one for one in mine if one.place >= 2 / 3]),
        1 - min(places) if places else 0.0,
        most([one for one in mine if one.wish]),
        most([one for one in mine if one.asks]),
        most(theirs),
        math.log1p(sum(one.opinion.get(name, 0.0) for one in theirs)),
        most([one for one in theirs if one.place == 0]),
        float(bool(demands)),
        float(bool(demands) and demands[-1] > 0),
        float(name in did),
        math.log1p(mentions),
        math.log1p(sum(len(set(pattern.findall(one))) for one in agent)),
        float(bool(pattern.search(start))),
        float(name in said),
        1 - said[name] if name in said else 0.0,
        float(bool(mine) and most(mine) > HEARD and most([one for one in mine if not one.aside]) < HEARD),
    ]
