"""How both sides react in a call, in numbers: the agent's apologies and joy, the customer's warmth, anger and hurry.

The agent says in plain words what the customer only lets be heard ("lo lamento", "qué alegría", "con prioridad").
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from hilo.calls.transcript import AGENT, USER, Turn, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.times import find_times

_SORRY = re.compile(r"\b(?:lament|disculp|lo siento|perdon|tiene razon|tenes razon|que pena|no debio|entiendo (?:la|su|"
                    r"tu) (?:urgencia|preocup|molestia)|que macana|que raro|lo comprendo)\w*")
_GLAD = re.compile(r"\b(?:que (?:lindo|alegria|bonito|bueno)|me alegr\w+|jaja\w*|felicidades|genial|buenisimo|"
                   r"excelente|nos encanta\w*|un abrazo|suerte)\b")
_HURRIES = re.compile(r"\b(?:urgente|urgencia|prioridad|prioritari\w+|ya mismo|ahora mismo|de inmediato|"
                      r"dentro de (?:\d+ )?(?:minutos|\w+ minutos|una hora)|en (?:\d+|una|un) (?:minutos|hora|rato)|"
                      r"hoy (?:mismo )?antes|lo freno|lo paro)\b")
_WARM = re.compile(r"\b(?:querid[oa]|mi amor|guap[oa]|hij[oa]\b|hijit[oa]|mij[oa]|maj[oa]|cariño|geni[oa]|maestro|"
                   r"amiga|mi reina|joya|barbaro|buenisimo|fenomenal|que bien|que bueno|estupendo|super\b|genial|"
                   r"encant\w+|divin\w+|precios\w+|lind\w+|choch[oa]|un abrazo|mil gracias|muchas gracias|muchisimas|"
                   r"que dios|dios (?:la|le|lo)|jaja\w*|muy amable|perfecto)\b")
_ANGRY = re.compile(r"\b(?:molest\w+|verguenza|hart\w|chat[oa]|podrid\w|joder|pelotas|mentira|ni (?:idea|siquiera)|"
                    r"nadie|no me sirve|cada quien|me tienen|otra vez|ya van|ya les dije|les he dicho|de veras|"
                    r"hech[oa]s? pedazos|se quebro|rot[oa]s?|dañ\w+|cobraron (?:dos|doble|2)|que barbaridad|vaya tela|"
                    r"no puede ser|devolveme|devuelv\w+|despiert\w+|despertar|fallecio|murio|incendio|me muero|dormir|"
                    r"desastre|grit\w+|defensa del consumidor|estafa|hackear\w+|llorando|que llora)\b")
_RESIGNED = re.compile(r"\b(?:ya que\b|ya veremos|a ver si es verdad|pues nada|que le vamos|ni modo|mm bueno)")
_OCCASION = re.compile(r"\b(?:boda|casa\b|caso\b|cumple\w*|gradua?\w*|viaj\w+|comunion|bautizo|fiesta|evento|posada|"
                       r"novena|bailable|actuacion|quince|mud[oa]\b|inaugur\w+|reunion|cirugia|misa|velitas|regalo|"
                       r"aniversario|entrega)\b")
_NOW = re.compile(r"\b(?:hoy|mañana|ya mismo|ahorita|ahora mismo|cuanto antes|altiro|al tiro|ya antes|rapido|urgente|"
                  r"urge|si o si|sin falta|se (?:acaba|vence)|caduca|acaba hoy|parel\w|cancelal\w ya|no espera|"
                  r"por favor te lo pido|corro)\b")
_EXPECTED = re.compile(r"\b(?:vienen? (?:mi|mis|unos)|me (?:viene|cae|llega) (?:mi|la)|suegr\w+|cuñad\w+|invitad\w+|"
                       r"puente|navidad|estren\w+|cumple\w*|empieza\w*|mi cierre|vence|se acaba|se termina)\b")
"""What somebody gets ready for: guests, a holiday, an end."""
_AGAIN = re.compile(
    r"\b(?:(?:segunda|tercera|cuarta|quinta|otra) (?:vez|llamada)|(?:dos|tres|cuatro|cinco|\d) veces|y nada\b|"
    r"ya (?:les?|te|se l[oa]) (?:dij|hab|llam|escrib|expl|mand)\w*|ya (?:llame|hable|escribi|lo confirme|puse baja)|"
    r"llevo (?:una?|dos|tres|\d+) (?:hora|dia|semana|mes)\w*|"
    r"nadie (?:me )?(?:resuelv|respond|contest|da|dice)\w*|otra vez|de nuevo)\b")
"""Trouble that comes back, or that nobody heard the first time."""
_NEEDED = re.compile(r"\b(?:necesit|llegu?e|para el|antes del|viaj)")
_TROUBLED = frozenset({"order_status", "cancel_order", "return_exchange", "complaint", "technical_support"})
_FIRST = 4
"""Turns of both sides by which a call begins: who names a day there calls because of it."""
_LAST = 2
"""Turns of the customer by which a call ends."""


def _said(turns: Sequence[Turn], role: str) -> list[str]:
    return [fold(turn.said) for turn in turns if turn.role == role and turn.said]


def _share(pattern: re.Pattern[str], text: str, most: int) -> float:
    return min(most, len(pattern.findall(text))) / most


def signs_of_feeling(turns: Sequence[Turn], topics: Sequence[str]) -> list[float]:
    """What else tells how the customer felt."""
    mine, agent = _said(turns, USER), " . ".join(_said(turns, AGENT))
    said, end, about = " . ".join(mine), " . ".join(mine[-_LAST:]), set(topics)
    raw = " ".join(turn.text for turn in turns if turn.role == USER and "!!" not in turn.text)
    return [_share(_SORRY, agent, 3), _share(_GLAD, agent, 3), _share(_WARM, said, 4), float(bool(_WARM.search(end))),
            _share(_ANGRY, said, 3), float(bool(_ANGRY.search(said))), float(bool(_RESIGNED.search(end))),
            float("complaint" in about), float("compliment" in about), float("opt_out" in topics[:1]),
            float(bool({"technical_support", "cancel_order"} & about)), float("order_status" in about),
            float("gracias" in end), float("jaja" in said), float("!" in raw), float("request_human" in about),
            float(bool({"purchase", "book_appointment"} & about))]


def signs_of_hurry(turns: Sequence[Turn], days_left: int | None, topics: Sequence[str],
                   country: str | None) -> list[float]:
    """What else tells how urgent a call is: the days that the customer names, what for, and how both sides hurry."""
    mine, agent = _said(turns, USER), " . ".join(_said(turns, AGENT))
    said, about = " . ".join(mine), set(topics[:1])
    dated = [(turn.number, days, fold(sentence)) for turn in turns if turn.role == USER
             for sentence in sentences(turn.said) for days in _days(sentence, turn.at, turns[0].at, country)]
    days = [(left, folded) for _, left, folded in dated]
    near = min((days for days, _ in days), default=99)
    needed = min((days for days, folded in days if _OCCASION.search(folded) or _NEEDED.search(folded)), default=99)
    expected = min((days for days, folded in days if _EXPECTED.search(folded) or _OCCASION.search(folded)), default=99)
    first = min((days for number, days, _ in dated if number < _FIRST), default=99)
    again = len(_AGAIN.findall(said))
    troubled, angry = bool(_TROUBLED & about), bool(_ANGRY.search(said))
    return [_share(_NOW, said, 3), float(bool(_HURRIES.search(agent))), _share(_SORRY, agent, 3),
            float(bool(_OCCASION.search(said))), _share(_ANGRY, said, 3), float(near <= 1), float(near <= 4),
            float(near <= 14), float(needed <= 3), float(needed <= 8), float(needed <= 30), float(angry and troubled),
            float(troubled and bool(_NOW.search(said))), float("opt_out" in topics[:1]),
            *(float(name in about) for name in ("order_status", "return_exchange", "purchase", "request_quote",
                                                "payment_inquiry", "promotion_inquiry")),
            float(days_left is not None), float(days_left is not None and days_left <= 4),
            float(bool(_EXPECTED.search(said))), float(expected <= 8), float(expected <= 3), float(first <= 1),
            float(first <= 4), float(first <= 8), float(again > 0), float(again > 1)]


def _days(sentence: str, at: datetime, start: datetime, country: str | None) -> list[int]:
    """The days from the call to the times of a sentence that lie ahead."""
    found = [time for time in find_times(Reading(sentence), at, country) if not time.past and not time.told]
    return [days for time in found for days in [(time.when.start.date() - start.date()).days] if days >= 0]
