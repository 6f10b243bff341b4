"""Values that stand bare in an answer ("M", "la 38", "no, 300"), read as the catalogue writes them."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hilo.business.company import Shop
from hilo.solution.sizes import has_sizes
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers

LEAST_BUDGET = 10
"""A smaller bare number after the summary is a choice or a slip, not money."""


def is_item(shop: Shop, product: str) -> bool:
    """Whether an article of the catalogue is called so."""
    return any(fold(p.name) == fold(product) for p in shop.company.products)


def fits_sizes(shop: Shop, size: Any) -> bool:
    """Whether anything comes in a size."""
    return any(v.size.lower() == str(size).lower() for p in shop.company.products for v in p.variants())


def numbers_in(text: str) -> list[float]:
    """The numbers of a text, in their order."""
    return [value for value, _, _ in read_numbers(text)]


def size_in(shop: Shop, text: str) -> str | None:
    """A size said bare ("M", "la 38", "XL porfa"), as the catalogue writes it."""
    words = {w.strip(".,;!¡¿?").lower() for w in text.split()} | {f"{n:g}" for n in numbers_in(text)}
    sizes = {v.size for p in shop.company.products for v in p.variants()}
    lowered = fold(text)
    return next((s for s in sorted(sizes, key=len, reverse=True)
                 if s.lower() in words or (" " in s and fold(s) in lowered)), None)


def bare_number(shop: Shop, slots: Mapping[str, Any], number: float) -> dict[str, Any]:
    """The slot that a number after the summary sets: a size where it is one and a size was given, else the budget."""
    as_size = f"{number:g}"
    if has_sizes(shop, slots.get("product")) and fits_sizes(shop, as_size):
        return {"size": as_size}
    if number < LEAST_BUDGET:
        return {}
    before = slots.get("budget")
    currency = before.get("currency") if isinstance(before, Mapping) else None
    if isinstance(before, Mapping) and before.get("max") is not None and before.get("min") is None:
        return {"budget": {"min": None, "max": number, "currency": currency}}
    return {"budget": {"amount": number, "currency": currency}}
