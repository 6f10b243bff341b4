"""E-mail addresses, telephones and order numbers, typed or spoken."""
from __future__ import annotations

import re
from re import Match

import phonenumbers

from hilo.spanish.reading import Reading
from hilo.spanish.spelt import spelt_codes
from hilo.spanish.word_lists import folded_words

_EMAIL = re.compile(r"(?<![\w.+@-])[a-z0-9ñ][\w.+-]{0,63}\s?@\s?[a-z0-9ñ-]{1,40}(?:(?:\.(?!(?:com|net|"
                    r"org)\.[a-z]{4})[a-z0-9-]{1,30}){0,2}"
                    r"\.[a-z]{2,15}|\s?\.\s?(?:com|net|org|edu|es|ar|mx|cl|co|pe|uy|ec)(?:\.[a-z]{2}(?![a-z]))?)"
                    r"(?![\w@])")
"""A full stop and the next sentence are no part of an address ("ana@gmail.com. Gracias")."""
_DOMAIN = (
    r"(?P<domain>[a-z0-9][a-z0-9-]{1,30})(?:\s?(?:punto|\.)\s?(?:com|net|org|es|edu|gob|gov|co|info|ar|mx|"
    r"cl|pe|uy|ec|ve|bo|py)){1,3}")
MOST_JOINED = 3
"""Words of a spoken address that may stand together without "punto" or "guion"."""
_SPOKEN_AT = re.compile(r"\s?(?:\(?\[?\barroba\b\]?\)?|\(at\)|\[at\]|@)\s?" + _DOMAIN + r"\b")
_LOCAL = re.compile(
    r"(?:[a-z0-9ñ]{1,30}(?:\s?(?:\.|_|-)\s?|\s(?:punto|guion bajo|guion medio|guion|barra baja)\s|"
    r"\s)){0,8}[a-z0-9ñ._+-]{1,40}$")
_PARTS = re.compile(r"guion bajo|barra baja|guion medio|guion|punto|[a-z0-9ñ]+|[._+-]")
_SIGNS = {"guion bajo": "_", "barra baja": "_", "guion medio": "-", "guion": "-", "punto": "."}
_PHONE = re.compile(r"(?<![\w.,$@/#-])(?:\+\s?|00)?\(?\d(?:[\s()./-]{0,3}\d|, \d){6,22}\)?(?![\w@]|[.,]\d)")
_PHONE_WORD = re.compile(
    r"\b(?:tel|telefono|telf|fono|cel|celu|celular|movil|whatsapp|whats|wsp|wpp|wasap|guasap|llam\w{1,10}|"
    r"numero|contacto|linea|fijo|marcar\w{0,4}"
    r"|escrib\w{1,8}|comunic\w{1,9}|sms)\b")
_NOT_PHONE_WORD = re.compile(r"\b(?:pedido|orden|compra|seguimiento|tracking|factura|guia|dni|cuit|rut|rfc|"
                             r"tarjeta|cbu|clabe|codigo|precio)\b")
_ORDER_WORD = (r"(?:(?:numero|nro|num|no|n|codigo|id)\.?\s?[°º]?\s?(?:de\s|del\s)?(?:mi\s|el\s)?)?"
               r"(?:pedidos?|ped\.?|folio|ordenes|orden(?: de compra)?|compras?|seguimiento|tracking|guia|order|"
               r"encargo|ord\.?)")
_ORDER_LINK = (r"(?:\s{0,2}[:#-]|\s(?:es|era|con (?=nu?m|nro|codigo)|el|la|mi|numero|nro|num|no|n|codigo|que|"
               r"termina en|dice|seria|figura como|cod|id|hice|creo|me parece|segun|si no me equivoco|aca|aqui|ahi|va|"
               r"te|lo|le|paso|este|ese|sale|aparece|tengo|anot[ae]|mm+|eh+|me (?:sale|aparece|figura|dieron)|sigue|"
               r"siguiente|y|empieza con)(?![a-z0-9-])(?:\.|[°º])?){0,6}[\s:,]{0,3}")
_ORDER_ID = (
    r"#?(?P<id>[a-z]{1,6}-?\d{2,14}(?:-[a-z0-9]{1,10}){0,3}|(?P<spaced>[a-z]{1,4} \d{3,12})|"
    r"\d{1,3}(?:\.\d{3}){1,3}(?!\.?\d)|\d{1,12}(?:[-/][a-z0-9]{1,12}){1,3}|[a-z]{1,6}(?:-[a-z0-9]{1,12}){1,3}|"
    r"\d{2,4}(?: \d{2,4}){2,6}(?![.,]?\d)|\d{2,3} \d{3}(?=\s?(?:$|[,.;?!](?!\d)))|\d{3,14}[a-z]{0,3}|"
    r"\d(?:[ ,]{1,2}\d{1,3}){2,11})")
_ORDER = re.compile(r"(?<!\w)" + _ORDER_WORD + _ORDER_LINK + _ORDER_ID + r"(?![\w@])")
_SAID_AFTER = re.compile(r"(?<![\w.,$/-])#?(?P<id>[a-z]{0,5}-?\d{3,14}(?:-[a-z0-9]{1,10}){0,2}|"
                         r"\d(?:[ ,]{1,2}\d{1,3}){2,11})"
                         r",? (?:(?:ese|este|eso|asi) )?(?:es|era|seria) (?:(?:el|la|mi|nuestr[oa]|"
                         r"su) )?" + _ORDER_WORD +
                         r"(?![a-z])(?!" + _ORDER_LINK + r"[a-z]{0,3}-?\d{3})")
"""The number before its name: "48213 es mi pedido"."""
_NUMBERED = re.compile(r"(?<![a-z])(?:nro|numero|num|n[°º])\.?\s?:?\s?(?:es\s)?(?P<id>\d{4,12})(?![\w@]|[.,-]\d)")
_TO_CALL = re.compile(r"\b(?:tel|telefono|cel|celular|movil|whatsapp|wsp|llam\w{1,8}|contacto|dni|documento|cliente|"
                      r"serie)\b")
_NOT_ORDER = re.compile(r"\b(?:tel|telefono|cel|celu|celular|movil|whatsapp|llam\w{1,8}|casa|calle|av|avenida|puerta|"
                        r"depto|talle|talla|calzo|zapat\w{1,6}|dni|cliente|postal|cp)\b")
_BOUGHT = re.compile(r"\b(?:pedido|compra|orden|encargo|folio)\b")
"""In a message about an order a bare "nro 33812" is its number."""
_GOODS = re.compile(r"\s(?:mil|pesos|lucas|dolares|euros|soles|unidades|pares|docenas|cuotas|dias|horas|"
                    r"[a-z]{3,14}s\b(?<!dos|das|mos|nos|les|ces|tes))")
_HASH = re.compile(r"(?<![\w&])#\s?(?P<id>[a-z]{0,5}-?\d{3,14}(?:-[a-z0-9]{1,10})?|"
                   r"[a-z0-9]{2,8}(?:-[a-z0-9]{2,10}){1,3})(?!\w)")
_OTHER_CODE = re.compile(r"\b(?:pasaporte|ine|licencia|patente|placas?|matricula|serie|imei|modelo|cupon|descuento|"
                         r"sku|alias)[^.;!?]{0,15}$")
"""Before a code that is no order's."""
_STREET = re.compile(r"\b(?:cra|cr|kra|kr|carrera|cll?|calle|av|avenida|ak|ac|transv\w{0,7}|tv|diag\w{0,5}|dg|circular|"
                     r"autopista|mz|manzana)\.? ?\w{1,12}(?: (?:bis|sur|norte|este|oeste|[a-z]))? ?$")
"""Before the "#" of a Colombian address."""
_LOOSE = re.compile(r"(?<![\w-])(?P<id>[a-z]{2,5}-\d{3,12}(?:-\d{1,6})?|[a-z]{2,4}\d{5,12})(?![\w-])")


_BARE = r"#?(?P<id>[a-z]{1,4}-?\d{3,12}|\d{4,12})(?![\w@%/]|[.,:-]\d)"
_ASKED = re.compile(
    r"\b(?:estado|estatus|estatuto|status|situacion|novedad(?:es)?|noticias|noticia|info(?:rmacion)?|saber|"
    r"consult\w{1,4}|rastre\w{1,4}|track\w{0,5}|pregunt\w{1,4}|como va|en que va|en que anda|que paso|que onda|"
    r"que hubo|por donde (?:viene|va|anda)|donde (?:esta|anda|viene|va)|cuando (?:me )?(?:llega|sale|entregan|viene)|"
    r"(?:no|nunca) (?:me |nos )?(?:llego|ha llegado|llega)|cancel\w{1,5}|anul\w{1,5}|esper\w{1,5}|chec\w{1,4}|"
    r"revis\w{1,5}|localiz\w{1,4}|ya (?:salio|llego|enviaron|mandaron|despacharon))(?: (?:esta|anda|va|de|del|con|"
    r"sobre|por|acerca de|al)){0,2}(?: (?:el|la|mi|su|este|numero|nro))? " + _BARE)
"""A bare number whose state is asked for: "quisiera saber el estado de 15509"."""
_DELAYED = re.compile(
    r"\b(?:el|la|mi) " + _BARE + r",? (?:ese )?(?:sigue (?:sin|en|igual)|"
    r"(?:todavia|aun|nunca) (?:no )?(?:me |nos )?(?:llega|llego|sale|ha)|no (?:me |nos )?(?:llego|ha llegado|llega|"
    r"aparece|figura)|ya (?:llego|salio|esta en)|esta (?:en camino|demorad|atrasad|retrasad|retenid)|figura (?:como )"
    r"?entregad)")
_IS_IT = re.compile(r"\b(?:es|era|seria|fue) (?:el|la) " + _BARE)
_INSTEAD = re.compile(r"\bno (?:es|era) (?:(?:el|la|numero|pedido|orden) ){0,2}#?\d{4,12}\W{1,3}(?:(?:sino|si no|que|"
                      r"es|era|el|la) ){1,4}(?:(?:pedido|orden|compra|numero) )?" + _BARE)
_THE_NUMBER = re.compile(r"\b(?:el|mi) numero (?:es|era|seria)(?: el)? #?(?P<id>\d{5,6})(?![\w@%/]|[.,:-]\d)|"
                         r"(?<![\w.,$/+-])#?(?P<before>\d{5,6}),? (?:ese|este|eso|asi) (?:es|era) (?:el|"
                         r"mi) numero\b(?! de)")
_DENIED = re.compile(r"\bno (?:es|era|fue) (?:(?:el|la|mi|numero|nro|pedido|orden|compra) ){0,3}#?$")
"""Before a number that is not the one meant."""
_NAMED_BY_IT = re.compile(r", (?:el|la) (?P<id>\d{5,12})(?=\s?(?:$|[,.;?!]))")


def read_emails(reading: Reading) -> None:
    """Takes addresses, lower case; "ana punto perez arroba gmail punto com" is one. Spoken ones whose
    local part joins words without a sign between them are doubtful."""
    for match in _EMAIL.finditer(reading.folded):
        start, end = reading.folded_span(*match.span())
        value = re.sub(r"\s", "", reading.text[start:end]).lower()
        reading.take_folded("email", value, *match.span())
    for match in list(_SPOKEN_AT.finditer(reading.plain)):
        local = _LOCAL.search(reading.plain, max(match.start() - 80, 0), match.start())
        parts, joined = _local_part(list(_PARTS.finditer(reading.plain, local.start(), match.start())) if local else [])
        if parts:
            name = "".join(_SIGNS.get(p.group(), p.group()) for p in parts)
            domain = re.sub(r"\s?(?:\bpunto\b|\.)\s?", ".", match.group()[match.start("domain") - match.start():])
            value = f"{name}@{domain.replace(' ', '')}"
            reading.take("email", value, parts[0].start(), match.end(), 0.6 if joined else 0.95)


def _local_part(parts: list[Match[str]]) -> tuple[list[Match[str]], int]:
    """The words and signs that belong to an address, from the "arroba" leftwards, and how many are merely joined."""
    kept: list[Match[str]] = []
    joined = 0
    for part in reversed(parts):
        word = part.group()
        if not _is_sign(word):
            foreign = word in folded_words("before_address.txt")
            if kept and not _is_sign(kept[-1].group()):
                if foreign or joined >= MOST_JOINED:
                    break
                joined += 1
            elif not kept and foreign:
                break
        kept.append(part)
    while kept and _is_sign(kept[-1].group()):
        kept.pop()
    return kept[::-1], joined


def _is_sign(word: str) -> bool:
    return word in _SIGNS or not word[0].isalnum()


def _valid(digits: str, international: bool, country: str | None) -> bool:
    try:
        number = phonenumbers.parse(("+" if international else "") + digits, None if international else country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


def read_phones(reading: Reading, country: str | None = None) -> None:
    """Takes telephones: digits, with "+" where the person gave it or dialled 00.

    Ten digits or more that are valid in the person's country, or that follow a word such as
    "cel" or "llámenme al", are sure; others are doubtful or no telephone.
    """
    for match in list(_PHONE.finditer(reading.plain)):
        start, written = match.start(), match.group()
        digits = "".join(c for c in written if c.isdigit())
        if country and ", " in written and not _valid(digits, False, country):  # "nueve ocho uno, 981 233 410"
            last = written.rsplit(", ", 1)[1]
            if _valid("".join(c for c in last if c.isdigit()), False, country):
                start, written = match.end() - len(last), last
                digits = "".join(c for c in written if c.isdigit())
        international = written.startswith(("+", "00"))
        if written.startswith("00"):
            digits = digits[2:]
        if not 7 <= len(digits) <= 15:
            continue
        before = reading.plain[max(match.start() - 35, 0):match.start()]
        told = _PHONE_WORD.search(before) is not None
        if _NOT_PHONE_WORD.search(before) and not told:
            continue
        valid = _valid(digits, international, country) if international or country else False
        plausible = (country is None and 10 <= len(digits) <= 13) or (international and len(digits) >= 8)
        if not (valid or told or plausible):
            continue
        confidence = 1.0 if valid or (told and len(digits) >= 8) else 0.65
        reading.take("phone", ("+" if international else "") + digits, start, match.end(), confidence)


_FIGURE = re.compile(r"\d")
_BARE_ORDERS = frozenset((_ASKED, _DELAYED, _IS_IT, _INSTEAD, _THE_NUMBER, _NAMED_BY_IT))
_ORDERS = ((_ORDER, 1.0), (_SAID_AFTER, 1.0), (_HASH, 0.9), (_NUMBERED, 0.8), (_LOOSE, 0.75), (_INSTEAD, 0.8),
           (_ASKED, 0.8), (_DELAYED, 0.8), (_IS_IT, 0.7), (_NAMED_BY_IT, 0.7), (_THE_NUMBER, 0.7))


def _bare_order(plain: str, pattern: re.Pattern[str], start: int, end: int) -> bool:
    """Whether a number without a word for an order before it can be one: no price, telephone or address."""
    if _GOODS.match(plain, end) or _OTHER_CODE.search(plain, max(start - 30, 0), start) or _TO_CALL.search(
            plain, max(start - 30, 0), start) or re.match(r"(?:19|20)\d\d$", plain[start:end]):
        return False
    if pattern in (_IS_IT, _NAMED_BY_IT) or (pattern is _INSTEAD and end - start < 5):
        return _BOUGHT.search(plain) is not None
    return pattern is not _THE_NUMBER or _NOT_ORDER.search(plain) is None


def _numbers_an_order(plain: str, start: int, end: int) -> bool:
    """Whether "nro 33812" stands in a message about an order; a short number only after its word."""
    bought = _BOUGHT.search(plain, 0, start) or (end - start > 4 and _BOUGHT.search(plain))
    return bool(bought) and _TO_CALL.search(plain, max(start - 30, 0), start) is None


def read_order_numbers(reading: Reading) -> None:
    """Takes order numbers as written ("CB-1029"); spoken figures are joined ("4 5 8" is "458")."""
    if not _FIGURE.search(reading.plain):
        return
    for spelt in list(spelt_codes(reading.plain)):
        if not _GOODS.match(reading.plain, spelt.end):
            reading.take("order_number", spelt.code, spelt.start, spelt.end, 0.9)
    for pattern, confidence in _ORDERS:
        for match in list(pattern.finditer(reading.plain)):
            start, end = match.span("before" if match.groupdict().get("before") else "id")
            if not any(c.isdigit() for c in reading.plain[start:end]) or _DENIED.search(
                    reading.plain, max(start - 30, 0), start):
                continue
            if pattern in _BARE_ORDERS and not _bare_order(reading.plain, pattern, start, end):
                continue
            if pattern is _NUMBERED and not _numbers_an_order(reading.plain, start, end):
                continue
            if pattern is _HASH and _STREET.search(reading.plain, max(start - 30, 0), match.start()):
                continue  # "cra 7 # 45-12"
            if pattern is not _ORDER and _OTHER_CODE.search(reading.plain, max(start - 30, 0), start):
                continue
            written = reading.original(start, end)
            if match.groupdict().get("spaced") and not written[:1].isupper():
                continue
            if pattern is _ORDER and len(written) <= 5 and _GOODS.match(reading.plain, end):
                continue  # "un pedido: 200 remeras"
            if any(c.isdigit() for c in written):
                value = re.sub(r"(?<=\d)[ ,]+(?=\d)", "", written)
            else:
                value = re.sub(r"[ ,]", "", reading.plain[start:end])
            reading.take("order_number", value, start, end, confidence)
