"""Sizes of kinds of things: which come in any, in which, and where a size means the same."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hilo.business.company import Shop

_LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL")


def has_sizes(shop: Shop, product: str | None) -> bool:
    """Whether a kind of thing comes in sizes."""
    return any(size != "única" for size in _sizes(shop, product))


def comes_in(shop: Shop, product: str | None, size: Any) -> bool:
    """Whether a kind of thing is made in a size."""
    return str(size).lower() in _sizes(shop, product)


def is_of_the_same_sort(shop: Shop, product: str | None, shown: Sequence[str] | None) -> bool:
    """Whether the thing is of the category of the products shown before: a 42 in shoes is none in trousers."""
    kinds = shop.company.words.types
    kind = kinds.get(shop.words.type_of(product) or "")
    before = {kinds[p.type].category for p in shop.company.products if p.id in (shown or ())}
    return kind is not None and before == {kind.category}


def in_order(sizes: Iterable[str]) -> list[str]:
    """Sizes from the smallest to the largest: 34, 35…, S, M, L; others by the alphabet."""
    def place(size: str) -> tuple[int, float, str]:
        if size.replace(".", "", 1).isdigit():
            return 0, float(size), ""
        return (1, _LETTERS.index(size), "") if size in _LETTERS else (2, 0, size)

    return sorted(set(sizes), key=place)


def _sizes(shop: Shop, product: str | None) -> set[str]:
    kind = shop.words.type_of(product)
    return {v.size.lower() for p in shop.company.products if p.type == kind for v in p.variants()}
