"""Reads a satisfaction rating out of words."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hilo.spanish.mood import read_mood
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers

_STARS = re.compile(r"[⭐★🌟]")
_OUT_OF = re.compile(r"\b(?:de|sobre|/)\s*(?:10|diez|100|cien)\b|/\s*10\b")
_JUDGEMENT = re.compile(
    r"\W*(?:(?:la|su|tu|el|me|muy|re|super|bastante|fue|estuvo|una?|de lo mas|medio|bien|la verdad|pues|y|"
    r"parecio|atencion|experiencia|servicio|todo|algo|un poco|mas o menos)\W+)*"
    r"(?P<word>pesim[oa]|mal[oa]?|malisim[oa]|horrible|fatal|desastr\w+|regular(?:cit[oa])?|mediocre|asi nomas|"
    r"mas o menos|buen[oa]?|buenisim[oa]|bien|excelente|genial|perfect[oa]|espectacular|impecable|increible|"
    r"maravillos[oa]|normal|aceptable|decepcionante)"
    r"(?:\W+(?:la|el|su|tu|todo|muy|atencion|servicio|experiencia|gracias|la verdad))*\W*")
_MIDDLING = re.compile(r"\b(?:regular\w*|mediocre|asi nomas|mas o menos|normal|aceptable)\b")
_BAD = re.compile(r"\b(?:pesim|mal[oa]?\b|malisim|horrible|fatal|desastr|decepcionante)")
_DECLINES = re.compile(
    r"\b(?:prefiero|preferiria) no\b|\bno (?:(?:quiero|voy a|deseo|pienso|quisiera|me interesa|tengo ganas de) )"
    r"(?:opin\w+|calific\w+|punt\w+|evalu\w+|valor\w+|respond\w+|contest\w+|decir\w*|dar\w*|votar)\b|"
    r"^\W*(?:no\W+)?(?:paso|mejor no|sin opinion|sin comentarios|no opino|no califico|ahora no|en otro momento)"
    r"(?:\W+(?:de (?:opinar|calificar|eso)|gracias|por ahora))*\W*$")
_BY_MOOD = {"positive": 5, "negative": 1}


def read_rating(text: str, sentiment: Mapping[str, Any] | None = None) -> int | None:
    """A rating from 1 to 5; a figure above 5 counts on a scale of ten (8 → 4); None where nothing is said.

    sentiment: the message's, where it was read already.
    """
    stars = len(_STARS.findall(text))
    if stars:
        return min(stars, 5)
    numbers = [value for value, _, _ in read_numbers(text) if 0 <= value <= 100]
    if numbers:
        value = numbers[0]
        if value > 10:
            value /= 10
        if value > 5 or _OUT_OF.search(fold(text)):
            value /= 2
        return max(1, min(5, round(value + 1e-9)))
    if is_judgement(text):
        return 3 if _MIDDLING.search(fold(text)) else 1 if _BAD.search(fold(text)) else 5
    return _BY_MOOD.get((sentiment or read_mood(text).sentiment)["label"])


def is_judgement(text: str) -> bool:
    """«Pésima», «muy buena la atención», «regular»: a rating in a word, and nothing told besides."""
    return "?" not in text and _JUDGEMENT.fullmatch(fold(text)) is not None


def declines_to_rate(text: str) -> bool:
    """«Prefiero no opinar», «paso»."""
    return not read_numbers(text) and "?" not in text and bool(_DECLINES.search(fold(text)))
