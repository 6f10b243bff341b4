"""What the team has promised a person, asked for when the assistant has the conversation again."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hilo.spanish.normalize import fold

REFUND = "refund"
"""The kind of such a promise (`hilo.calls.agent_words`)."""
THINGS = ("ship", "send")
"""Kinds of what is on its way to them; when it leaves tells more than that it is sent."""
SAID, NOTE = "agent", "note"
"""Sources of promises: written to the person, or noted by the team as they gave the conversation back."""
_WHEN_MONEY = re.compile(
    r"\b(?:cuando|que dia|cuanto (?:tarda|demora|falta)n?|en cuanto|hasta cuando)\b(?: \w+){0,4}? "
    r"(?:plata|dinero|guita|lana|reembols\w+|"
    r"reintegr\w+|devolucion)\b|\b(?:plata|dinero|guita|lana|reembols\w+|reintegr\w+|devolucion)\b(?: \w+){0,3}? "
    r"(?:cuando|que dia|para cuando)\b")
"""«¿Cuándo me entra la plata?», «¿y la plata para cuándo?»."""
_MONEY = re.compile(r"\b(?:plata|dinero|guita|reembols\w+|reintegr\w+|devolucion)\b")
_GOES = r"(?:sal(?:e|en|ga|dra)|lleg(?:an?|ue|ara)|(?:mand|envi|despach|entreg)(?:an?|en|aran?))"
_DAY = r"(?:hoy|mañana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
_WHEN = re.compile(rf"\b(?:cuando|que dia)\b(?: \w+){{0,4}}? {_GOES}\b|\b{_GOES} (?:\w+ ){{0,3}}?{_DAY}\b|"
                   r"\b(?:que|como|segun) (?:me |nos )?"
                   r"(?:dijo|dijeron|dijiste|prometi\w+|asegur\w+|qued(?:aron|o) en)\b")
_GENERAL = re.compile(r"\b(?:si (?:l[oa]s? )?(?:compr|pid|pag)\w+|hacen envios|envios? a)\b")
"""What would be, or the way to anybody."""


def asks_when_money(text: str) -> bool:
    """Whether the question is when money comes back, whatever intent it sounds like."""
    folded = fold(text)
    return bool(_WHEN_MONEY.search(folded)) and not _GENERAL.search(folded)


def promise_asked(slots: Mapping[str, Any], text: str) -> Mapping[str, Any] | None:
    """The promise of a person of the team that a message asks about: money to be given back, or a thing to be sent."""
    folded = fold(text)
    promises = {one["kind"]: one for one in reversed(slots.get("commitments") or ())
                if one["who"] == "business" and one.get("source") in (SAID, NOTE) and one.get("quote")}
    if _MONEY.search(folded):
        return promises.get(REFUND)
    if _WHEN.search(folded) and not _GENERAL.search(folded):
        return next((promises[kind] for kind in THINGS if kind in promises), None)
    return None
