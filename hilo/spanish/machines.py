"""Whether somebody has had enough of a machine, or wants that a person answers now."""
from __future__ import annotations

import re

from hilo.spanish.normalize import MAX_CHARACTERS, fold

_MACHINE = (r"(?:maquin(?:a|as|ita)|robots?|robotito|bots?|chatbots?|contestador\w*|computador\w*|"
            r"ia|programas?|asistentes? virtual\w*|inteligencia artificial)\b(?! (?:de|para|aspirador\w*|que)\b)")
_ONE = r"(?:(?:un|una|el|la|los|las|este|esta|ese|esa|otro|otra|puros?|mas|tanto|tantos|al|del) )*"
_WITH = rf"(?:(?:habl|chate|trat)(?:ar|ando)|(?:escrib|discut)(?:ir|iendo)|lidiar) con {_ONE}"
_ENOUGH = re.compile(
    rf"\b(?:sigo|seguimos|otra vez|siempre|(?:tengo|tenemos) que(?: seguir)?|(?:voy|vamos) a seguir) {_WITH}{_MACHINE}|"
    rf"\bno (?:quiero|quisiera|pienso|voy a|tengo ganas de) (?:(?:seguir|mas) )*(?:{_WITH}|{_ONE}){_MACHINE}|"
    rf"\b(?:basta|hart[oa]s?|cansad[oa]s?|podrid[oa]s?) (?:ya )?(?:de|con) (?:{_WITH}|{_ONE}){_MACHINE}")
_SOMEBODY = r"(?:alguien|alguno|algun humano|una persona|un humano|un ser humano|gente|una? asesora?|un agente)"
_ANSWERS = (r"(?:atiend[ae]n?|contest[ae]n?|respond[ae]n?|habl[ae]n?|"
            r"(?:va|van|puede|pueden|podria) a? ?(?:atender|contestar|responder)(?:me|nos)?)")
_ANYBODY = re.compile(rf"\b(?:me |nos )?{_ANSWERS} (?:por fin |de verdad |aqui |aca )?{_SOMEBODY}\b|"
                      rf"\b{_SOMEBODY} (?:que )?(?:por fin )?(?:me |nos )?{_ANSWERS}\b")
_NOW = re.compile(r"(?:(?:^|[.,;:!?¡¿\n]|\b(?:alguien|persona|humano|maquina|robot|bot|pero|o)) *¡?ya(?: mismo)?|"
                  r"\b(?:ya mismo|ahora mismo|ahorita mismo|de una (?:buena )?vez(?: por todas)?))\W*(?:$|[.!?\n])")
"""«… ¡ya!», where it ends a sentence: «ya compré» is no hurry."""


def has_enough_of_machines(text: str) -> bool:
    """«¿Sigo hablando con una máquina?», «¿me atiende alguien? ¡ya!»; a mere «¿sos un robot?» is a question."""
    folded = fold(text[:MAX_CHARACTERS])
    return bool(_ENOUGH.search(folded) or (_ANYBODY.search(folded) and _NOW.search(folded)))
