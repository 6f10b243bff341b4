"""Days: the words that name them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import NamedTuple

from hilo.spanish.time_words import (
    LONG_MONTH,
    MONTH,
    MONTHS,
    SHORT_WEEKDAY,
    WEEKDAY,
    WEEKDAYS,
    feast_pattern,
)


class Day(NamedTuple):
    """What an expression says of the day; `kind` tells which of the other fields hold."""

    kind: str  # rel date weekday nth period span feast season
    start: int
    end: int
    number: int = 0           # rel: days from today; weekday: 0–6; period, span: how many units
    month: int | None = None
    year: int | None = None
    unit: str = ""            # week month year weekend day
    which: str = ""           # weekday, period: "", this, next, other, last
    part: str = ""            # period: "", start, mid, end
    name: str = ""            # feast, season
    nth: int = 0
    weak: bool = False        # counts only beside another expression


NEXT = r"(?:que (?:viene|entra|sigue)|q viene|proxim[oa]|siguiente|entrante|prox\.?)"
_BEFORE = (
    r"(?:(?P<pre>este|esta|estos|el proximo|la proxima|proxim[oa]s?|el otro|la otra|el siguiente|siguiente|"
    r"prox\.?|el pasado|la pasada|el ultimo|el|la|los|las|del|al)\s)?")
_WEEKDAY = re.compile(
    rf"\b{_BEFORE}(?:dia\s)?(?<!santo )(?<!sto )(?P<day>{WEEKDAY}|{SHORT_WEEKDAY}(?=\.|\s\d|$)|"
    rf"(?<=^){SHORT_WEEKDAY}(?=\.?$))(?![a-zñ])\.?"
    rf"(?:\s(?P<next>{NEXT}(?![a-zñ]))|\s(?P<last>pasad[oa]s?(?! (?:mañana|el mediodia|las))|anterior|"
    rf"ultimo)|,?\s(?P<dayword>(?:(?:el|dia|el dia)\s)?)(?P<dom>\d{{1,2}})(?!\s?(?:[:./-]\d|hs?\b|am\b|pm\b|"
    rf"[ap]\.|de la|y media|y cuarto|a \d|en punto|de |{MONTH}|-|pares|unidades))(?!\w))?")
_NTH = re.compile(rf"\b(?:el\s)?(?P<nth>primer|primero|1er|segundo|2do|tercer|tercero|3er|cuarto|"
                  rf"ultimo)\s(?P<day>{WEEKDAY})\b")
_NTHS = {"primer": 1, "primero": 1, "1er": 1, "segundo": 2, "2do": 2, "tercer": 3, "tercero": 3, "3er": 3, "cuarto": 4,
         "ultimo": -1}
_REL = re.compile(
    r"\b(?P<after2>pasado\s(?:mañana|manana|mañna|maniana)|pasadomañana)\b|\b(?P<tomorrow>(?:el )?dia siguiente)\b|"
    r"(?:(?P<week>(?:de )?hoy en 8)|(?P<two>(?:de )?hoy en 15)|(?P<after8>(?:de )?mañana en 8))(?= ?(?:$|[,.;?!]|"
    r"[a-zñ](?!ias\b)))|(?<!\bla )(?<!\besta )(?<!a media )(?<!de media )(?<!en media )\b(?P<tom>mañana|manana|mañna|"
    r"maniana|mñana|mañan|mnana|manaña)\b|\b(?P<today>hoy(?: mismo| dia)?|oy(?= (?:a las|mismo|a la))|(?<=del )"
    r"dia(?= de hoy)|(?:en el transcurso del|durante el|a lo largo del|en el) dia\b(?! (?:de|del|\d))|"
    r"esta misma? (?=tarde|noche))\b|\b(?P<y2>anteayer|antier|antes de ayer|antiayer)\b|\b(?P<y3>ante ante ?ayer|"
    r"trasanteayer)\b|\b(?P<y1>ayer)\b|\b(?P<n1>anoche)\b|\b(?P<n2>anteanoche|antenoche)\b|(?P<alone>(?:^|(?<=el )|"
    r"(?<=o )|(?<=para )|(?<=mejor )|(?<=hasta )|(?<=, )|(?<=ahi )|(?<=que ))pasado(?=\s?(?:$|[,.;!?]|a la|por la|al|"
    r"en la|a las|tipo|temprano|o\b|si\b|me\b|te\b|mejor|nomas)))")
_REL_DAYS = {"after2": 2, "tomorrow": 1, "tom": 1, "today": 0, "y1": -1, "y2": -2, "y3": -3, "n1": -1, "n2": -2,
             "alone": 2, "week": 7, "two": 14, "after8": 8}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = [re.compile(p) for p in (
    rf"(?<![\d/.-])(?:el |dia )*{_YEAR}[-/.](?P<month>\d{{1,2}}|{MONTH})[-/.](?P<day>\d{{1,2}})(?![\d/-])",
    r"(?<![\d/.-])(?:el |"
    r"dia )*(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d|"
    r"\d\d)(?![\d/-])",
    rf"(?<![\w/.-])(?:el |dia )*(?P<day>\d{{1,2}})[-/ ](?P<month>{MONTH})[-/ ](?:de |"
    rf"del )?(?:año )?{_YEAR}(?![\d/-])",
    rf"\b(?P<month>{MONTH})[-/ ](?P<day>\d{{1,2}})[-/, ](?:de |del )?{_YEAR}(?![\d/-])",
    rf"(?<![\w/.-])(?P<day>\d{{1,2}})-{_YEAR}-(?P<month>{MONTH})",
    rf"\b(?:el |dia )*(?P<day>\d{{1,2}}|primero|1ro|1ero|segundo)(?:\.?[º°o])?,? (?:(?:dia )?de |d |"
    rf"del mes de )?(?P<month>{MONTH})(?:,? (?:de |del |del año )?{_YEAR})?(?![\d/-])",
    rf"\b(?P<month>{MONTH}),? (?:el )?(?P<day>\d{{1,2}})(?:,? (?:de |del )?{_YEAR})?(?![\d:/.-]|\s?(?:hs|am|"
    rf"pm|h\b))",
    rf"\b(?:el |dia |proximo )*(?P<day>\d{{1,2}}) del (?P<month>\d{{1,2}})(?: del {_YEAR})?(?![\w/.:-])",
    r"(?<![\w/.,-])(?:el |dia )*(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/]|[.,]\d| ?(?:plazas?|litro|kilo))",
    r"(?:(?<=^)|el |(?<=para )|(?<=en )|(?<=dia )|(?<=hasta )|"
    r"(?<=es ))(?P<day>\d{1,2})-(?P<month>\d{1,2})(?=\s|$|[,.?!])(?! (?:horas|hs|am|pm|dias|de la|cuotas|"
    r"proximo))",
)]
_NO_DAY = (r"(?!\w)(?!\s?(?:%|[:.,/]\d|-\s?\d|por ciento|mil\b|k\b|lucas|pesos|dolares|euros|soles|x\b|"
           r"por\b(?! la)|litros?|cuotas?|pares|unidades|hs?\b|horas|am\b|pm\b|[ap]\.m"
           r"|puntos|estrellas|dias|semanas|meses|años|minutos|personas|de (?:la|las|los|el|cada|ellos|"
           r"ellas|talle|plata)\b|y media|y medio|cm|plazas?|de descuento|off|veces))")
_DOM = re.compile(rf"\b(?P<pre>el(?: proximo)? dia|el proximo|el|dia|los dias|al|este(?= \d{{1,2}}(?:\s?$|"
                  rf"[.,;]| a las| por la| de este))|(?<=tarde )del|(?<=antes )del|(?<=despues )del|(?<=partir )del|"
                  rf"(?<=mañana )del|(?<=noche )del|"
                  rf"(?<=pm )del|(?<=hs )del|(?<=\d )del)\s(?:dia\s)?(?P<day>[1-9]|[12]\d|3[01]){_NO_DAY}")
_BARE_DOM = re.compile(r"\b(?:del|de|entre|entre el|desde el) (?:el )?(?P<day>[1-9]|[12]\d|"
                       r"3[01])(?= (?:al?|y|hasta)(?: el)? (?:\d{1,2}))")
_RANGE_DOM = re.compile(
    rf"\b(?:(?:del|de|entre|entre el|desde el|el|entre los dias)\s)?(?P<a>\d{{1,2}})\s?(?:-|al?|y|y el|"
    rf"hasta el|al dia)\s?(?P<b>\d{{1,2}}) (?:de )?(?P<month>{MONTH})(?: (?:de |del )?{_YEAR})?(?!\w)"
    rf"|\b(?:del|entre el|desde el) (?P<c>\d{{1,2}}) (?:al|y el|hasta el) (?P<d>\d{{1,2}}){_NO_DAY}")
_SCALE = re.compile(rf"\b(?:del?|entre(?: el)?|en una escala del?) (?:[01]|uno|cero) (?:al?|y|y el|hasta) (?:5|"
                    rf"10)\b(?! (?:del? )?(?:{MONTH}|mes|este))")
_OF_SEVEN = re.compile(r"\b(?:del?|en una escala del?) [01] al? (?:7|20|100)\b(?! de)")
_MARKS = re.compile(r"\b(?:nota|escala|puntaje|calific\w{0,8}|puntu\w{0,8}|pong[ao]|doy|dar[ei]a|un [1-9](?:\s?$|"
                    r"[,.!]))")
"""Where these stand "del 1 al 7" are marks (Chile's go up to seven)."""
_NUMBERED = re.compile(r"\b(?:numerad[oa]s?|numeros?|tall[ae]s?|paginas?|puntaje|nota|notas|puntua\w{0,8}|"
                       r"calific\w{0,8})(?: todo)? del? "
                       r"\d{1,3} al? \d{1,3}\b")
_DATED = re.compile(r"\b(?:vacaciones|viaj\w{1,5}|feriado|dias?|mes|semana|entre el|desde el|estoy|estare|fechas?)\b")
"""What tells that "del 1 al 5" are days and not marks ("del 1 al 5 le pongo un 4")."""
_WEEK_OF = re.compile(rf"\b(?:en |para )?la semana del? (?:dia )?(?P<day>\d{{1,2}})(?: de "
                      rf"(?P<month>{MONTH}))?(?![\w/:])")
_PART = (r"(?P<part>a (?:fin(?:es)?|final(?:es)?|mediados|principios?|comienzos?|inicios?)|"
         r"hacia (?:fin(?:es)?|mediados|principios)|para (?:fin(?:es)?|mediados|principios|comienzos)|"
         r"los primeros dias|los ultimos dias"
         r"|la (?:primera|segunda) quincena|en la (?:primera|segunda) quincena|(?<![a-z])(?:fin(?:es)?(?! de semana)|"
         r"final(?:es)?|mediados|principios?|comienzos?|inicios?))")
_PERIOD = re.compile(
    rf"\b(?:{_PART} (?:del? |de la |de el )?)?(?:en |durante |dentro de )?"
    rf"(?:(?P<pre>est[ea](?: mism[oa])?|el proximo|la proxima|proxim[oa]s?|la otra|el otro|siguiente|"
    rf"la siguiente|el siguiente|el pasado|la pasada|pasad[oa]|el ultimo|la ultima|el|la|del|esa) )?"
    rf"(?P<unit>semana|mes|año|ano|fin de semana|finde|findesemana|weekend|"
    rf"quincena)(?![a-zñ])(?! santa)(?: (?P<next>{NEXT}(?![a-zñ]))| (?P<last>pasad[oa]|anterior))?")
_MONTH_ALONE = re.compile(
    rf"(?:\b{_PART} (?:de |del mes de )|\b(?P<pre>en|para|desde|hasta|de|este|el proximo|proximo|durante|"
    rf"el mes de|hacia|a partir de) )(?P<month>{LONG_MONTH})\b(?: (?:de |del )?{_YEAR})?")
_SPAN = re.compile(
    r"\b(?:(?P<a>(?:los |las |en los |en las )?proxim[oa]s?) (?P<n>\d{1,3}) (?P<unit>dias|semanas|meses|"
    r"años|anos)|(?P<n2>\d{1,3}) (?P<b>proxim[oa]s) (?P<unit2>dias|semanas|meses|años|anos)"
    r"|(?P<n3>\d{1,3}) (?P<unit3>dias|semanas|meses|años|anos) (?:que vienen|siguientes|proxim[oa]s)|"
    r"(?P<few>en (?:estos|los proximos|unos) dias|estos dias|en dias))\b")
_PAST_SPAN = re.compile(
    r"\b(?:los |las |en los |en las |estos |estas )?(?:(?:pasad[oa]s?|ultim[oa]s?) (?:\d{1,3} )?|"
    r"(?:\d{1,3} )(?:pasad[oa]s?|ultim[oa]s?) )(?:segundos?|minutos?|horas?|dias?|semanas?|mes(?:es)?|años?|"
    r"anos?)\b")
_SEASON = re.compile(r"\b(?P<pre>este |el proximo |proximo |para el |en |esta |la proxima |la |el |para la |"
                     r"en el |en la )(?P<name>verano|invierno|primavera|otoño|otono)\b(?P<next> que viene)?")
_HABIT = re.compile(r"^(?:los|las)$|^todos los$")


_ORDINALS = {"primero": 1, "1ro": 1, "1ero": 1, "segundo": 2}
_PERIOD_UNITS = {"semana": "week", "mes": "month", "año": "year", "ano": "year", "quincena": "fortnight"}


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if year > 99 else (2000 + year if year < 60 else 1900 + year)


def _part(match: Match[str]) -> str:
    said = match.group("part") or ""
    if not said:
        return ""
    if "mediados" in said or "segunda" in said:
        return "mid" if "mediados" in said else "end"
    return "start" if any(w in said for w in ("princip", "comienz", "inicio", "primer")) else "end"


def read_days(plain: str) -> Iterator[Day]:
    """Every expression of a day in a text, not yet resolved; they may overlap, the longer counts."""
    plain = _NUMBERED.sub(lambda m: " " * len(m.group()), plain)
    if _MARKS.search(plain):
        plain = _OF_SEVEN.sub(lambda m: " " * len(m.group()), plain)
    if not _DATED.search(plain):
        plain = _SCALE.sub(lambda m: " " * len(m.group()), plain)
    for match in _RANGE_DOM.finditer(plain):
        first, last = match.group("a") or match.group("c"), match.group("b") or match.group("d")
        if 1 <= int(first) < int(last) <= 31:
            month = MONTHS[match.group("month").rstrip(".")] if match.group("month") else None
            yield Day("dates", *match.span(), number=int(first), nth=int(last), month=month,
                      year=_year(match.group("year")))
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            said, named = match.group("day"), match.group("month").rstrip(".")
            number = _ORDINALS.get(said) or int(said)
            in_figures = MONTHS.get(named) or (int(named) if named.isdigit() else 0)
            if 1 <= in_figures <= 12 and 1 <= number <= 31:
                yield Day("date", *match.span(), number=number, month=in_figures,
                          year=_year(match.groupdict().get("year")))
    for match in _WEEK_OF.finditer(plain):
        if 1 <= int(match.group("day")) <= 31:
            month = MONTHS[match.group("month").rstrip(".")] if match.group("month") else None
            yield Day("weekof", *match.span(), number=int(match.group("day")), month=month)
    for match in _DOM.finditer(plain):
        yield Day("date", *match.span(), number=int(match.group("day")))
    for match in _NTH.finditer(plain):
        yield Day("nth", *match.span(), number=WEEKDAYS[match.group("day")], nth=_NTHS[match.group("nth")])
    for match in _WEEKDAY.finditer(plain):
        yield from _weekday(match)
    for match in _REL.finditer(plain):
        name = str(match.lastgroup)
        yield Day("rel", *match.span(), number=_REL_DAYS[name], name="noche" if name in ("n1", "n2") else "")
    for match in _PERIOD.finditer(plain):
        yield from _period(match)
    for match in _MONTH_ALONE.finditer(plain):
        start = match.start() if match.group("part") else match.start("month")
        if match.group("pre") in ("este", "el proximo", "proximo"):
            start = match.start()
        yield Day("month", start, match.end(), month=MONTHS[match.group("month")], year=_year(match.group("year")),
                  part=_part(match))
    for match in _SPAN.finditer(plain):
        number = int(match.group("n") or match.group("n2") or match.group("n3") or 7)
        said = match.group("unit") or match.group("unit2") or match.group("unit3") or "dias"
        unit = {"dias": "day", "semanas": "week", "meses": "month"}.get(said, "year")
        yield Day("span", *match.span(), number=number, unit=unit)
    for match in _PAST_SPAN.finditer(plain):
        yield Day("rel", *match.span(), number=-1)
    for match in feast_pattern().finditer(plain):
        yield Day("feast", *match.span(), name=match.group("feast"), year=_year(match.group("year")))
    for match in _SEASON.finditer(plain):
        yield Day("season", *match.span(), name=match.group("name"), which="this" if "este" in match.group("pre")
                  else "")


def _which(match: Match[str]) -> str:
    """"" or which of several: next, last, this, other."""
    before = match.group("pre") or ""
    if match.group("last") or "pasad" in before or "ultim" in before:
        return "last"
    if before == "el otro" and "unit" not in match.re.groupindex:
        return "other"
    if match.group("next") or any(word in before for word in ("prox", "otr", "siguiente")):
        return "next"
    return "this" if before.startswith("est") else ""


def _weekday(match: Match[str]) -> Iterator[Day]:
    said, before, dom = match.group("day"), match.group("pre") or "", int(match.group("dom") or 0)
    if before in ("los", "las") or (said == "mar" and not dom and (
            match.end() < len(match.string) or before in ("el", "del", "al", "la"))):
        return  # every Monday; the sea
    start = match.start() + (len(before) + 1 if before in ("del", "al") else 0)
    if 1 <= dom <= 31:
        yield Day("date", start, match.end(), number=dom, nth=WEEKDAYS[said] + 1)
    else:
        yield Day("weekday", start, match.end(), number=WEEKDAYS[said], which=_which(match))


def _period(match: Match[str]) -> Iterator[Day]:
    unit, part, which = _PERIOD_UNITS.get(match.group("unit"), "weekend"), _part(match), _which(match)
    if unit in ("month", "year", "week") and not which and not part:
        return  # "el mes", "la semana": which one is not said
    if match.group("unit") == "ano" and not which:
        return
    lead = next((word for word in ("para ", "en ", "durante ", "dentro de ") if match.group().startswith(word)), "")
    yield Day("period", match.start() + len(lead), match.end(), unit=unit, which=which, part=part)
