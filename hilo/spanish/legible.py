"""Whether a message is something that can be read as Spanish at all."""
from __future__ import annotations

import unicodedata
from enum import Enum

from hilo.spanish.normalize import MAX_CHARACTERS, fold


class Legible(Enum):
    """Why a message cannot be read, or that it can."""

    YES = "yes"
    EMPTY = "empty"
    OTHER_LANGUAGE = "other_language"
    TOO_LONG = "too_long"


_SPANISH = frozenset((
    "de la que el en y a los se del las un por con no una su para es al lo como mas o pero sus le ya este "
    "si porque esta entre cuando muy sin sobre me hay donde quien desde todo nos uno te ni eso hola "
    "quiero tienen cuanto precio gracias busco yo mi tengo puedo necesito"
).split())
_FOREIGN = frozenset((
    "the is are you do have and what how i my of to for with this that can please want hello price ich "
    "und der die das nicht haben sie bitte je vous est les avez bonjour merci pas voce tem nao quanto "
    "obrigado ola eu quero uma com para il che sono buongiorno grazie avete"
).split()) - _SPANISH
_MIN_WORDS = 3


def legibility(text: str) -> Legible:
    """What hinders reading a message; `YES` when nothing obvious does."""
    letters = [c for c in text if c.isalpha()]
    if not letters and not any(c.isdigit() or unicodedata.category(c) == "So" for c in text):
        return Legible.EMPTY  # an emoji says something, punctuation alone does not
    if len(text) > MAX_CHARACTERS:
        return Legible.TOO_LONG
    if letters and sum(ord(c) > 0x24F for c in letters) > len(letters) / 2:
        return Legible.OTHER_LANGUAGE
    words = fold(text).replace(",", " ").replace(".", " ").replace("?", " ").split()
    foreign, spanish = sum(w in _FOREIGN for w in words), sum(w in _SPANISH for w in words)
    if len(words) >= _MIN_WORDS and foreign >= 2 and foreign > spanish:
        return Legible.OTHER_LANGUAGE
    return Legible.YES
