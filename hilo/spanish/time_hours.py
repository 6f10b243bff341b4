"""Hours of the clock: the words and figures that name them."""
from __future__ import annotations

import re
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
_TO = re.compile(r"\b(?:faltando |un )?(?P<less>cuarto|\d{1,2}) para la?s? (?P<hour>\d{1,2}|una)(?: (?P<ap>" + _OF_DAY + "|" + _AMPM + r"))?(?!\w)")
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


def _hour(match: Match[str], n: str) -> Hour | None:
    groups = match.groupdict()
    hour, minute = int(groups["h" + n]), 0
    said = groups["mm" + n] or groups["ms" + n] or groups["m1" + n] or groups["mz" + n] or groups["my" + n] or groups["latey" + n]
    if said:
        minute = {"media": 30, "cuarto": 15, "pico": 10}.get(said) or (int(said) if said.isdigit() else 0)
    less = groups["less" + n] or groups["late" + n]
    if minute > 59:
        return None
    part = (groups["ap" + n] or "").replace(".", "").replace(" ", "")
    if part.startswith(("am", "pm")) and len(part) == 2:
        name = part
    else:
        spoken = groups["ap" + n] or ""
        name = next((w for w in ("madrugada", "mañana", "manana", "tardecita", "nochecita", "tarde", "noche", "siesta") if w in spoken), "")
        name = name or ("mediodia" if "dia" in spoken else "")
    if less:
        total = hour * 60 - (15 if less == "cuarto" else int(less))
        hour, minute = max(total, 0) // 60, max(total, 0) % 60
    return Hour(hour, minute, name)


def _evidence(match: Match[str], n: str) -> bool:
    """Whether the writing itself shows that this is an hour: minutes, "hs", "pm", "en punto"."""
    groups = match.groupdict()
    if groups["mm" + n] and "." in match.group()[: 12] and not groups["unit" + n] and not groups["ap" + n]:
        return bool(groups.get("the")) or match.group().strip() == match.string.strip() or bool(groups.get("head"))
    return bool(groups["mm" + n] or groups["ap" + n] or groups["point" + n] or groups["o" + n] or groups["less" + n] or groups["late" + n]
                or (groups["my" + n] in ("media", "cuarto")) or (groups["unit" + n] and int(groups["h" + n]) < 24 and "hora" not in groups["unit" + n]))


def read_clocks(plain: str) -> list[Clock]:
    """Every hour and stretch of hours; of overlapping ones the longer."""
    text = _ONE.sub("1  ", plain)
    text = _FOUR.sub(lambda m: f"{m['a'][:2]}{m['a'][2:]}-{m['b']}", text)
    found: list[Clock] = []
    for match in _FOUR.finditer(plain):
        a, b = match.group("a"), match.group("b")
        found.append(Clock(*match.span(), Hour(int(a[:2]), int(a[2:]), ""), Hour(int(b[:2]), int(b[2:]), ""), False, False))
    for match in _TO.finditer(text.replace("una", "1  ") if " para la una" in text else text):
        hour = 1 if match.group("hour") == "una" else int(match.group("hour"))
        less = 15 if match.group("less") == "cuarto" else int(match.group("less"))
        if hour <= 24 and less < 60:
            total = (hour * 60 - less) % 1440
            said = match.group("ap") or ""
            name = next((w for w in ("madrugada", "mañana", "tarde", "noche") if w in said), "pm" if said.startswith("p") else "")
            found.append(Clock(*match.span(), Hour(total // 60, total % 60, name), None, False, False))
    for match in _RANGE.finditer(text):
        first, last = _hour(match, "1"), _hour(match, "2")
        if first is None or last is None or _NOT_HOUR_AFTER.match(text, match.end()):
            continue
        sure = _evidence(match, "1") or _evidence(match, "2") or bool(match.group("the1") and match.group("the2"))
        sure = sure or (bool(match.group("the2") or match.group("the1")) and bool(match.group("head")))
        if match.group("the2") and not match.group("the1") and not _evidence(match, "1") and match.group("head") not in (
                "de", "desde", "entre"):
            continue  # "el 15 a las 7" is a day and an hour
        if match.group("link") in ("y", "o", "u") and not match.group("head") and not (match.group("the1") and match.group("the2")):
            continue
        found.append(Clock(*match.span(), first, last, False, not sure))
    for match in _SINGLE.finditer(text):
        if any(c.start <= match.start() and match.end() <= c.end for c in found) or _NOT_HOUR_AFTER.match(text, match.end()):
            continue
        hour = _hour(match, "1")
        if hour is None or (hour.hour == 0 and not _evidence(match, "1")):
            continue
        start = match.start()
        if match.group("m11") and hour.hour > 12:  # "el 24 6 pm": the day stands before the hour
            hour, start = Hour(int(match.group("m11")), 0, hour.part), match.start("m11")
        the, about = (match.group("the") or "").strip(), match.group("about")
        sure = _evidence(match, "1") or (bool(the) and the not in ("los", "la")) or the == "a la"
        if the in ("las", "la") and not _evidence(match, "1") and not about:
            sure = match.start() == 0 or text[:match.start()].rstrip().endswith((",", "hasta", "despues de", "antes de", "pasadas", "de", "partir de", "desde", "entre", "son", "sea", "mejor"))
        if about in ("tipo", "onda", "a eso de") and not the:
            sure = True
        elif about and not the and not _evidence(match, "1"):
            continue
        if not sure and not re.search(r"\b(?:a|mañana|hoy|hoy a|mañana a)\s$", text[max(0, match.start() - 9):match.start()]):
            continue
        certain = the not in ("las", "la") or bool(about) or _evidence(match, "1") or start > 0
        found.append(Clock(start, match.end(), hour, None, bool(about), not sure, certain))
    return found
