"""Values that the speaker is not sure of: "creo que es el 4512", "38 o 39", "capaz una campera".

What is chosen after the doubt is sure: "no sé si blancas o beige... beige mejor".
"""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

BEFORE, AFTER = 45, 30
"""Letters before and after a value within which a doubt touches it."""
FEW = 4
"""Words between a doubt and what it doubts."""
_PERHAPS = re.compile(r"\b(?:capaz(?: que)?|tal vez|quiza[s]?|a lo mejor|puede ser)\b")
_APPROXIMATE = re.compile(r"como (?:unos|unas)\b")
_HEDGE = re.compile(
    r"\b(?:creo(?: que)?|me parece que|no (?:estoy|ando) (?:muy |tan |bien |del todo )?segur\w|no recuerdo|"
    r"no me acuerdo|no (?:lo )?se (?:bien )?(?:si|cual|que|el|la|muy)|capaz(?: que)?|tal vez|quiza[s]?|a lo mejor|"
    r"puede ser que|supongo|calculo que|si no me equivoco|si mal no recuerdo|como (?:unos|unas)|por ahi (?:un|una|el|"
    r"la)|segun yo|diria que|(?:o )?algo asi)\b(?! (?:llamo|vuelvo|paso|escribo|voy))"
)
_AFTERWARDS = re.compile(
    r"^[^.?!]{0,25}?\b(?:(?:o )?algo asi|(?:pero )?no (?:estoy|ando) (?:muy |tan |bien |del todo )?segur\w|"
    r"creo\b(?! que)|me parece\b(?! (?:bien|que|perfecto|car))|no me acuerdo|no recuerdo|(?:pero )?eso (?:se |te |le )"
    r"?(?:lo|los) (?:confirmo|digo|aviso)|tengo que (?:fijarme|ver|medir|preguntar)|(?:no )?se bien|(?:la|lo) "
    r"tendria que medir|depende)"
)
_OR = re.compile(r"^,? (?:o|u) (?:sino |si no |tal vez |quiza[s]? |a lo mejor |mejor )?(?:(?:el|la|un|una|en|talle|"
                 r"talla|numero) )?$")
_CHOSEN = re.compile(r"\b(?:mejor|digo|no|perdon|dejemos|pongale|ponele|prefiero|decidido|que sea)\b[^.?!]{0,12}$")
_BREAK = re.compile(r"[.?!;]|\b(?:pero|porque)\b")


def is_hedged(text: str, start: int, end: int, is_thing: bool = False) -> bool:
    """Whether the speaker doubts the value at these positions of a turn; of a thing, whether they want it."""
    folded = fold(text)
    if len(folded) != len(text):
        return False
    lead = _BREAK.split(folded[max(0, start - BEFORE):start])[-1]
    if is_thing:
        wish = _PERHAPS.search(lead)
        return wish is not None and len(lead[wish.end():].split()) <= FEW
    if _APPROXIMATE.match(folded[start:end]):
        return True
    if _CHOSEN.search(lead):
        return False
    hedges = list(_HEDGE.finditer(lead))
    if hedges and len(lead[hedges[-1].end():].split()) <= FEW:
        return True
    after = folded[end:end + AFTER + 25]
    return bool(_AFTERWARDS.match(after))


def is_between(text: str, first_end: int, second_start: int) -> bool:
    """Whether two values of a kind stand as one or the other: "38 o 39"."""
    folded = fold(text)
    return len(folded) == len(text) and bool(_OR.match(folded[first_end:second_start]))
