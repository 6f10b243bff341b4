"""Sizes of clothes, shoes and beds."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.things import COLOR, PRODUCT, SHOE, SIZE

_SAID_AS = {
    "XXS": "xxs|extra extra small", "XS": "xs|extra small|extra chico|extra chica",
    "S": "s|small|chico|chica|pequeño|pequeña|ese", "M": "m|medium|mediano|mediana|medio|eme",
    "L": "l|large|grande|ele", "XL": "xl|extra large|extralarge|extra grande|equis ele|equis l",
    "XXL": "xxl|2xl|2x|doble extra large|doble xl|doble equis", "XXXL": "xxxl|3xl|3x|triple xl", "XXXXL": "xxxxl|4xl",
    "única": "unica|unico", "CH": "ch", "G": "g", "EG": "eg", "XG": "xg", "XCH": "xch",
}
_LETTERS = {word: size for size, words in _SAID_AS.items() for word in words.split("|")}
_LETTER = "xxs|xs|s|m|l|xl|xxl|xxxl|[234]xl|[23]x"
_SPOKEN = "|".join(sorted(_LETTERS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[.,]5|x\d\d)?(?: y medio| y media)?"
_SIZE_WORD = r"(?:talles?|tallas?|tall|tale|taya|tamaños?|medidas?|numero|nro\.?|num\.?|n[°º]|size)"
_TOLD = re.compile(
    rf"\b(?:{_SIZE_WORD}\.?(?:\s?:|\s(?:es|de|en|el|la|un|una|seria|del|numero|nro|mi|sea|soy|uso|"
    rf"unos?))?(?:\s{{1,2}}|(?<=:)|(?<=[°º.])|(?=\d))(?:[a-zñ]{{4,12}}o?\s)??"
    rf"|(?:calzo|calza|calzamos|calzan|visto|viste)(?: un| el| numero| talle| talla| del?| la| como(?: un)?| en|"
    rf" entre)?\s|us[oa] (?:el |un |la |del |de |como |talla |talle )?(?=\d\d\b)|"
    rf"(?:nike|adidas|puma|converse|vans|topper|fila|reebok|skechers|jordan|new balance) (?:negr\w{{1,2}} |"
    rf"blanc\w{{1,2}} )?(?=[34]\d\b(?!\s?(?:mil|k\b|lucas|%)))|"
    rf"soy (?:un |una |talle |talla |como |tipo )?(?=\d\d\b|(?:{_LETTER})(?:\s?$|\s?[,;!?/]|"
    rf"\.(?! [a-z]{{2,14}}\s?$)| (?:o|y|u|en|de|pero)\b)))"
    rf"(?P<size>{_NUMBER}|{_SPOKEN})(?!\w|[.,]\d)(?P<more>(?:(?:\s?(?:,|y|o|u|/|-|a|ni)\s?|"
    rf"\s(?=[234]\d\b))(?:{_SIZE_WORD} |"
    rf"un |una )?(?:{_NUMBER}|{_SPOKEN})(?![\w/]|[.,]\d)){{0,6}})")
_IS_SIZE = re.compile(rf"(?<![\w.,$])(?P<size>{_NUMBER}|{_LETTER})(?: ?(?:cm|centimetros))? (?:es|seria|era|son) "
                      r"(?:(?:mi|la|el|su) )?(?:talla|talle|numero|medida)\b(?! (?:de|del) )")
"""A size said before its name: "27 es mi talla"."""
_NUMBERED = re.compile(r"numero|nro|num|n[°º]")
FIRST_NUMBER = 15
"""Below it a "number" is a place in a list, unless shoes are spoken of."""
_THEN_SIZE = re.compile(r"\s(?:en )?tall[ae]")
_MORE = re.compile(rf"(?:{_NUMBER}|{_SPOKEN})(?!\w)")
_BED = re.compile(
    r"\b(?P<bed>(?:(?:1|una?|de)\s)?plaza y media|1 1/2 plazas?|(?P<count>[12]|una|dos)\s(?:plazas?|"
    r"pl\b)(?P<half> y media)?|2 1/2 plazas?|[12] y media plazas?|queen(?: size)?|king(?: size)?"
    r"|super king|matrimonial|matrimoniales|semi ?dobles?|individual(?:es)?)(?!\w)")
_LOOSE_LETTER = re.compile(r"(?<![\w'’./-])(?P<size>xxs|xs|xl|xxl|xxxl|[234]xl|"
                           r"(?P<single>[smlg]|ch|eg))(?![\w'’./-]|\.\w)")
_NEAR_THING = re.compile(
    rf"(?P<thing>[{SHOE}]+|[{PRODUCT}]+)(?:\s[{COLOR}]+)?\s?(?:,\s?)?(?:(?:de|para) (?:mujer|hombre|dama|caballero|"
    rf"nen[ae]s?|niñ[oa]s?|bebe|varon|señora|"
    rf"chic[oa]s?|damas|adulto)\s)?(?:(?:en|del?|numero|nro|en el|en la|un|son|la|"
    rf"n[°º]|no\.?|el)\s?|(?P<for>para)\s)?(?P<size>\d{{2}}(?:[.,]5| y medio)?|(?<=del )\d(?:[.,]5| y medio)?|"
    rf"\d[.,]5)(?![\w%:]|/(?![34]\d\b)|"
    rf"[.,]\d)"
    rf"(?P<more>(?:\s?(?:,|y|o|u|a|al|/)\s?(?:\d{{2}}(?:[.,]5)?)(?! [{COLOR}]|[\w/%:]|[.,]\d)){{0,5}})"
    rf"(?!\s?(?:unidades|pares|mil|k\b|lucas|pesos|dolares|euros|soles|%|por ciento|cuotas|dias|"
    rf"de [a-z]+ero|de [a-z]+bre|personas|años|cm|(?(for)[a-zñ]{{4,}}s\b|(?!))))")
_OF_SHOES = re.compile(
    rf"(?<![\w.,/])(?P<size>[1-4]\d(?:[.,]5)?) (?:de|en) (?:pie|[{SHOE}])|\b(?:usa|uso|usan|es|soy|talle|"
    rf"talla) (?P<size2>\d\d) de [{PRODUCT}]")
_BREAKDOWN = re.compile(rf"(?:(?<!\w)\d{{1,4}} (?:en |de |del? |talle |talla )?(?:{_LETTER}|ch|g|"
                        rf"eg)(?!\w)[\s,;]{{0,3}}(?:y )?){{2,20}}")
_BREAKDOWN_SIZE = re.compile(rf"\d (?:en |de |del? |talle |talla )?(?P<size>{_LETTER}|ch|g|eg)(?!\w)")
"""An order by sizes: "10 s, 10 m y 5 l"."""
_NOT_THIS = re.compile(r"\s(?:ya )?no (?:me|le|nos|les) (?:entra|entro|queda|quedo|cabe|cupo|va|anda|anduvo|cierra|"
                       r"cerro|sirve|sirvio|subio|pasa|paso)\b")
_OF_SHOE = re.compile(r"\b(?:del|numero|el|hay|tiene[ns]?|tenes|queda[ns]?|en) (?P<size>[1-4]?\d(?:[.,]5)?)(?! y \d|"
                      r"\s?[:/%])(?=\s?(?:$|[,.;?!)]|"
                      r"(?:o|y|en|para|por favor|porfa|pero|si|de (?:hasta|menos|color|cuero))\b))")
"""A bare number in a message about shoes: "no son del 5, son del 6", "hay 39?"."""
_FIT = re.compile(r"\b(?:qued[aoeó]\w{0,4}|va|anda|resulta|vino|entra|siento) (?:\w{1,8} ){0,2}?(?:grande|chic[oa]|"
                  r"pequeñ[oa]|ajustad[oa]|"
                  r"apretad[oa]|just[oa]|suelt[oa]|larg[oa]|cort[oa]|bien|mal)\b|\b(?:cambi\w{1,6}|tall[ae]s?)\b")
"""Words about how something fits: numbers beside them are sizes."""
_FITTED = re.compile(r"\b(?:pedi|compre|quiero|necesito|seria|soy|uso|mande|mandaron|vino|un|una|pedido|era|es|"
                     r"llego) (?P<size>3[3-9]|4[0-7])"
                     r"(?=\s?(?:$|[,.;?!)]|(?:y|o|pero|me|no|en)\b))")
_EXCHANGED = re.compile(r"\b(?:cambi\w{1,9}|cambien\w{0,6}|canje\w{1,6})(?: [^\W\d]{1,12}){0,4} (?:por|a) "
                        r"(?:1|un|uno|una|el|la|otr[oa]|unos|unas)(?: (?:talle|talla|numero|del?|en|mas \w{4,8}))? "
                        r"(?P<size>[1-5]\d)(?=\s?(?:$|[,.;?!)]|(?:y|o|que|en|por|si)\b))")
"""What a thing is to be exchanged for: "cambiarlos por un 20"."""
_IN_A = re.compile(r"\ben (?:un|el|la|una) (?P<size>3[3-9]|4[0-7])(?=\s?(?:$|[.,;?!)]))")
_IN_WORDS = re.compile(rf"(?:\b(?:quier[oe]|queria|quisiera|tienen?|tenes|hay|vienen?|busco|necesito|ocupo|"
                       rf"prefiero)\b|[{PRODUCT}{COLOR}])[^.;!?]{{0,30}}?"
                       rf"\ben (?P<size>(?:extra )?(?:chic[oa]|median[oa]|grande)|small|medium|large)(?=\s?(?:$|"
                       rf"[.,;!?]|(?:o|y|"
                       rf"por favor|porfa)\b))")
_ALONE = re.compile(r"\W{0,3}(?:(?:el|la|en|un|una|del|de) )?(?P<size>3[3-9]|4[0-6]|xx?s|[sml]|"
                    r"x{1,3}l|chic[oa]|median[oa]|grande)(?:,? (?:por favor|porfa|porfis|gracias))?\W{0,3}")
_ONE_SIZE = re.compile(r"\bunitalla\b")
_BRA = re.compile(r"(?<![\w.,/])(?P<size>(?:3\d|[7-9]\d|1[01]\d|120)\s?[a-f])(?![\w/])")
_BRAS = frozenset(("corpiño", "brasier", "sostén", "sujetador", "bikini"))
_IN_SIZE = re.compile(rf"(?:\b(?:en|del|el|la|los|las|un|una|numero|es|o|y|(?:para|de) (?:mujer|hombre|dama|"
                      rf"caballero|nen[ae]|niñ[oa]|varon|bebe)) |[{COLOR}],? )(?P<size>3[2-9]|"
                      rf"4[0-8]|(?<=nen[ae] )[12]\d|(?<=niñ[oa] )[12]\d)(?![\w/%:]|[.,]\d)"
                      rf"(?!(?<=\by \d\d) [{COLOR}]| [{PRODUCT}{SHOE}])"
                      r"(?! (?:cuotas|pagos|dias|horas|minutos|pesos|mil|unidades|pares|lucas|dolares|euros|"
                      r"personas|años|cm|por ciento))")


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


def _catalogue_span(value: str, sizes: Sequence[str], span: tuple[int, int]) -> tuple[str, int, int, float]:
    """What `_take` needs for a size said at these positions."""
    form, confidence = _catalogue(value, sizes)
    return form, *span, confidence


def _bed(match: re.Match[str]) -> str:
    """The size of a bed: "plaza y media", "dos plazas", "king size"."""
    said = match.group("bed")
    if match.group("count"):
        plazas = "1 plaza" if match.group("count") in ("1", "una") else "2 plazas"
        return plazas + (" y media" if match.group("half") else "")
    if "media" in said or "1/2" in said:
        return "2 plazas y media" if said.startswith("2") else "1 plaza y media"
    if said.startswith(("queen", "king")):
        return said.split()[0]
    if said.startswith("semi"):
        return "semidoble"
    return said.removesuffix("es") if said.endswith("ales") else said


def read_sizes(reading: Reading, sizes: Sequence[str]) -> None:
    """Takes sizes, written as the catalogue writes them. Call after `read_things`."""
    for match in list(_BED.finditer(reading.plain)):
        start = match.start("bed") + (3 if match.group("bed").startswith("de ") else 0)
        form, confidence = _catalogue(_bed(match), sizes)
        _take(reading, form, start, match.end("bed"), confidence)
    for match in list(_ONE_SIZE.finditer(reading.plain)):
        _take(reading, *_catalogue_span("única", sizes, match.span()))
    if any(found.entity == "product" and found.value in _BRAS for found in reading.found):
        for match in list(_BRA.finditer(reading.plain)):
            _take(reading, *_catalogue_span(match.group("size").replace(" ", "").upper(), sizes, match.span("size")))
    _read_told(reading, sizes)
    _read_near_things(reading, sizes)
    _read_letters(reading, sizes)


def _read_told(reading: Reading, sizes: Sequence[str]) -> None:
    """Sizes that a word announces: "talle", "calzo"."""
    for match in list(_TOLD.finditer(reading.plain)):
        spans = [match.span("size")] + [m.span() for m in _MORE.finditer(reading.plain, *match.span("more"))]
        figures = match.group("size")[0].isdigit()
        for start, end in spans:
            if reading.plain[start].isdigit() != figures or _THEN_SIZE.match(reading.plain, end):
                continue  # "talle M y 1 talle L"
            if _NUMBERED.match(match.group()) and not _numbers_a_size(reading, match.start(), start, end):
                continue
            form, confidence = _catalogue(_value(reading.plain[start:end]), sizes)
            _take(reading, form, start, end, confidence)
    for match in list(_IS_SIZE.finditer(reading.plain)):
        _take(reading, *_catalogue_span(_value(match.group("size")), sizes, match.span("size")))


def _numbers_a_size(reading: Reading, begin: int, start: int, end: int) -> bool:
    """Whether "número" tells a size: "zapatillas número 7", but "la número dos" is a choice."""
    said = reading.plain[start:end]
    if not said[0].isdigit():
        return False
    return float(_value(said).split("x")[0]) >= FIRST_NUMBER or SHOE in reading.plain[max(begin - 25, 0):begin]


def _read_near_things(reading: Reading, sizes: Sequence[str]) -> None:
    """Numbers beside a thing, above all beside a shoe; and a message that is only a size."""
    for match in list(_NEAR_THING.finditer(reading.plain)):
        spans = [match.span("size")] + [m.span() for m in _MORE.finditer(reading.plain, *match.span("more"))]
        for start, end in spans:
            number = float(_value(reading.plain[start:end]))
            shoe = match.group("thing")[0] == SHOE
            if (4 <= number <= 50 if shoe else 24 <= number <= 60):
                form, confidence = _catalogue(_value(reading.plain[start:end]), sizes)
                _take(reading, form, start, end, min(confidence, 0.95 if shoe else 0.75))
    for match in list(_OF_SHOES.finditer(reading.plain)):
        group = "size" if match.group("size") else "size2"
        form, confidence = _catalogue(_value(match.group(group)), sizes)
        _take(reading, form, *match.span(group), confidence)
    alone = _ALONE.fullmatch(reading.plain)
    if alone:
        form, confidence = _catalogue(_value(alone.group("size")), sizes)
        _take(reading, form, *alone.span("size"), 0.6 if len(alone.group("size")) == 2 or len(alone.group("size")) > 4
              else 0.9)
    if SHOE in reading.plain:
        for match in list(_OF_SHOE.finditer(reading.plain)):
            value = _value(match.group("size"))
            if float(value) >= (1 if reading.plain.startswith(("del", "num"), match.start()) else FIRST_NUMBER):
                form, confidence = _catalogue(value, sizes)
                _take(reading, form, *match.span("size"), min(confidence, 0.8))
    fitted = [_IN_A, _EXCHANGED, _IN_WORDS] + ([_FITTED] if _FIT.search(reading.plain) else [])
    for match in [m for pattern in fitted for m in pattern.finditer(reading.plain)]:
        form, confidence = _catalogue(_value(match.group("size")), sizes)
        _take(reading, form, *match.span("size"), min(confidence, 0.75))
    if any(mark in reading.plain for mark in (SHOE, COLOR, PRODUCT)) or _FIT.search(reading.plain):
        for match in list(_IN_SIZE.finditer(reading.plain)):
            form, confidence = _catalogue(_value(match.group("size")), sizes)
            _take(reading, form, *match.span("size"), min(confidence, 0.8))


def _read_letters(reading: Reading, sizes: Sequence[str]) -> None:
    """XS to XXL without an announcement."""
    for order in list(_BREAKDOWN.finditer(reading.plain)):
        for match in list(_BREAKDOWN_SIZE.finditer(reading.plain, *order.span())):
            form, confidence = _catalogue(_LETTERS[match.group("size")], sizes)
            _take(reading, form, *match.span("size"), confidence)
    for match in list(_LOOSE_LETTER.finditer(reading.plain)):
        start, end = match.span("size")
        if match.group("single") and not _single_letter(reading, start, end):
            continue
        form, confidence = _catalogue(_LETTERS[match.group("size")], sizes)
        _take(reading, form, start, end, min(confidence, 0.9))


def _single_letter(reading: Reading, start: int, end: int) -> bool:
    """S, M or L alone is a size as a capital, or after "en", "la", "una", a thing or a colour."""
    before = reading.plain[max(start - 12, 0):start]
    if reading.plain[start:end] in ("g", "ch", "eg"):  # Mexican: grande, chica; elsewhere grams and more
        return reading.original(start, end).isupper() and not before[-2:].strip().isdigit()
    if reading.original(start, end).isupper() and not reading.text.isupper():
        return True
    return bool(re.search(rf"(?:\b(?:en|la|una|un|el|o|y|una|tipo)\s|[{PRODUCT}{SHOE}{COLOR}{SIZE}]\s?,?\s?|"
                          rf"[{SIZE}] (?:o|y) )$", before)) and bool(
        re.match(r"\s?(?:$|[,.?!]|\s)", reading.plain[end:end + 2]))


def _take(reading: Reading, value: str, start: int, end: int, confidence: float) -> None:
    if not reading.plain[start:end].strip(SIZE + "\x00") or _NOT_THIS.match(reading.plain, end):
        reading.blank(start, end)
        return
    reading.take("size", value, start, end, confidence)
    reading.plain = reading.plain[:start] + SIZE * (end - start) + reading.plain[end:]
