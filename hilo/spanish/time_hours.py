"""Hours, parts of the day and distances from now: the words that name them."""
from __future__ import annotations

import re
from typing import Iterator, List, Match, NamedTuple, Optional, Tuple

from hilo.spanish.time_words import UNIT, UNITS


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
    last: Optional[Hour]
    about: bool
    weak: bool  # counts only beside a day or a part of the day


class Part(NamedTuple):
    """A part of the day, by its name in time_words.PARTS; `edge` is "", start or end of it."""

    start: int
    end: int
    name: str
    edge: str
    today: bool


class Offset(NamedTuple):
    """A distance from now (or from a named day): amount and unit, the least and the most in minutes when vague."""

    start: int
    end: int
    amount: float
    unit: str
    extra: float  # minutes on top ("una hora y media")
    vague: Optional[Tuple[int, int]]
    base: int  # days from today at which it starts to count
    past: bool


_AMPM = r"(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_OF_DAY = (r"(?:(?:de|en|por|a) (?:la |esta )?(?:mañana|manana|tarde|noche|madrugada|tardecita|nochecita|siesta|mañanita)|del? (?:medio ?dia|dia)|(?:de |a )?la (?:tarde|noche)"
           r"|esta (?:noche|tarde|mañana)|(?:de )?esta noche)")


def _clock(n: str) -> str:
    return (rf"(?P<h{n}>[01]?\d|2[0-4])(?:\s?(?:[:.]|h(?=\d\d))\s?(?P<mm{n}>[0-5]\d)(?!\d)|\s(?:y|con)\s(?P<my{n}>media|cuarto|pico|[0-5]?\d)(?! (?:hora|plaza|año|medio|\w{{2,9}}s\b(?<!horas)))(?!\d|[:.]\d|\shs)"
            rf"|\s?menos (?P<less{n}>cuarto|[0-5]?\d)|\s0 (?P<mz{n}>\d)(?!\d)|\s(?P<m1{n}>[1-9])(?=\s?(?:de la|pm|am|p\.|a\.))|\s(?P<ms{n}>[0-5]\d)(?!\d|[:./]\d|\s?(?:%|mil|pesos|minutos|dias|pares|unidades|de [a-z]{{4,}}re\b)))?"
            rf"(?P<unit{n}>\s?(?:hs\b|hrs\b|hr\b|horas?\b|h\b)\.?)?(?P<point{n}>\s?en punto)?"
            rf"(?:,?\s?(?P<ap{n}>{_AMPM}|{_OF_DAY}))?(?:\s(?:menos (?P<late{n}>cuarto|[0-5]?\d)|y (?P<latey{n}>media|cuarto)))?(?P<o{n}>\s?en punto)?")


_ABOUT = r"(?:tipo|tipo a|como a|como|a eso de|sobre|hacia|cerca de|alrededor de|alrededor|onda|aprox(?:imadamente)? a|mas o menos a|a mas o menos|maso a|por)"
_THE = r"(?:al? las?|alas|a la|para las?|las?|los|y las?)"
_RANGE = re.compile(
    rf"(?<![\w/.,-])(?:(?P<head>entre|de|desde|del?|tipo)\s)?(?P<the1>al? las?\s|las?\s)?{_clock('1')}\s?(?P<link>-|–|a|y|hasta|o|u)\s?(?P<the2>las?\s)?{_clock('2')}(?![\w/]|[.,:-]\d)")
_SINGLE = re.compile(
    rf"(?<![\w/.,-])(?:(?P<about>{_ABOUT})\s)?(?P<the>{_THE}\s|tipin\s|tipo\s)?{_clock('1')}(?![\w/]|[.,:-]\d)")
_TO = re.compile(r"\b(?:faltando |un )?(?P<less>cuarto|\d{1,2}) para la?s? (?P<hour>\d{1,2}|una)(?: (?P<ap>" + _OF_DAY + "|" + _AMPM + r"))?(?!\w)")
_ONE = re.compile(r"(?<=\ba la )una\b|(?<=\bla )una(?= (?:y|de la|en punto|pm|p\.m|menos|hasta|a las))|(?<=\bdesde la )una\b|(?<=\bde la )una\b|(?<=\bpara la )una\b|(?<=\bentre la )una\b|^una(?= y (?:media$|cuarto$|\d{1,2}$))|(?<=tipo )una\b|(?<= a )una(?= pm)")
_FOUR = re.compile(r"(?<!\d)(?P<a>[01]\d[0-5]\d)-(?P<b>[01]\d[0-5]\d)(?!\d)")
_NOT_HOUR_AFTER = re.compile(
    r"\s?(?:%|°|mil\b|k\b|lucas|palos|pesos|dolares|euros|soles|cuotas|plazas?|pares?|unidades|personas|dias?\b|semanas?|meses|años|anos|minutos|min\b|cuadras|veces|litros|kilos|kg|cm|metros"
    r"|remeras?|camisas?|zapatillas?|cosas|opciones|prendas|talles?|tallas?|colores|modelos|de (?:ellas|ellos|cada|esas|esos|color|talle|talla|algodon)|juntas|juntos|docenas?|puntos|estrellas|últimas|ultimas|que (?:vi|tenes|hay|me|pedi|compre)|fotos|[\x01-\x04]|negr|blanc|roj|azul)")
_PARTS = [(re.compile(p), name, edge) for p, name, edge in (
    (r"\b(?:a |en )?(?:la )?primera hora(?: de la| por la| a la)? (?:mañana|manana)\b", "first hour", ""),
    (r"\b(?:a |en )?(?:la )?primera hora(?: de la| por la) tarde\b", "tarde", "start"),
    (r"\b(?:a |en )?(?:la |las )?(?:ultima|ultimas) horas?(?: de la| por la)? tarde\b", "last hour", ""),
    (r"\b(?:a |en )?(?:la )?primera hora\b", "first hour", ""),
    (r"\b(?:a |en )?(?:la |las )?(?:ultima|ultimas) horas?\b(?! (?:compr|pedi|llev))", "last hour", ""),
    (r"\b(?:bien |muy |mas )?tempran(?:o|ito)", "early", ""),
    (r"\b(?:a |en )?(?:la )?(?<!y )media (?:mañana|manana)\b", "media mañana", ""),
    (r"\b(?:a |en )?(?:la )?media tarde\b", "media tarde", ""),
    (r"\b(?:despues|luego|pasad[oa]) (?:de |del |el |la )?(?:comer|almorzar|almuerzo|la comida|el almuerzo|mediodia|medio dia|la siesta)\b", "after lunch", ""),
    (r"\bantes (?:de |del )(?:comer|almorzar|almuerzo|la comida|el almuerzo|mediodia|medio dia)\b", "before lunch", ""),
    (r"\b(?:a |en )?(?:la )?hora (?:de |del )(?:almuerzo|comer|almorzar|la comida|comida)\b|\b(?:en|durante) (?:el|mi) almuerzo\b", "lunch", ""),
    (r"\b(?:a |en )?(?:la )?hora (?:de |del )(?:la cena|cenar|cena)\b|\bdespues de cenar\b", "dinner", ""),
    (r"\b(?:cuando|apenas|ni bien|en cuanto|al) (?:yo )?(?:salg[ao]|salir|termin[eo]|terminar|me desocupe|llegue a casa|vuelva a casa|salga)(?: (?:de trabajar|del? (?:trabajo|laburo|trabajar|oficina|la oficina|clases?|la facu|la pega|chamba|curro)|de la oficina))?\b", "after work", ""),
    (r"\b(?:a la salida|despues|luego|saliendo) (?:del? )?(?:trabajo|laburo|trabajar|la oficina|oficina|la pega|la chamba|curro|curre)\b|\ba la salida\b", "after work", ""),
    (r"\b(?:al |a |hacia el )?(?:fin|final|finales|termino) (?:de la|de esta|de) (?:mañana|manana)\b", "mañana", "end"),
    (r"\b(?:al |a |hacia el )?(?:fin|final|finales) (?:de la|de esta|de) tarde\b", "tarde", "end"),
    (r"\b(?:al |a |hacia el )?(?:fin|final|finales) (?:del dia|de la jornada)\b", "end of day", ""),
    (r"\b(?:al |a |hacia el )?(?:fin|final|finales) del? (?=(?:este )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|mañana))", "end of day", ""),
    (r"\b(?:a |al )?(?:mediados|mitad) (?:de |del )(?=hoy|dia|mañana)", "mid", ""),
    (r"\b(?:al |a )?(?:inicios?|principios?|comienzos?) (?:de |del )(?:la )?(?=(?:el )?\d|dia|mañana|manana)", "early", ""),
    (r"\b(?:de |por la |a la |en la |de la |la |en )?madrugada\b", "madrugada", ""),
    (r"\b(?P<today>esta misma |esta |hoy (?:en |por |a )la |hoy a |este )?(?P<how>(?:por |a |en |de |a eso de |para |durante )?(?:la |toda la )?)tarde(?P<small>cita|sita)?\b(?! (?:que|para|tu|su|mi|el pedido|pero|\d dias))", "tarde", ""),
    (r"\b(?P<today>esta misma |esta |este )?(?P<how>(?:por |a |en |de |a eso de |para |durante )?(?:la |toda la )?)noche(?P<small>cita)?\b", "noche", ""),
    (r"\b(?P<today>esta misma |esta )(?:mañana|manana)\b", "mañana", ""),
    (r"\b(?:(?:por|a|en|de|durante|toda|para) )?(?:toda )?(?:la|las) (?:mañana|manana)s?(?P<small>ita)?\b(?! siguiente)|\bde mañana(?= temprano)|(?<=[a-z]) (?:por|en|de) (?:mañana|manana)(?=$|[ ,.])(?! a (?:las?|la)\b)", "mañana", ""),
    (r"\b(?:este |el )?pasado (?:el )?medio ?dia\b", "after lunch", ""),
    (r"\b(?:a |al |en )?(?:la )?(?:hora de la )?siesta\b", "siesta", ""),
    (r"\b(?:a|al|para el|cerca de|cerca del|tipo|hacia el|el|del|desde el|hasta el|pasado el)? ?(?:medio ?dia|midiodia)\b", "mediodia", ""),
    (r"\b(?:a |a la |de |la )?(?:media ?noche)\b", "medianoche", ""),
    (r"\b(?:en|durante) (?:el )?(?:horario|horas) (?:de oficina|comercial|laboral|de trabajo|laborales)\b", "office", ""),
    (r"\bmas tarde(?: hoy)?(?: (?:por|en|a) la (?=tarde|noche))?(?! (?:de|que))\b", "later", ""),
)]
_OFFSETS = [(re.compile(p), vague, unit) for p, vague, unit in (
    (r"\b(?:en|dentro de|de aqui a|de aca a|en mas o menos|en unos|en unas|a los|por ahi en|como en|en como) (?:unos |unas |mas o menos |como |aprox )?(?P<n>\d{1,4}(?:[.,]5)?|una?|medi[oa]|½)(?: (?:o|a|u) (?P<n2>\d{1,3}))?(?: de)? (?P<unit>" + UNIT + r")(?P<more> y (?:(?P<half>medi[ao])|(?P<quarter>cuarto)|(?P<min>\d{1,2})(?: min\w{0,5})?))?(?: a partir de (?P<base>mañana|hoy|ahora))?", None, ""),
    (r"\b(?:llam\w{1,6}|escrib\w{1,6}|marc\w{1,5}|habl\w{1,5}|vuelvo|avis\w{1,5}) en (?P<n>5|10|15|20)(?=\s?(?:$|[.,;!?]|por favor|porfa))", None, "minutes"),
    (r"\b(?:en|dentro de) (?P<n>hora y media|media hora|media horita|un cuarto de hora|tres cuartos de hora|3 cuartos de hora|medio año|un par de (?P<unit>" + UNIT + r")|una horita|unas horitas)", None, ""),
    (r"\b(?P<n>\d{1,4}|una?) (?P<unit>" + UNIT + r") (?:despues|mas tarde|mas adelante|luego)(?: de (?P<base>hoy|mañana|ahora))?(?! de)", None, ""),
    (r"\b(?P<n>\d{1,4}|una?) (?P<unit>" + UNIT + r") a partir de (?P<base>mañana|hoy|ahora)", None, ""),
    (r"\b(?:en |dentro de )?(?:la )?proxima (?:hora|media hora)\b", (0, 60), ""),
    (r"\b(?:en |dentro de )?(?:los |las )?proxim[oa]s (?P<n>\d{1,3}) (?P<unit>segundos|minutos|min|horas|hs)", (0, 0), "up to"),
    (r"\b(?:en|dentro de) (?:unos|unas|algunos|algunas|pocos|pocas) (?P<few>minutos|minutitos|min|horas|horitas|hs|dias|diitas|semanas|meses)\b", None, "few"),
    (r"\b(?:en |de aqui a |dentro de )?(?:un|otro|al|mas|mas al|este|1) (?:rato|ratito|ratico|ratin|ratillo|momento|momentito|toque|cachito|segundito|poquito)\b(?! que)|\ba (?:un|la) ratito\b|\bmas rato\b|\ben (?:breve|seguida|instantes)\b|\ben nada\b", (15, 120), ""),
    (r"\b(?:ahorita(?: mismo)?|ahoritita|ahorititita|orita)\b", (0, 60), "now"),
    (r"\b(?:ahora mismo|ahora(?: ya)?|ya mismo|inmediatamente|cuanto antes|lo antes posible|lo mas pronto posible|asap|en este (?:mismo )?(?:momento|instante)|de inmediato|enseguida|^ya$)", (0, 15), "now"),
    (r"\b(?:mas tarde|mas tardecito|luego|despues|mas luego|al rato|mas adelante)(?=\s?(?:$|[.,;!?]|por favor|porfa|gracias|si podes|si puedes|que|te|me|hablamos|les|le|nos|vemos))", (60, 300), "later"),
)]
_AGO = re.compile(r"\b(?:hace|hacen|desde hace|ace|hara|hace como|hace ya) (?:unos |unas |como |mas de |casi |ya |menos de |un par de |varios |varias )?(?:(?P<n>\d{1,4}|una?|medi[oa]) )?(?P<unit>" + UNIT
                  + r"|rato|ratito|tiempo|noches|un rato|mucho|poco|banda|bocha)(?: y media?)?|\b(?:\d{1,3}|una?) (?:" + UNIT + r") (?:atras|antes)\b")


def _hour(match: Match[str], n: str) -> Optional[Hour]:
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


def read_clocks(plain: str) -> List[Clock]:
    """Every hour and stretch of hours; of overlapping ones the longer."""
    text = _ONE.sub("1  ", plain)
    text = _FOUR.sub(lambda m: f"{m['a'][:2]}{m['a'][2:]}-{m['b']}", text)
    found: List[Clock] = []
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
        sure = sure or bool(match.group("the2") or match.group("the1")) and bool(match.group("head"))
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
        found.append(Clock(start, match.end(), hour, None, bool(about), not sure))
    return found


def read_parts(plain: str) -> Iterator[Part]:
    """Every part of the day."""
    for pattern, name, edge in _PARTS:
        for match in pattern.finditer(plain):
            if not match.group().strip():
                continue
            groups = match.groupdict()
            small = groups.get("small") or ""
            said = {"tarde": "tardecita", "noche": "nochecita"}.get(name, "mañanita") if small else name
            if name in ("tarde", "noche") and "how" in groups and not groups["today"] and not groups["how"].strip():
                before = plain[max(0, match.start() - 10):match.start()]
                if not re.search(r"(?:mañana|ayer|hoy|lunes|martes|miercoles|jueves|viernes|sabado|domingo|pasado|final de|fin de|temprano|el) $", before):
                    continue
            yield Part(match.start(), match.end(), said, edge, bool(groups.get("today")))


def read_offsets(plain: str) -> Iterator[Offset]:
    """Every distance from now, forwards or backwards."""
    for match in _AGO.finditer(plain):
        said = match.group("n") or "1"
        unit = UNITS.get(match.group("unit") or "", "day" if match.group("unit") == "noches" else "minute")
        counted = match.group("n") or not match.group("unit")
        yield Offset(*match.span(), 1.0 if not said.isdigit() else float(said), unit, 0.0, None if counted else (0, 0), 0, True)
    for pattern, vague, mode in _OFFSETS:
        for match in pattern.finditer(plain):
            yield from _offset(match, vague, mode)


def _offset(match: Match[str], vague: Optional[Tuple[int, int]], mode: str) -> Iterator[Offset]:
    groups = match.groupdict()
    said = (groups.get("n") or "").replace(",", ".")
    if mode == "few":
        unit = UNITS.get(groups["few"].replace("itas", "as").replace("horitas", "horas").replace("minutitos", "minutos").replace("diitas", "dias"), "day")
        minutes = {"minute": (5, 30), "hour": (120, 300), "day": (2880, 10080), "week": (20160, 50400), "month": (86400, 216000)}[unit]
        yield Offset(*match.span(), 0.0, unit, 0.0, minutes, 0, False)
        return
    if mode == "up to":
        unit = UNITS[groups["unit"]]
        minutes = int(float(said) * {"second": 1 / 60, "minute": 1, "hour": 60}[unit]) or 1
        yield Offset(*match.span(), 0.0, "minute", 0.0, (0, minutes), 0, False)
        return
    if vague is not None:
        yield Offset(*match.span(), 0.0, mode or "minute", 0.0, vague, 0, False)
        return
    unit = "minute" if mode == "minutes" else UNITS.get(groups.get("unit") or "", "hour")
    amount, extra = 1.0, 0.0
    if said.replace(".", "", 1).isdigit():
        amount = float(said)
    elif said.startswith("medi") or said == "½":
        amount = 0.0 if unit == "hour" else 0.5
        extra = 30.0 if unit == "hour" else 0.0
        if "hora" in said:
            amount, extra, unit = 0.0, 30.0, "hour"
        if "año" in said:
            amount, extra, unit = 6.0, 0.0, "month"
    elif said.startswith("hora"):
        amount, extra = 1.0, 30.0
    elif "cuarto" in said:
        amount, extra, unit = 0.0, 45.0 if "tres" in said or said[0] == "3" else 15.0, "hour"
    elif said.startswith("un par"):
        amount = 2.0
    if groups.get("more") and unit == "hour":
        extra += 30.0 if groups["half"] else 15.0 if groups["quarter"] else float(groups["min"] or 0)
    if groups.get("n2") and said.isdigit() and int(groups["n2"]) > int(said):
        each = {"second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 21600, "month": 43200, "year": 525600}[unit]
        yield Offset(*match.span(), 0.0, unit, 0.0, (int(amount * each), int(float(groups["n2"]) * each)), 0, False)
        return
    base = 1 if groups.get("base") == "mañana" else 0
    yield Offset(*match.span(), amount, unit, extra, None, base, False)
