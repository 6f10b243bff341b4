"""A figure belongs to what it is said of: «$ 3.500» is Santa Fe's, and not what Rosario costs."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hilo.knowledge.words import stem
from hilo.llm.check.clauses import read, sentences
from hilo.llm.check.figures import Figure, covered, figures_in
from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

_COMMA = re.compile(r",\s+(?!\d{3}\b)|(?<=\w)\s+(?:y|o|e)\s+|;\s*")
_UNITS = frozenset(stem(word) for word in "dia mes año hora semana minuto cuota pago unidad prenda caja letra cm "
                                          "kilo kg gramos litro hilo plaza talle talla numero intento".split())
_SORTS = (frozenset({stem("habiles")}), frozenset({stem("corridos")}))


class Segment(NamedTuple):
    """A stretch of a text around its figures. stems, denied: its words, or those before it where it has none.
    is_bare: it has none. units: what its numbers count."""

    figures: frozenset[Figure]
    stems: frozenset[str]
    denied: frozenset[str]
    units: frozenset[str]
    is_bare: bool


@lru_cache(maxsize=2_000)
def segments(text: str) -> tuple[Segment, ...]:
    """The stretches of a text that have figures, each with its words; one without words has those before it."""
    found: list[Segment] = []
    for sentence in sentences(text):
        before = read("")
        for piece in _pieces(sentence):
            own = read(piece)
            units = frozenset(stem(word) for word in re.findall(r"[a-zñ]+", fold(piece))) & _UNITS
            figures = frozenset(figures_in(piece))
            before = own if own.stems - _UNITS else before
            if figures:
                found.append(Segment(figures, before.stems - _UNITS, before.denied - _UNITS,
                                     units or (found[-1].units if found else frozenset()),
                                     not own.stems - _UNITS))
    return tuple(found)


def _pieces(sentence: str) -> list[str]:
    """Cut at commas and «y», but so that each piece has a figure, as far as there are as many."""
    pieces: list[str] = []
    place = 0
    for cut in _COMMA.finditer(sentence):
        here, rest = sentence[place:cut.start()], sentence[cut.end():]
        if figures_in(here) and figures_in(rest):
            pieces.append(here)
            place = cut.end()
    return [*pieces, sentence[place:]]


def of_another(text: str, situation: Situation) -> bool:
    """A figure said of something beside which the sources have another one: in every passage that has the figure."""
    asked = frozenset().union(*(read(one).stems for one in situation.said))
    there = [segments(_body(passage)) for passage in situation.passages]
    said = segments(text)
    alone = asked if len(said) == 1 else frozenset()
    for one in said:
        for figure in one.figures:
            having = [passage for passage in there if any(covered(figure, set(seg.figures)) for seg in passage)]
            if having and all(_is_of_another(figure, one, alone, passage) for passage in having):
                return True
    return False


def _body(passage: str) -> str:
    """Without the question that stands above it."""
    first, _, rest = passage.strip().partition("\n")
    return rest if rest and first.startswith("¿") else passage


def _is_of_another(figure: Figure, said: Segment, asked: frozenset[str], there: tuple[Segment, ...]) -> bool:
    """asked: words of the question, which count where the answer's own words tell nothing."""
    same = [one for one in there if covered(figure, set(one.figures))]
    if any(said.figures <= one.figures and said.stems <= one.stems and said.denied <= one.denied for one in same):
        return False
    if _otherwise(said, same):
        return True
    others = [one for one in there if one not in same and any(f.kind == figure.kind for f in one.figures)
              and (figure.kind != "number" or said.units & one.units)]
    with_it, with_others = _all(same), _all(others)
    for words in () if said.is_bare and not asked else (said.stems, said.stems | asked):
        if words & (with_it - with_others):
            return False
        if words & (with_others - with_it):
            return True
    return False


def _all(found: list[Segment]) -> frozenset[str]:
    return frozenset().union(*(one.stems for one in found))


def _otherwise(said: Segment, same: list[Segment]) -> bool:
    """Wherever the figure stands with a word, the word is denied and here it is not, or the other way round; or days of
    the other sort are counted."""
    best = max(len(said.stems & one.stems) for one in same)
    nearest = [one for one in same if len(said.stems & one.stems) == best]
    for word in said.stems:
        having = [one for one in same if word in one.stems]
        if having and all((word in one.denied) != (word in said.denied) for one in having):
            return True
    for sort, other in (_SORTS, _SORTS[::-1]):
        if sort <= said.stems and all(other <= one.stems and not sort <= one.stems for one in nearest):
            return True
    return False
