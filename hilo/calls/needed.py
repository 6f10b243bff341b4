"""By which day something is needed: the day beside a need or a feast; one that was read as past is the next such."""
from __future__ import annotations

import re
from datetime import date, timedelta

from hilo.spanish.normalize import fold

_NEED_BY = re.compile(r"necesit|precis|llegan? para|me caso|se casa|tengo una? (?:boda|fiesta|evento)|\bocupo|urge|"
                      r"(?:l[oa]s?|tenerl[oa]s?) (?:quiero|quisiera|queria) para|(?<!cuando )(?<!cuando me )lleg(?:ue|"
                      r"uen|ar|aria)\b|es para|son para|para (?:el|un|una|la|mi|su) (?:cumple|casamiento|boda|evento|"
                      r"viaje|regalo|fiesta|graduacion|bautizo|matrimonio)|a mas tardar|antes del?\b(?! que)|se gradua|"
                      r"cumple(?:años)? (?:es|cae)|comunion|(?:la|el|mi|su|una|un|de) (?:boda|casamiento|matrimonio|"
                      r"bauti[sz]\w+|graduacion|fiesta|cumple\w*|aniversario|quince|cena|evento|inauguracion)\b|"
                      r"cumple (?:años|\d+)|para (?:el|la) [^.?!]{2,25} llega|velitas|cirugia|(?:l[oa]s?) (?:quisiera|"
                      r"quiero|queremos)\b|se muda|me mudo|actuacion|comida familiar|tenemos (?:una? )?(?:comida|cena|"
                      r"boda|fiesta|evento)|tengo (?:una? )?(?:boda|fiesta|evento|viaje)|(?:tengo|tenemos|hay) (?:un|"
                      r"una|mi|la|el) (?:corrida|carrera|maraton|evento|actuacion|presentacion|concierto|obra|acto|"
                      r"grado|graduacion|bautizo|matrimonio|casamiento|comunion)\b|\b(?:el|mi|su) grado de\b|"
                      r"\bme vienen?\b")
_BEFORE_DATE = re.compile(r"\b(?:para|antes|hasta|el|tardar|de|del|este|esta|a|si o si)\s*(?:el |la |este |esta |"
                          r"del? |dia )*$")
_APPOINTMENT = re.compile(r"\b(?:cita|turno|me dijeron|llegaba|quedaron)\b")
FAR, NEAR = 24, 12
"""Letters between a day and what it is needed for."""
_FEAST = re.compile(r"(?:la|el|mi|su|un|una|de) ")
_WEEKDAY = re.compile(r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)$")
_OF_MONTH = re.compile(r"\b(?:el|del|al) (?:dia )?\d{1,2}$")


def is_need(sentence: str, position: int, asked: tuple[str, ...]) -> bool:
    """Whether the day at this position of a sentence is the one by which something is needed."""
    folded = fold(sentence)
    if "needed_by" in asked:
        return True
    if re.search(r"\b(?:llam|marq|marc|escrib)", folded) or _APPOINTMENT.search(folded):
        return False
    if re.search(r"\b(?:porque|ya que) (?:el|la|los)? ?$", folded[:position]) or folded.startswith("desde ", position):
        return False
    for cue in _NEED_BY.finditer(folded):
        if cue.start() <= position + (FAR if _FEAST.match(cue.group()) else NEAR) and (
                _BEFORE_DATE.search(folded[:position]) or cue.start() >= position - 25):
            return True
    return False


def day_ahead(day: date, text: str, today: date) -> date:
    """The next such day, where a weekday or a day of the month was read as past."""
    if day >= today or today - day > timedelta(days=31):
        return day
    if _WEEKDAY.search(text):
        return day + timedelta(days=7)
    if not _OF_MONTH.search(text):
        return day
    month, year = (day.month % 12) + 1, day.year + (day.month == 12)
    return date(year, month, min(day.day, 28))
