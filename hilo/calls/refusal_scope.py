"""What speaks for the purpose and for the way of a refusal, in numbers; each speaks for what it stands by.

For everything, the numbers that speak for offers alone are turned round; for every way the same numbers are taken.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hilo.calls.stances import Stance
from hilo.calls.transcript import AGENT, USER
from hilo.spanish.permission_model import Judgement

EVERY, MARKETING, SERVICE = "all", "marketing", "service"
PURPOSES = (EVERY, MARKETING, SERVICE)
_FOR_THIS = re.compile(r"\b(?:por|para) (?:eso|es[ao]s? cosas?|(?:la|el|las|los) \w+ es[aeo]s?)\b")
_AGREES = re.compile(r"(?:exacto|correcto|eso (?:es|mismo)|asi es)\b")
"""To «¿ni llamadas?» it refuses them."""
_WHICH = re.compile(r"(?:de|del|solo|los|las|o)\b")
"""«¿de los correos de novedades?» asks which ones are refused."""
_IF_ANY = re.compile(r"^(?:y |pero )?si (?:ten\w+|hay|quier\w+|sacan)\b")
"""«si tienen novedades me las mandan por correo»: offers are not what is refused."""
_OPEN = re.compile(r"\b(?:como|por donde|por cual|a cual|a donde|que (?:numero|medio))\b")
"""«¿y para los pedidos cómo prefiere?» asks for another way."""
_BARE = re.compile(r"(?:ah |ay |eh |pues |bueno )?(?:no|si)(?: no| si)?")


class Heard(NamedTuple):
    """What was said of a refusal: from the turn before it on; what was refused at last; where the agent took it up.

    wholly: the same for its purpose, where a later word narrowed only the way.
    near: the turns in which it is refused first and strongest. whole: the learned reader's opinion of the latter.
    """

    about: Sequence[Stance]
    refused: Sequence[Stance]
    wholly: Sequence[Stance]
    stops: Sequence[Stance]
    answers: Sequence[Answer]
    near: Sequence[int]
    whole: Judgement
    opens_with_offers: bool


@dataclass(frozen=True)
class Answer:
    """What was answered to a question of the agent about it: refused or kept, and of what."""

    refuses: bool
    ways: frozenset[str]
    offers: bool
    orders: bool
    everything: bool
    only_offers: bool


def answers_in(said: Sequence[Stance]) -> list[Answer]:
    """What was answered to the agent's questions about it."""
    found = []
    for number in sorted({one.turn for one in said if one.role == AGENT and one.asked}):
        asked = [one for one in said if one.turn == number and one.asked]
        after = next((one.turn for one in said if one.turn > number and one.role == USER), None)
        reply = [one for one in said if one.turn == after]
        signs = [one for one in reply if one.sign]
        if len(signs) > 1 and _BARE.fullmatch(signs[0].words) and not signs[1].named:
            signs = signs[1:]
        sign = signs[0].sign if signs else 0
        stop = any(one.sign < 0 for one in asked)
        everything = any(one.everything for one in reply)
        only = any(one.offers and re.search(r"\b(?:solo|nomas|nada mas)\b", one.words) for one in reply)
        if (not sign and not everything and not only) or any(map(_OPEN.search, (one.words for one in asked))):
            continue
        ways = frozenset().union(*(one.ways for one in asked if one.named)) or frozenset(
            {"whatsapp"} if any(one.written for one in asked) else ())
        if any(one.named for one in reply):
            ways = frozenset()  # the answer tells its own
        also = any(re.search(r"\btambien\b", one.words) for one in asked)
        denied = any(re.search(r"\b(?:tampoco|ni siquiera)\b|^ni\b", one.words) for one in asked)
        stop = stop or all(not one.sign and _WHICH.match(one.words) for one in asked)
        refuses = everything or (sign < 0 or _AGREES.match(reply[0].words) is not None if denied
                                  else (sign > 0) == (stop or also))
        found.append(Answer(refuses, ways, any(one.offers for one in asked), any(one.orders for one in asked),
                             everything, only))
    return found


def purpose_signs(name: str, heard: Heard) -> list[float]:
    """The numbers that speak for offers alone, with the other sign for everything; the last seven for orders alone."""
    about, refused, stops, answers, whole = heard.about, heard.wholly, heard.stops, heard.answers, heard.whole
    mine = [one for one in about if one.role == USER]
    spoken = {one.turn for one in refused}
    for_this = heard.opens_with_offers and any(_FOR_THIS.search(one.words) for one in refused)
    off, kept = bool(for_this) or any(one.offers for one in refused), any(one.orders and one.sign > 0 for one in about)
    orders, everything = any(one.orders for one in refused), any(one.everything for one in refused)
    stops_all = any(one.everything or one.orders for one in stops) and not any(one.offers for one in stops)
    named = any(one.offers and (one.turn in spoken or one.turn < heard.near[0] - 1)
                and not _IF_ANY.search(one.words) for one in mine)
    row = [float(off and not orders), float(named and not orders),
           float(any(one.orders and one.sign > 0 for one in mine)), float(any(one.offers for one in stops)),
           float(any(one.orders and one.sign > 0 and one.role == AGENT and not one.asked for one in about)),
           float(whole.purpose == "marketing"), float(any(not one.refuses and one.orders for one in answers)),
           float(heard.opens_with_offers),
           float(any(one.offers for one in about)), float(kept and any(one.offers for one in about)),
           float(any(one.only_offers for one in answers)),
           -float(orders and not kept), -float(everything and not kept), -float(stops_all),
           -float(whole.purpose == EVERY), -float(any(one.refuses and one.orders for one in answers)),
           -float(any(one.refuses and one.everything for one in answers)), -1.0,
           -float(not any(one.offers for one in about)), -float(orders and off)]
    if name == SERVICE:
        return [0.0] * len(row) + _service_signs(mine, refused, stops, about)
    return [*(row if name == MARKETING else [-value for value in row]), *[0.0] * 7]


def _service_signs(mine: Sequence[Stance], refused: Sequence[Stance], stops: Sequence[Stance],
                   about: Sequence[Stance]) -> list[float]:
    """What speaks for the news of orders alone: they are refused, and offers stay."""
    orders = any(one.orders and not one.offers for one in refused)
    kept = any(one.offers and one.sign > 0 for one in mine)
    alone = orders and not any(one.offers or one.everything for one in refused)
    stopped = any(one.orders and not one.offers for one in stops)
    return [float(orders), float(stopped and kept), float(orders and kept), float(alone), float(stopped),
            -float(any(one.offers for one in refused)), -float(not any(one.offers and one.sign > 0 for one in about))]


def way_signs(name: str, heard: Heard) -> list[float]:
    """The numbers that speak for a way, or for all of them: the first thirteen are of one, the others of all."""
    about, refused, stops, answers, whole = heard.about, heard.refused, heard.stops, heard.answers, heard.whole
    mine, near = [one for one in about if one.role == USER], heard.near
    lost = {way for one in refused if one.named for way in one.ways}
    meant = {way for one in refused for way in one.ways}
    stopped = {way for one in stops if one.named for way in one.ways}
    kept = {way for one in about if one.sign > 0 and one.named and not one.asked and not one.orders
            for way in one.ways} - lost
    asked_off = {way for one in answers if one.refuses for way in one.ways}
    here = asked_off | {way for one in mine if one.turn in near and one.named for way in one.ways}
    asked_on = {way for one in answers if not one.refuses for way in one.ways}
    only = {way for one in mine if one.only and one.turn >= near[0] for other in mine if other.turn == one.turn
            and other.named and not other.sign > 0 for way in other.ways} - kept
    left = {way for one in mine if one.only and one.sign > 0 and not one.orders for way in one.ways} - lost
    neither = "voice" in lost and any(one.written and not one.ways - {"voice"} for one in refused) and not kept
    if name == EVERY:
        return [0.0] * 13 + [
            float(len(lost) > 1), float(len(meant) > 1), float(any(one.everywhere for one in refused) and not kept),
            float(not here), float(whole.channel == EVERY), float(len(stopped) > 1),
            float(any(one.everywhere for one in stops)),
            float(bool(stops) and not stopped), -float(bool(kept)), -float(len(here) == 1), float(len(asked_off) > 1),
            float(any(one.everything for one in refused)), float(any(one.everything for one in answers)),
            float(len(here) > 1 and not kept), float(neither),
            float(len(asked_off | lost) > 1), float(bool(left) and not lost)]
    return [float(name in lost), float(name in meant), -float(name in kept), float(name in here),
            float(name in stopped), float(stopped == {name}), float(name in asked_off), -float(name in asked_on),
            float(whole.channel == name), float(here == {name}), float(lost == {name}), float(only == {name}),
            -float(name in left), *[0.0] * 17]
