"""Shoes by the length of the foot, as Mexico counts them: which size of ours somebody means with «27 cm»."""
from __future__ import annotations

import re
from typing import Any, NamedTuple

from hilo.business.company import Shop
from hilo.business.sizes import get_sizes
from hilo.solution.sizes import comes_in
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers
from hilo.spanish.reading import Reading

_CENTIMETRES = re.compile(r"\s{0,2}(?:y medio\s)?(?:cms?|ctms?|centimetros?)\b")
_CHILD = re.compile(r"\b(?:niñ|nen|bebe|peque|hij[oa]|niet|sobrin|infantil|chiquit)")
"""Words by which a small number may be a child's own size."""
HALF = 0.5
SLACK = 0.05
"""Centimetres: guides are rounded to a tenth."""
_BETWEEN = re.compile(r"(?<![\d.,$])(?P<a>\d\d(?:[.,]5)?)\s?(?:o|u|/|-|o (?:el|un)|(?<=entre \d\d )y)\s?"
                      r"(?P<b>\d\d(?:[.,]5)?)"
                      r"(?!\d|[.,]\d|\s?(?:mil|lucas|pesos|dolares|euros|pares|unidades|cm|centimetros|de [a-z]+bre))")
_BARE = re.compile(r"\W*(?:(?:soy|uso|calzo|la|el|un|una|talla|talle|numero) )*(?P<size>\d{1,2}(?:[.,]5)?)\b")
_FOREIGN = re.compile(r"\b(?:de |en )?(?:us|usa|eeuu|ee\.? ?uu|estados unidos|american[oa]s?|gring[oa]s?|yanqui|uk|"
                      r"ingles[a]?|britanic[oa]|reino unido|inglaterra)\b")


class Foot(NamedTuple):
    """A length in centimetres, and the catalogue's size for it."""

    centimetres: float
    size: str


def is_footwear(shop: Shop, product: str | None) -> bool:
    """Whether a kind of thing is worn on the feet."""
    kind = shop.company.words.types.get(shop.words.type_of(product) or "")
    return kind is not None and kind.category == get_sizes().footwear.category


def size_for(centimetres: float) -> str | None:
    """The size for a foot so long, of two the larger; None for feet that the guide does not know."""
    guide = sorted((length, size) for size, length in get_sizes().footwear.centimeters.items())
    if centimetres < guide[0][0] - 1:
        return None
    return next((size for length, size in guide if length >= centimetres - SLACK), None)


def foot_in(shop: Shop, product: str | None, text: str, size: Any = None) -> Foot | None:
    """The foot that a message gives for a pair of shoes: in centimetres («27 cm»), or as a size that we do not have and
    Mexico has (`size`: «talla 27»); not where a child is spoken of."""
    if not is_footwear(shop, product):
        return None
    folded = Reading(text).same_length_folded()
    lengths = [float(value) + HALF * ("y medio" in folded[end:end + 9]) for value, _, end in read_numbers(text)
               if _CENTIMETRES.match(folded, end)]
    if not lengths and not _CHILD.search(fold(text)) and not comes_in(shop, product, size):
        lengths = [float(size)] if re.fullmatch(r"\d\d(?:\.\d)?", str(size or "")) else []
    ours = size_for(lengths[-1]) if lengths else None
    return Foot(lengths[-1], ours) if ours else None


def between(shop: Shop, product: str | None, text: str) -> str | None:
    """The size that fits somebody who wavers between two neighbours («38 o 39, no sé»): of shoes the larger, as the
    guide has it; None where no two are named that the thing comes in."""
    found = list(_BETWEEN.finditer(fold(text))) if is_footwear(shop, product) else []
    if len(found) != 1:
        return None
    low, high = sorted((found[0][name].replace(",", ".") for name in ("a", "b")), key=float)
    near = 0 < float(high) - float(low) <= 1
    return high if near and comes_in(shop, product, low) and comes_in(shop, product, high) else None


def bare_size(text: str) -> str | None:
    """The number that stands alone in an answer («8 de Estados Unidos»)."""
    found = _BARE.match(fold(text))
    return found["size"].replace(",", ".") if found else None


def is_foreign(shop: Shop, product: str | None, text: str, size: Any) -> bool:
    """Whether a size of shoes is told as another country counts («talla 8 de Estados Unidos»), and is none of ours."""
    return (size is not None and is_footwear(shop, product) and not comes_in(shop, product, size)
            and _FOREIGN.search(fold(text)) is not None)


def lengths_of(sizes: list[str]) -> dict[str, float]:
    """The centimetres of those sizes that the guide knows."""
    guide = get_sizes().footwear.centimeters
    return {size: guide[size] for size in sizes if size in guide}
