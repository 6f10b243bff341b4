"""What speaks for a refusal in a call, for its purpose and for its way, in numbers whose weights are learned.

The same numbers for every way ("voice", "email" …), so that a way of speaking learned of one holds for the others.
"""
from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hilo.calls.refusal_limits import is_near_miss, refuses_a_way
from hilo.calls.refusal_scope import EVERY, PURPOSES, Heard, answers_in, purpose_signs, way_signs
from hilo.calls.spoken_of import TurnHeard, heard_in, matters
from hilo.calls.stances import OFFERS, WAYS, Stance, plainly_refused, stances
from hilo.calls.transcript import AGENT, USER, Turn, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.permission_model import Judgement, model

_TO_ME = re.compile(r"\b(?:me|nos)\b|(?:me|nme|nos|melas?|melos?)\b|\b(?:quit|saqu|borr|elimin|de baja|la baja|deje|"
                    r"dejen|basta|fuera|contact|llamadas|mensajes|correos|mails|lista)")
_REACH = re.compile(r"\b(?:llam|escrib|mand|envi|contact|molest|marqu|marc|timbr|habl|lleg|mensaj|recib|avis|insist|"
                    r"lista|base\b|de baja|la baja|datos|numero|publici|propagand|promo|ofert|correo|mail|whats|wasap|"
                    r"sms|recuerd|ofrec|baj[aeo]\w* de|busqu|spam|echando|vend|notific|suscri|paz\b|cuent)")
_BACK = re.compile(r"\b(?:(?:ver|saber|pedir\w*|preguntar) si me (?:vuelv|pueden volver)\w+ a \w+r|"
                   r"quier\w+ que me vuelvan a (?:mandar|llegar|avisar)|no me (?:l[oa]s? )?(?:quite|saque|borre|"
                   r"de de baja|elimine)\w*|sig(?:a|an|ue)me|(?<!no me )(?<!no )sigan? (?:avis|mand|escrib)\w*|"
                   r"(?<!demas )(?<!resto )(?<!eso )(?:dejel[oa]s?|dejal[oa]s?|dejeme|dejame) (?:asi|como|en la lista)|"
                   r"(?:la|lo|te|le) dejo (?:como|igual|en la lista)|(?:queda|quedas|sigue|sigues) (?:como|igual|en la)"
                   r"|retiro lo dicho|olvidel[oa]|olvidal[oa]|no,? (?:tampoco (?:es )?(?:asi|tanto|para tanto)))")
_AGAIN = re.compile(r"\b(?:(?:ver|saber|pedir\w*|preguntar) si me (?:vuelv|pueden volver)\w+ a \w+r|"
                    r"quier\w+ que me vuelvan a (?:mandar|llegar|avisar)|volver a (?:recibir|estar)|(?:los|las|lo) "
                    r"quiero otra vez|otra vez (?:los|las)|me habia (?:dado|borrado|salido)|me (?:borre|di de baja|"
                    r"sali)|de nuevo (?:los|las)|dar(?:me)? de alta|te doy de alta|(?:in|su)scri[bp]\w+|apunt[ae]me|"
                    r"anot[ae]me ahi|que me (?:lleguen|avisen de)|pon(?:ga|e)?me otra vez|reactiv\w+|activ(?:o|ada|ado|"
                    r"ar)\b)")
_NUMBER = re.compile(r"\b(?:a|en|al) (?:este|ese|el) (?:numero|telefono|celular|fijo)|al trabajo|del trabajo|"
                     r"de la oficina|a este no|al (?:otro|celular|fijo|de mi)\b|(?:cambi|actualic|corri[gj])"
                     r"\w+ (?:el numero|en su ficha|su numero|en tu ficha|tu numero)")
_WHICH_NUMBER = re.compile(r"\b(?:a cual|que numero|otro numero|cual (?:prefiere|prefieres|es el|seria)|a donde)\b")
_DICTATED = re.compile(r"\d{6,}|(?:\d[ ,]+){4,}\d")
_GOOD = re.compile(r"\b(?:mas\b(?! (?:tarde|temprano))|nunca|jamas|vuelv\w+|volver|dej\w+ de|ya no|ni |"
                   r"ningun\w*|nada)")
_NEARLY = re.compile(r"\b(?:todavia|aun|ahora|ahorita|hoy|mañana|hasta|antes|despues|hora|mientras|tan temprano|"
                     r"esta vez|fotos?|link|enlace|para decirme|otra vez (?:el|la|lo)|mucho|tanto)\b")
_COULD = re.compile(r"\b(?:puedo|podemos|podria\w*|si (?:quiere|prefiere|desea)s?)\b")
"""«puedo darla de baja de las promociones»: nothing has stopped yet."""
LAST, TAKEN_UP = 2, 3
"""Turns of the customer in which a refusal is told by the way; turns within which the agent takes it up."""


@dataclass(frozen=True)
class Signs:
    """is_one: of a refusal at all; purposes and ways: of each. turn and words: where and how it is said strongest.

    taken_up: whether the agent says that it stops."""

    is_one: list[float]
    purposes: dict[str, list[float]]
    ways: dict[str, list[float]]
    turn: int
    words: str
    taken_up: bool = False


@lru_cache(maxsize=512)
def _judged(text: str) -> Judgement:
    return model().read(text)


def signs_of(turns: Sequence[Turn], heard: Sequence[TurnHeard] | None = None) -> Signs:
    """The numbers of a call; heard: where its turns are known otherwise than by the weights in use."""
    said = stances(turns)
    taken_up = {one.turn for one in said if one.role == AGENT and one.sign < 0 and not one.asked and _stops(one)}
    since = max((one.turn for one in said if one.role == USER and not one.orders and _BACK.search(one.words)),
                default=-1)
    if any(number > since for number in taken_up):
        since = -1
    moved = {turn.number for turn in turns if turn.role == USER and _NUMBER.search(fold(turn.said))
             and not refuses_a_way(fold(turn.said)) and any(
        _WHICH_NUMBER.search(fold(later.said)) for later in turns[turn.number + 1:turn.number + 2])}
    nearly = {turn.number for turn in turns if turn.role == USER and turn.number + 1 not in taken_up}
    turn, words, margin, opt_in = _strongest([one for one in turns if one.number not in moved], said, since, nearly)
    whole = _judged(turns[turn].said) if turn >= 0 else Judgement(-3.0, -3.0, EVERY, EVERY)
    mine = [one for one in said if one.role == USER]
    refused = [one for one in mine if one.sign < 0 and one.turn > since and one.turn not in moved and _speaks_of_it(one)
               and not (one.turn in nearly and is_near_miss(one.words, turns[one.turn].said))]
    there = {one.turn for one in refused}
    refused += [one for one in mine if one.turn in there and one not in refused and one.sign < 0
                and (one.ways or one.orders or one.everything)]
    stops = [one for one in said if one.role == AGENT and one.sign < 0 and not one.asked and one.turn > since + 1
             and _stops(one)]
    first = min((one.turn for one in refused), default=turn)
    near = sorted({first, turn} - {-1}) or [-1]
    about = [one for one in said if near[0] - 1 <= one.turn or (  # "me llenan el whatsapp de ofertas"
        one.turn == near[0] - 2 and one.role == USER and one.offers and one.named and one.sign <= 0)]
    narrowed = max((one.turn for one in mine if one.only and one.turn > first and not one.asked and any(
        other.turn == one.turn and (other.named or other.offers) for other in mine) and not any(
        stop.turn < one.turn for stop in stops)), default=-1)
    left = [one for one in mine if (one in refused and one.turn >= narrowed)
            or (one.turn == narrowed and one.offers and not one.sign)]  # "bórreme de todo… no, la propaganda nomás"
    wholly = left if any(one.offers or one.orders or one.everything for one in left) else refused
    text = " . ".join(fold(one.said) for one in turns if one.role == USER)
    agent = " . ".join(fold(one.said) for one in turns if one.role == AGENT)
    is_one = [
        _squeezed(margin), _squeezed(opt_in), float(margin > 0), float(bool(refused)), float(bool(stops)),
        float(any(0 < one.turn - other.turn <= TAKEN_UP for one in stops for other in refused)),
        float(bool(_BACK.search(text))), float(bool(_BACK.search(agent))), float(bool(_AGAIN.search(text))),
        float(bool(_AGAIN.search(agent))), float(bool(_NUMBER.search(text))), float(bool(_NUMBER.search(agent))),
        float(any(is_near_miss(one, said_by.said) for said_by in turns if said_by.role == USER
                  for one in sentences(said_by.said))),
        float(bool(_NUMBER.search(text)) and (bool(_NUMBER.search(agent)) or bool(_DICTATED.search(text)))),
        float(bool(stops) and any(one.everywhere or one.offers for one in stops)),
        float(bool(_GOOD.search(fold(words)))),
        float(bool(_NEARLY.search(fold(words)))), float(any(one.offers for one in refused)),
        float(any(one.everything or one.everywhere for one in refused)), float(any(one.named for one in refused)),
        float(any(one.sign < 0 for one in mine if one.turn in near)), float(bool(stops and margin > 0)),
        float(bool(OFFERS.search(" ".join(fold(one.said) for one in turns[:2])))),
        float(any(one.only and not one.asked and one.role == AGENT and (one.named or one.written) and any(
            0 < one.turn - other.turn <= TAKEN_UP for other in refused) for one in said)),
        *_heard(heard_in(tuple(turns)) if heard is None else heard),
    ]
    of_it = Heard(about, left, wholly, stops, answers_in(said), near, whole,
                  bool(turns) and OFFERS.search(fold(turns[0].said)) is not None)
    return Signs(is_one, {name: purpose_signs(name, of_it) for name in PURPOSES},
                 {name: way_signs(name, of_it) for name in (EVERY, *WAYS)}, turn if turn >= 0 else near[0], words,
                 bool(stops))


def _heard(turns: Sequence[TurnHeard]) -> list[float]:
    """How much a turn, and one of the last, was heard to speak of a refusal."""
    of = np.clip([one.of[matters().index("opt_out")] for one in turns] or [0.0], 0, 1.2)
    return [float(of.max()), float(of[-LAST:].max())]


def _squeezed(margin: float) -> float:
    return max(-2.0, min(2.0, margin))


def _speaks_of_it(one: Stance) -> bool:
    return bool(one.ways or one.offers or one.everywhere or (one.orders and one.written)) and bool(
        _TO_ME.search(one.words) or one.offers or one.named)


def _stops(one: Stance) -> bool:
    return bool(one.ways or one.offers or one.everywhere or one.everything or (one.orders and one.written)) and not (
        _COULD.search(one.words)) and bool(
        re.search(r"\b(?:le|te|lo|la|les|se|su|os|nada|ningun|ni un|fuera|cero|sin|de baja|quit|saqu|"
                  r"saco|borr|elimin|suspend|desactiv|apag|bloque)",
                  one.words))


def _strongest(turns: Sequence[Turn], said: Sequence[Stance], since: int,
               nearly: Container[int]) -> tuple[int, str, float, float]:
    """The customer's part that sounds most like a refusal: its turn, its words, how much; and like leave given."""
    best: tuple[int, str, float] = (-1, "", -3.0)
    opt_in = -3.0
    for turn in turns:
        if turn.role != USER or not turn.said or turn.number <= since:
            continue
        parts = [*sentences(turn.said), *re.split(r"[,;.] ", turn.said)]
        if not any(is_near_miss(part, turn.said) for part in parts):
            parts.append(turn.said)
        short = [words for one in said if one.turn == turn.number and one.sign < 0
                 for words in (one.words, plainly_refused(one.words)) if words]
        for part in dict.fromkeys([*parts, *short]):
            if len(part.split()) < 2 or not _REACH.search(fold(part)) or (
                    turn.number in nearly and is_near_miss(part, turn.said)):
                continue
            judged = _judged(part)
            opt_in = max(opt_in, judged.opt_in)
            if judged.opt_out - max(0.0, judged.opt_in) / 2 > best[2]:
                whole = part if part in parts else next(one for one in (*sentences(turn.said), turn.said)
                                                        if part in fold(one) or one is turn.said)
                best = (turn.number, whole, judged.opt_out - max(0.0, judged.opt_in) / 2)
    return (*best, opt_in)
