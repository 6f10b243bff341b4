"""Colours and sizes among the units of a thing: «azul marino, 15 en M y 15 en L»."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hilo.spanish.normalize import fold

Entity = Mapping[str, Any]
GOODS = frozenset({"product", "color", "size", "quantity"})
REST, HALF = -1, -2
"""Counts that follow from the whole: «el resto en L», «mitad M y mitad L»."""
_COUNT = re.compile(r"(?<![\w.,/])\d{1,4}(?![\w/]|[.,]\d)|\b(?:(?:el|lo) resto|"
                    r"(?:los|las) (?:demas|restantes|otr[ao]s))\b|\bmitad\b")
_FILLS = frozenset(
    "a ah al algunas algunos asi bien bordada bordadas bordado bordados cada claro color colores como con cuello "
    "de del demas el en entonces es esa esas ese eso esos esta estas este esto estos favor gracias la las lo logo "
    "los mas mejor mezcla mitad mix nada numero numeros o ok otra otras otro otros para perdon pon ponga pongan "
    "ponle ponme por porfa porfavor que queremos quiero repartidas repartidos resto sean ser seria serian si "
    "solamente solo son surtida surtidas surtido surtidos talla tallas talle talles tamaño tamaños tambien toda "
    "todas todo todos ud uds un una unas unidades unos va van y".split())
"""Words that stand around colours and sizes and name nobody."""
_NAMES = re.compile(r"\ba nombre de\b|\bempresa\b|\bse llama\b|"
                    r"\b(?:s\.? ?(?:[lac]\.?|r\.? ?l\.?|p\.? ?a\.?|a\.? ?[cs]\.?)(?: ?u\.?)?|ltda\.?|limitada|"
                    r"e\.? ?i\.? ?r\.? ?l\.?|s\. ?de r\. ?l\.?(?: de c\. ?v\.?)?)$")


@dataclass(frozen=True)
class Part:
    """So many of one colour and size. units: None: all of them."""

    units: int | None
    color: str | None
    size: str | None


def is_about_goods(text: str, entities: Sequence[Entity]) -> bool:
    """Whether a message tells nothing but colours, sizes or how many, so that it names nobody."""
    told = [e for e in entities if e.get("entity") in ("color", "size", "product")]
    if not told or names_somebody(text):
        return False
    if len([e for e in told if e["entity"] != "product"]) > 1:
        return True
    rest = without(text, [e for e in entities if e.get("entity") in GOODS])
    return all(word in _FILLS or word.isdigit() for word in re.findall(r"\w+", fold(rest)))


def names_somebody(text: str) -> bool:
    """«A nombre de …», «… S.A.»: whether words make a name of it."""
    return bool(_NAMES.search(fold(text)))


def without(text: str, entities: Sequence[Entity]) -> str:
    """A text with blanks where values stand, so that all else keeps its place."""
    for e in entities:
        start = e.get("start") or 0
        end = max(start, e.get("end") or 0)
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def parts_in(text: str, entities: Sequence[Entity], first: int | None = None) -> list[Part]:
    """The parts, in order; empty where neither colour nor size is told, or which belongs to which is not clear.

    One colour, or one size, before several counts is that of all; a first count more is the whole. first: the count
    before the thing's name, which is the first size's where the others have each their own («25 remeras M y 15 L»).
    """
    counts = counts_in(text, entities)
    colors, sizes = ([str(e["value"]) for e in entities if e.get("entity") == name] for name in ("color", "size"))
    if not colors and not sizes:
        return []
    most = max(len(colors), len(sizes))
    if first and most > 1 and len(counts) == most - 1 and _begins_without_count(text, entities):
        counts = [first, *counts]
    if len(counts) == most + 1 and counts[0] > 0:
        counts = counts[1:]
    if len(counts) == most and all(len(told) in (0, 1, most) for told in (colors, sizes)):
        return [Part(count, _one_of(colors, place), _one_of(sizes, place)) for place, count in enumerate(counts)]
    if counts:
        return []
    return [Part(None, " y ".join(colors) or None, " y ".join(sizes) or None)]


def whole_in(text: str, entities: Sequence[Entity]) -> int | None:
    """How many all the parts are together, where that is told before them («45: 10 XL y el resto M»)."""
    counts = counts_in(text, entities)
    most = max(len([e for e in entities if e.get("entity") == name]) for name in ("color", "size"))
    return counts[0] if most and len(counts) == most + 1 and counts[0] > 0 else None


def _one_of(told: Sequence[str], place: int) -> str | None:
    return told[place if len(told) > 1 else 0] if told else None


def counts_in(text: str, entities: Sequence[Entity]) -> list[int]:
    """The counts, in order, also those that are but a bare number beside a size; money, addresses and days are none."""
    return [count for _, count in _placed_counts(text, entities)]


def _placed_counts(text: str, entities: Sequence[Entity]) -> list[tuple[int, int]]:
    others = [e for e in entities if e.get("entity") not in ("quantity", "budget")]  # «10 en M» is not money
    said = [(e.get("start") or 0, int(e["value"])) for e in entities
            if e.get("entity") == "quantity" and isinstance(e.get("value"), (int, float))]
    left = without(text, [*others, *(e for e in entities if e.get("entity") == "quantity")])
    for match in _COUNT.finditer(fold(left)):
        word = match[0]
        said.append((match.start(), int(word) if word.isdigit() else HALF if word == "mitad" else REST))
    return sorted(said)


def _begins_without_count(text: str, entities: Sequence[Entity]) -> bool:
    """Whether the first size or colour stands before the first count."""
    places = [e.get("start") or 0 for e in entities if e.get("entity") in ("color", "size")]
    counts = _placed_counts(text, entities)
    return bool(places) and (not counts or min(places) < counts[0][0])


def counted(parts: Sequence[Part], whole: int | None) -> list[Part]:
    """The parts with plain counts. What of the whole none of them names is a part without colour or size, except
    where all of it is one colour or size. Empty where the whole is needed and not known."""
    if any(part.units in (REST, HALF) for part in parts) and not whole:
        return []
    made = []
    for place, part in enumerate(parts):
        units = part.units if part.units is None or part.units > 0 else None
        if part.units == HALF and whole:
            units = whole // 2 if place else whole - whole // 2
        made.append(Part(units, part.color, part.size))
    told = sum(part.units or 0 for part in made)
    left = (whole or 0) - told
    open_parts = [place for place, part in enumerate(parts) if part.units == REST]
    if len(open_parts) > 1 or (open_parts and left < 1):
        return []
    if open_parts:
        made[open_parts[0]] = Part(left, made[open_parts[0]].color, made[open_parts[0]].size)
    elif told and left > 0:
        same = {part.color for part in made}
        made.append(Part(left, same.pop() if len(same) == 1 else None, None))
    return made
