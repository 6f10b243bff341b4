"""«El presupuesto son 60 euros» tells what may be spent; «¿me pasan un presupuesto?» asks for a quotation."""
from __future__ import annotations

import re
from collections.abc import Iterable

from hilo.spanish.normalize import fold

_WORD = re.compile(r"\b(?:presupuesto|ppto)\b")
_TO_AMOUNT = re.compile(r"[\s:,$=]*(?:(?:que|es|son|seria|serian|sera|de|hasta|maximo|max|tengo|tenemos|manejo|ronda|"
                        r"los|unos|como|mas|o|menos|alrededor|aprox\w*|tope|anda|esta|por|en|total|disponible|limite|mio|"
                        r"nuestro|no|pasa|supera|llega|a|son|cerca|max|actual|para (?:esto|eso|el regalo))[\s:,.$=]*)*")
"""What may stand between the word and the amount."""


def tells_budget(text: str, starts: Iterable[int]) -> bool:
    """Whether the word leads to an amount. starts: where the amounts that may be spent begin in the text."""
    folded = fold(text)
    if len(folded) != len(text):
        return False
    return any(_TO_AMOUNT.fullmatch(folded[word.end():start]) for start in starts
               for word in _WORD.finditer(folded[:start]))
