"""«No he pedido nada todavía»: there is no order to look for."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_NOTHING = re.compile(r"\b(?:no|nunca|jamas) (?:les |os |te |le )?(?:he|hemos|hice|hicimos|pedi|pedimos|compre|"
                      r"compramos|encargue|encargamos|tengo|tenemos)\b"
                      r"(?: (?:pedido|comprado|encargado|hecho|aun|todavia))* (?:nada|ningun(?:a)? (?:pedido|compra|"
                      r"encargo))\b(?! (?:mas|que ver|raro|malo|claro|de eso))")
_ORDER = re.compile(r"\b(?:ped\w+|compr\w+|encarg\w+|ningun(?:a)? (?:pedido|compra|encargo))\b")
MOST_WORDS = 9


def has_ordered_nothing(text: str) -> bool:
    """Whether that is what a message says."""
    folded = fold(text)
    return len(text.split()) <= MOST_WORDS and "?" not in text and bool(
        _NOTHING.search(folded) and _ORDER.search(folded))
