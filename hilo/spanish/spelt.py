"""Codes said aloud with the names of their letters: "ce be 4 4 7 1 9", "be de burro 0956", "C, M, 4, 4, 7, 0, 2".

Letters whose names are small words ("de", "te", "a") count beside another letter.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_STRONG = {"be larga": "B", "be grande": "B", "be alta": "B", "ve corta": "V", "ve chica": "V", "doble ve": "W",
           "doble u": "W", "doble uve": "W", "uve doble": "W", "i griega": "Y", "i latina": "I", "be": "B", "ce": "C",
           "efe": "F", "ge": "G", "hache": "H", "jota": "J", "ka": "K", "ele": "L", "eme": "M", "ene": "N", "eñe": "Ñ",
           "pe": "P", "cu": "Q", "erre": "R", "uve": "V", "equis": "X", "zeta": "Z", "ye": "Y"}
_WEAK = {"a": "A", "de": "D", "e": "E", "i": "I", "o": "O", "ese": "S", "te": "T", "u": "U", "ve": "V"}
"""Letters whose names are words of their own."""
_OF_ALL = {**_STRONG, **_WEAK}
_ONE = "|".join(sorted(_OF_ALL, key=len, reverse=True))
_AS_IN = r"(?: de (?!\d)[a-zñ]{3,12}(?= ))?"
"""«ce de casa»."""
_FIGURES = r"\d(?:[ ,]{0,2}\d){3,11}"
_SPELT = re.compile(rf"(?<![a-zñ\d])(?P<letters>(?:{_ONE})\b{_AS_IN}(?:,? (?:{_ONE})\b{_AS_IN}){{0,4}}),? "
                    rf"(?:guion )?(?P<figures>{_FIGURES})(?![\w@])")
_LETTER = re.compile(rf"\b(?P<letter>{_ONE})\b{_AS_IN}")
_AGAIN = re.compile(rf"\W{{1,3}}(?:(?:ay|no|perdona?|perdone|digo|miento|espera|esperese|corrijo|me equivoque|es)\W"
                    rf"{{1,3}}){{1,4}}(?P<figures>{_FIGURES})(?![\w@])")
"""«ce be 44179, no, perdona, 44197»."""
_OTHER = re.compile(r"\b(?:referencia|baja|patente|placas?|matricula|cupon|caso|reclamo|ticket|modelo|serie)\b"
                    r"[^.!?]{0,25}$")
_SHORTEST, MOST_SMALL = 4, 2
"""Figures of a code, fewer are sizes and models; letters up to which a small word before them is one of them."""
_WRITTEN = re.compile(r"(?<![\w@.-])(?P<letters>[A-ZÑ](?:,? ?[A-ZÑ]){0,4}),? ?-?"
                      r"(?P<figures>(?:\d|uno)(?:,? ?(?:\d|uno\b)){2,11})(?P<last>[A-Z]{0,2})(?![\w@])")


class Spelt(NamedTuple):
    """A code, and where its words stand."""

    code: str
    start: int
    end: int


def spelt_codes(plain: str) -> Iterator[Spelt]:
    """The codes in a folded text with numbers in figures; of one that is corrected at once the last."""
    for match in _SPELT.finditer(plain):
        letters = [_LETTER.match(part.group()) for part in _LETTER.finditer(match["letters"])]
        names = [one["letter"] for one in letters if one]
        figures = match["figures"]
        if len(names) > MOST_SMALL and names[0] in ("de", "o"):
            names = names[1:]  # «es el de ce be 44719»
        if not any(name in _STRONG for name in names) and names != ["e", "ese"]:
            continue
        if _OTHER.search(plain, max(0, match.start() - 45), match.start()):
            continue
        again, end = _AGAIN.match(plain, match.end()), match.end()
        if again and _count(again["figures"]) == _count(figures):
            figures, end = again["figures"], again.end()
        yield Spelt("".join(_OF_ALL[name] for name in names) + re.sub(r"\D", "", figures), match.start(), end)


def _count(figures: str) -> int:
    return sum(c.isdigit() for c in figures)


def written_codes(text: str) -> Iterator[Spelt]:
    """The codes that are written in capitals, also letter by letter: «CB44719», «C, M, 4, 4, 7, 0, 2»."""
    for match in _WRITTEN.finditer(text):
        figures = match["figures"].replace("uno", "1")
        if _count(figures) >= _SHORTEST:
            code = "".join(c for c in match["letters"] + figures + match["last"] if c.isalnum())
            yield Spelt(code, *match.span())
