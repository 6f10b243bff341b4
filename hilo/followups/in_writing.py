"""«Mándame eso por WhatsApp», said on the telephone: what was just told is wanted in writing."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

PROMISE = "in_writing"
"""The kind of the promise; the letter after the call keeps it."""
_ASKS = re.compile(
    r"\b(?:mand|envi|pas|escrib|dej|compart|reenvi|pon|avis)\w*(?:(?:me|nos)(?:l[oa]s?)?|l[oa]s?)?\b"
    r"(?: (?:a mi|por favor|porfa\w*|ahi|tambien|entonces|mejor))*"
    r"(?: (?:eso|esto|todo(?: (?:eso|esto))?|l[oa]s?|(?:la|esa|esta|toda la) informacion|(?:los|esos) datos|"
    r"(?:el|un) (?:resumen|mensaje|detalle)|l[oa]s (?:opcion\w*|model\w+|precios?|fotos?|detalles?|\w+ que (?:me )?(?:"
    r"dijo|dijiste|mostro|hablamos|tiene\w*|hay))|lo que (?:me |nos |te |le )?\w+(?: \w+){0,2}|por escrito))?"
    r"(?: (?:por favor|porfa\w*|mejor|todo))*"
    r" (?:por|al?|en|via) (?:el |mi |un |este )?(?:whats\s?app|whats\w*|wasap\w*|guasap\w*|wa|wpp|wsp|wassap|"
    r"mensaje|escrito|chat)\b")
ELSE = frozenset({"follow_up_later", "request_quote", "opt_in", "opt_out"})
"""Intents of what is to be written as a matter of its own."""
_WITHIN = re.compile(r"\b(?:no|ni|nunca|dejen? de)\b(?: \w+){0,2} (?:mand|envi|escrib|pas)")
"""«No me manden nada por WhatsApp»."""


def asks_in_writing(text: str, intent: str = "") -> bool:
    """Whether what was just told is to be written too."""
    if intent in ELSE:
        return False
    folded = " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())
    return bool(_ASKS.search(folded)) and not _WITHIN.search(folded)
