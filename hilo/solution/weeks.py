"""A need «para la semana que viene» or «para fin de mes»: any day until then will do, so the last working day is the
one to meet. «En diciembre» tells no day at all: the wedding may be on its first, so the day is asked for."""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.time_days import read_days

FRIDAY, SUNDAY = 4, 6
_WEEK = re.compile(r"\b(?:semana (?:que|q) (?:viene|entra|sigue)|(?:proxima|otra|siguiente|esta|esta misma) semana|"
                   r"semana (?:proxima|entrante|siguiente))\b")
_CLOSER = re.compile(r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|fin(?:es)?|finales|principios?|"
                     r"comienzos?|inicios?|mediados|antes|despues|desde|a partir|finde)\b|\bprimer\w* dias?\b")
"""Words that say more than the week."""

_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
_MONTH_ENDS = re.compile(r"\b(?:fin|fines|final|finales) (?:(?:de|del|este|el|ese|mismo) )+"
                         rf"(?:mes|{_MONTHS})\b")
_MONTH_ALONE = re.compile(rf"(?:^\W*|\b(?:en|para|pa|durante|hacia|este|proximo|mes de) )(?P<month>{_MONTHS})\b"
                          r"(?! \d{1,2}\b)")


def month_alone(text: str) -> str | None:
    """The month, in its own word, of a text that names it («para un casamiento en diciembre») and no day of it."""
    found = _MONTH_ALONE.search(fold(text))
    if found is None or any(day.kind != "month" or day.part for day in read_days(Reading(text).plain)):
        return None
    return found["month"]


def last_day(text: str, told: date) -> date | None:
    """The day to meet where a text says no more than a week, a month or its end, of which `told` was read; None where
    it says a day."""
    folded = fold(text)
    if _MONTH_ENDS.search(folded) or month_alone(text):
        last = told.replace(day=monthrange(told.year, told.month)[1])
        return last - timedelta(days=max(0, last.weekday() - FRIDAY))
    if not _WEEK.search(folded) or _CLOSER.search(folded):
        return None
    return told + timedelta(days=(FRIDAY if told.weekday() <= FRIDAY else SUNDAY) - told.weekday())
