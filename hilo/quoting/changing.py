"""Changes of single lines of a quotation: «quite las gorras y suba las M a 30», several of them in one sentence."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.quoting.picking import called
from hilo.quoting.variants import counts_in, parts_in, whole_in, without
from hilo.quoting.wanted import Entity, Wanted, meant_already, wanted_in, with_rest
from hilo.spanish.normalize import fold

NEAR = 24
"""Letters between a kind's word and the own name that goes with it («camisetas blancas Cardenal»)."""
Does = Literal["less", "more", "set", "keep", ""]
_PAST = r"(?!\w*(?:aste|iste|aron|ieron)\b)"
"""«Quitaron las gorras» complains of what «quiten las gorras» wants."""
_LESS = re.compile(rf"\b{_PAST}(?:sac[aou]\w*|saqu\w*|quit\w*|elimin\w*|borr\w*|descart\w*|rest[ae]\w*|"
                   r"ya no (?:quiero|queremos|llev\w+|necesit\w+|va[ny]?)|"
                   r"no (?:quiero|queremos|llev\w+|necesit\w+|incluy\w+)|"
                   r"sin (?=el |la |los |las ))\b")
_MORE = re.compile(rf"\b{_PAST}(?:agreg\w*|anad\w*|sum(?:a|ar|e|en|ale|ele|ame|eme|enle|emos)|incluy\w*|inclui\w*|"
                   r"tambien|ademas|falt(?:an|aron|aban|o|a|aba))\b|(?<!nada )(?<!nomas )\bmas\b(?! o menos)")
_KEEP = re.compile(r"(?<!no )\b(?:esta[n]? (?:bien|ok|perfect\w+)|igual(?:es)?|como (?:esta|estan|estaba[n]?)|"
                   r"mant[eu][a-z]+|se quedan?|(?:solo|solamente|unicamente) (?=(?:el|la|los|las) )|sin cambios?|"
                   r"no (?:(?:se|me|las|los|la|lo) )*(?:cambi|to[cq])\w+)")
"""What is said to stay."""
_NARROW = re.compile(r"\b(?:sub|baj|aument|reduc|reduzc)\w+|\ba \d{1,4}\b")
"""A change of lines that are there."""
_SET = re.compile(r"\b(?:sub[aei]\w*|baj[aeo]\w*|aument\w*|reduc\w*|reduzc\w*|cambi\w*|modifi\w*|pas[ae]\w*|dej[ae]\w*|"
                  r"pon\w*|corr[ei]g\w*|corrij\w*|sean|son|eran?|serian|queden?|quedan|deb\w+ (?:ser|decir|ir))\b|"
                  r"\ba (?=\d{1,4}\b)")
_BY = re.compile(r"\b(?:sub|aument|baj)\w* \d|"
                 r"\b(?:sub[aei]|aument[ae]|baj[ae])\w*le(?:s)? \d|"
                 r"\b(?:sub|aument|baj)\w*\b.{0,40}\b(?:en|por|unos|unas) \d")
"""By how many, and not to how many: it is asked what is meant."""
_SEPARATOR = re.compile(r"[,;.:!?]+\s*|\s+(?:y|e|pero|luego|despues)\s+")
_INSTEAD = re.compile(r"\b(?:no(?: (?:son|eran?|es|sean|van|quiero|queriamos|quedan))?|en vez de|en lugar de)"
                      r"(?: (?:las|los|el|la))? (?P<count>\d{1,4})\b|\bde (?:las |los )?(?P<before>\d{1,4})(?= a \d)")
"""The number that is to be no longer: «no 25», «en vez de 25», «de 25 a 30»."""
_FOR = re.compile(r"\bpor\b(?! favor)")
_ONLY = re.compile(r"\b(?:nada mas|nomas eso|(?:solo|solamente|unicamente) es[oa]s?|(?:es[oa]s? )?es todo)\b")


@dataclass(frozen=True)
class Clause:
    """A part of a message that wants one thing. text: the whole message, blank outside of it."""

    does: Does
    text: str
    entities: Sequence[Entity]

    @property
    def tells(self) -> bool:
        """Whether it names goods or a number."""
        return bool([e for e in self.entities if e.get("entity") in ("product", "color", "size", "quantity")]
                    or counts_in(self.text, self.entities))


def without_old_counts(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """A message without the numbers that are to be no longer."""
    places = [match.span("count" if match["count"] else "before") for match in _INSTEAD.finditer(fold(text))]
    gone = [e for e in entities if e.get("entity") == "quantity"
            and any(start <= (e.get("start") or 0) < end for start, end in places)]
    text = without(text, [{"start": start, "end": end} for start, end in places])
    return text, [e for e in entities if e not in gone]


def clauses_in(text: str, entities: Sequence[Entity]) -> list[Clause]:
    """What a message wants, in order: each part that has a verb of changing, with what follows it up to the next."""
    folded, begins = fold(text), [0]
    begins += [match.end() for match in _SEPARATOR.finditer(folded)]
    spans: list[tuple[int, int, Does]] = []
    for start, end in zip(begins, [*begins[1:], len(text)], strict=True):
        does = _does(folded[start:end])
        if spans and (not does or not spans[-1][2]):
            first, _, before = spans.pop()
            start, does = first, before or does
        spans.append((start, end, does))
    return [Clause(does, " " * start + text[start:end] + " " * (len(text) - end),
                   [e for e in entities if start <= (e.get("start") or 0) < end]) for start, end, does in spans]


def as_meant(shop: Shop, things: Sequence[Wanted], text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The values of a message that changes lines: the own name of a thing in them names it («12 de la Cardenal»), and a
    number in which nothing of them is sold is no size («deje las M en 40»)."""
    goods = [p for p in shop.company.products if p.id in {one.product for one in things}]
    sizes = {size for product in goods for size in sizes_of(product)}
    read: list[Entity] = [{**e, "entity": "quantity", "value": int(e["value"])} if e.get("entity") == "size" and goods
                          and str(e.get("value")).isdigit() and str(e["value"]) not in sizes else e for e in entities]
    left = without(text, entities)
    for product in called(goods, left):
        place = re.search(rf"\b{re.escape(fold(product.name.split()[-1]))}\b", fold(left))
        beside = any(e.get("entity") == "product" and 0 <= place.start() - e.get("end", 0) <= NEAR for e in read
                     ) if place else True
        if place and not beside:
            read.append({"entity": "product", "value": product.name, "start": place.start(), "end": place.end()})
    return sorted(read, key=lambda e: e.get("start") or 0)


def sizes_of(product: Product) -> set[str]:
    """In which it is made."""
    return {size for stock in product.stock.values() for size in stock}


def thing_sold_in(shop: Shop, things: Sequence[Wanted], sizes: Iterable[str]) -> str | None:
    """The only product of the lines that is made in all of these sizes; None where there are none or several."""
    products, told = {p.id: p for p in shop.company.products}, set(sizes)
    fitting = {one.product for one in things if one.product and told <= sizes_of(products[one.product])}
    return fitting.pop() if len(fitting) == 1 else None


def is_narrow(clause: Clause, things: Sequence[Wanted]) -> bool:
    """Whether it is to change one line of several, and no retelling of all of them."""
    return len(things) > 1 and bool(_NARROW.search(fold(clause.text)))


def only_these(text: str) -> bool:
    """«Y nada más»: what is told is all of it."""
    return bool(_ONLY.search(fold(text)))


def _does(folded: str) -> Does:
    if _KEEP.search(folded):
        return "keep"
    return "less" if _LESS.search(folded) else "more" if _MORE.search(folded) else "set" if _SET.search(folded) else ""


def changed(shop: Shop, things: Sequence[Wanted], clause: Clause) -> list[Wanted] | None:
    """The lines after a clause that takes some away, adds some, or gives lines that are there another number; None
    where it is nothing of that, or which lines it means is not clear."""
    told = _told(shop, things, clause)
    if not told or _BY.search(fold(clause.text)):
        return None
    if clause.does not in ("less", "more"):
        other = _exchanged(shop, things, clause, told) or _made_all(things, told)
        return _counted(things, told, whole_in(clause.text, clause.entities)) if other is None else other
    lines: list[Wanted] | None = list(things)
    for one in told:
        lines = (_less if clause.does == "less" else _more)(shop, lines or [], one)
        if lines is None:
            return None
    return lines or None


def _counted(things: Sequence[Wanted], told: Sequence[Wanted], whole: int | None) -> list[Wanted] | None:
    """Lines with the numbers that are told of each; None where one of them is no line, or several. whole: of all of
    them, where it is told too."""
    units: dict[Wanted, int] = {}
    for one in told:
        found = _lines_of(things, one)
        if not one.units or not (one.product or one.color or one.size) or len(found) != 1:
            return None
        units[found[0]] = one.units
    lines = [replace(line, units=units.get(line, line.units)) for line in things]
    if whole is None or sum(line.units or 0 for line in lines) == whole:
        return lines
    return with_rest(lines, whole, [replace(line, units=count) for line, count in units.items()])


def _told(shop: Shop, things: Sequence[Wanted], clause: Clause) -> list[Wanted]:
    """What the clause names, of the lines that are there where it may be."""
    named = [meant_already(shop, things, one) for one in wanted_in(shop, clause.entities, clause.text)]
    if not named:
        return _parts(shop, clause.text, clause.entities)
    ordered = sorted(clause.entities, key=lambda e: e.get("start") or 0)
    place = next(n for n, e in enumerate(ordered) if e.get("entity") == "product")
    if place > 1 and ordered[place - 1].get("entity") == "quantity":  # «5 M y 5 gorras»
        named = [*_parts(shop, clause.text[:ordered[place - 1].get("start") or 0], ordered[:place - 1]), *named]
    return named


def _parts(shop: Shop, text: str, entities: Sequence[Entity]) -> list[Wanted]:
    return [Wanted(units=part.units, color=shop.words.color_of(part.color) or part.color, size=part.size)
            for part in parts_in(text, entities)]


def _lines_of(things: Sequence[Wanted], one: Wanted) -> list[Wanted]:
    """The lines that it may mean."""
    any_thing = not (one.product or one.kind)
    return [line for line in things if (any_thing or (line.product, line.kind) == (one.product, one.kind))
            and (not one.color or line.color == one.color) and (not one.size or line.size == one.size)]


def _exchanged(shop: Shop, things: Sequence[Wanted], clause: Clause, told: Sequence[Wanted]) -> list[Wanted] | None:
    """«Cambie las blancas por negras», «las M por S», «las gorras por 10 chombas»."""
    cut = _FOR.search(fold(clause.text))
    halves = [[e for e in clause.entities if (e.get("start", 0) < cut.start()) is first]
              for first in (True, False)] if cut else []
    if not cut or not all(halves) or counts_in(clause.text[:cut.start()], halves[0]):
        return None
    old = _told(shop, things, replace(clause, text=clause.text[:cut.start()], entities=halves[0]))
    new = _told(shop, things, replace(clause, text=" " * cut.end() + clause.text[cut.end():], entities=halves[1]))
    meant = _lines_of(things, old[0]) if len(old) == len(new) == 1 else []
    if not meant or old[0].word or new[0].word:
        return None
    if new[0].product or new[0].kind:
        units = new[0].units or sum(line.units or 0 for line in meant)
        first = things.index(meant[0])
        return [one for n, line in enumerate(things)
                for one in ([replace(new[0], units=units)] if n == first else [] if line in meant else [line])]
    if new[0].units:
        return None
    return _summed(replace(line, color=new[0].color or line.color, size=new[0].size or line.size)
                   if line in meant else line for line in things)


def _made_all(things: Sequence[Wanted], told: Sequence[Wanted]) -> list[Wanted] | None:
    """«Las camisetas en negro», «las M en negro»: all lines of a thing, or of a size among several."""
    if len(told) != 1 or told[0].units or told[0].word or not told[0].color:
        return None
    one = told[0]
    meant = _lines_of(things, replace(one, color=None))
    if not meant or not (one.product or one.size) or (one.product and one.size and len(meant) < 2):
        return None
    return _summed(replace(line, color=one.color) if line in meant else line for line in things)


def _summed(lines: Iterable[Wanted]) -> list[Wanted]:
    """Lines that have become the same are one, of all their units."""
    units: dict[Wanted, int | None] = {}
    for line in lines:
        bare = replace(line, units=None)
        units[bare] = None if line.units is None else (units.get(bare) or 0) + line.units
    return [replace(line, units=count) for line, count in units.items()]


def _less(shop: Shop, lines: Sequence[Wanted], one: Wanted) -> list[Wanted] | None:
    meant = _lines_of(lines, one)
    if one.word or not meant or not (one.product or one.kind or one.color or one.size):
        return None
    whole = sum(line.units or 0 for line in meant)
    if one.units and one.units != whole:
        if len(meant) != 1 or one.units > whole:
            return None
        return [replace(line, units=whole - one.units) if line == meant[0] else line for line in lines]
    return [line for line in lines if line not in meant]


def _more(shop: Shop, lines: Sequence[Wanted], one: Wanted) -> list[Wanted] | None:
    if not (one.product or one.kind or one.word):
        product = thing_sold_in(shop, lines, [one.size] if one.size else [])
        if product is None:
            return None
        one = replace(one, product=product)
    same = [line for line in lines if (line.product, line.kind) == (one.product, one.kind)]
    colors = {line.color for line in same}
    if same and not one.color and len(colors) == 1:
        one = replace(one, color=colors.pop())
    meant = [line for line in _lines_of(lines, one) if line.size == one.size] if one.product or one.kind else []
    if len(meant) == 1 and one.units and meant[0].units:
        return [replace(line, units=one.units + meant[0].units) if line == meant[0] else line for line in lines]
    if same and not one.units:
        return None
    last = max((n for n, line in enumerate(lines) if line in same), default=len(lines) - 1)
    return [*lines[:last + 1], one, *lines[last + 1:]]
