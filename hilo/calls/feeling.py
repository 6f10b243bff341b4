"""How the customer felt, the end weighing more, and how urgent it is. Courtesy and a bad line are no feelings."""
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from hilo.calls.transcript import USER, Turn, sentences
from hilo.spanish.mood import read_mood
from hilo.spanish.normalize import fold

END_WEIGHS = 1.0
"""How much more the last words weigh than the first: 1.0 is twice."""
POSITIVE, NEGATIVE = 0.3, -0.25
FELT = frozenset({"anger", "sadness", "joy", "gratitude"})
"""What counts for how a call was felt: who calls about a problem and is glad of the answer had no bad call."""
SURELY = 0.8
WORTH = 0.6
"""Of what was learned from messages, against words that leave no doubt."""
_COURTESY = re.compile(
    r"\b(?:(?:mil|muchas|muchisimas|bueno|ok|dale|listo|ya|no|si)? ?gracias|bueno(?: pues)?|buen(?:a|o)?s (?:dias|"
    r"tardes|noches)|buen dia|perfecto|"
    r"excelente|buenisimo|genial|dale|listo|ok|que (?:bueno|bien|este bien|estes bien|tenga\w* [a-zñ ]{2,14})|"
    r"esta bien|muy bien|ah bien|"
    r"bien|correcto|de acuerdo|claro|por favor|disculp\w+|perdon\w*|igualmente|me (?:gusto|interesa|sirve|conviene)|"
    r"hola|mejor|"
    r"(?:no|ya no) hay problema|no (?:te|se) preocup\w+|tranquil\w|feliz (?:navidad|año)|saludos|buena suerte|"
    r"linda tarde)\b")
_LINE = re.compile(r"señal|se (?:corta|corto|escucha|oye|entrecorta)|no (?:le|te|lo|la) (?:escuch|oig|oy)|arroba")
_WRONG = re.compile(r"\bequivoc\w+")
_NOT_BOTHERED = re.compile(r"\b(?:no|nada|tampoco) (?:\w+ )?(?:me )?(?:molesta\w*|problema|apuro|urgente|urgencia|"
                           r"es urgente)")
_STRONG_NEGATIVE = re.compile(
    r"\b(?:hart[oa]s?|cansad[oa]s? de|vergüenza|verguenza|pesimo|pesima|horrible|indignad\w|furios\w|enojad\w|"
    r"molest[oa]s? (?:con|por|porque)|inaceptable|"
    r"una falta de respeto|faltas? de respeto|nadie (?:me )?(?:contesta|responde|soluciona|da)|estafa\w*|denunci\w+|"
    r"nunca mas|desastre|"
    r"una burla|me (?:mienten|mintieron|tienen|toman)|indignante|el colmo|no puede ser|muy mal|malisim\w|"
    r"decepcion\w*|es una lastima|"
    r"dejen de|basta|insoportable|que barbaridad|me parece (?:mal|una)|porqueria|no sirve|mala experiencia|"
    r"que falta)\b")
_STRONG_POSITIVE = re.compile(
    r"\b(?:me encanta\w*|encantad[oa]|amable\w*|un (?:siete|7|diez|10)|buena atencion|excelente (?:atencion|"
    r"servicio)|muy (?:buen|buena) [a-z]{4,}|"
    r"feliz|content[oa]s?|maravill\w+|divin\w+|hermos\w+|precios\w+|son (?:unos )?(?:genios|lo maximo)|genia|"
    r"felicit\w+|me salv\w+|lo maximo|"
    r"espectacular|increible|que maravilla|lo amo|la amo|bellisim\w+|los quiero|recomiend\w+|me fue (?:muy )?bien|"
    r"buenisim[oa]s? (?:la|el|son)|"
    r"mil gracias|muchisimas gracias|que alegria|bacan|chever\w+|super bien|un amor)\b")
_HIGH = re.compile(r"\b(?:urgent\w+|urgencia|lo antes posible|cuanto antes|ya mismo|ahora mismo|hoy mismo|(?:tiene|"
                   r"tendria) que ser (?:hoy|ya)|"
                   r"para (?:hoy|ayer)|es para (?:hoy|mañana)|emergencia|de inmediato|inmediatamente|a la brevedad|"
                   r"no puede esperar|"
                   r"me urge|nos urge|desesperad\w|(?:lo|la|los|las) necesito (?:hoy|mañana|ya)|sin falta (?:hoy|"
                   r"mañana)|si o si (?:hoy|mañana))\b")
_CALM = re.compile(r"\b(?:(?:no|nada|tan|poco|sin)(?: [a-zñ]{1,6}){0,3} (?:urgente|urgencia|apuro|prisa|apurad\w)|"
                   r"con calma|tranquil\w|cuando puedan?|"
                   r"no corre)\b")
_MEDIUM = re.compile(r"\b(?:apuro|apurad\w|prisa|rapido|pronto|esta semana|antes del?|no llega\w*|demor\w+|retras\w+|"
                     r"atras\w+|hace (?:dias|semanas|mucho|\d+)|"
                     r"todavia no|aun no)\b")


def sentiment_of(turns: Sequence[Turn]) -> dict[str, Any]:
    """{label, score −1..1} over the customer's turns."""
    said = [turn for turn in turns if turn.role == USER and turn.said]
    total = weight_of_all = 0.0
    for place, turn in enumerate(said):
        weight = 1.0 + END_WEIGHS * place / max(1, len(said) - 1)
        for sentence in sentences(turn.said):
            value = _score(sentence)
            if value:
                total += weight * value
                weight_of_all += weight
    score = math.tanh(total / 2) if weight_of_all else 0.0
    label = "positive" if score >= POSITIVE else "negative" if score <= NEGATIVE else "neutral"
    return {"label": label, "score": round(score, 3)}


def _score(sentence: str) -> float:
    folded = fold(sentence)
    if _LINE.search(folded):
        return 0.0
    strong = 0.9 * bool(_STRONG_POSITIVE.search(folded)) - 1.0 * bool(_STRONG_NEGATIVE.search(folded))
    if strong:
        return strong
    rest = _NOT_BOTHERED.sub(" ", _WRONG.sub(" ", _COURTESY.sub(" ", folded)))
    mood = read_mood(rest)
    felt = mood.emotion["label"] in FELT and mood.emotion["confidence"] >= SURELY
    return WORTH * float(mood.sentiment["score"]) if felt else 0.0


def urgency_of(turns: Sequence[Turn], days_left: int | None) -> dict[str, Any]:
    """{label, score}: by the customer's words, and by the days until what is needed is needed."""
    said = " . ".join(fold(turn.said) for turn in turns if turn.role == USER)
    bare = _CALM.sub(" ", said)
    calm = bare != said
    high = bool(_HIGH.search(bare)) or (days_left is not None and days_left <= 2)
    medium = (days_left is not None and days_left <= 15) or (not calm and bool(_MEDIUM.search(bare)))
    label = "high" if high else "medium" if medium else "low"
    return {"label": label, "score": {"high": 0.85, "medium": 0.5, "low": 0.1}[label]}
