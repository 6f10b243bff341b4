"""Which of some products is meant: by its name or part of it, its place in the list, its colour, what is told of it."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.business.goods import Product
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import LAST, read_ordinal

LETTERS = 4
"""Words of a description that count have so many; the first so many tell plural and gender apart from the word."""
IN_NAME, IN_TEXT = 3, 1
_LATER = {"cuart": 4, "quint": 5, "sext": 6}
_BARE_PLACE = re.compile(r"\W*(?:(?:el|la|los|las|opcion|numero|n[°º]|nro|quiero|dame)\W+){0,3}(?P<place>\d{1,2})\W*")


def picked(goods: Sequence[Product], text: str, color: str | None = None) -> list[Product]:
    """Those that the words may mean: one where it is clear, several where the words fit some of them, none where
    they say nothing of them. color: as the catalogue names it."""
    folded = fold(text)
    whole = called(goods, text)
    if whole:
        return whole
    place = _place(text, folded)
    if place is not None and (place == LAST or place <= len(goods)):
        return [goods[-1 if place == LAST else place - 1]]
    points = {p.id: _points(p, goods, folded) for p in goods}
    best = max(points.values(), default=0)
    fitting = [p for p in goods if best and points[p.id] == best]
    in_color = [p for p in fitting or goods if color and color in p.stock]
    return in_color or fitting


def called(goods: Sequence[Product], text: str) -> list[Product]:
    """Those of which a text has the name, whole or its own part («la Delta»)."""
    folded = fold(text)
    words = re.findall(r"\w+", folded)
    return [p for p in goods if fold(p.name) in folded] or [p for p in goods if _own(p) in words]


def _own(product: Product) -> str:
    return fold(product.name.split()[-1])


def _place(text: str, folded: str) -> int | None:
    bare = _BARE_PLACE.fullmatch(folded)
    if bare:
        return int(bare["place"]) or None
    later = next((place for word, place in _LATER.items() if re.search(rf"\b{word}[oa]\b", folded)), None)
    return later or read_ordinal(text)


def _points(product: Product, goods: Sequence[Product], folded: str) -> int:
    """How much of the words is said of this product and not of all."""
    said = {_stem(word) for word in re.findall(r"[^\W\d_]+", folded) if len(word) >= LETTERS}
    points = 0
    for word in said:
        if word in _stems(product.name):
            points += IN_NAME if not all(word in _stems(p.name) for p in goods) else 0
        elif word in _told(product) and not all(word in _told(p) for p in goods):
            points += IN_TEXT
    return points


def _told(product: Product) -> set[str]:
    return _stems(" ".join([product.description, *product.tags, *product.attributes.values()]))


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) >= LETTERS}


def _stem(word: str) -> str:
    """Without plural and gender."""
    word = word[:-1] if word.endswith("s") else word
    return word[:-1] if word[-1] in "aoe" and len(word) > LETTERS else word
