"""What a thing is to be for, as a message tells it: neither what is denied nor what is said of somebody's life."""
from __future__ import annotations

import re

from hilo.business.company import Shop
from hilo.spanish.normalize import fold

_CHILD = r"(?:hij|niñ|nen|peque)[oae]?s?"
_IN_PASSING = re.compile(
    rf"\b(?:de (?:la|el|las|los|mi|mis|tu|su|sus)|del) {_CHILD}\b"
    rf"|\b(?:mi|mis|la|el) {_CHILD}(?= (?:ya |no |nunca )?(?:se|me|nos|dice|dijo|vive|viene|trabaja|esta|va)\b)"
    r"|\bse (?:(?:me|nos|le|les) )?casa\b|(?<!estar )(?<!andar )(?<!usar )\ben (?:la|mi|su|tu|nuestra) casa\b"
    r"|\b(?<=de )matrimonio(?= *(?:$|[.,;!?]))"
    r"|\b(?:camas?|sabanas?|acolchados?|colchas?|mantas?|fundas?) de matrimonio\b")
"""«La cama de la niña», «mi hija se me casa», «me quedo en la casa», «una de matrimonio»: no use of what is sought."""


def uses_told(shop: Shop, text: str) -> tuple[list[str], list[str]]:
    """The uses that a text tells, and those that it denies («no es para fiesta», «¿cuál fiesta?»)."""
    folded = fold(text)
    denied = [tag for tag, words in shop.company.words.uses.items() if _denies([tag, *words], folded)]
    return [use for use in shop.words.uses_in(_IN_PASSING.sub(" ", folded)) if use not in denied], denied


def _denies(words: list[str], folded: str) -> bool:
    names = "|".join(re.escape(fold(word)) for word in words)
    thing = rf"(?:(?:la|el|un|una|ninguna?|ir a) )?(?:{names})\b"
    return re.search(
        rf"\bno (?:(?:es|son|era|eran|sera|va|van|quiero|busco|necesito) )?(?:(?:algo|nada) )?"
        rf"(?:(?:para|pa|de) )?{thing}|\b(?:para|pa|de) {thing} no\b"
        rf"|\b(?:cual|que) (?:{names})\b\W*(?:\?|no\b)", folded) is not None
