"""Forms of vos in a text: of the verbs in `words/vos_verbs.txt` by their endings, of others by `words/vos.txt`.

The imperative and the present differ from those of tú by their stress: «respondé» (responde), «avisame» (avísame),
«tenés» (tienes).
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from hilo.spanish.word_lists import WORDS

_WORD = re.compile(r"[^\W\d_]+")
_OWN = {"a": "á", "e": "é", "i": "í"}
_CLITICS = ("me", "te", "nos", "lo", "la", "los", "las", "le", "les")
_PAIRS = tuple(first + second for first in ("me", "te", "se", "nos") for second in ("lo", "la", "los", "las"))
_OTHER_WORDS = frozenset({"tomate", "dame", "dale", "dales", "dalo", "dala", "dalos", "dalas", "danos", "date", "velo",
                          "vela", "velos", "velas", "vete", "vele", "ven", "leé", "das", "dás", "vas", "ves"})
"""Written as a form of vos would be, but also something else."""
_DONE = frozenset({"recibí", "leí", "vi", "di"})
"""What the assistant says it did."""
_BEFORE_DONE = re.compile(r"\b(?:te|le|les|lo|la|los|las|me|nos|se|ya|yo|no|que|recién)\s+$", re.IGNORECASE)
"""«Te escribí» tells what was done: no imperative stands behind such a word."""


def lines_of(file: str) -> list[str]:
    """The words of a list of the folder `words`."""
    return (WORDS / file).read_text(encoding="utf-8").split()


@lru_cache(maxsize=1)
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """Those that are of vos wherever they stand, and those in -í that may tell what was done."""
    sure: set[str] = set(lines_of("vos.txt"))
    doubtful: set[str] = set()
    for verb in lines_of("vos_verbs.txt"):
        stem, vowel = verb[:-2], verb[-2]
        stressed = _OWN[vowel]
        (doubtful if vowel == "i" else sure).add(stem + stressed)
        sure.update(stem + stressed + ending for ending in ("s", *_PAIRS))
        sure.update(stem + vowel + clitic for clitic in _CLITICS)
    return frozenset(sure - _OTHER_WORDS - _DONE), frozenset(doubtful - _DONE - sure)


def of_vos(text: str) -> Iterator[str]:
    """The words of a text that say vos, each once."""
    sure, doubtful = _forms()
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word not in found and (word in sure or (
                word in doubtful and not _BEFORE_DONE.search(text[:match.start()]))):
            found.add(word)
            yield match.group()
