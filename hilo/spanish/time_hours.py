"""Hours of the clock: the words and figures that name them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import NamedTuple


class Hour(NamedTuple):
    """An hour as said: which half of the day is meant may be open (`part` is "" then)."""

    hour: int
    minute: int
    part: str  # "", am, pm or a name of time_words.PARTS


class Clock(NamedTuple):
    """One hour or a stretch between two."""

    start: int
    end: int
    first: Hour
    last: Hour | None
    about: bool
    weak: bool  # counts only beside a day or a part of the day
    sure: bool = True  # "las dos" may be two things


_AMPM = r"(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_OF_DAY = (r"(?:(?:de|en|por|a) (?:la |esta )?(?:mañana|manana|tarde|noche|madrugada|tardecita|nochecita|"
           r"siesta|mañanita)|del? (?:medio ?dia|dia)|(?:de |a )?la (?:tarde|noche)"
           r"|esta (?:noche|tarde|mañana)|(?:de )?esta noche)")


def _clock(n: str) -> str:
    return (rf"(?P<h{n}>[01]?\d|2[0-4])(?:\s?(?:[:.]|h(?=\d\d))\s?(?P<mm{n}>[0-5]\d)(?!\d)|\s(?:y|"
            rf"con)\s(?P<my{n}>media|cuarto|pico|[0-5]?\d)(?! (?:hora|plaza|año|medio|"
            rf"\w{{2,9}}s\b(?<!horas)))(?!\d|[:.]\d|\shs)"
            rf"|\s?menos (?P<less{n}>cuarto|[0-5]?\d)|\s0 (?P<mz{n}>\d)(?!\d)|"
            rf"\s(?P<m1{n}>[1-9])(?=\s?(?:de la|pm|am|p\.|a\.))|\s(?P<ms{n}>[0-5]\d)(?!\d|[:./]\d|\s?(?:%|"
            rf"mil|pesos|minutos|dias|pares|unidades|de [a-z]{{4,}}re\b)))?"
            rf"(?P<unit{n}>\s?(?:hs\b|hrs\b|hr\b|horas?\b|h\b)\.?)?(?P<point{n}>\s?en punto)?"
            rf"(?:,?\s?(?P<ap{n}>{_AMPM}|{_OF_DAY}))?(?:\s(?:menos (?P<late{n}>cuarto|[0-5]?\d)|"
            rf"y (?P<latey{n}>media|cuarto)))?(?P<o{n}>\s?en punto)?")


_ABOUT = (
    r"(?:tipo|tipo a|como a|como|a eso de|sobre|hacia|cerca de|alrededor de|alrededor|onda|"
    r"aprox(?:imadamente)? a|mas o menos a|a mas o menos|maso a|por)")
_THE = r"(?:al? las?|alas|a la|para las?|las?|los|y las?)"
_RANGE = re.compile(
    rf"(?<![\w/.,-])(?:(?P<head>entre|de|desde|del?|tipo)\s)?(?P<the1>al? las?\s|"
    rf"las?\s)?{_clock('1')}\s?(?P<link>-|–|a|y|hasta|o|u)\s?(?P<the2>las?\s)?{_clock('2')}(?![\w/]|"
    rf"[.,:-]\d)")
_SINGLE = re.compile(
    rf"(?<![\w/.,-])(?:(?P<about>{_ABOUT})\s)?(?P<the>{_THE}\s|tipin\s|tipo\s)?{_clock('1')}(?![\w/]|"
    rf"[.,:-]\d)")
_TO = re.compile(r"\b(?:faltando |un )?(?P<less>cuarto|\d{1,2}) para la?s? (?P<hour>1?\d|2[0-4])(?: (?P<ap>" + _OF_DAY
                 + "|" + _AMPM + r"))?(?!\w)")
_ONE = re.compile(r"(?<=\ba la )una\b|(?<=\bla )una(?= (?:y|de la|en punto|pm|p\.m|menos|hasta|a las))|"
                  r"(?<=\bdesde la )una\b|(?<=\bde la )una\b|(?<=\bpara la )una\b|(?<=\bentre la )una\b|"
                  r"^una(?= y (?:media$|cuarto$|\d{1,2}$))|(?<=tipo )una\b|(?<= a )una(?= pm)")
_FOUR = re.compile(r"(?<!\d)(?P<a>[01]\d[0-5]\d)-(?P<b>[01]\d[0-5]\d)(?!\d)")
_NOT_HOUR_AFTER = re.compile(
    r"\s?(?:%|°|mil\b|k\b|lucas|palos|pesos|dolares|euros|soles|cuotas|plazas?|pares?|unidades|personas|"
    r"dias?\b|semanas?|meses|años|anos|minutos|min\b|cuadras|veces|litros|kilos|kg|cm|metros"
    r"|remeras?|camisas?|zapatillas?|cosas|opciones|prendas|talles?|tallas?|colores|modelos|de (?:ellas|"
    r"ellos|cada|esas|esos|color|talle|talla|algodon)|juntas|juntos|docenas?|puntos|estrellas|últimas|"
    r"ultimas|que (?:vi|tenes|hay|me|pedi|compre)|fotos|[\x01-\x04]|negr|blanc|roj|azul)")


_SPOKEN_PARTS = ("madrugada", "mañana", "manana", "tardecita", "nochecita", "tarde", "noche", "siesta", "dia")
_MINUTES = {"media": 30, "cuarto": 15, "pico": 10}
_AFTER_DAY = re.compile(r"\b(?:a|mañana|hoy|hoy a|mañana a)\s$")
_AFTER_WEEKDAY = re.compile(r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mañana|hoy|pasado)\s$")
_ONE_OF = re.compile(r"\b(?:primer[oa]|segund[oa]|tercer[oa]|cuart[oa]|quint[oa]|ultim[oa]|[1-5](?:r[ao]|d[ao]|[ªº°])|"
                     r"una?|otr[oa]|ningun[oa]?|algun[oa]?|cualquier[a]?|cual(?:es)?|quien|mitad|cada una|ambas|dos|"
                     r"tres|[12]|mejor|mas \w{4,10}|quiero|llevo|dame|deme|mandame|necesito|prefiero|anotame|comprar|"
                     r"llevar|pido)(?:,? de)?$")
"""Before "las tres": things, and no hour ("la segunda de las tres", "quiero las dos")."""
_PAID = re.compile(r"(?:\d|\b(?:mil|lucas|pesos|soles|euros|dolares|dar|doy|pago|pagar|cobran?|todo|precio|"
                   r"descuento)) $")
_BEFORE_THE = (",", "hasta", "pasadas", "de", "desde", "entre", "son", "sea", "mejor")


def _part_of(spoken: str) -> str:
    """"p.m." → pm, "de la tarde" → tarde, "del mediodia" → mediodia, "" → ""."""
    letters = spoken.replace(".", "").replace(" ", "")
    if letters in ("am", "pm"):
        return letters
    name = next((word for word in _SPOKEN_PARTS if word in spoken), "")
    return {"manana": "mañana", "dia": "mediodia"}.get(name, name)


def _hour(match: Match[str], n: str) -> Hour | None:
    groups = match.groupdict()
    hour = int(groups["h" + n])
    said = next((groups[kind + n] for kind in ("mm", "ms", "m1", "mz", "my", "latey") if groups[kind + n]), "0")
    minute = _MINUTES.get(said) or (int(said) if said.isdigit() else 0)
    if minute > 59:
        return None
    less = groups["less" + n] or groups["late" + n]
    if less:
        hour, minute = divmod(max(0, hour * 60 - (_MINUTES.get(less) or int(less))), 60)
    return Hour(hour, minute, _part_of(groups["ap" + n] or ""))


def _evidence(match: Match[str], n: str) -> bool:
    """Whether the writing itself shows that this is an hour: minutes, "hs", "pm", "en punto"."""
    groups = match.groupdict()
    unit = groups["unit" + n] or ""
    if groups["mm" + n] and "." in match.group()[:12] and not unit and not groups["ap" + n]:
        return bool(groups.get("the") or groups.get("head")) or match.group().strip() == match.string.strip()
    if any(groups[kind + n] for kind in ("mm", "ap", "point", "o", "less", "late")):
        return True
    return groups["my" + n] in ("media", "cuarto") or (unit != "" and "hora" not in unit and int(groups["h" + n]) < 24)


def read_clocks(plain: str) -> list[Clock]:
    """Every hour and stretch of hours; of overlapping ones the longer."""
    text = _ONE.sub("1  ", plain)
    found: list[Clock] = []
    for match in _FOUR.finditer(plain):
        first, last = (Hour(int(match.group(n)[:2]), int(match.group(n)[2:]), "") for n in "ab")
        found.append(Clock(*match.span(), first, last, False, False))
    for match in _TO.finditer(text):
        less = _MINUTES.get(match.group("less")) or int(match.group("less"))
        if less < 60:
            hour, minute = divmod((int(match.group("hour")) * 60 - less) % 1440, 60)
            named = Hour(hour, minute, _part_of(match.group("ap") or ""))
            found.append(Clock(*match.span(), named, None, False, False))
    found += [clock for match in _RANGE.finditer(text) for clock in _stretch(match)]
    taken = bytearray(len(text))
    for clock in found:
        taken[clock.start:clock.end] = b"\1" * (clock.end - clock.start)
    return found + [clock for match in _SINGLE.finditer(text) if not taken[match.start()] for clock in _single(match)]


def _stretch(match: Match[str]) -> Iterator[Clock]:
    first, last = _hour(match, "1"), _hour(match, "2")
    if first is None or last is None or _NOT_HOUR_AFTER.match(match.string, match.end()):
        return
    head, the1, the2 = match.group("head"), match.group("the1"), match.group("the2")
    shown = _evidence(match, "1")
    if the2 and not the1 and not shown and head not in ("de", "desde", "entre"):
        return  # "el 15 a las 7" is a day and an hour
    if match.group("link") in ("y", "o", "u") and not head and not (the1 and the2):
        return
    sure = shown or _evidence(match, "2") or bool(the1 and the2) or bool((the1 or the2) and head)
    yield Clock(*match.span(), first, last, False, not sure)


def _single(match: Match[str]) -> Iterator[Clock]:
    text, hour, shown = match.string, _hour(match, "1"), _evidence(match, "1")
    if hour is None or (hour.hour == 0 and not shown) or _NOT_HOUR_AFTER.match(text, match.end()):
        return
    start = match.start()
    if match.group("m11") and hour.hour > 12:  # "el 20 6 pm": the day stands before the hour
        hour, start = Hour(int(match.group("m11")), 0, hour.part), match.start("m11")
    the, about = (match.group("the") or "").strip(), match.group("about")
    if (match.group("ap1") or "").startswith("a la") and not the and not match.group("mm1"):
        return  # "el sábado 7 a la mañana": a day and a part of it
    if about == "por" and not shown and _PAID.search(text, max(0, start - 30), start):
        return  # "doy 120 por las dos"
    if about and not the and not shown and about not in ("tipo", "onda", "a eso de"):
        return
    sure = shown or bool(about) or (the not in ("", "los", "la"))
    if the in ("las", "la") and not shown and not about:
        if _ONE_OF.search(text[max(0, start - 24):start].rstrip()):
            return
        sure = start == 0 or text[:match.start()].rstrip().endswith(_BEFORE_THE)
    near = max(0, match.start() - 12)
    dotted = match.group("mm1") and _AFTER_WEEKDAY.search(text, near, match.start())
    if not (sure or dotted or _AFTER_DAY.search(text, near, match.start())):
        return
    certain = the not in ("las", "la") or bool(about) or shown or start > 0
    yield Clock(start, match.end(), hour, None, bool(about), not sure, certain)
