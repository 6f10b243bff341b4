"""A need «para la semana que viene» or «para fin de mes»: any day until then will do, so the last working day is the
one to meet."""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from hilo.spanish.normalize import fold

FRIDAY, SUNDAY = 4, 6
_WEEK = re.compile(r"\b(?:semana (?:que|q) (?:viene|entra|sigue)|(?:proxima|otra|siguiente|esta|esta misma) semana|"
                   r"semana (?:proxima|entrante|siguiente))\b")
_CLOSER = re.compile(r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|fin(?:es)?|finales|principios?|"
                     r"comienzos?|inicios?|mediados|antes|despues|desde|a partir|finde)\b|\bprimer\w* dias?\b")
"""Words that say more than the week."""

_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
_MONTH_ENDS = re.compile(r"\b(?:fin|fines|final|finales) (?:(?:de|del|este|el|ese|mismo) )+"
                         rf"(?:mes|{_MONTHS})\b")


def last_day(text: str, told: date) -> date | None:
    """The day to meet where a text says no more than a week or the end of a month, of which `told` was read; None where
    it says a day."""
    folded = fold(text)
    if _MONTH_ENDS.search(folded):
        last = told.replace(day=monthrange(told.year, told.month)[1])
        return last - timedelta(days=max(0, last.weekday() - FRIDAY))
    if not _WEEK.search(folded) or _CLOSER.search(folded):
        return None
    return told + timedelta(days=(FRIDAY if told.weekday() <= FRIDAY else SUNDAY) - told.weekday())
