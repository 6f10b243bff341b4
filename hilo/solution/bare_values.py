"""Values that stand bare in an answer ("M", "la 38", "no, 300"), read as the catalogue writes them."""
from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hilo.business.company import Shop
from hilo.sales.wishes import NO_GOODS
from hilo.solution.sizes import comes_in, has_sizes
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers
from hilo.spanish.reading import Reading

_POSTCODE = re.compile(r"\b(?:c\.? ?p\.?|codigo(?: postal)?|cod\.? postal|zip)\W{0,3}(?:(?:es|el|de) )*"
                       r"(?P<code>\d{4,6})\b")
_BARE_CODE = re.compile(r"(?<![\d.,$€])(?<![$€] )\b\d{4,6}\b(?![.,]\d)"
                        r"(?! ?(?:\$|€|mil\b|pesos|euros?\b|dolares|soles|usd|eur))")
"""What may be one beside a town: so many plain figures, no money."""
_MEASURED = re.compile(r"\s{0,2}(?:cms?|ctms?|centimetros?)\b|\s(?:es|era|son|seria) (?:(?:mi|la|el|su) )?"
                       r"(?:tall[ae]|numero|medida)\b|\s?(?:dolares |pesos |euros )?(?:de|por el) (?:envio|flete)\b")
_SIZED = re.compile(r"\b(?:tall[ae]s?|numero|medida|calzo|calza|calce|mido|pie)"
                    r"(?: (?:es|el|la|un|una|de|del|soy|uso|como)){0,2} $")
"""Behind, and before, a number that is no money."""
_A_SIZE = re.compile(r"\b(?:(?:un|una|el|la|del|al) |(?:dije|digo|era|soy|uso|calzo|sea|mejor) (?:que )?)"
                     r"(?P<size>\d\d(?:[.,]5)?)\b(?!\s?(?:%|\$|€|mil\b|k\b|lucas|pesos|dolares|euros|soles|"
                     r"usd|de [a-z]{4,}|aniversario|cumple|por ciento|dias|personas|años|[.,:/]\d))")
"""«que sea un 36», «te dije 36»."""
_SINGLE = re.compile(r"\b(?:un[oa]?|1) (?:sol[oa]|solit[oa]|unic[oa])\b(?: (?P<thing>[a-zñ]+))?")
_GOES_ON = frozenset("por porfa y pero para de en con que gracias unidad pieza nada nomas".split())
"""Words behind «una sola» that are not what there is one of."""
_ONE = re.compile(r"\b(?:solo|solamente|unicamente|nada mas(?: que)?|apenas|no mas que)\s+(?:(?:quiero|necesito|es|"
                  r"busco|seria|para)\s+)?(?:un[oa]?|1)\b"
                  rf"(?!{NO_GOODS})|\b(?:un[oa]?|1) (?:nada mas|nomas)\b|"
                  r"\b(?:un[oa]|1)(?: [a-zñ]+)? (?:nada mas|nomas|no mas)\b")
LEAST_BUDGET = 10
"""A smaller bare number after the summary is a choice or a slip, not money."""


def is_item(shop: Shop, product: str) -> bool:
    """Whether an article of the catalogue is called so."""
    return any(fold(p.name) == fold(product) for p in shop.company.products)


def fits_sizes(shop: Shop, size: Any) -> bool:
    """Whether anything comes in a size."""
    return any(v.size.lower() == str(size).lower() for p in shop.company.products for v in p.variants())


def without_values(text: str, entities: Sequence[Mapping[str, Any]]) -> str:
    """A text with its money, days and sizes left blank, so that «para el 2 de diciembre» points at no second thing; a
    time of day stays: «la 1» is read as one."""
    for one in entities:
        kind, start, end = one.get("entity"), one.get("start"), one.get("end")
        if start is not None and end is not None and (kind in ("budget", "size") or (
                kind == "date_time" and "T" not in str(one.get("value")))):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def numbers_in(text: str) -> list[float]:
    """The numbers of a text, in their order."""
    return [value for value, _, _ in read_numbers(text)]


def money_in(text: str, names_town: bool, others: Collection[Any] = ()) -> list[float]:
    """The numbers of a text that may be money: not a postcode, which is told as one or stands beside a town, nor a size
    or a measure. others: what else the message tells in numbers."""
    folded = Reading(text).same_length_folded()
    codes = [m["code"] for m in _POSTCODE.finditer(folded)]
    if names_town:
        codes += [m[0] for m in _BARE_CODE.finditer(folded)]
    not_money = {*codes, *(str(other) for other in others)}
    return [n for n, start, end in read_numbers(text)
            if not {f"{n:05.0f}", f"{n:.0f}", f"{n:g}"} & not_money
            and not _MEASURED.match(folded, end) and not _SIZED.search(folded, 0, start)]


def size_said(shop: Shop, product: str | None, text: str) -> str | None:
    """A size of a kind of thing, said as one says sizes and nothing else («que sea un 36»); the last of several."""
    said = [m["size"].replace(",", ".") for m in _A_SIZE.finditer(fold(text)) if comes_in(shop, product, m["size"])]
    return said[-1] if said and has_sizes(shop, product) else None


def wants_one(shop: Shop, text: str) -> bool:
    """«Solo una», «una sola mochila», «quiero una mochila nada más»: one, and no more; not «un solo color»."""
    folded = fold(text)
    things = [m["thing"] for m in _SINGLE.finditer(folded)]
    return any(thing is None or thing in _GOES_ON or shop.words.type_of(thing) for thing in things) or bool(
        _ONE.search(folded))


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
