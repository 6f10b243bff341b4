"""How formally a person writes, from their own words."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_FORMAL = re.compile(r"\b(?:usted|ustedes|estimad[oa]s?|quisiera|podria|podrian|le agradec\w*|disculpe|disculpen|"
                     r"cordial\w*|senor(?:ita|a)?|señor(?:ita|a)?|buen[oa]s (?:dias|tardes|noches))\b")
_FRIENDLY = re.compile(r"\b(?:holis|holaa+|q onda|que onda|wey|wena|weena|che|que tal|q tal|buenas buenas|hey|ey|"
                       r"como va|como andas?|que hubo|quiubo|parce|causa|tio|ja(?:ja)+)\b|[😀-🙏🎉❤👋]|!{2,}")


def read_style(text: str) -> str | None:
    """formal, casual or friendly; None when the words say nothing of it."""
    folded = fold(text[:300])
    if _FRIENDLY.search(folded):
        return "friendly"
    if _FORMAL.search(folded):
        return "formal"
    return "casual" if re.search(r"\bhola\b", folded) else None
