"""Numbers, amounts, hours, telephones and codes in the words in which they are said aloud.

A voice reads «$ 92.000» as dollars and «92.000» as ninety-two, by its own country; in words nothing is left to it
(Twilio, ConversationRelay, best practices: «Write numbers as words»).
"""
from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import phonenumbers
from num2words import num2words
from phonenumbers import PhoneNumberFormat

_CURRENCIES = {"US$": ("dólar", "dólares"), "USD": ("dólar", "dólares"), "$": ("peso", "pesos"),
               "€": ("euro", "euros"), "EUR": ("euro", "euros"), "S/": ("sol", "soles"), "MX$": ("peso", "pesos")}
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_MONEY = re.compile(rf"(?P<sign>US\$|MX\$|S/|USD|EUR|€|\$)\s?(?P<amount>{_NUMBER})")
_PERCENT = re.compile(rf"(?P<amount>{_NUMBER})\s?%")
_HOUR = re.compile(r"\b(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?:\s?h(?:s|oras)?\b\.?)?")
_CODE = re.compile(r"(?<![\w-])(?=[A-Z0-9-]*\d)(?=[A-Z0-9]*[A-Z]|\d+-[A-Z0-9-]*[A-Z]|\d+-\d+-)[A-Z0-9]+(?:-[A-Z0-9]+)*"
                   r"(?![\w-])")
_FIRST = re.compile(r"\b1(?=\s(?:de\s)?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|"
                    r"noviembre|diciembre))")
_ORDINAL = re.compile(r"\b(?P<number>\d{1,2})\.?(?P<mark>[ºª°])")
_TIMES = re.compile(r"(?<=\d)\s?[×x]\s?(?=\w)")
_RANGE = re.compile(r"(?<![\w-])(?P<first>\d{1,3})\s?[–-]\s?(?=\d{1,3}(?![\w-]))")
_PLAIN = re.compile(rf"(?<![\w,])(?P<amount>{_NUMBER})(?!\w)")
_LONG = 7
"""From so many figures on a number is a name, not an amount: it is said figure by figure."""
_NOUN = re.compile(r"\s+([a-záéíóúñü]{2,})")
_NO_NOUN = frozenset("de del a al y o u e en con por para hasta es son que está se desde sin mil como ya no".split())
_MASCULINE = re.compile(r"(?:d[ií]a|problema|sistema|tema|mapa|programa)s?$")
_NAMED = re.compile(r"(?P<word>(?=[A-Z]*[AEIOU])(?![A-Z]*[^AEIOU\d-]{3})[A-Z]{3,}[AEIOUDLNRSZ])-?(?P<number>\d+)")
"""A word that can be said as one, with its number."""
_LETTERS = {"b": "be", "c": "ce", "d": "de", "f": "efe", "g": "ge", "h": "hache", "j": "jota", "k": "ka", "l": "ele",
            "m": "eme", "n": "ene", "ñ": "eñe", "p": "pe", "q": "cu", "r": "erre", "s": "ese", "t": "te", "v": "ve",
            "w": "doble ve", "x": "equis", "y": "i griega", "z": "zeta"}


@lru_cache(maxsize=4096)
def in_words(number: int) -> str:
    """«noventa y dos mil»."""
    return str(num2words(number, lang="es"))


def figures(digits: str, together: int = 3) -> str:
    """«cuatro ocho dos, uno uno dos»: one by one, with a breath after every few."""
    said = [in_words(int(digit)) for digit in digits]
    return ", ".join(" ".join(said[at:at + together]) for at in range(0, len(said), together))


def letters(text: str) -> str:
    """«ce be»."""
    return " ".join(_LETTERS.get(letter.lower(), letter.lower()) for letter in text)


def said(text: str, country: str | None) -> str:
    """A text in which every number is in words. country: ISO 3166-1, by which telephones are recognised."""
    text = _telephones(text, country)
    text = _TIMES.sub(" por ", _RANGE.sub(r"\g<first> a ", text))
    steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_MONEY, _money), (_PERCENT, _percent), (_HOUR, _hour), (_CODE, _code), (_FIRST, lambda _: "primero"),
        (_ORDINAL, _ordinal), (_PLAIN, _plain))
    for pattern, words in steps:
        text = pattern.sub(words, text)
    return text


def _telephones(text: str, country: str | None) -> str:
    if sum(c.isdigit() for c in text) < _LONG:
        return text
    pieces, done = [], 0
    for match in phonenumbers.PhoneNumberMatcher(text, country):
        here = phonenumbers.region_code_for_number(match.number) == country
        form = PhoneNumberFormat.NATIONAL if here else PhoneNumberFormat.INTERNATIONAL
        written = phonenumbers.format_number(match.number, form)
        groups = [figures(group, 4) for group in re.findall(r"\d+", written)]
        pieces += [text[done:match.start], "" if here else "más ", ", ".join(groups)]
        done = match.end
    return "".join([*pieces, text[done:]])


def _amount(written: str) -> tuple[int, str]:
    """The whole part, and the figures after the comma."""
    whole, _, rest = written.replace(".", "").partition(",")
    return int(whole), rest


def _number(written: str) -> str:
    whole, rest = _amount(written)
    if not rest:
        return in_words(whole)
    zeros = len(rest) - len(rest.lstrip("0"))
    after = [*["cero"] * zeros, *([in_words(int(rest))] if rest.strip("0") else [])]
    return f"{in_words(whole)} coma {' '.join(after)}"


def _before_noun(words: str, noun: str) -> str:
    """«veintiún días», «una cuota», «treinta y un pesos»."""
    if not words.endswith("uno"):
        return words
    if re.search(r"(?:as?|ión|iones|dad|dades)$", noun) and not _MASCULINE.match(noun):
        return words[:-1] + "a"
    return words[:-9] + "veintiún" if words.endswith("veintiuno") else words[:-1]


def _money(match: re.Match[str]) -> str:
    one, many = _CURRENCIES[match.group("sign")]
    whole, rest = _amount(match.group("amount"))
    words = _before_noun(in_words(whole), many)
    of = "de " if whole >= 1_000_000 and whole % 1_000_000 == 0 else ""
    cents = int(rest.ljust(2, "0")[:2]) if rest else 0
    return f"{words} {of}{one if whole == 1 else many}" + (f" con {in_words(cents)} centavos" if cents else "")


def _percent(match: re.Match[str]) -> str:
    return f"{_number(match.group('amount'))} por ciento"


def _hour(match: re.Match[str]) -> str:
    """«cuatro y media de la tarde», as it stands after «a las»."""
    hour, minute = int(match.group("hour")) % 24, int(match.group("minute"))
    part = ("de la madrugada" if hour < 6 else "de la mañana" if hour < 12 else "del mediodía" if hour == 12
            else "de la tarde" if hour < 20 else "de la noche")
    spoken = hour % 12 or 12
    words = "una" if spoken == 1 else in_words(spoken)
    more = {0: "", 15: " y cuarto", 30: " y media"}.get(minute, f" y {in_words(minute)}")
    return f"{words}{more} {part}"


def _code(match: re.Match[str]) -> str:
    """A code part by part: a word with a number («GRACIAS15», «CASO-10001») as such, else letters by name and figures
    one by one. A word that was just said («el caso CASO-10001») is not said again."""
    named = _NAMED.fullmatch(match.group())
    if named:
        number = named.group("number")
        said = [named.group("word").lower(),
                in_words(int(number)) if len(number) < 4 and number[0] != "0" else figures(number)]
    else:
        said = [figures(part) if part.isdigit() else letters(part)
                for part in re.findall(r"[A-Z]+|\d+", match.group())]
    before = match.string[:match.start()].split()[-1:]
    return ", ".join(said[1:] if before == said[:1] else said)


def _ordinal(match: re.Match[str]) -> str:
    words = str(num2words(int(match.group("number")), lang="es", to="ordinal"))
    return words[:-1] + "a" if match.group("mark") == "ª" else words


def _plain(match: re.Match[str]) -> str:
    written = match.group("amount")
    if written.isdigit() and (len(written) >= _LONG or (written.startswith("0") and len(written) > 1)):
        return figures(written)
    words = _number(written)
    noun = _NOUN.match(match.string, match.end())
    return _before_noun(words, noun.group(1)) if noun and noun.group(1) not in _NO_NOUN else words
