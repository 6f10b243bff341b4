"""Products and colours: a lexicon's words found in a message, with plurals, diminutives and misspellings."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from re import Match
from typing import NamedTuple

from hilo.spanish.lexicon import AMBIGUOUS_COLORS, Index, Lexicon, index_of, shoes
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.word_lists import lines

PRODUCT, COLOR, SHOE, SIZE = "\x01", "\x02", "\x03", "\x04"
"""What stands in `Reading.plain` where such a value was taken, for the readers of sizes and counts."""
_TOKEN = re.compile(r"[a-zñ]+(?:-[a-zñ]+)?")
_NAME_BEFORE = re.compile(
    r"\b(?:soy|me llamo|nombre es|habla|hablo con|de parte de|a nombre de|señora|doña|sra\.?) $")
_ALSO_ADJECTIVE = frozenset(("impermeable", "deportiva", "vaquero"))
_AS_NOUN = re.compile(r"(?:^|[.,;:!?\n¿¡])\s?$|(?:\d|\b(?:un|una|unos|unas|el|la|los|las|este|esta|estos|estas|ese|esa|"
                      r"esos|esas|mi|mis|su|de|del|otro|otra|tienen?|tenes|tienes|teneis|venden?|vendes|hay|busco|"
                      r"quiero|quisiera|necesito|buscaba|compro|docenas|nuevo|lindo|buen|par de)) $")
"""What stands before such a word where it names a thing: "un impermeable", not "que sea impermeable"."""
_COLOR_WORD = re.compile(r"\bcolor(?:es)?(?: es| en| el)? $|\btono $")
_UNWANTED = re.compile(r"\b(?:que no (?:sea|sean|fuera)|no (?:(?:la|lo|las|los|me) )?(?:quiero|quisiera|gustan?)|"
                       r"menos|excepto|salvo|nada de|odio|"
                       r"detesto)(?: (?:el|la|los|las|en|de|color|un|una|muy|ni))? $")
"""Before a colour that is not wanted."""
_IN = re.compile(r"\ben $")
_COUNTED = re.compile(r"(?:\d|\b(?:docenas? de|unos|los|juego de|set de|par de|estos|esos|de)) $")
_CAME = re.compile(
    r" (?:con (?:el|la|los|las|un|una|otr\w+|defect\w+|fall\w+|manch\w+)|sin (?:el|la|los|las)|rot\w+|fallad\w|mal\b|"
    r"suci\w|manchad\w|equivocad\w|incomplet\w|abiert\w|golpead\w|usad\w|ayer|hoy|recien|tarde|otr\w|de otr)")
"""After «la campera vino», which then came and is not wine-coloured («campera vino con capucha» is)."""
_SERVED = re.compile(r"\s(?:de|con)\b")
_AND = re.compile(r"\s?(?:(?:,|/|o|y|ni|u|e)\s?){1,2}(?:(?:un[oa]?s?|el|la|los|las|otr[oa]s?|en|color|tambien|de|"
                  r"\d{1,3})\s){0,3}")
_WISHED_SO = re.compile(r"\b(?:la|las|lo|los) (?:quier[oe]|queremos|quisiera|queria|necesito|necesitamos|busco|"
                        r"prefiero|preferimos|tenes|tienen|tienes|hay|pedi|pedimos|elegi)(?: en)? $")


class _Hit(NamedTuple):
    """Words of the lexicon found at a token."""

    length: int
    value: str
    is_color: bool
    confidence: float


@lru_cache(maxsize=1)
def _no_thing() -> re.Pattern[str]:
    return re.compile("|".join(lines("not_things.txt")))


def read_things(reading: Reading, lexicon: Lexicon) -> None:
    """Takes products and colours. A word that only resembles one of the lexicon has confidence 0.8."""
    plain = _no_thing().sub(lambda m: " " * len(m.group()), reading.plain)
    matches = list(_TOKEN.finditer(plain))
    tokens = [m.group() for m in matches]
    products, colors = index_of(lexicon.products), index_of(lexicon.colors)
    marks: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        hit = _first(products, colors, tokens, at, matches, plain)
        if hit is None:
            at += 1
            continue
        first = at + (hit.is_color and hit.length > 1 and tokens[at] == "color")  # "color vino" may be a phrase
        start, end = matches[first].start(), matches[at + hit.length - 1].end()
        if not _meant(hit, " ".join(tokens[at:at + hit.length]), plain, start, end, marks):
            at += 1
            continue
        reading.take("color" if hit.is_color else "product", hit.value.removeprefix("color "), start, end,
                     hit.confidence)
        marks.append((start, end, COLOR if hit.is_color else SHOE if shoes() & set(fold(hit.value).split())
                      else PRODUCT))
        at += hit.length
    if marks:
        characters = list(reading.plain)
        for start, end, mark in marks:
            characters[start:end] = mark * (end - start)
        reading.plain = "".join(characters)


def _first(products: Index, colors: Index, tokens: Sequence[str], at: int, matches: Sequence[Match[str]],
           plain: str) -> _Hit | None:
    thing, color = products.exact(tokens, at), colors.exact(tokens, at)
    if thing and not _contiguous(matches, at, thing[0], plain):
        thing = None
    if color and not _contiguous(matches, at, color[0], plain):
        color = None
    if thing and (not color or thing[0] >= color[0]):
        return _Hit(thing[0], thing[1], False, 1.0)
    if color:
        return _Hit(color[0], color[1], True, 1.0)
    near = products.near(tokens[at])
    if near:
        return _Hit(1, near, False, 0.8)
    near = colors.near(tokens[at])
    return _Hit(1, near, True, 0.8) if near else None


def _contiguous(matches: Sequence[Match[str]], at: int, length: int, plain: str) -> bool:
    return all(plain[matches[i].end():matches[i + 1].start()] == " " for i in range(at, at + length - 1))


def _meant(hit: _Hit, words: str, plain: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the word names a thing or a colour here: not "soy Rosa", nor the adjective of another thing."""
    if hit.is_color:
        if _UNWANTED.search(plain, max(start - 36, 0), start):
            return False
        if _NAME_BEFORE.search(plain, max(0, start - 18), start):
            return False
        return words not in AMBIGUOUS_COLORS or _color_here(plain, start, end, marks)
    if words in ("individual", "individuales"):  # a place mat, or the size of a bed
        return _COUNTED.search(plain, max(start - 14, 0), start) is not None
    if marks and marks[-1][2] != COLOR and plain[marks[-1][1]:start] in (" tipo ", " estilo "):
        return False  # "camisas tipo polo"
    if hit.value in _ALSO_ADJECTIVE and " " not in words:
        if marks and marks[-1][2] != COLOR and plain[marks[-1][1]:start] == " ":
            return False
        return _AS_NOUN.search(plain, max(start - 14, 0), start) is not None
    return True


def _color_here(plain: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> bool:
    """"vino" or "plata" is a colour after "color" or "en", beside a thing or another colour, or alone."""
    before = max(start - 20, 0)
    if _COLOR_WORD.search(plain, before, start):
        return True
    if plain[start:end] == "vino" and _CAME.match(plain, end):
        return False
    if _IN.search(plain, before, start):
        return not _SERVED.match(plain, end)
    if marks and _WISHED_SO.search(plain, max(start - 30, 0), start):
        return True
    if marks:
        _, last, kind = marks[-1]
        gap = plain[last:start]
        if gap == " " if kind != COLOR else _AND.fullmatch(gap):
            return True
    return not plain[:start].strip(" ¿¡") and not plain[end:].strip(" .!?,")
