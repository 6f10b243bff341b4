"""Sizes of clothes, shoes and beds, and counts of goods."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hilo.spanish.normalize import fold
from hilo.spanish.numbers import FIGURES, scaled
from hilo.spanish.reading import Reading
from hilo.spanish.things import COLOR, PRODUCT, SHOE, SIZE

_LETTERS = {
    "extra extra small": "XXS", "extra small": "XS", "extra chico": "XS", "extra chica": "XS", "small": "S",
    "medium": "M", "large": "L", "extra large": "XL",
    "extralarge": "XL", "extra grande": "XL", "doble extra large": "XXL", "doble xl": "XXL", "doble equis": "XXL",
    "triple xl": "XXXL",
    "equis ele": "XL", "equis l": "XL", "ele": "L", "eme": "M", "ese": "S", "chico": "S", "chica": "S", "pequeño": "S",
    "pequeña": "S",
    "mediano": "M", "mediana": "M", "grande": "L", "medio": "M", "xxs": "XXS", "xs": "XS", "s": "S", "m": "M",
    "l": "L", "xl": "XL", "xxl": "XXL", "xxxl": "XXXL",
    "xxxxl": "XXXXL", "2xl": "XXL", "3xl": "XXXL", "4xl": "XXXXL", "2x": "XXL", "3x": "XXXL", "unico": "única",
    "unica": "única",
}
_SPOKEN = "|".join(sorted(_LETTERS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[.,]5)?(?: y medio| y media)?"
_SIZE_WORD = r"(?:talles?|tallas?|tall|tale|taya|tamaños?|medidas?|numero|nro\.?|num\.?|n[°º]|size)"
_TOLD = re.compile(
    rf"\b(?:{_SIZE_WORD}\.?(?:\s?:|\s(?:es|de|en|el|la|un|una|seria|del|numero|nro|mi|sea|soy|uso|"
    rf"unos?))?(?:\s{{1,2}}|(?<=:)|(?<=[°º.])|(?=\d))(?:[a-zñ]{{4,12}}o?\s)??"
    rf"|calzo(?: un| el| numero| talle)?\s|calza (?:un )?|us[oa] (?:el |un |talla |talle )?(?=\d\d\b)|"
    rf"soy (?:un |talle |talla )?(?=\d\d\b))"
    rf"(?P<size>{_NUMBER}|{_SPOKEN})(?![\w/]|[.,]\d)(?P<more>(?:\s?(?:,|y|o|u|/|-|a|ni)\s?(?:{_SIZE_WORD} |"
    rf"un |una )?(?:{_NUMBER}|{_SPOKEN})(?![\w/]|[.,]\d)){{0,6}})")
_THEN_SIZE = re.compile(r"\s(?:en )?tall[ae]")
_MORE = re.compile(rf"(?:{_NUMBER}|{_SPOKEN})(?!\w)")
_BED = re.compile(
    r"\b(?P<bed>(?:(?:1|una?|de)\s)?plaza y media|1 1/2 plazas?|(?P<count>[12]|una|dos)\s(?:plazas?|"
    r"pl\b)(?P<half> y media)?|2 1/2 plazas?|queen(?: size)?|king(?: size)?"
    r"|super king|matrimonial|matrimoniales|individual(?:es)?)(?!\w)")
_LOOSE_LETTER = re.compile(r"(?<![\w'’./-])(?P<size>xxs|xs|xl|xxl|xxxl|[234]xl|"
                           r"(?P<single>[sml]))(?![\w'’./-]|\.\w)")
_NEAR_THING = re.compile(
    rf"(?P<thing>[{SHOE}]+|[{PRODUCT}]+)(?:\s[{COLOR}]+)?\s?(?:,\s?)?(?:(?:en|del?|numero|nro|en el|un|son|"
    rf"para|n[°º]|el)\s)?(?P<size>\d{{2}}(?:[.,]5| y medio)?)(?![\w/%:]|[.,]\d)"
    rf"(?P<more>(?:\s?(?:,|y|o|u|/)\s?(?:\d{{2}}(?:[.,]5)?)(?![\w/%:]|[.,]\d)){{0,5}})"
    rf"(?!\s?(?:unidades|pares|mil|k\b|lucas|pesos|dolares|euros|soles|%|por ciento|cuotas|dias|"
    rf"de [a-z]+ero|de [a-z]+bre|personas|años|cm))")
_OF_SHOES = re.compile(
    rf"(?<![\w.,/])(?P<size>[1-4]\d(?:[.,]5)?) de (?:pie|[{SHOE}])|\b(?:usa|uso|usan|es|soy|talle|"
    rf"talla) (?P<size2>\d\d) de [{PRODUCT}]")
_ALONE = re.compile(r"\W{0,3}(?:(?:el|la|en|un|una|del|de) )?(?P<size>3[3-9]|4[0-6]|xx?s|[sml]|"
                    r"x{1,3}l)\W{0,3}")
_IN_SIZE = re.compile(rf"(?:\b(?:en|del|el|la|los|las|un|una|numero|es|o|y) |[{COLOR}],? )(?P<size>3[2-9]|"
                      rf"4[0-8])(?![\w/%:]|[.,]\d)"
                      r"(?! (?:cuotas|pagos|dias|horas|minutos|pesos|mil|unidades|pares|lucas|dolares|euros|"
                      r"personas|años|cm|por ciento))")

_QUANTITY = re.compile(
    rf"(?<![\w.,$#/:-])(?P<count>(?P<num>{FIGURES})(?:\s(?P<scale>mil|millones|k))?|(?:(?P<dozens>\d{{1,3}}|"
    rf"una|media|un par de|un)\s)?(?P<dozen>docenas?)(?P<half> y media)?"
    rf"|(?P<pair>un par|una parejita|un parcito)|(?P<hundred>un centenar|un ciento|una centena))(?![\w%/:]|"
    rf"[.,]\d)(?P<after>(?:\s(?:pares|par|unidades|uni|unid|u|piezas|pzas?|pz|de|juegos|sets|packs?|cajas"
    rf"|bultos|metros|unos|de los|de las|modelos|más|mas|cositas|cosas|articulos|productos|prendas|"
    rf"items)){{0,3}})")
_GOODS_AFTER = re.compile(rf"\s(?:[a-zñ]{{3,14}}\s)?[{PRODUCT}{SHOE}]|\s[{COLOR}]|\s(?:de\s)?(?:cada|ellas|"
                          rf"ellos|esas|esos|estas|estos|iguales)\b")
_WANT_BEFORE = re.compile(
    r"\b(?:quiero|quisiera|queria|querria|necesito|necesitamos|llevo|llevamos|llevaria|llevar|me llevo|"
    r"serian|seria|son|compro|comprar|pedi|pido|pedir|dame|deme|ponme|poneme|mandame|mandenme|mande"
    r"|agrega\w{0,4}|anota\w{0,4}|cantidad|unas|unos|como|busco|con|compre|reserva\w{0,4}|aparta\w{0,4}|"
    r"tomo|encargar|encargo|de a|hay|x|por|hacen falta|faltan|total de|en total)"
    r"(?:\s?:|\s(?:unas|unos|como|de|unos|los|las|otras|otros|al menos|por lo menos|mas o menos|hasta|son|"
    r"serian|solo|nada mas|alrededor de))?\s$")
_NOT_GOODS_AFTER = re.compile(
    r"\s?(?:cuotas?|dias?|horas?|hs\b|minutos?|min\b|semanas?|mes(?:es)?\b|anos?|años?|personas?|empleados|"
    r"por ciento|%|veces|vez|puntos|estrellas|talles?|cm|mts?\b|metros|gente|plazas?|pesos|dolares|invitados"
    r"|euros|soles|kilos?|kg|litros?|de (?:la (?:tarde|mañana|noche)|enero|febrero|marzo|abril|mayo|junio|"
    r"julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)|pm\b|am\b|opciones|mensajes|llamadas|"
    r"am|pulgadas|y media|hijos|hijas|nenes|nenas|niños|chicos|watts|gb|colores|compañeros|alumnos|pagos|"
    r"tarjetas|cuadras|noches|sucursales)")
_SIZE_AFTER = re.compile(rf"\s(?:en |del? )?tall[ae]s? {SIZE}")
_COUNT_ALONE = re.compile(r"\W{0,3}(?:con |solo |las |los )?(?P<count>\d{1,3})(?: (?:nomas|nada mas|"
                          r"por favor|porfa))?\W{0,3}")
_COUNT_NOUN = re.compile(r"pares|unidades|uni|unid|piezas|pzas?|pz|juegos|sets|packs?|cajas|bultos|"
                         r"articulos|productos|prendas|items|modelos|cositas|cosas|par\b")


@lru_cache(maxsize=64)
def _catalogue_form(sizes: tuple[str, ...]) -> dict[str, str]:
    return {fold(s): s for s in sizes}


def _catalogue(value: str, sizes: Sequence[str]) -> tuple[str, float]:
    """The catalogue's way of writing a size; a size that it does not have stays as said, a little doubtful."""
    known = _catalogue_form(tuple(sizes)).get(fold(value))
    return (known, 1.0) if known else (value, 0.8)


def _value(said: str) -> str:
    if said in _LETTERS:
        return _LETTERS[said]
    return said.replace(" y medio", ".5").replace(" y media", ".5").replace(",", ".")


def read_sizes(reading: Reading, sizes: Sequence[str]) -> None:
    """Takes sizes, written as the catalogue writes them. Call after `read_things`."""
    for match in list(_BED.finditer(reading.plain)):
        said = match.group("bed")
        if "media" in said or "1/2" in said:
            value = "2 plazas y media" if said[0] in "2d" and not said.startswith("de") else "1 plaza y media"
        elif match.group("count"):
            value = "1 plaza" if match.group("count") in ("1", "una") else "2 plazas"
        else:
            value = "king" if "king" in said and "super" not in said else said.split()[0].replace("es",
                    "") if said.endswith("ales") else said
            value = "queen" if value.startswith("queen") else value
        start = match.start("bed")
        if said.startswith("de "):
            start += 3
        form, confidence = _catalogue(value, sizes)
        _take(reading, form, start, match.end("bed"), confidence)
    for match in list(_TOLD.finditer(reading.plain)):
        spans = [match.span("size")] + [m.span() for m in _MORE.finditer(reading.plain, *match.span("more"))]
        figures = match.group("size")[0].isdigit()
        for start, end in spans:
            if reading.plain[start].isdigit() != figures or _THEN_SIZE.match(reading.plain, end):
                continue  # "talle M y 1 talle L"
            form, confidence = _catalogue(_value(reading.plain[start:end]), sizes)
            _take(reading, form, start, end, confidence)
    for match in list(_NEAR_THING.finditer(reading.plain)):
        spans = [match.span("size")] + [m.span() for m in _MORE.finditer(reading.plain, *match.span("more"))]
        for start, end in spans:
            number = float(_value(reading.plain[start:end]))
            shoe = match.group("thing")[0] == SHOE
            if (16 <= number <= 50 if shoe else 24 <= number <= 60):
                form, confidence = _catalogue(_value(reading.plain[start:end]), sizes)
                _take(reading, form, start, end, min(confidence, 0.95 if shoe else 0.75))
    for match in list(_OF_SHOES.finditer(reading.plain)):
        group = "size" if match.group("size") else "size2"
        form, confidence = _catalogue(_value(match.group(group)), sizes)
        _take(reading, form, *match.span(group), confidence)
    alone = _ALONE.fullmatch(reading.plain)
    if alone:
        form, confidence = _catalogue(_value(alone.group("size")), sizes)
        _take(reading, form, *alone.span("size"), 0.6 if alone.group("size").isdigit() else 0.9)
    if SHOE in reading.plain or COLOR in reading.plain or PRODUCT in reading.plain:
        for match in list(_IN_SIZE.finditer(reading.plain)):
            form, confidence = _catalogue(_value(match.group("size")), sizes)
            _take(reading, form, *match.span("size"), min(confidence, 0.8))
    for match in list(_LOOSE_LETTER.finditer(reading.plain)):
        start, end = match.span("size")
        if match.group("single") and not _single_letter(reading, start, end):
            continue
        form, confidence = _catalogue(_LETTERS[match.group("size")], sizes)
        _take(reading, form, start, end, min(confidence, 0.9))


def _single_letter(reading: Reading, start: int, end: int) -> bool:
    """S, M or L alone is a size as a capital, or after "en", "la", "una", a thing or a colour."""
    before = reading.plain[max(start - 12, 0):start]
    if reading.original(start, end).isupper() and not reading.text.isupper():
        return True
    return bool(re.search(rf"(?:\b(?:en|la|una|un|el|o|y|una|tipo)\s|[{PRODUCT}{SHOE}{COLOR}{SIZE}]\s?,?\s?|"
                          rf"[{SIZE}] (?:o|y) )$", before)) and bool(
        re.match(r"\s?(?:$|[,.?!]|\s)", reading.plain[end:end + 2]))


def _take(reading: Reading, value: str, start: int, end: int, confidence: float) -> None:
    if not reading.plain[start:end].strip(SIZE + "\x00"):
        return
    reading.take("size", value, start, end, confidence)
    reading.plain = reading.plain[:start] + SIZE * (end - start) + reading.plain[end:]


def read_quantities(reading: Reading) -> None:
    """Takes counts of goods: a number before a thing, a word such as "unidades", or after "quiero"."""
    for match in list(_QUANTITY.finditer(reading.plain)):
        value = _count(match)
        if value is None or value <= 0 or value > 1000000:
            continue
        confidence = _counts_goods(reading, match)
        if confidence:
            reading.take("quantity", value, *match.span("count"), confidence)
    alone = _COUNT_ALONE.fullmatch(reading.plain)
    if alone and reading.original(*alone.span("count")).strip().isalpha():
        reading.take("quantity", int(alone.group("count")), *alone.span("count"), 0.6)


def _count(match: re.Match[str]) -> int | None:
    if match.group("pair"):
        return 2
    if match.group("hundred"):
        return 100
    if match.group("dozen"):
        word = match.group("dozens") or "1"
        dozens = {"una": 1.0, "un": 1.0, "media": 0.5, "un par de": 2.0}.get(word) or float(word)
        return int(12 * dozens + (6 if match.group("half") else 0))
    value = scaled(match.group("num"), match.group("scale"))
    return value if isinstance(value, int) else None


_VAGUE_MASCULINE = re.compile(r"\W{0,3}(?:son |serian |tengo )?unos\s")
"""Said alone, "unos 60" may be money."""


def _counts_goods(reading: Reading, match: re.Match[str]) -> float:
    """How sure it is that this number counts goods; 0 where it does not."""
    plain = reading.plain
    if _SIZE_AFTER.match(plain, match.end("count")):
        return 0.95
    if _NOT_GOODS_AFTER.match(plain, match.end("count")):
        return 0.0
    after: list[str] = match.group("after").split()
    if _GOODS_AFTER.match(plain, match.end()) or re.match(rf"[^\w]{{0,2}}[{PRODUCT}{SHOE}]",
                                                          plain[match.end():match.end() + 3]):
        return 1.0
    if any(_COUNT_NOUN.match(word) for word in after):
        return 1.0
    if match.group("dozen") or match.group("hundred"):
        return 0.95
    if _WANT_BEFORE.search(plain[max(match.start() - 40, 0):match.start()]):
        rest = plain[match.end():match.end() + 12]
        if re.match(r"\s?(?:$|[,.;!?\x00-\x04]|y\b|por favor|en\b|para\b|de\b|color|talle|talla|nomas|nada|"
                    r"mas\b|mas o)", rest.lstrip()) or not rest.strip():
            return 0.6 if _VAGUE_MASCULINE.fullmatch(plain[:match.start()]) else 0.8
    return 0.0
