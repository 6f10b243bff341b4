"""«¿Entra una de 15.6?»: whether something goes into a thing, as far as its page tells."""
from __future__ import annotations

import re

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.spanish.normalize import fold

_GOES_IN = re.compile(r"\b(?:entra\w*|entre|entren|cabe|caben|cabria\w*|cabra\w*|quepa\w*|mete[rn]?|meto|"
                      r"guardar|cargar)\b")
_INCHES = re.compile(r"\b(?:una?|de|la|compu|notebook|laptop|portatil|lap|mac\w*) (?:de )?(1[0-8](?:[.,]\d)?)\b"
                     r"(?! ?(?:litros?|l|cm|centimetros|kilos?|kg|dias?|anos?|cuotas)\b)|"
                     r"\b(1[0-8](?:[.,]\d)?) ?(?:pulgadas?|\"|”|'')")
_GOES_ON = re.compile(r"[\s¿¡]*(?:(?:y|e|pero|ah|ok|o),? )*(?:si (?:es|fuera) )?(?:(?:una?|la|el|con|para|de) )*"
                      r"(1[0-8](?:[.,]\d)?) ?(?:pulgadas?|\"|”|'')?\s*\?+\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
INCHES = "pulgadas"


def asks_what_fits(text: str) -> bool:
    """Whether a question is about what goes into the thing."""
    return bool(_GOES_IN.search(fold(text))) and ("?" in text or bool(inches_in(text)))


def goes_on(text: str) -> str | None:
    """«¿Y de 14?», cut short after such a question: the measure."""
    found = _GOES_ON.fullmatch(fold(text))
    return found[1].replace(".", ",") if found else None


def inches_in(text: str) -> str | None:
    """«15,6», as it is written here; None where no such measure is named."""
    found = _INCHES.search(fold(text))
    return (found[1] or found[2]).replace(".", ",") if found else None


def asks_of(shop: Shop, text: str) -> list[str]:
    """The words by which a page would tell of what is to go in; empty where nothing we know of is named."""
    folded, inches = fold(text), inches_in(text)
    return [fold(tell) for aspect in shop.company.synonyms.aspects.values() for tell in aspect.tells
            if any(re.search(rf"\b{re.escape(fold(ask))}\b", folded) for ask in aspect.asks)
            or (inches and INCHES in aspect.asks)]


def fact_of(product: Product, tells: list[str]) -> str | None:
    """The sentence of its page that tells of it."""
    sentences = [*product.description.split(". "), *product.benefits, *product.attributes.values()]
    return next((one.rstrip(".") for one in sentences if any(tell in fold(one) for tell in tells)), None)


def is_other_measure(fact: str, inches: str | None) -> bool:
    """Whether the page names a measure, and another one than was asked for."""
    named = [one.replace(".", ",") for one in _NUMBER.findall(fact)]
    return inches is not None and inches not in named
