"""How the customer felt, the end weighing more, and how urgent it is. Courtesy and a bad line are no feelings."""
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from hilo.calls.judging import likeliest, likelihoods
from hilo.calls.reactions import signs_of_feeling, signs_of_hurry
from hilo.calls.spoken_of import TurnHeard, heard_in, place_in
from hilo.calls.transcript import USER, Turn, sentences
from hilo.spanish.mood import read_mood
from hilo.spanish.normalize import fold

LAST = 2 / 3
"""Where the last part of a call begins, which tells more than the rest."""
_COURTESY = re.compile(
    r"\b(?:(?:mil|muchas|muchisimas|bueno|ok|dale|listo|ya|no|si)? ?gracias|bueno(?: pues)?|buen(?:a|o)?s (?:dias|"
    r"tardes|noches)|buen dia|perfecto|excelente|buenisimo|genial|dale|listo|ok|que (?:bueno|bien|este bien|estes bien|"
    r"tenga\w* [a-zñ ]{2,14})|esta bien|muy bien|ah bien|bien|correcto|de acuerdo|claro|por favor|disculp\w+|perdon\w*|"
    r"igualmente|me (?:gusto|interesa|sirve|conviene)|hola|mejor|(?:no|ya no) hay problema|no (?:te|se) preocup\w+|"
    r"tranquil\w|feliz (?:navidad|año)|saludos|buena suerte|linda tarde)\b")
_LINE = re.compile(r"señal|se (?:corta|corto|escucha|oye|entrecorta)|no (?:le|te|lo|la) (?:escuch|oig|oy)|arroba")
_WRONG = re.compile(r"\bequivoc\w+")
_NOT_BOTHERED = re.compile(r"\b(?:no|nada|tampoco) (?:\w+ )?(?:me )?(?:molesta\w*|problema|apuro|urgente|urgencia|"
                           r"es urgente)")
_STRONG_NEGATIVE = re.compile(
    r"\b(?:hart[oa]s?|cansad[oa]s? de|vergüenza|verguenza|pesimo|pesima|horrible|indignad\w|furios\w|enojad\w|"
    r"molest[oa]s? (?:con|por|porque)|inaceptable|una falta de respeto|faltas? de respeto|nadie (?:me )?(?:contesta|"
    r"responde|soluciona|da)|estafa\w*|denunci\w+|nunca mas|desastre|una burla|me (?:mienten|mintieron|tienen|toman)|"
    r"indignante|el colmo|no puede ser|muy mal|malisim\w|decepcion\w*|es una lastima|dejen de|basta|insoportable|"
    r"que barbaridad|me parece (?:mal|una)|porqueria|no sirve|mala experiencia|que falta)\b")
_STRONG_POSITIVE = re.compile(
    r"\b(?:me encanta\w*|encantad[oa]|amable\w*|un (?:siete|7|diez|10)|buena atencion|excelente (?:atencion|"
    r"servicio)|muy (?:buen|buena) [a-z]{4,}|"
    r"feliz|content[oa]s?|maravill\w+|divin\w+|hermos\w+|precios\w+|son (?:unos )?(?:genios|lo maximo)|genia|"
    r"felicit\w+|me salv\w+|lo maximo|"
    r"espectacular|increible|que maravilla|lo amo|la amo|bellisim\w+|los quiero|recomiend\w+|me fue (?:muy )?bien|"
    r"buenisim[oa]s? (?:la|el|son)|"
    r"mil gracias|muchisimas gracias|que alegria|bacan|chever\w+|super bien|un amor)\b")
_HIGH = re.compile(r"\b(?:urgent\w+|urgencia|lo antes posible|cuanto antes|ya mismo|ahora mismo|hoy mismo|(?:tiene|"
                   r"tendria) que ser (?:hoy|ya)|para (?:hoy|ayer)|es para (?:hoy|mañana)|emergencia|de inmediato|"
                   r"inmediatamente|a la brevedad|no puede esperar|me urge|nos urge|desesperad\w|(?:lo|la|los|las) "
                   r"necesito (?:hoy|mañana|ya)|sin falta (?:hoy|mañana)|si o si (?:hoy|mañana))\b")
_CALM = re.compile(r"\b(?:(?:no|nada|tan|poco|sin)(?: [a-zñ]{1,6}){0,3} (?:urgente|urgencia|apuro|prisa|apurad\w)|"
                   r"con calma|tranquil\w|cuando puedan?|"
                   r"no corre)\b")
_MEDIUM = re.compile(r"\b(?:apuro|apurad\w|prisa|rapido|pronto|esta semana|antes del?|no llega\w*|demor\w+|retras\w+|"
                     r"atras\w+|hace (?:dias|semanas|mucho|\d+)|"
                     r"todavia no|aun no)\b")


_DEADLINE = re.compile(r"\b(?:que sea hoy|antes de las?|hoy mismo|hoy sin falta|porque si no|en media hora|"
                       r"en un rato|se me (?:acaba|pasa)|"
                       r"me tengo que ir|entro a|ya mismo|ahorita|me caso|viajo)\b")
_LATE = re.compile(r"\b(?:hace (?:como )?(?:dias|semanas|mucho|un mes|\d+)|todavia no|aun no|nadie|retras\w+|demor\w+|"
                   r"ni rastro|otra vez|(?:tercera|cuarta|segunda) vez)\b")
_WARM = re.compile(r"\b(?:mil gracias|muchisimas gracias|muy amable|un amor|un encanto|dios (?:la|lo|le|te|me)|"
                   r"que lind[oa]|genia|buena atencion|divin[oa]s?|encant\w+|maravill\w+|me salv\w+|querid[oa]|"
                   r"bonito dia|qué bien|chulo)\b")


def signs_of_sentiment(turns: Sequence[Turn], topics: Sequence[str],
                       heard: Sequence[TurnHeard] | None = None) -> list[float]:
    """What tells how the customer felt, in numbers; courtesy and the line do not.

    heard: where the turns are known otherwise than by the weights in use.
    """
    said = [turn for turn in turns if turn.role == USER and turn.said]
    scored = [(place / max(1, len(said) - 1), _score(sentence), fold(sentence)) for place, turn in enumerate(said)
              for sentence in sentences(turn.said)]
    whole = [(place / max(1, len(said) - 1), float(read_mood(turn.said).sentiment["score"]))
             for place, turn in enumerate(said) if not _LINE.search(fold(turn.said))]
    good = [max(value, 0.0) for _, value, _ in scored]
    bad = [min(value, 0.0) for _, value, _ in scored]
    end = [value for place, value, _ in scored if place >= LAST]
    text = " . ".join(folded for _, _, folded in scored)
    strong = [_STRONG_POSITIVE, _STRONG_NEGATIVE, _WARM]
    return [math.tanh(sum(good)), math.tanh(-sum(bad)), max(good, default=0.0), -min(bad, default=0.0),
            max(end, default=0.0), -min(end, default=0.0), *(float(bool(one.search(text))) for one in strong),
            max((value for _, value in whole), default=0.0), -min((value for _, value in whole), default=0.0),
            sum(value for _, value in whole) / max(1, len(whole)),
            max((value for place, value in whole if place >= LAST), default=0.0),
            -min((value for place, value in whole if place >= LAST), default=0.0), *signs_of_feeling(turns, topics),
            *_moods(turns, heard)]


def _moods(turns: Sequence[Turn], heard: Sequence[TurnHeard] | None) -> list[float]:
    """How negative and how positive turns are heard to be, all together, most and at the end, and the call by them."""
    known = heard_in(tuple(turns)) if heard is None else heard
    moods = np.clip([one.mood for one in known] or [np.zeros(2)], 0, 1)
    end = np.clip([one.mood for one in known if place_in(one, turns) >= LAST] or [np.zeros(2)], 0, 1)
    felt = np.array([one.felt for one in known] or [np.zeros(2)])
    return [*map(float, moods.max(0)), *map(float, np.log1p(moods.sum(0))), *map(float, end.max(0)),
            *map(float, felt.mean(0)), *map(float, felt.max(0))]


def sentiment_of(turns: Sequence[Turn], topics: Sequence[str]) -> dict[str, Any]:
    """{label, score −1..1} over the customer's turns."""
    found = likelihoods("sentiment", signs_of_sentiment(turns, topics))
    return {"label": likeliest(found), "score": round(found["positive"] - found["negative"], 3)}


def _score(sentence: str) -> float:
    """−1..1; courtesies and answers ("perfecto, gracias") tell nothing."""
    folded = fold(sentence)
    if _LINE.search(folded):
        return 0.0
    strong = 0.9 * bool(_STRONG_POSITIVE.search(folded)) - 1.0 * bool(_STRONG_NEGATIVE.search(folded))
    if strong:
        return strong
    rest = _NOT_BOTHERED.sub(" ", _WRONG.sub(" ", _COURTESY.sub(" ", folded)))
    return float(read_mood(rest).sentiment["score"]) if len(rest.split()) > 1 else 0.0


def signs_of_urgency(turns: Sequence[Turn], days_left: int | None, topics: Sequence[str],
                     country: str | None) -> list[float]:
    """What tells how urgent a call is, in numbers; of its matters only the main one, so that many make no hurry."""
    main = set(topics[:1])
    said = [turn for turn in turns if turn.role == USER and turn.said]
    text = " . ".join(fold(turn.said) for turn in said)
    bare = _CALM.sub(" ", text)
    moods = [float(read_mood(turn.said).urgency["score"]) for turn in said]
    worst = min((float(read_mood(turn.said).sentiment["score"]) for turn in said), default=0.0)
    left = 99 if days_left is None else days_left
    return [float(bare != text), float(bool(_HIGH.search(bare))), float(bool(_MEDIUM.search(bare))),
            float(bool(_DEADLINE.search(bare))), float(bool(_LATE.search(bare))), float(left <= 2), float(left <= 7),
            float(left <= 15), float(left <= 60), max(moods, default=0.0), sum(moods) / max(1, len(moods)),
            max(0.0, -worst), float("complaint" in main), float("technical_support" in main),
            float(bool({"order_status", "cancel_order", "return_exchange"} & main)),
            float("request_human" in topics), *signs_of_hurry(turns, days_left, topics, country)]


def urgency_of(turns: Sequence[Turn], days_left: int | None, topics: Sequence[str],
               country: str | None) -> dict[str, Any]:
    """{label, score 0..1}: by the customer's words, and by the days until what is needed is needed."""
    found = likelihoods("urgency", signs_of_urgency(turns, days_left, topics, country))
    return {"label": likeliest(found), "score": round(found["high"] + found["medium"] / 2, 3)}
