"""Another time: whether somebody wants to be written to later, and what was agreed where the agent offered it."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_WRITE_OFFER = re.compile(r"\b(?:(?:le|te) (?:escrib|contact|habl)\w+|(?:que )?(?:le|te) (?:mande|escriba|"
                          r"contacte))\b")
_CALL_OFFER = re.compile(r"\b(?:le|te) (?:llam|marc|marqu)\w+|\b(?:le|te) (?:podemos|"
                         r"puedo) (?:volver a )?(?:llamar|marcar)|"
                         r"\b(?:vuelvo|volvemos) a (?:llamar|marcar)")
_TIME = re.compile(r"\b(?:mañana|tarde|noche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|mes|enero|"
                   r"febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|luego|despues|"
                   r"rato|quincena|adelante|a las|momento)\b")
_LATER = re.compile(r"\b(?:escrib\w*(?:me|nos)|me (?:puede\w* )?escrib\w+|mand\w+me|me mand\w+|contact\w+me|habl\w+me)"
                    r"\b[^.?!]{0,40}\b(?:mañana|luego|mas tarde|despues|lunes|martes|miercoles|jueves|viernes|sabado|"
                    r"domingo|semana|tarde|noche|mediodia|\d)|\b(?:mañana|luego|mas tarde|despues|(?:el|la) "
                    r"[a-z]+ (?:que viene|proxim\w))[^.?!]{0,25}\b(?:me escrib\w+|escrib\w+me)|\blo (?:pienso|hablo|"
                    r"consulto|charlo|converso|veo)\b[^.?!]{0,40}\b(?:aviso|escribo|llamo|digo|confirmo)\b")


def follows_up_later(text: str) -> bool:
    """Whether somebody wants to be written to at another time, or will come back themselves."""
    return bool(_LATER.search(fold(text)))


def offered(question: str, answer: str) -> str | None:
    """What was agreed where the agent offered to come back another time and was not told no; both folded."""
    refused = re.match(r"\W*(?:(?:pues|eh|ay|bueno|mm+)\W+)?no\b", answer)
    if "?" not in question or refused or not _TIME.search(f"{question} {answer}"):
        return None
    return ("request_call" if _CALL_OFFER.search(question) else "follow_up_later" if _WRITE_OFFER.search(question)
            else None)
