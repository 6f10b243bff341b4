"""An amount that is repeated in surprise: «38 dólares??», «¡¿64 mil por una manta?!». It is no budget."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold
from hilo.spanish.number_words import spoken_numbers

LONGEST = 90
"""Characters; a longer message has more to say."""
_CRY = (r"(?:uy+|ay+|eh+|epa|ups|wow|guau|que|como|cuanto|en serio|perdon|pero|no|tanto|son|es|sale|cuesta|valen?|a|y|"
        r"madre mia|hostia|joder|ufa|chale|hala|caray|apa|mama mia|dios mio|todo eso|solo)")
_MONEY = r"(?:us ?\$|u\$s|\$|usd|eur|€)"
_UNIT = (r"(?:mil(?:es)?|k|lucas?|lukas?|millon(?:es)?|us\$|dolar(?:es)?|usd|pesos?|euros?|soles|sol|pavos|verdes|"
         r"mangos|varos|bolivares|guaranies)")
_WHY = r"(?:(?:solo|nada mas|nomas|mas)? ?(?:por|de|el|la|del|para|en|a) (?:\w+ ?){1,5})"
_AMOUNT = (rf"(?:{_MONEY} ?\d[\d.,]*(?: ?{_UNIT})*|\d[\d.,]*(?: ?{_UNIT})+(?: de {_UNIT})?|"
           r"\d[\d.,]*(?= ?(?:de|por) (?:el )?(?:envio|flete)))")
_SURPRISE = re.compile(rf"[¿¡\s]*(?:{_CRY}[\s,.!?¿¡]+){{0,4}}{_AMOUNT} ?{_WHY}?[ .]*(?P<marks>[?!]+)\s*")
_TOO_MUCH = re.compile(rf"[¿¡\s]*(?:{_CRY}[\s,.!?¿¡]+){{0,2}}(?:tanto|tan car[oa]|todo eso|esa plata|semejante precio)"
                       rf"(?: (?:sale|cuesta|vale|es))?(?: {_WHY})? ?\?[?!\s]*")
_DEAR = re.compile(
    rf"[¿¡\s]*(?:{_CRY}[\s,.!?¿¡]+){{0,3}}(?:(?:me |se me )?(?:es|son|esta|estan|parecen?|salen?|quedan?) )?"
    r"(?:un poco |un poquito |algo |medio |muy |re |demasiado |tan |bastante |super |mas )*"
    r"(?:car[oa]s|caro|carisim[oa]s?)"
    r"(?: (?:para|por) .{1,25})?[\s.!]*")


def is_surprise(text: str) -> bool:
    """Whether an amount is but repeated, with more than one mark: a single «¿40 mil?» may be a question, «¡20 mil!» an
    answer, and one with «hasta» or «tengo» tells what may be spent."""
    if len(text) > LONGEST or "?" not in text:
        return False
    found = _SURPRISE.fullmatch(_in_figures(text))
    return found is not None and (len(found["marks"]) > 1 or text.lstrip().startswith(("¿¿", "¡¿", "¿¡")))


def finds_it_much(text: str) -> bool:
    """«¿Tanto?», «¿tan caro el envío?»: the same without an amount."""
    return len(text) <= LONGEST and bool(_TOO_MUCH.fullmatch(fold(text)))


def _in_figures(text: str) -> str:
    """The folded text with figures for number words."""
    folded = fold(text)
    for number in reversed(list(spoken_numbers(folded))):
        if number.figures is not None:
            folded = folded[:number.start] + number.figures + folded[number.end:]
    return re.sub(r"[ \t\n]+", " ", folded)


def finds_it_dear(text: str) -> bool:
    """«Son muy caras», said and not asked."""
    return len(text) <= LONGEST and bool(_DEAR.fullmatch(fold(text)))
