"""Messages and calls that the customer refuses in a call, with their scope, by weights learned from calls."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hilo.calls.judging import learned
from hilo.calls.opt_out_signs import Signs, signs_of
from hilo.calls.refusal_scope import EVERY
from hilo.calls.spoken_of import TurnHeard
from hilo.calls.stances import stances
from hilo.calls.transcript import AGENT, USER, Turn, sentences
from hilo.spanish.refusals import read_permission

AGREED = 0.96
"""How sure a refusal at least is that goes to the ledger; more only where its own words leave no doubt."""
_WRITE_ME = re.compile(r"\b(?:escrib|mand|envi)\w*(?:me|nos|mel[oa]s?)\b|\bme l[oa] (?:escrib|mand|envi)\w+")

_NOR_WRITTEN = re.compile(r"\bni (?:(?:le|la|lo|te|les|los|las) )?(?:escrib|mand|envi|contact)")


@dataclass(frozen=True)
class OptOut:
    """purpose: all, marketing or service. channel: all, whatsapp, voice, sms or email. quote: the words. 0..1.

    write_instead: "mejor escríbanme por WhatsApp". turn: the number of the turn in which it was first said.
    taken_up: whether the agent said that it stops.
    """

    purpose: str
    channel: str
    quote: str
    confidence: float
    write_instead: bool = False
    turn: int = 0
    taken_up: bool = False


@dataclass(frozen=True)
class RefusalWeights:
    """What each number of `opt_out_signs` weighs; is_one has its own last."""

    is_one: Sequence[float]
    purposes: Sequence[float]
    ways: Sequence[float]


@lru_cache(maxsize=1)
def weights() -> RefusalWeights:
    """The learned weights."""
    return RefusalWeights(**learned()["refusals"])


def opt_out_of(turns: Sequence[Turn], heard: Sequence[TurnHeard] | None = None) -> OptOut | None:
    """The refusal of a call: what was refused in all its sentences, narrowed by what was said to stay.

    heard: where the turns are known otherwise than by the weights in use.
    """
    found = signs_of(turns, heard)
    scope = scope_of(found, weights())
    if scope is None or found.turn < 0:
        return None
    if scope[1] == "voice" and _neither_written(turns, found.turn):
        scope = scope[0], EVERY
    instead = scope[1] in ("voice", "sms", "email") and any(
        _WRITE_ME.search(one.words) and one.sign >= 0 and "whatsapp" in one.ways for one in stances(turns)
        if one.role == USER)
    said = turns[found.turn].said
    quote = found.words or next(iter(sentences(said)), said)
    reading = read_permission(quote)
    plain = reading.confidence if reading and reading.kind == "opt_out" else 0.0
    return OptOut(*scope, quote[:300], max(plain, AGREED), instead, found.turn, found.taken_up)


def _neither_written(turns: Sequence[Turn], since: int) -> bool:
    """Whether the agent took a refusal of calls up as one of all that is written too: «ni le escribimos»."""
    return any(one.role == AGENT and one.turn > since and one.sign < 0 and not one.asked
               and _NOR_WRITTEN.search(one.words) for one in stances(turns))


def scope_of(found: Signs, by: RefusalWeights) -> tuple[str, str] | None:
    """The purpose and the way that weigh most; None where nothing is refused."""
    if by.is_one[-1] + _sum(by.is_one, found.is_one) < 0:
        return None
    purpose = max(found.purposes, key=lambda name: _sum(by.purposes, found.purposes[name]))
    way = max(found.ways, key=lambda name: _sum(by.ways, found.ways[name]))
    return purpose, way


def place_of(turns: Sequence[Turn], opt_out: OptOut | None) -> float | None:
    """Where in a call the refusal was first said, 0..1; None where there is none."""
    return opt_out.turn / max(1, len(turns) - 1) if opt_out else None


def _sum(by: Sequence[float], row: Sequence[float]) -> float:
    return sum(one * number for one, number in zip(by, row, strict=False))
