"""The kinds of documents and secrets: how each is written, which words announce it, and its checksum.

Checksums come from python-stdnum; the CLABE's (weights 3, 7, 1, Banco de México's rule) is here because
that library lacks it.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from stdnum import iban, luhn
from stdnum.ar import cbu, cuit
from stdnum.cl import rut
from stdnum.do import cedula as dominican
from stdnum.ec import ci as ecuadorian
from stdnum.es import dni as spanish_dni
from stdnum.es import nie
from stdnum.mx import curp

Check = Callable[[str], bool]


class Announcement(NamedTuple):
    """Words that say what a number is: anywhere, right before it, some words before it, and right after it."""

    anywhere: re.Pattern[str]
    before: re.Pattern[str]
    far: re.Pattern[str]
    after: re.Pattern[str]


class Kind(NamedTuple):
    """`pattern` finds candidates; one counts if `check` holds, or if a word of `announced` stands before it
    and `length` allows it. `alone` says whether the checksum suffices without such a word.
    """

    type: str
    pattern: re.Pattern[str]
    announced: Announcement | None
    check: Check
    alone: bool
    shape: Check
    countries: Sequence[str] = ()  # where the checksum suffices; empty: everywhere


_GAP = (r"(?:\s?[:#=(,.;…?!-]{1,3}|\s{1,2}|\s?(?:n[°º]|nro\.?|num\.?|no\.)|\s(?:numero|es|el|la|los|las|de|del|"
        r"mi|su|al|con|son|titular|terminad[oa] en|para|y|ar|argentin[oa]|va|ahi va|te paso|paso|a|que|"
        r"seria|actual|nuevo|"
        r"extranjer[oa]|visa|master ?card|credito|debito|cliente|ciudadania|identidad|tributari[oa]|fiscal|"
        r"electronico|anterior|empresa|personal|propi[oa]|comprador|bancari[oa]|tarjeta|tengo|yo|dice|atras|"
        r"dorso|este|anot[ea]n?|apunt[ea]n?|pon(?:e|ga|gan)?|usa|usen|tom[ae]n?|escrib[ae]|le|les|os|dos|tres|"
        r"veces|vez|"
        r"persona|autorizad[oa]|señor[ai]?|esposo|esposa|marido|mujer|hijo|hija|mama|papa|hermano|hermana|suegr[oa]|"
        r"vecin[oa]|amig[oa]|jefe|jefa|soci[oa]|novi[oa]|padre|madre|pareja|abuel[oa]|encargad[oa]|portero|"
        r"quien|retira|recibe|recoge|compra|delante|frente|detras|reverso|vuelta|sale|figura|ya|corto|largo|"
        r"correcto|bueno|completo|nacional|unico|sin|puntos|guion|guiones|ni|letra|copio|mando|dejo|doy|eh|em|o|sea|"
        r"nuevamente|otra|ese|esta|eso|pide|piden|amex|tiene|cuatro|creo|era|fue|me|dijo|dijiste|pediste|pedis|pidieron|preguntas|"
        r"preguntaste|siguiente|abajo|aca|aqui|lo|espera|ok|si|dale|listo|claro|mira|entonces|pues|quiere|quieres|queres|"
        r"solicita|solicitas|necesitas|parte|numerito|numeritos)(?![a-z])){0,8}\s?$")


_OTHER = (r"(?:pedidos?|ordenes|orden|compras?|seguimiento|tracking|guia|facturas?|tel|telefono|cel|celular|celu|"
          r"fono|"
          r"movil|whatsapp|wsp|llam\w{1,6}|codigo|sku|articulo|referencia|ref|ticket|comprobante|envio|cupon|precio|"
          r"presupuesto|imei|serie|reclamo|caso|transaccion|operacion|remito|lote|pesos|modelo|folio|radicado|"
          r"incidencia|boleta|bulto|poliza|expediente|tramite|postal|cp|vale|cuesta|sale|salen|son|gaste|pague|"
          r"transferi|cuenta|tarjeta|cbu|cuit|correo|mail|starken|servientrega|estafeta|dhl|fedex|ups|seur|oca|"
          r"andreani)")


def _words(words: str) -> Announcement:
    word = rf"(?<![a-z])(?:{words})(?![a-zñ])"
    return Announcement(
        re.compile(word), re.compile(rf"{word}\.?{_GAP}"),
        re.compile(rf"{word}(?:[\s,:.;]{{1,3}}(?!{_OTHER}(?![a-z]))[a-zñ]{{1,14}}){{0,11}}[\s,:]{{1,3}}$"),
        re.compile(rf"\s?[,;:(.-]{{0,2}}\s?(?:(?:ese|este|esa|eso|ahi|y)\s)?(?:(?:esta|es|seria)\s)?"
                   rf"(?:(?:el|la|mi|su|de|numero|nro|nuestro)\s){{0,3}}{word}(?![^a-z]{{0,3}}\d|.{{0,30}}\d{{3}})"))


_DASHES = re.compile(r"\s(?:raya|guion)\s|,?\s(?:con\s)?(?:la\s)?letra\s")


def digits_of(text: str) -> str:
    """The letters and figures of a document as written, in capitals."""
    return "".join(c for c in _DASHES.sub("", text) if c.isalnum()).upper()


def _valid(check: Callable[[str], bool]) -> Check:
    def valid(number: str) -> bool:
        try:
            return bool(check(number))
        except Exception:  # stdnum raises on some malformed input
            return False
    return valid


def _card_brand(number: str) -> bool:
    """Whether length and first figures are those of a card network (Visa, Mastercard, Amex, Diners, …)."""
    size = len(number)
    if number[0] == "4":
        return size in (13, 16, 19)
    if number[:2] in ("34", "37"):
        return size == 15
    if number[:2] in ("36", "38", "39") or "300" <= number[:3] <= "305":
        return size == 14
    if "51" <= number[:2] <= "55" or "2221" <= number[:4] <= "2720":
        return size == 16
    return number[:2] in ("35", "50", "56", "57", "58", "59", "60", "62", "63", "64", "65", "67") and size in (16, 18,
            19)


def _card(number: str) -> bool:
    return number.isdigit() and _card_brand(number) and len(set(number)) > 1 and luhn.is_valid(number)


def _clabe(number: str) -> bool:
    if len(number) != 18 or not number.isdigit():
        return False
    total = sum(int(d) * w % 10 for d, w in zip(number[:17], (3, 7, 1) * 6, strict=False))
    return (10 - total % 10) % 10 == int(number[17])


def _uruguayan(number: str) -> bool:
    """The check digit of a Uruguayan cédula: weights 2 9 8 7 6 3 4, modulo 10."""
    number = number.zfill(8)
    if len(number) != 8 or not number.isdigit():
        return False
    return -sum(int(d) * w for d, w in zip(number, (2, 9, 8, 7, 6, 3, 4), strict=False)) % 10 == int(number[7])


def _birth_date(six: str) -> bool:
    """Whether six figures are a date as RFC and CURP write it (yymmdd)."""
    try:
        date(2000 + int(six[:2]), int(six[2:4]), int(six[4:]))
    except ValueError:
        return False
    return True


def _rfc(number: str) -> bool:
    letters = len(number) - 9
    return letters in (3, 4) and _birth_date(number[letters:letters + 6])


def _size(*allowed: int) -> Check:
    return lambda number: len(number) in allowed


_D = r"(?<![\w•@/+-])(?<!• )(?<!\d[.,])"
_END = r"(?![\w@•/]|[.,-]\d)"
_CARD_WORDS = _words("tarjeta(?: de (?:credito|debito))?|visa|master ?card|amex|american express|maestro|"
                     "naranja|cabal"
                     "|plastico|credito|debito")
KINDS = (
    Kind("iban", re.compile(r"(?<![\w•])(?:es\d{2}(?:[ -]?\d{4}){5}|[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?"
                            r"(?=[a-z]{0,2}\d)[a-z0-9]{1,3})?)(?![\w•])"),
         _words("iban|cuenta|domicili\\w{1,6}"), _valid(iban.is_valid), True, _size(*range(15, 35))),
    Kind("curp", re.compile(r"(?<![\w•])[a-z]{4}[ -]?\d{6}[ -]?[hmx][a-z]{5}[ -]?[a-z0-9]\d(?![\w•])"),
         _words("curp"), lambda n: _birth_date(n[4:10]) or _valid(curp.is_valid)(n), True, _size(18)),
    Kind("rfc", re.compile(r"(?<![\w•])[a-zñ&]{3,4}[ -]?\d{6}[ -]?[a-z0-9]{3}(?![\w•])"),
         _words("rfc|r\\.? ?f\\.? ?c\\.?|erre efe ce|registro federal(?: de contribuyentes)?"),
         _rfc, True, _size(12, 13), ("MX",)),
    Kind("nie", re.compile(r"(?<![\w•-])[xyz][ -]?\d{7}[ -]?[a-z](?![\w•])"),
         _words("nie|n\\.i\\.e\\.?|documento|extranjeria"), _valid(nie.is_valid), True, _size(9)),
    Kind("nif", re.compile(_D + r"\d{1,2}\.?\d{3}\.?\d{3}(?:[ -]?|,? (?:con )?(?:la )?letra )[a-z](?![\w•])"),
         _words("dni|nif|d\\.n\\.i\\.?|n\\.i\\.f\\.?|documento"), _valid(spanish_dni.is_valid), True, _size(8, 9)),
    Kind("cbu", re.compile(_D + r"\d{8}[ -]?\d{14}" + _END + "|" + _D +
        r"\d{3}[ -]?\d{4}[ -]?\d[ -]?\d{4}[ -]?\d{4}[ -]?\d{5,6}[ -]?\d?" + _END
                           + "|" + _D + r"\d{4}(?:[ -]\d{4}){4}[ -]\d{2}" + _END),
         _words("cbu|cvu|c\\.b\\.u\\.?|cuenta"), _valid(cbu.is_valid), True, _size(22)),
    Kind("clabe", re.compile(_D + r"\d{3}[ -]?\d{3}[ -]?\d{11}[ -]?\d" + _END + "|" + _D
                             + r"\d{4}(?:[ -]\d{4}){3}[ -]\d{2}" + _END),
         _words("clabe|cuenta|interbancaria|transferencia"), _clabe, True, _size(18)),
    Kind("card", re.compile(_D + r"(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)|\d{4}[ -]?\d{6}[ -]?\d{5}(?!\d)|"
                                 r"\d{4}[ -]\d{6}[ -]\d{4}(?!\d)|\d{13,19}" + _END + "|(?:\\d(?: |, ?|-)){12,18}\\d"
                                 + _END + ")"),
         _CARD_WORDS, _card, True, _size(*range(13, 20))),
    Kind("card", re.compile(_D + r"\d(?:(?:[ -]|, )?\d){12,18}" + _END), _CARD_WORDS, lambda n: False, False,
         _size(*range(13, 20))),
    Kind("cuit", re.compile(_D + r"(?:20|23|24|25|26|27|30|33|34)(?:[ .-]| raya | guion )?\d{2}\.?\d{3}\.?\d{3}"
         r"(?:[ .-]| raya | guion )?\d" + _END),
         _words("cuit|cuil|c\\.? ?u\\.? ?i\\.? ?[tl]\\.?|monotribut\\w{0,6}|inscript[oa]|"
                "afip|arca|clave fiscal|cuit/cuil|cuil/cuit"), _valid(cuit.is_valid), True, _size(11),
         ("AR",)),
    Kind("rut", re.compile(_D + r"\d{1,2}(?:\.\d{3}){2} ?- ?[\dk](?![\w•])|" + _D + r"\d{7,8}(?: ?- ?| raya |"
                                                                                    r" guion )[\dk](?![\w•-])|"
                           + _D + r"\d{7,8}k(?![\w•])|" + _D
                           + r"\d{1,2} \d{3} \d{3}(?: ?-? ?| raya | guion )[\dk](?![\w•])|"
                             r"" + _D + r"\d{12}" + _END + "|" + _D +
        r"\d{1,2}\.?\d{3}\.?\d{3}[ -]?[\dk](?![\w•])"),
         _words("rut|r\\.? ?u\\.? ?t\\.?|run"), _valid(rut.is_valid), True, _size(8, 9, 12), ("CL",)),
    Kind("cedula", re.compile(r"(?<=\bcc)\d{6,10}" + _END + "|(?<=\\bci)\\d{6,8}" + _END + "|"
                              + r"(?<![\w•@/+])(?<!• )[ve] ?-? ?\d{1,2}\.?\d{3}\.?\d{3}" + _END + "|" + _D
                              + r"\d{3}-\d{7}-\d" + _END + "|" + _D + r"\d\.\d{3}\.\d{3}-\d" + _END
                              + "|" + _D + r"\d{1,3}(?:[. ]\d{3}){1,3}(?:-?\d)?" + _END + "|" + _D
                              + r"\d{5,11}(?:-\d)?" + _END + "|" + _D + r"\d{1,2}-\d{3,4}-\d{3,5}" + _END + "|" + _D
                              + r"(?:\d[ ,]{1,2}){5,10}\d" + _END),
         _words("cedula|ced|c\\.? ?i\\.?|c\\.? ?c\\.?|t\\. ?i\\.?|tarjeta de identidad|carnet|identificacion|"
                "cedula de (?:identidad|ciudadania|"
                "extranjeria)"),
         lambda n: False, False, _size(*range(6, 12))),
    Kind("dni", re.compile(r"(?<=\bdni)\d{1,2}\.?\d{3}\.?\d{3}" + _END + "|"
                           r"" + _D + r"\d{1,2}[. -]?\d{3}[. -]?\d{3}" + _END + "|"
                                      r"" + _D + r"\d\d(?:[ .-]\d\d){3}" + _END
                           + "|" + _D + r"(?:\d[ ,]{1,2}){6,7}\d" + _END + "|" + _D + r"\d{1,2}, \d{3}, \d{3}" + _END),
         _words("dni|d\\.? ?n\\.? ?i\\.?|documento(?: nacional)?(?: de identidad)?|doc|libreta(?: de enrolamiento|"
                " civica)?|identidad"), lambda n: False, False, _size(7, 8)),
    Kind("cvv", re.compile(_D + r"\d{3,4}" + _END + "|" + _D + r"\d(?: ?,? ?\d){2,3}" + _END),
         _words("cvv2?|cvc2?|cvs|csc|cod(?:igo)?\\.? (?:de )?seg\\.?|los (?:3|tres) (?:digitos|numer(?:o|ito)s)|"
                "(?:codig(?:o|uito)|clave|numer(?:o|ito)s?|num|cod|digitos?)"
                "\\.? (?:de )?(?:seguridad|verificacion|"
                "verificador|atras|dorso|detras|delante|adelante|validacion|control)|(?<!de )seguridad|(?:el|la|"
                "lo)s? de seguridad|"
                "(?:codigo|numeros?|numeritos?|digitos?|3|"
                "tres) (?:\\w{1,9} )?(?:de|del|por) (?:la parte (?:de )?)?(?:atras|detras|delante|dorso|"
                "reverso|frente|trasera)(?: de la tarjeta)?"), lambda n: False, False,
                _size(3, 4)),
)
SPANISH_IBAN = re.compile(r"ES\d{22}")
"""Nothing else is written so; a slip of the finger does not hide it."""
BESIDE_A_CARD = re.compile(
    r"•\s?,?\s?(?:(?:vence|vto|venc\w{0,8}|exp\w{0,8}|fecha)\W{0,3})?\d{2}\s?/\s?\d{2,4}\W{1,3}(?:(?:cvv|"
    r"cod\w{0,4}|y|el|es|de)\W{1,3}){0,3}(?P<cvv>\d{3,4})(?![\w/.,]\d|\w)"
    r"|(?:codigo|clave|pin|cod)(?! (?:de|postal|del)\b)\W{1,3}(?:(?:es|el|"
    r"de)\W{1,3}){0,2}(?P<code>\d{3,4})(?![\w/.,]\d|\w)")
"""A CVV needs no announcement after a card and its date, nor a "código" in a text with a card."""
EXPIRES = re.compile(r"\b(?:caduc|venc|vto|exp)\w{0,8}\W{1,3}(?:(?:el|en|es|la|fecha|"
                     r"de)\W{1,2}){0,2}\d{2}\s?/\s?\d{2,4}\W{1,3}(?:(?:y|el|es|con|"
                     r"de|su)\W{1,2}){0,3}(?:codigo|clave|cod|cvv|pin)\W{1,3}(?:(?:es|el|de|seguridad)\W{1,3}){0,3}(?P<cvv>\d{3,4})(?![\w/.,]\d|\w)")
"""A card's date and code, without the card."""
RECEIVES = re.compile(rf"\b(?:(?:retir|recib|recog|autoriz)\w{{1,6}}|"
                      rf"a buscar\w{{0,4}})(?:[\s,:]{{1,3}}(?!{_OTHER}(?![a-z]))[a-zñ]{{1,14}}){{1,9}}[\s,:(]{{1,3}}$")
"""Before the bare number of a person who receives: "retira Carla Méndez 30222111"."""
RECEIVED = re.compile(r"\d{1,2}\.\d{3}\.\d{3}|[1-9]\d{7}")
VENEZUELAN = re.compile(r"[ve] ?- ?\d{1,2}\.?\d{3}\.?\d{3}")
DOMINICAN = re.compile(r"\d{3}-\d{7}-\d")
URUGUAYAN = re.compile(r"\d\.\d{3}\.\d{3}-\d")
CEDULA_CHECKS = (
    (URUGUAYAN, _uruguayan, ("UY",)), (DOMINICAN, _valid(dominican.is_valid), ()), (VENEZUELAN, lambda n: True, ()),
    (re.compile(r"[ve]\d{7,8}"), lambda n: True, ("VE",)),
    (re.compile(r"\d{10}"), _valid(ecuadorian.is_valid), ("EC",)),
)
"""Forms of a cédula that need no announcement, with their check and countries (empty: all)."""
OTHER_NUMBER = re.compile(
    r"(?<![a-z])(?:pedidos?|ordenes|orden|compra|seguimiento|tracking|guia|factura|tel|telefono|cel|celular|"
    r"movil|whatsapp|wsp|llam\w{1,6}|codigo de barras|sku|articulo|referencia|ref|ticket|comprobante|envio|"
    r"cupon|precio"
    r"|presupuesto|imei|serie|reclamo|caso|transaccion|operacion|remito|lote|pesos|modelo|mod|folio|radicado|"
    r"incidencia|boleta|bulto|poliza|expediente|"
    r"tramite|starken|chilexpress|servientrega|coordinadora|estafeta|dhl|fedex|ups|seur|mrw|andreani|oca|isbn|ean|"
    r"\$)(?![a-z])" + _GAP)
BEHIND = re.compile(r"\b(?:(?:el|la|lo)s? (?:de|del) (?:atras|detras|delante|dorso|reverso)|(?:atras|detras|(?:al|"
                    r"el) (?:dorso|reverso)|"
                    r"(?:a )?la vuelta)(?: de la tarjeta)?(?: me)? (?:dice|sale|figura|aparece|tiene|pone|esta|"
                    r"hay|trae|viene))"
                    + _GAP)
A_CARD = re.compile(r"•|\b(?:tarjeta|cvv|cvc|codigo|visa|master ?card|amex|plastico|vence|vto)\b")
"""What stands behind is a CVV in a text about a card."""
CHARGED = re.compile(r"\b(?:con|a|en|de|desde|por) (?:la|esta|mi|esa|otra) $")
"""Before a card's number: "hice la compra con la 5521…"."""
BILLED = re.compile(r"\b(?:factura|presupuesto|cotizacion|compra|boleta)\w?(?: [abcm])? (?:a|para|al|con|a nombre de)"
                    r"(?: (?:la|el|mi))? $")
"""Before a tax number: "factura A a 30…"."""
CHAIN = re.compile(r"\s?(?:,|;|/|y|e)?\s?(?:y\s)?(?:tambien\s)?(?:(?:el|la)\s)?(?:otr[oa]\s)?(?:(?:de|del)\s)?"
                   r"(?:(?:el|la|mi|su|los|las)\s)?(?:(?!" + _OTHER + r"\s)[a-zñ]{1,14}\s){0,2}?(?:es\s)?(?:el\s)?")
"""Between two documents of one kind: "mi dni … y el de mi señora …"."""
STRONG = re.compile(r"\d{1,2}\.\d{3}\.\d{3}|\d{8}|\d{10}|\d{1,3}(?:\.\d{3}){2,3}")
"""The form of an identity number that some words may separate from its announcement."""
AND_THEN = re.compile(r"\d [yeaou]")
"""Not the letter of a Spanish DNI but the next word: "dni 72396752 y mi celular"."""
