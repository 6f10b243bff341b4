"""What stands in figures (zones, means of payment, hours, promotions) by what names it: a city, a means, a street."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hilo import wording
from hilo.business.company import Company
from hilo.knowledge.words import Word, spans, stem
from hilo.spanish.normalize import fold
from hilo.spanish.places import towns_of

_TOKEN = re.compile(r"[a-zñ]+")
_PARTS_OF_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ]?[a-záéíóúñ]+|\d+")
_SHORTEST_PART = 4
"""Letters that a part of a promotion's name has more than, to stand for it («Cyber», «Black»)."""
BY_NAME, BY_WHAT, BY_TOWN = 2.0, 1.0, 0.5
"""A promotion or means called by its name; a promotion for a kind of thing or use that is spoken of; a country by one
of its towns, for a town of that name may also be at home."""
SMALLEST_TOWN = 40_000
"""Inhabitants of a town abroad whose name is known; of smaller ones too many are ordinary words."""
_OF_TIME = frozenset(map(stem, "dias tiempo tarda demora llega horas semanas".split()))
_AFTER_HOW_MUCH = 2


class Signs:
    """Words that tell what is wanted of a thing that is named (`signs` in synonyms.yml)."""

    def __init__(self, signs: dict[str, list[str]], in_all_forms: bool = False) -> None:
        """signs: by name, words and phrases, as they are written, or in all their forms."""
        self._in_all_forms = in_all_forms
        self._phrases: dict[tuple[str, ...], set[str]] = {}
        for name, phrases in signs.items():
            for phrase in phrases:
                key = _exact(phrase)
                self._phrases.setdefault(tuple(map(stem, key)) if in_all_forms else key, set()).add(name)

    def of(self, words: Sequence[Word]) -> frozenset[str]:
        """The signs in a question."""
        written = [word.stem if self._in_all_forms else word.written for word in words]
        return frozenset(name for start, length in spans(len(written))
                         for name in self._phrases.get(tuple(written[start:start + length]), ()))


def amounts(words: Sequence[Word]) -> frozenset[str]:
    """Whether a sum ("cost") and a time ("time") are asked, in whatever verb («cuánto me clavan y cuándo lo tengo»)."""
    found = set()
    for at, word in enumerate(words):
        if word.written in ("cuanto", "cuantos", "cuantas"):
            follow = {other.stem for other in words[at + 1:at + 1 + _AFTER_HOW_MUCH]}
            if _OF_TIME & follow or (at and words[at - 1].written == "en"):
                found.add("time")
            elif word.written == "cuanto":
                found.add("cost")
        elif word.written == "cuando":
            found.add("time")
    return frozenset(found)


class Named:
    """By words, the passages of figures that they name."""

    def __init__(self, company: Company) -> None:
        """Reads zones, means, branches and promotions. Names count as they are written («Salta» is not «Salto»), kinds
        and uses in all their forms."""
        self._phrases: dict[tuple[str, ...], dict[str, float]] = {}
        self._forms: dict[tuple[str, ...], dict[str, float]] = {}
        self._zones(company)
        self._payments(company)
        for branch in company.profile.branches:
            street = re.sub(r"\d+", "", branch.address)
            self._add((branch.name, branch.city, street, f"centro de {branch.city}"), f"hours:{branch.id}")
        self._add(company.synonyms.signs.get("writing", ()), "hours:online", BY_TOWN)
        for one in company.promotions:
            parts = [part for part in _PARTS_OF_NAME.findall(one.name)
                     if part[0].isupper() and len(part) > _SHORTEST_PART]
            self._add((one.name, " ".join(parts), *parts), f"promotion:{one.id}", BY_NAME)
            for kind in one.applies_to.types or ():
                known = company.words.types[kind]
                self._add((kind, known.plural, *known.also), f"promotion:{one.id}", BY_WHAT, in_all_forms=True)
            for tag in one.applies_to.tags or ():
                self._add((tag, *company.words.uses.get(tag, ())), f"promotion:{one.id}", BY_WHAT, in_all_forms=True)

    def _zones(self, company: Company) -> None:
        """Cities before provinces before countries, as an order's zone is found."""
        zones, cities = company.shipping.zones, company.synonyms.cities
        for zone in zones:
            self._add(zone.cities, f"zone:{zone.id}", 3.0)
            self._add(zone.provinces, f"zone:{zone.id}", 2.0)
            abroad = [str(code) for code in zone.countries if str(code) != str(company.profile.country)]
            self._add((place for code in abroad for place in (wording.country(code), *cities.get(code, ()))),
                      f"zone:{zone.id}", 1.0)
            for code in abroad:
                self._add(towns_of(code, SMALLEST_TOWN), f"zone:{zone.id}", BY_TOWN)

    def _payments(self, company: Company) -> None:
        codes = dict.fromkeys(str(code) for zone in company.shipping.zones for code in zone.countries)
        for code in codes:
            self._add((wording.country(code), *company.synonyms.cities.get(code, ())), f"payments:{code.lower()}")
            if code != str(company.profile.country):
                self._add(towns_of(code, SMALLEST_TOWN), f"payments:{code.lower()}", BY_TOWN)
        for method in company.payments.methods:
            if method.countries != "all" and len(method.countries) == 1:
                self._add(_names_of(method.name), f"payments:{str(method.countries[0]).lower()}", BY_NAME)

    def _add(self, phrases: Iterable[str], id_: str, worth: float = 1.0, in_all_forms: bool = False) -> None:
        for phrase in phrases:
            key = _exact(phrase)
            if key:
                known = (self._forms.setdefault(tuple(map(stem, key)), {}) if in_all_forms
                         else self._phrases.setdefault(key, {}))
                known[id_] = max(worth, known.get(id_, 0.0))

    @property
    def words(self) -> frozenset[str]:
        """All words of names, folded."""
        return frozenset(word for phrase in self._phrases for word in phrase)

    def of(self, words: Sequence[Word]) -> dict[str, float]:
        """By passage, how much a question names it."""
        written, stems = tuple(word.written for word in words), tuple(word.stem for word in words)
        found: dict[str, float] = {}
        for start, length in spans(len(words)):
            end = start + length
            for known in (self._phrases.get(written[start:end]), self._forms.get(stems[start:end])):
                for id_, worth in (known or {}).items():
                    found[id_] = max(worth, found.get(id_, 0.0))
        return found


def _names_of(method: str) -> list[str]:
    """«Rapipago y Pago Fácil» has two; «Tarjeta de crédito (…)» is no name of its own."""
    names = [name for name in method.split(" y ") if name[:1].isupper() and len(name.split()) <= 2
             and not name.startswith(("Tarjeta", "Transferencia", "Efectivo"))]
    return [*names, *(name.replace(" ", "") for name in names if " " in name)]


def _exact(phrase: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(fold(phrase)))
