"""Figures in a text, each with its kind, as «$ 92.000», «10 %», «a las 9», «15 de marzo», «tres cuotas» mean them."""
from __future__ import annotations

import re
from typing import NamedTuple

from hilo.llm.masking import PLACEHOLDER
from hilo.spanish.normalize import fold
from hilo.spanish.number_words import spoken_numbers
from hilo.spanish.numbers import parse_figures

MONTHS = {name: number for number, name in enumerate(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(), 1)}
MONTHS["setiembre"] = 9
DAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_MONEY_AFTER = re.compile(r"\s{0,2}(?:pesos|dolares|euros|soles|reales|guaranies|bolivianos|colones|quetzales|lempiras|"
                          r"usd|ars|eur|mxn|clp|cop|pen|uyu|mangos|lucas|€|\$)(?!\w)")
_MONEY_BEFORE = re.compile(r"(?:u\$s|us\$|usd|ars|eur|[$€])\s{0,2}$")
_PERCENT_AFTER = re.compile(r"\s{0,2}(?:%|por\s?ciento|por\s?cien|off|menos)(?!\w)")
_PERCENT_BEFORE = re.compile(r"\b(?:descuent|rebaj)\w* (?:(?:extra|especial) )?(?:de(?:l)? )(?:un )?$")
_HOUR_AFTER = re.compile(r"\s{0,2}(?:hs?|hrs?|am|pm|a\.\s?m|p\.\s?m)\b|\s(?:de la (?:mañana|tarde|noche)|horas)\b")
_HOUR_BEFORE = re.compile(r"\b(?:a|desde|hasta|entre|de) las? $")
_NOUN = re.compile(r"\s(?!de la |y |en punto|por la |los |las |el )[a-z]")
_DATE_AFTER = re.compile(r"\s?(?:de |/\s?|-)(" + "|".join(MONTHS) + r")\b")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d|\.\d|\s?%)(?!\s?(?:pesos|usd))")
_SPAN = re.compile(r"\bde (\d{1,2}) a (\d{1,2})(?!\d|[.,]\d|\s?(?:dias?|%|por|pesos|mil|cuotas|años|meses|semanas|"
                   r"unidades|cm))")
"""«De 9 a 20»: hours where both can be."""
_DAY_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2,4}))?(?![\d/-])")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMBER = re.compile(r"(?<![\w])\d+(?:[.,\u00a0 ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|(?<!\w)\d+(?:[.,]\d+)?|\d+")
_UNIT_AFTER = re.compile(r"\s(?:cuotas?|pagos?|dias?|horas?|semanas?|meses|mes|años?|minutos?|veces|por|x|unidades|mil|"
                         r"millon|millones|puntos|kilos?|metros?)\b")
_SMALL = 3
"""A number word up to here is a figure only before a unit: «dos opciones», «tres cuotas»."""
_SLANG = {"luca": 1000, "lucas": 1000, "luquitas": 1000, "gamba": 100, "gambas": 100, "palo": 1_000_000,
          "palos": 1_000_000}
"""What is said for amounts of money."""
_WORDS = re.compile(r"\b(?:la |a |por la )?mitad\b(?! del (?:pecho|muslo|dia))|\bmedio precio\b|"
                    r"\b(?:un|dos|tres) (?:tercio|cuart[oa]|quint[oa]|decim[oa])s?\b(?! de (?:hora|litro))|"
                    r"\bde a dos\b|\b(?:sale|cuesta|queda|vale|a) (?:cero|nada)\b|"
                    r"\b(?:2|3|4)\s?x\s?(?:1|2|3)\b|\bdos por uno\b|\btres "
                    r"por dos\b")
_WHEN = re.compile(r"\b(?:" + "|".join(DAYS) + "|" + "|".join(MONTHS) + r"|pasado mañana|mañana|hoy|ayer|esta "
                                                                        r"(?:noche|tarde|"
                   r"semana)|(?:esta|por la) mañana|fin de (?:semana|mes|año)|proxim[oa] (?:semana|mes|año)|navidad|"
                   r"reyes|"
                   r"pascuas?|mediodia|medianoche|nochebuena|año nuevo|feriado|(?:un )?par de (?:horas|dias|semanas)|"
                   r"(?:un )?rat(?:o|ito)|enseguida|en breve|ya mismo|ahora mismo|al toque|a primera hora|al dia "
                   r"siguiente|(?:semana|mes) que viene|(?:mismo|proximo) dia|de un dia para (?:el )?otro|"
                   r"cuanto antes)\b")
_MORNING = re.compile(r"\b(?:de|por|a) la mañana\b")


class Figure(NamedTuple):
    """kind: money, percent, hour, date, deal or number. value: what two ways of writing it have in common."""

    kind: str
    value: str


def figures_in(text: str) -> set[Figure]:
    """All figures of a text."""
    plain = PLACEHOLDER.sub(" ", fold(text).upper()).lower() if "[" in text else fold(text)
    found: set[Figure] = set()
    plain = _take(plain, _WORDS, found, lambda m: Figure("deal", re.sub(r"\s", "", m.group())))
    plain = _take(plain, _ISO, found, lambda m: Figure("date", f"{int(m[3])}/{int(m[2])}"))
    plain = _take(plain, _CLOCK, found, lambda m: Figure("hour", f"{int(m[1])}:{m[2]}"))
    plain = _take(plain, _DAY_MONTH, found, lambda m: Figure("date", f"{int(m[1])}/{int(m[2])}"))
    for match in _SPAN.finditer(plain):
        if int(match[1]) < int(match[2]) <= 24:
            found |= {Figure("hour", f"{int(one)}:00") for one in match.groups()}
    written = _spelled(plain)
    for match in _NUMBER.finditer(written):
        found.add(_figure(written, match))
    return found


def _take(plain: str, pattern: re.Pattern[str], found: set[Figure], figure: object) -> str:
    for match in pattern.finditer(plain):
        found.add(figure(match))  # type: ignore[operator]
    return pattern.sub(lambda match: " " * len(match.group()), plain)


def _spelled(plain: str) -> str:
    """The text with number words as figures, where they count something."""
    pieces, done = [], 0
    for number in spoken_numbers(plain):
        if number.figures is None:
            continue
        after = plain[number.end:]
        if number.value <= _SMALL and not (_UNIT_AFTER.match(after) or _MONEY_AFTER.match(after)
                                           or _PERCENT_AFTER.match(after) or (
                                               _HOUR_BEFORE.search(plain[:number.start]) and not _NOUN.match(after))):
            continue
        pieces += [plain[done:number.start], re.sub(r"^(\d+) mil$", r"\g<1>000", number.figures)]
        done = number.end
    return "".join([*pieces, plain[done:]])


def _figure(plain: str, match: re.Match[str]) -> Figure:
    before, after = plain[max(0, match.start() - 32):match.start()], plain[match.end():match.end() + 24]
    digits = match.group().replace("\u00a0", ".").replace(" ", ".")
    thousand = re.match(r"\s(mil|millon|millones)\b", after)
    slang = re.match(r"\s(" + "|".join(_SLANG) + r")\b", after)
    amount = parse_figures(digits)
    value = float(amount) if amount is not None else float(re.sub(r"\D", "", digits) or 0)
    if thousand:
        value, after = value * (1000 if thousand.group(1) == "mil" else 1_000_000), after[thousand.end():]
        after = re.sub(r"^ de(?= )", "", after)
    if slang:
        value = value * _SLANG[slang.group(1)]
    named = f"{value:g}" if value < 1e15 else digits
    if value >= 1e5 or "e" in named:
        named = str(int(value)) if value.is_integer() else str(value)
    if _PERCENT_AFTER.match(after) or (value <= 100 and _PERCENT_BEFORE.search(before)
                                       and not _MONEY_AFTER.match(after)):
        return Figure("percent", named)
    if slang or _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
        return Figure("money", named)
    month = _DATE_AFTER.match(after)
    if month and value <= 31:
        return Figure("date", f"{int(value)}/{MONTHS[month.group(1)]}")
    if value <= 24 and (_HOUR_BEFORE.search(before) or _HOUR_AFTER.match(after)):
        return Figure("hour", f"{int(value)}:00") if value.is_integer() else Figure("number", named)
    return Figure("number", named)


def moments_in(text: str) -> set[str]:
    """Days, months and the like that a text names: «viernes», «mañana», «marzo»."""
    return set(_WHEN.findall(_MORNING.sub(" ", fold(text))))


def covered(figure: Figure, among: set[Figure]) -> bool:
    """Whether a figure stands in the sources: of its own kind, a bare number of any."""
    return figure in among or (figure.kind == "number" and any(figure.value == other.value for other in among))
