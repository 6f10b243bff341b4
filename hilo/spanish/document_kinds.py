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

from hilo.spanish.document_words import Announcement, announcement

Check = Callable[[str], bool]


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


def card_brand(number: str) -> bool:
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
    return number.isdigit() and card_brand(number) and len(set(number)) > 1 and luhn.is_valid(number)


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


CODE = announcement(
    r"(?:codigo|clave|numeros?|numeritos?|digitos|los|las|cifras) (?:de (?:las? )?)?(?:3|4|tres|cuatro)(?: (?:digitos?|"
    r"cifras|numeros?|numeritos?))?(?: (?:de|del|que (?:estan|viene\w?|trae|dice\w?)|al|en)(?: la| el)?(?: parte de)"
    r"? (?:frente|enfrente|delante|adelante|atras|detras|reverso|dorso))?|(?:codigo|clave|cod) (?:de|en) (?:la|mi) "
    r"tarj(?:eta|e)?|(?:3|4|tres|cuatro) (?:numeros?|numeritos?|digitos|cifras)|(?:codigo|numero|clave) que (?:viene|"
    r"esta|sale|trae|aparece) (?:atras|detras|adelante|al (?:dorso|reverso))|(?<!de )(?:de )?(?:atras|detras|dorso|"
    r"reverso|enfrente)|(?:codigo|clave|pin|cod)(?! (?:de|postal|del)\b)")
"""A card's code without its name, in a text that tells of a card."""
_D = r"(?:(?<![\w•@/+-])|(?<=\bn[o°º]))(?<!• )(?<!\d[.,])"
_END = r"(?![\w@•/]|[.,-]\d)"
_CARD_WORDS = announcement("tarjeta(?: de (?:credito|debito))?|visa|master ?card|amex|american express|maestro|"
                     "naranja|cabal"
                     "|plastico|credito|debito")
SPANISH_IBAN = re.compile(r"ES\d{22}")
"""Nothing else is written so; a slip of the finger does not hide it."""
KINDS = (
    Kind("iban", re.compile(r"(?<![\w•])(?:es\d{2}(?:[ .-]?\d){20}|[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?"
                            r"(?=[a-z]{0,2}\d)[a-z0-9]{1,3})?)(?![\w•])"),
         announcement("iban|cuenta|domicili\\w{1,6}"), _valid(iban.is_valid), True, _size(*range(15, 35))),
    Kind("curp", re.compile(r"(?<![\w•])[a-z]{4}[ -]?\d{6}[ -]?[hmx][a-z]{5}[ -]?[a-z0-9]\d(?![\w•])"),
         announcement("curp"), lambda n: _birth_date(n[4:10]) or _valid(curp.is_valid)(n), True, _size(18)),
    Kind("rfc", re.compile(r"(?<![\w•])[a-zñ&]{3,4}[ -]?\d{6}[ -]?[a-z0-9]{3}(?![\w•])"),
         announcement("rfc|r\\.? ?f\\.? ?c\\.?|erre efe ce|registro federal(?: de contribuyentes)?"),
         _rfc, True, _size(12, 13), ("MX",)),
    Kind("nie", re.compile(r"(?<![\w•-])[xyz][ -]?\d{7}[ -]?[a-z](?![\w•])"),
         announcement("nie|n\\.i\\.e\\.?|documento|extranjeria"), _valid(nie.is_valid), True, _size(9)),
    Kind("nif", re.compile(_D + r"\d{1,2}[. ]?\d{3}[. ]?\d{3}(?:[ -]?|,? (?:con )?(?:la )?letra )[a-z](?![\w•])"),
         announcement("dni|nif|d\\.n\\.i\\.?|n\\.i\\.f\\.?|documento"), _valid(spanish_dni.is_valid), True,
         _size(8, 9)),
    Kind("cbu", re.compile(_D + r"\d{8}[ -]?\d{14}" + _END + "|" + _D +
        r"\d{3}[ -]?\d{4}[ -]?\d[ -]?\d{4}[ -]?\d{4}[ -]?\d{5,6}[ -]?\d?" + _END
                           + "|" + _D + r"\d{4}(?:[ .-]\d{4}){4}[ .-]\d{2}" + _END),
         announcement("cbu|cvu|c\\.b\\.u\\.?|cuenta"), _valid(cbu.is_valid), True, _size(22)),
    Kind("clabe", re.compile(_D + r"\d{3}[ -]?\d{3}[ -]?\d{11}[ -]?\d" + _END + "|" + _D
                             + r"\d{4}(?:[ .-]\d{4}){3}[ .-]\d{2}" + _END + "|" + _D
                             + r"\d{3}(?:[ .-]\d{3}){5}" + _END),
         announcement("clabe|cuenta|interbancaria|transferencia"), _clabe, True, _size(18)),
    Kind("card", re.compile(_D + r"(?:\d{4}([ .-]{0,2})\d{4}(?:\1|[ .-])\d{4}(?:\1|[ .-])\d{4}(?!\d)|"
                                 r"\d{4}[ .-]?\d{6}[ .-]?\d{5}(?!\d)|\d{4}[ .-]\d{6}[ .-]\d{4}(?!\d)|\d{13,19}" + _END
                            + "|(?:\\d(?: |, ?|-)){12,18}\\d" + _END + ")"),
         _CARD_WORDS, _card, True, _size(*range(13, 20))),
    Kind("card", re.compile(_D + r"\d(?:(?:[ .-]{1,2}|, )?\d){12,18}" + _END), _CARD_WORDS, lambda n: False, False,
         _size(*range(13, 20))),
    Kind("cbu", re.compile(_D + r"\d{20,23}" + _END), announcement("cbu|cvu"), lambda n: False, False,
         _size(20, 21, 23)),
    Kind("cuit", re.compile(_D + r"(?:20|23|24|25|26|27|30|33|34)(?:[ ./-]| raya | guion )?\d{2}\.?\d{3}\.?\d{3}"
         r"(?:[ ./-]| raya | guion )?\d" + _END),
         announcement("cuit|cuil|c\\.? ?u\\.? ?i\\.? ?[tl]\\.?|monotribut\\w{0,6}|inscript[oa]|"
                "afip|arca|clave fiscal|cuit/cuil|cuil/cuit"), _valid(cuit.is_valid), True, _size(11),
         ("AR",)),
    Kind("cuit", re.compile(_D + r"(?:20|23|24|25|26|27|30|33|34)(?:[ ./-]?\d){9}" + _END), announcement("cuit|cuil"),
         lambda n: False, False, _size(11), ("AR",)),
    Kind("cbu", re.compile(_D + r"\d(?:[ .-]?\d){21}" + _END), announcement("cbu|cvu"), lambda n: False, False,
         _size(22)),
    Kind("clabe", re.compile(_D + r"\d(?:[ .-]?\d){17}" + _END), announcement("clabe"), lambda n: False, False,
         _size(18)),
    Kind("rut", re.compile(_D + r"\d{1,2}(?:\.\d{3}){2}(?: ?- ?| raya | guion )[\dk](?![\w•])|"
                                r"" + _D + r"\d{7,8}(?: ?- ?| raya |"
                                                                                    r" guion )[\dk](?![\w•-])|"
                           + _D + r"\d{7,8}k(?![\w•])|" + _D
                           + r"\d{1,2} \d{3} \d{3}(?: ?-? ?| raya | guion )[\dk](?![\w•])|"
                             r"" + _D + r"\d{12}" + _END + "|" + _D +
        r"\d{1,2}\.?\d{3}\.?\d{3}[ -]?[\dk](?![\w•])"),
         announcement("rut|r\\.? ?u\\.? ?t\\.?|run"), _valid(rut.is_valid), True, _size(8, 9, 12), ("CL",)),
    Kind("cedula", re.compile(r"(?<=\bcc)\d{6,10}" + _END + "|(?<=\\bci)\\d{6,8}" + _END + "|"
                              + r"(?<![\w•@/+])(?<!• )[ve] ?-? ?\d{1,2}\.?\d{3}\.?\d{3}" + _END + "|" + _D
                              + r"\d{3}-\d{7}-\d" + _END + "|" + _D + r"\d\.\d{3}\.\d{3}-\d" + _END
                              + "|" + _D + r"\d[. ]\d{3}[. ]\d{3}[ /-]\d" + _END + "|" + _D + r"\d{9}-\d" + _END
                              + "|" + _D + r"\d{4} \d{3} \d{3}" + _END
                              + "|" + _D + r"\d{1,3}(?:[., ']\d{3}){1,3}(?:-?\d)?" + _END + "|" + _D
                              + r"\d{5,11}(?:-\d)?" + _END + "|" + _D + r"\d{1,2}-\d{3,4}-\d{3,5}" + _END + "|" + _D
                              + r"(?:\d[ ,]{1,2}){5,10}\d" + _END),
         announcement("cedula|ced|c\\.? ?i\\.?|c\\.? ?c\\.?|t\\. ?i\\.?|tarjeta de identidad|carnet|identificacion|"
                "cedula de (?:identidad|ciudadania|"
                "extranjeria)"),
         lambda n: False, False, _size(*range(6, 12))),
    Kind("dni", re.compile(r"(?<=\bdni)\d{1,2}\.?\d{3}\.?\d{3}" + _END + "|"
                           r"" + _D + r"\d{1,2}[. -]?\d{3}[. -]?\d{3}" + _END + "|"
                                      r"" + _D + r"\d\d(?:[ .-]\d\d){3}" + _END
                           + "|" + _D + r"(?:\d[ ,]{1,2}){6,7}\d" + _END + "|" + _D + r"\d{1,2}, ?\d{3}, ?\d{3}" + _END
                           + "|" + _D + r"\d{4}[ .-]\d{4}" + _END),
         announcement("dni|d\\.? ?n\\.? ?i\\.?|documento(?: nacional)?(?: de identidad)?|docu?|libreta(?: de "
                "enrolamiento|"
                " civica)?|identidad"), lambda n: False, False, _size(7, 8)),
    Kind("cedula", re.compile(_D + r"\d{1,3}(?:[. ]?\d{3}){3}" + _END + "|" + _D + r"\d{9}-?\d" + _END),
         announcement("documento(?: nacional)?(?: de identidad)?|docu?|identidad"), lambda n: False, False, _size(10)),
    Kind("cvv", re.compile(_D + r"\d{3,4}" + _END + "|" + _D + r"\d(?: ?,? ?\d){2,3}" + _END),
         announcement("cvv2?|cvc2?|ccv2?|cvs|csc|cod(?:igo)?\\.? (?:de )?seg\\.?|"
                "los (?:3|tres) (?:digitos|numer(?:o|ito)s)|"
                "(?:clave|codigo) de (?:3|tres) (?:digitos|numer(?:o|ito)s|cifras)|"
                "(?:codig(?:o|uito)|clave|numer(?:o|ito)s?|num|cod|digitos?)"
                "\\.? (?:de )?(?:seguridad|verificacion|"
                "verificador|atras|dorso|detras|delante|adelante|validacion|control)"
                "(?: de (?:atras|adelante|detras|frente))?|(?<!de )seguridad|(?:el|la|"
                "lo)s? de seguridad|"
                "(?:codigo|numeros?|numeritos?|digitos?|3|"
                "tres) (?:\\w{1,9} )?(?:de|del|por) (?:la parte (?:de )?)?(?:atras|detras|delante|dorso|"
                "reverso|frente|trasera)(?: de la tarjeta)?"), lambda n: False, False,
                _size(3, 4)),
    Kind("cvv", re.compile(_D + r"\d{3,4}" + _END), CODE, lambda n: False, False, _size(3, 4)),
)
FIRM = {
    "dni": re.compile(r"\d{1,2}\.\d{3}\.\d{3}|\d{8}|\d{1,2}[. -]\d{3}[. -]\d{3}"),
    "cedula": re.compile(r"\d{1,2}\.\d{3}\.\d{3}|\d{8}|\d{10}|\d{1,3}(?:[. ']\d{3}){2,3}|\d{7}-\d|\d{9}-\d|"
                         r"\d[. ]\d{3}[. ]\d{3}[ /-]\d"),
    "rut": re.compile(r"\d{1,2}\.?\d{3}\.?\d{3} ?- ?[\dk]|\d{1,2}\.\d{3}\.\d{3} ?[\dk]|\d{7,8}k"),
    "card": re.compile(r"\d{4}(?:[ .-]{0,2}\d{4}){3}|\d{4}[ .-]?\d{6}[ .-]?\d{4,6}|\d{8}[ .-]\d{8}|"
                       r"\d{4}[ .-]\d{4}[ .-]\d{8}"),
    "clabe": re.compile(r"[\d .-]+"), "cbu": re.compile(r"[\d -]+"), "cuit": re.compile(r".+"),
    "nif": re.compile(r".+"), "nie": re.compile(r".+"), "rfc": re.compile(r".+"), "curp": re.compile(r".+"),
    "iban": re.compile(r".+"),
}
"""The forms of a number that much may separate from its announcement."""
FIRM_AFTER = frozenset(("rut", "card", "clabe", "cbu", "cuit", "nif", "nie", "curp", "iban"))
"""The kinds of which such a form may be announced some way after."""
VENEZUELAN = re.compile(r"[ve] ?- ?\d{1,2}\.?\d{3}\.?\d{3}")
DOMINICAN = re.compile(r"\d{3}-\d{7}-\d")
URUGUAYAN = re.compile(r"\d\.\d{3}\.\d{3}-\d")
CEDULA_CHECKS = (
    (URUGUAYAN, _uruguayan, ("UY",)), (DOMINICAN, _valid(dominican.is_valid), ()), (VENEZUELAN, lambda n: True, ()),
    (re.compile(r"[ve]\d{7,8}"), lambda n: True, ("VE",)),
    (re.compile(r"\d{10}"), _valid(ecuadorian.is_valid), ("EC",)),
)
"""Forms of a cédula that need no announcement, with their check and countries (empty: all)."""
