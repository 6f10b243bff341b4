"""The one spelling under which a telephone is known, whoever wrote it and however.

A phone has several spellings that are all right: with the digit that some countries want for mobiles from abroad
(Argentina 9, Mexico once 1), with prefixes that are dialled at home (0, 15, 044, 01), from before a change of plan
(Brazil's ninth digit, Colombia's 60). Two spellings of a line have one key; two lines never share one.
"""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, ValidationResult, timezone

_SCHEME = re.compile(r"^(?:whatsapp|tel|phone|sms):\s*", re.I)
_PHONE_SIGNS = re.compile(r"[+\d\s().\-/‐-―−·]+")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_HIDDEN = ("anonymous", "restricted", "unknown", "unavailable", "blocked", "private")
_WITHHELD = {"", *_HIDDEN, "withheld", "no caller id", "private number", "unknown number", "null", "none", "privado",
             "oculto", "desconocido", "número privado", "número oculto", "número desconocido"}
_WITHHELD_DIGITS = {word.upper().translate(_KEYPAD) for word in _HIDDEN}
"""Carriers and Twilio spell them on the keypad: +266696687 is ANONYMOUS."""
_TEN_DIGITS = {"AR", "MX"}
"""Plans in which every number has ten digits; the library allows eleven because of the old 9 and 1."""
_CHILEAN_MOBILE = re.compile(r"\+569\d{8}")
"""9 and 8 digits are a mobile (Subtel, since 2012); the library lacks some blocks of them."""
LONG_ENOUGH = 11
"""Digits from which a number without "+" may still begin with its country's code (Peru and Chile have 11)."""
_ZONES = {"America/Buenos_Aires": "America/Argentina/Buenos_Aires", "America/Catamarca": "America/Argentina/Catamarca"}
"""The library's names that IANA has retired: systems with a slim time zone database lack them."""
_MAIN_ZONES = {"ES": "Europe/Madrid", "CL": "America/Santiago", "EC": "America/Guayaquil", "PT": "Europe/Lisbon",
               "NI": "America/Managua"}
"""Where only islands or a thinly settled south have another zone, and the library will not choose; Nicaragua, which
it takes for Chicago. Better an hour wrong for a few than the company's zone for all."""


@dataclass(frozen=True)
class Phone:
    """key: E.164, national quirks removed; country: ISO 3166-1, null for numbers of no country (+800);
    time_zone: IANA name, null where the number does not tell."""

    key: str
    country: str | None
    time_zone: str | None


def _plain(address: str) -> str:
    """Without scheme and without the invisible signs that come along when a number is copied from a contact."""
    text = unicodedata.normalize("NFKC", address)
    text = "".join(" " if c.isspace() else c for c in text if unicodedata.category(c) not in ("Cf", "Cc"))
    return _SCHEME.sub("", text.strip()).strip()


def is_withheld(address: str) -> bool:
    """Whether the caller hides the number: words ("anonymous"), the same spelt on a keypad, or nothing."""
    text = _plain(address).casefold().removeprefix("sip:")
    return text in _WITHHELD or text.startswith("anonymous@") or text.removeprefix("+") in _WITHHELD_DIGITS


def canonical(number: str, country: str | None = None) -> Phone | None:
    """The phone of which `number` is a spelling; null where it is none.

    country: ISO 3166-1, whose national spellings are understood; without it only international ones ("+54 …",
    "0054 …", "whatsapp:+54…", or bare with at least 11 digits). No phones: withheld numbers, short codes, texts, and
    numbers with an extension, because whoever answers at a switchboard is not one person.
    """
    text = _plain(number)
    if is_withheld(number) or len(text) > 40:
        return None
    text, *parameters = text.split(";")
    if any(not p.startswith("phone-context") for p in parameters) or not _PHONE_SIGNS.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", text)
    if not digits.isascii() or "+" in text.lstrip("(")[1:]:
        return None
    if text.lstrip("(").startswith("+") or number.strip().lower().startswith("whatsapp:"):
        return _international(digits)
    if digits.startswith("00"):
        return _international(digits[2:])
    at_home = _national(digits, country.upper()) if country else None
    if at_home or len(digits) < LONG_ENOUGH:
        return at_home
    found = _international(digits)
    return found if found and _valid(found.key) else None


def _international(digits: str) -> Phone | None:
    """From digits that begin with a country's code. Numbers of the right length count even where the library's plan
    does not know the block: plans grow faster than libraries are updated."""
    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return None
    code = str(number.country_code)
    country = phonenumbers.region_code_for_country_code(int(code))
    key = f"+{code}" + _without_quirks(country, digits[len(code):])
    possible = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(key, None))
    if possible != ValidationResult.IS_POSSIBLE or (country in _TEN_DIGITS and len(key) != len(code) + 11):
        return None
    return _phone(key)


def _national(digits: str, country: str) -> Phone | None:
    """From digits as they are dialled inside a country. Only numbers of its plan: an Argentine "15 5555 1234" without
    its area code has the right length and belongs to somebody else in every town."""
    if country == "MX" and len(digits) == 11 and digits.startswith("1"):
        return None  # the 1 stood only after 52: this is a number of North America
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    code = str(phonenumbers.country_code_for_region(country))
    read = phonenumbers.format_number(number, PhoneNumberFormat.E164).removeprefix(f"+{code}")
    for rest in (read, digits):
        key = f"+{code}" + _without_quirks(country, rest)
        if country in _TEN_DIGITS and len(key) != len(code) + 11:
            continue
        if _valid(key) or _CHILEAN_MOBILE.fullmatch(key):
            return _phone(key)
    return None


def _without_quirks(country: str, rest: str) -> str:
    """A number without its country's code, in the one spelling that the country's plan has today."""
    if country == "AR":
        rest = re.sub(r"^0?9?0?(?=\d{10,12}$)", "", rest)
        return _without_fifteen(rest)
    if country == "MX":  # IFT: since 3 August 2019 ten digits, no 1, 01, 044, 045
        return re.sub(r"^(?:044|045|01|1)(?=\d{10}$)", "", rest)
    if country == "BR":  # Anatel, Resolução 553/2010: mobiles (6 to 9) gained a 9, fixed lines (2 to 5) did not
        rest = re.sub(r"^0(?:\d\d)?(?=[1-9]\d[2-9]\d{7,8}$)", "", rest)
        return re.sub(r"^([1-9]\d)(?=[6-9]\d{7}$)", r"\g<1>9", rest)
    if country == "CO":  # CRC, Resolución 5826 de 2019: fixed lines of 1 + 2345678 became 601 + 2345678
        rest = re.sub(r"^0?3?(?=3\d{9}$)|^0(?=\d{10}$)", "", rest)
        return re.sub(r"^([124-8])(?=\d{7}$)", r"60\1", rest)
    if country == "CL":  # once 09 before a mobile, dialled from a fixed line
        return re.sub(r"^0(?=\d{9}$)", "", rest)
    return rest


def _without_fifteen(rest: str) -> str:
    """Argentina: 342 15 555 1234, as dialled at home, is 342 555 1234; the area code has two to four digits."""
    if len(rest) != 12:
        return rest
    for length in (2,) if rest.startswith("11") else (3, 4):  # no area code is the beginning of another
        if rest[length:length + 2] == "15" and _valid("+54" + rest[:length] + rest[length + 2:]):
            return rest[:length] + rest[length + 2:]
    return rest


def _valid(key: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(key, None))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=4096)
def _phone(key: str) -> Phone:
    number = phonenumbers.parse(key, None)
    region = (phonenumbers.region_code_for_number(number)
              or phonenumbers.region_code_for_country_code(number.country_code or 0))
    country = region if re.fullmatch("[A-Z]{2}", region) and region != phonenumbers.UNKNOWN_REGION else None
    return Phone(key, country, _time_zone(number, country))


def _time_zone(number: PhoneNumber, country: str | None) -> str | None:
    zones = [_ZONES.get(zone, zone) for zone in timezone.time_zones_for_number(number)]
    if country == "NI":
        return _MAIN_ZONES["NI"]
    if len(zones) == 1 and zones[0] != timezone.UNKNOWN_TIMEZONE:
        return zones[0]
    return _MAIN_ZONES.get(country or "")
