"""Counts of goods ("media docena de remeras", "serían 20 unidades")."""
from __future__ import annotations

import re

from hilo.spanish.numbers import FIGURES, scaled
from hilo.spanish.reading import Reading
from hilo.spanish.things import COLOR, PRODUCT, SHOE, SIZE

_QUANTITY = re.compile(
    rf"(?<![\w.,$#/:-])(?P<count>(?:(?P<dozens>\d{{1,3}}|una|media|un par de|"
    rf"un)\s)?(?P<dozen>docenas?)(?P<half> y media)?"
    rf"|(?P<num>{FIGURES})(?:\s(?P<scale>mil|millones|k))?"
    rf"|(?P<pair>un par|una parejita|un parcito)|(?P<hundred>un centenar|un ciento|un 100(?= de)|"
    rf"una centena))(?![\w%/:]|"
    rf"[.,]\d)(?P<after>(?:\s(?:pares|par|unidades|uni|unid|u|piezas|pzas?|pz|de|juegos|sets|packs?|cajas"
    rf"|bultos|metros|unos|de los|de las|modelos|más|mas|cositas|cosas|articulos|productos|prendas|"
    rf"items)){{0,3}})")
_GOODS_AFTER = re.compile(rf"\s(?:[a-zñ]{{3,14}}\s)?[{PRODUCT}{SHOE}]|\s[{COLOR}]|\s(?:de\s)?(?:cada|ellas|"
                          rf"ellos|esas|esos|estas|estos|iguales)\b")
_WANT_BEFORE = re.compile(
    r"\b(?:quiero|quisiera|queria|querria|necesito|necesitamos|llevo|llevamos|llevaria|llevar|me llevo|"
    r"serian|seria|son|compro|comprar|pedi|pido|pedir|dame|deme|ponme|poneme|mandame|mandenme|mande"
    r"|pedido|llego|vino|mando|entregaron|entrego|dieron|agrega\w{0,4}|ponle|pongale|pongame|anota\w{0,4}|"
    r"cantidad|unas|unos|como|busco|con|compre|llegaron|vinieron|mandaron|recibi|sobran|"
    r"en vez de|en lugar de|reserva\w{0,4}|aparta\w{0,4}|"
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
_EACH = re.compile(r"\s(?:cada un[oa]|c/u|la unidad|por (?:cada )?(?:un[oa]|unidad))\b")
_PRICED = re.compile(r"\b(?:precio|descuento|rebaja|descontas|"
                     r"(?:dej|vend|cobr|hac|sal|qued)\w* (?:\w+ ){0,2}(?:en|a|por) $)")
"""Before a number that is what each is to cost: «¿me las dejás a 40 cada una?»."""
_ONLY_ONE = re.compile(rf"(?<!en )(?<!tengo )\b(?P<count>1|un[oa]) (?:sol[oa]|solit[oa]|unic[oa])"
                       rf"(?=\s?(?:$|[,.;:!?)]|[{PRODUCT}{SHOE}])|\s(?:por|porfa|gracias|y|pero|nada|nomas|no)\b)")
_PAYS = re.compile(r"\b(?:pag\w{1,4}|abon\w{1,4}|vuelto de|cambio de) (?:con )?$")
_CHANGE_TO = re.compile(r"\b(?:corrig|corrij|cambi|sub|baj|pas|aument|amplia)[a-z]{1,7} a $")
"""Before the count that replaces another: "corrígelo a 15"."""
_SIZE_AFTER = re.compile(rf"\s(?:(?:en |del? )?tall[ae]s? )?{SIZE}")
_MARK_BEFORE = re.compile(r"\b(?:un|le pongo|les pongo|nota|puntaje|puntos|califico con|calificacion|doy) $")
"""A mark for the service, and no count."""
_COUNT_ALONE = re.compile(r"\W{0,3}(?:con |solo |las |los )?(?P<count>\d{1,3})(?: (?:nomas|nada mas|"
                          r"por favor|porfa))?\W{0,3}")
_COUNT_NOUN = re.compile(r"pares|unidades|uni|unid|piezas|pzas?|pz|juegos|sets|packs?|cajas|bultos|"
                         r"articulos|productos|prendas|items|modelos|cositas|cosas|par\b")


def read_quantities(reading: Reading) -> None:
    """Takes counts of goods: a number before a thing, a word such as "unidades", or after "quiero"."""
    for match in list(_QUANTITY.finditer(reading.plain)):
        value = _count(match)
        if value is None or value <= 0 or value > 1000000:
            continue
        confidence = _counts_goods(reading, match)
        if confidence:
            reading.take("quantity", value, *match.span("count"), confidence)
    for match in list(_ONLY_ONE.finditer(reading.plain)):
        reading.take("quantity", 1, *match.span("count"), 0.8)
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


_PAIR_OF = re.compile(r" de (?!(?:dias?|horas?|minutos?|semanas?|meses|años|veces|cosas|preguntas?|consultas?|dudas?|"
                      r"cuadras|opciones|ideas|fotos|mensajes|amig[oa]s|personas|problemas|detalles)\b)[a-zñ\x00-\x04]")
"""A pair of goods that the catalogue does not know ("un par de fuentes"), and not of hours."""
_VAGUE_MASCULINE = re.compile(r"\W{0,3}(?:son |serian |tengo )?unos\s")
"""Said alone, "unos 60" may be money."""


def _counts_goods(reading: Reading, match: re.Match[str]) -> float:
    """How sure it is that this number counts goods; 0 where it does not."""
    plain = reading.plain
    if _SIZE_AFTER.match(plain, match.end("count")):
        return 0.95
    if _NOT_GOODS_AFTER.match(plain, match.end("count")) or (
            match.group("num") and _MARK_BEFORE.search(plain, max(match.start() - 20, 0), match.start())):
        return 0.0
    if _EACH.match(plain, match.end("count")) and _PRICED.search(plain, 0, match.start()):
        return 0.0
    if _PAYS.search(plain, max(match.start() - 20, 0), match.start()):
        return 0.0
    after: list[str] = match.group("after").split()
    if _GOODS_AFTER.match(plain, match.end()) or re.match(rf"[^\w]{{0,2}}[{PRODUCT}{SHOE}]",
                                                          plain[match.end():match.end() + 3]):
        return 1.0
    if any(_COUNT_NOUN.match(word) for word in after):
        return 1.0
    if match.group("dozen") or match.group("hundred"):
        return 0.95
    if match.group("pair") and _PAIR_OF.match(plain, match.end("count")):
        return 0.8
    if PRODUCT in plain and SHOE not in plain and _CHANGE_TO.search(plain, max(match.start() - 24, 0), match.start()):
        return 0.8
    if _WANT_BEFORE.search(plain[max(match.start() - 40, 0):match.start()]):
        rest = plain[match.end():match.end() + 12]
        if re.match(r"\s?(?:$|[,.;!?\x00-\x04]|y\b|por favor|en\b|para\b|de\b|color|talle|talla|nomas|nada|porf\w*|"
                    r"plis|gracias|si\b|mas\b|mas o)", rest.lstrip()) or not rest.strip():
            return 0.6 if _VAGUE_MASCULINE.fullmatch(plain[:match.start()]) else 0.8
    return 0.0
