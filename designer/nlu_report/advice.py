"""Weak intents, and what their phrases lack."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from designer.nlu_report.figures import Confusion, OfIntent
from hilo.learning.phrase_files import Phrase
from hilo.spanish.normalize import fold

WEAK = 0.80
"""Under this F1, among phrases left out or among held-out messages, an intent is weak."""
ENOUGH = 0.8
"""An intent has few phrases under this share of what half of the intents have."""
RARE, USUAL = 0.25, 0.06
"""A way of writing is missing where an intent has it in less than a quarter of the usual share of phrases, if that is
6 % at least."""
MANNERS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("cortas, de una a tres palabras", lambda text: len(text.split()) <= 3),
    ("largas, de quince palabras o más", lambda text: len(text.split()) >= 15),
    ("en forma de pregunta", lambda text: "?" in text or _has(text, r"^(?:que|como|cuanto|cual|donde|hay|tienen)")),
    ("con abreviaturas (q, xq, tmb)", lambda text: _has(text, r"q|k|xq|pq|tmb|tb|x|d|pa|porfa|xfa")),
    ("habladas, con muletillas (este, eh, mire)", lambda text: _has(text, r"este|eh|mire|sabe que|digamos|o sea")),
    ("de usted", lambda text: _has(text, r"usted|ustedes|ud|uds|señora?|señorita|me regala|digame|disculpe")),
    ("de vos", lambda text: _has(text, r"vos|tenes|podes|sabes|queres|decime|contame|mandame|fijate|che")),
    ("con emoji", lambda text: any(ord(sign) > 0x2600 for sign in text)),
)
"""Ways of writing, in the words of a designer, and how they are known."""


class Weak(NamedTuple):
    """An intent that is not heard well. left_out, held_out: its figures; None where it was not measured so."""

    name: str
    phrases: int
    left_out: OfIntent | None
    held_out: OfIntent | None
    advice: list[str]

    @property
    def worst(self) -> float:
        """The lower F1 of the two; 0 where there is none."""
        return min((one.f1 for one in (self.left_out, self.held_out) if one), default=0.0)


def all_intents(phrases: Sequence[Phrase], left_out: Mapping[str, OfIntent], held_out: Mapping[str, OfIntent],
                confused: Sequence[Confusion]) -> list[Weak]:
    """Every intent with what it lacks, the weakest first."""
    own: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        own.setdefault(phrase.intent, []).append(phrase)
    usual = _shares([phrase.said for phrase in phrases])
    half = int(median(len(those) for those in own.values()))
    rows = [Weak(name, len(those), left_out.get(name), held_out.get(name), [
        *_more(len(those), half), *_lost(name, confused), *_taken(name, confused),
        *_manners(_shares([phrase.said for phrase in those]), usual)]) for name, those in own.items()]
    return sorted(rows, key=lambda row: (row.worst, row.name))


def is_weak(row: Weak) -> bool:
    """Whether it needs a designer."""
    return row.worst < WEAK


def _more(count: int, half: int) -> list[str]:
    if count >= ENOUGH * half:
        return []
    return [f"Tiene {count} frases, y la mitad de las intenciones tiene {half} o más: faltan unas {half - count}, "
            "escritas por gente distinta."]


def _lost(name: str, confused: Sequence[Confusion]) -> list[str]:
    """Where its own phrases go."""
    most = sorted((one for one in confused if one.intent == name), key=lambda one: -len(one.answers))[:2]
    return [f"{_times(len(one.answers), 'frase suya se toma', 'frases suyas se toman')} por «{one.guess}»: escribe más "
            f"maneras de decir «{one.answers[0].phrase.said}» con otras palabras, o revisa si no era «{one.guess}»."
            for one in most if len(one.answers) > 1]


def _taken(name: str, confused: Sequence[Confusion]) -> list[str]:
    """What it takes of others."""
    most = sorted((one for one in confused if one.guess == name), key=lambda one: -len(one.answers))[:1]
    return [f"Se lleva {_times(len(one.answers), 'frase', 'frases')} de «{one.intent}», por ejemplo "
            f"«{one.answers[0].phrase.said}»: agrega más así a «{one.intent}»."
            for one in most if len(one.answers) > 1]


def _manners(own: Mapping[str, float], usual: Mapping[str, float]) -> list[str]:
    missing = [name for name, share in usual.items() if share >= USUAL and own[name] < share * RARE]
    return [f"Casi no hay frases {'; '.join(missing)}."] if missing else []


def _shares(texts: Sequence[str]) -> dict[str, float]:
    return {name: sum(map(has, texts)) / len(texts) for name, has in MANNERS}


def _has(text: str, words: str) -> bool:
    return bool(re.search(rf"\b(?:{words})\b", fold(text)))


def _times(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
