"""When: the moment or the stretch of time that a person's words mean, seen from their present moment."""
from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from hilo.spanish.corrections import corrects
from hilo.spanish.reading import Reading
from hilo.spanish.time_context import (
    asks_nothing,
    asks_to_wait,
    refused,
    request_near,
    tells_hour,
    tells_past,
)
from hilo.spanish.time_days import Day, read_days
from hilo.spanish.time_expression import Expression, When
from hilo.spanish.time_hours import Clock, read_clocks
from hilo.spanish.time_parts import Offset, Part, read_offsets, read_parts
from hilo.spanish.time_resolve import resolve

__all__ = ["TimeFound", "When", "find_times", "read_when"]

Atom = Day | Clock | Part | Offset
MOST_TIMES = 24
"""Expressions read in one message: nobody names more, and cost stays bounded."""
_ANY = re.compile(
    r"\d|lun|mar|mi[eé]|mx|jue|vie|vir|bie|sab|sav|dom|ma[nñ]|mñ|mn|hoy|\boy\b|ayer|anoche|antier|antean|anten|pasad|"
    r"tarde|noche|dia|ahor|orit|ya\b|ratit|rato|momento|seguida|breve|instante|seman|mes|año|ano|quincen|finde|weekend|"
    r"hora|temprano|tempranito|siesta|comer|almor|comida|cena|salg|salir|salida|termin|trabajo|laburo|enero|febr|abril|"
    r"mayo|juni|juli|agost|bre\b|navidad|reyes|fiesta|pascua|carnaval|santa|santo|friday|monday|buen fin|san |pronto|"
    r"antes|luego|despues|adelante|verano|invierno|primavera|otoñ|hallow|muertos|minut|hace|toque|asap|inmediat|"
    r"enseguida|nada|desocup|llegue|vuelva|jornada|oficina|ultim|proxim|bru|valentin|viejo|vieja|buena|\buna\b|segund|"
    r"^ma\b|^lu\b")
_WORDS = (r"a|al|de|del|el|la|las|los|en|por|para|y|o|u|como|a eso de|tipo|sobre|mas o menos|hasta|desde|"
          r"antes|despues|luego|pasad[oa]s?|a partir|entre|dia|sea|ser|que|mas tarde|ahi|este|esta|mismo|"
          r"misma|si|onda|tambien|ya|a mas tardar")
_GAP = re.compile(rf"[\s,()–-]{{0,3}}(?:(?:{_WORDS})[\s,]{{1,2}}){{0,4}}")
_RELATION = re.compile(
    r"(?:^|[\s,])(?P<relation>(?P<before>(?:bien |un poco |mucho )?antes(?: de| del)?|a mas tardar)|"
    r"(?P<after>(?:un poco )?(?:despues|luego|pasad[oa]s?|mas tarde|mas)(?: de| del)?|pasad[oa]s?)|"
    r"(?P<since>a partir(?: de| del)?|desde|(?:de(?= la)))|(?P<until>hasta|para antes (?:de|"
    r"del)))(?:\s(?:el|la|las|los|al|de|del|dia|mañana a))?\s?$")
_LATER = re.compile(r"\s(?:o mas tarde|en adelante|o despues|para adelante)\b")
_LINK = re.compile(r"\s?(?:,\s?)?(?P<link>al?|hasta(?: el)?|y(?: el)?|-|–|o(?: el| a)?|u|o si no|"
                   r"o sino)\s?(?:las? |el |los )?")


class TimeFound(NamedTuple):
    """A time expression: what it means, its positions in `Reading.plain`, and what the sentence does with it.

    `anchor` is the moment named (for "antes del viernes" that Friday), `has_hour` whether an hour was said,
    `asks` whether something is wanted then: not for the past, refused times and the shop's hours; `told` whether
    it is nothing but the hour that it is, or at which the shop opens.
    """

    when: When
    anchor: datetime
    has_hour: bool
    start: int
    end: int
    past: bool
    asks: bool
    confidence: float
    told: bool = False


def _atoms(plain: str) -> list[Atom]:
    """The expressions in order; of overlapping ones the longest."""
    everything: list[Atom] = [*read_offsets(plain), *read_days(plain), *read_clocks(plain), *read_parts(plain)]
    everything.sort(key=lambda a: a.start - a.end)
    kept: list[Atom] = []
    taken = bytearray(len(plain))
    for atom in everything:
        if not any(taken[atom.start:atom.end]):
            taken[atom.start:atom.end] = b"\1" * (atom.end - atom.start)
            kept.append(atom)
    return sorted(kept, key=lambda a: a.start)[:4 * MOST_TIMES]


def _joins(group: Expression, atom: Atom, gap: str) -> bool:
    """Whether an atom belongs to the expression that was begun; adds what the gap says of both."""
    if not _GAP.fullmatch(gap):
        return False
    link = _LINK.fullmatch(gap)
    if isinstance(atom, Day):
        return _joins_day(group, atom, link)
    if isinstance(atom, Offset):
        return False
    if isinstance(atom, Clock):
        if group.clocks:
            return link is not None and len(group.clocks) == 1 and not (group.clocks[0].last or atom.last)
        return not _exact(group)
    return not _exact(group) and len(group.parts) < 3


def _exact(group: Expression) -> bool:
    """Whether the expression is a distance that needs no hour ("en 20 minutos", "en un ratito")."""
    offset = group.offset
    return offset is not None and (offset.vague is not None or offset.unit in ("second", "minute", "hour"))


def _joins_day(group: Expression, day: Day, link: re.Match[str] | None) -> bool:
    if group.offset:
        return False
    if not group.days:
        return True
    if group.day_link:
        return False
    last = group.days[-1]
    kinds = {last.kind, day.kind}
    if kinds == {"weekday", "period"} or kinds == {"nth", "period"} or kinds == {"nth", "month"}:
        return day.unit in ("week", "month", "") and last.unit in ("week", "month", "")
    if kinds == {"weekday", "date"} and not link:
        return True
    if "date" in kinds and ("period" in kinds or "month" in kinds) and not link:
        date = last if last.kind == "date" else day
        return date.month is None
    if "rel" in kinds and kinds & {"weekday", "date"} and not link:
        return True
    if link and {last.kind, day.kind} <= {"weekday", "date", "rel", "feast", "month"} and len(group.days) == 1:
        if link.group("link").startswith("y") and not group.opened:
            return False
        group.day_link = link.group("link").split()[0]
        return True
    return False


def _relation(plain: str, start: int, lowest: int) -> tuple[str, int]:
    """The word before these positions that turns a moment into a limit, and where it begins."""
    match = _RELATION.search(plain, max(lowest, start - 24), start)
    if not match:
        return "", start
    name = next(n for n in ("before", "after", "since", "until") if match.group(n))
    if name == "after" and match.group("after") in ("mas", "luego", "mas tarde"):
        return "", start
    if name == "since" and match.group("since") == "de":
        return "", start
    return name, match.start("relation")


def _groups(plain: str) -> list[Expression]:
    groups: list[Expression] = []
    for atom in _atoms(plain):
        last = groups[-1] if groups else None
        gap = plain[last.end:atom.start] if last else ""
        if last is not None and len(gap) < 30 and _joins(last, atom, gap):
            relation, _ = _relation(plain, atom.start, last.end)
            if relation and not last.relation:
                last.relation = relation
            last.add(atom)
        else:
            relation, start = _relation(plain, atom.start, last.end if last else 0)
            group = Expression(start, atom.end)
            group.relation = relation
            opened = re.search(r"\b(?P<o>entre|del?|desde)\s(?:el |los dias |las? )?$",
                               plain[max(0, atom.start - 16):atom.start])
            if opened:
                group.opened = opened.group("o")
                if isinstance(atom, (Day, Clock)) and opened.group("o") in ("entre", "desde"):
                    group.opening = max(0, atom.start - 16) + opened.start()
            group.add(atom)
            groups.append(group)
    kept = []
    for group in groups:
        tail = _LATER.match(plain, group.end)
        if tail and (group.clocks or group.days):
            group.relation, group.end = "since", tail.end()
        if group.day_link and group.opening is not None:
            group.start = min(group.start, group.opening)
            group.relation = ""
        if group.usable(plain):
            kept.append(group)
    return kept


def _without_taken_back(groups: list[Expression], plain: str) -> list[Expression]:
    """Only the last of times that correct each other; it takes over the day or the hour that it leaves out."""
    kept: list[Expression] = []
    for group in groups:
        if kept and corrects(plain[kept[-1].end:group.start], "date_time"):
            before = kept.pop()
            if not group.days and not group.offset:
                group.days = before.days
            elif not group.clocks and not group.parts and not group.offset:
                group.clocks, group.parts = before.clocks, before.parts
        kept.append(group)
    return kept


def find_times(reading: Reading, now: datetime, country: str | None = None) -> list[TimeFound]:
    """Every time expression of a message, past ones too, in order.

    `now` must have an offset; the results have the same. Expressions without a real date ("31 de febrero")
    are left out.
    """
    plain = reading.plain
    if not _ANY.search(plain):
        return []
    found = []
    for group in _without_taken_back(_groups(plain)[:MOST_TIMES], plain):
        if asks_to_wait(plain, group.start, group.end):
            continue
        past = tells_past(reading, group.start, group.end)
        meaning = resolve(group, now, past, country)
        if meaning is None:
            continue
        over = past or meaning.past
        idle = over or asks_nothing(plain, group.start, group.end) or refused(plain, group.start, group.end)
        told = bool(group.clocks or group.parts) and not group.days and tells_hour(plain, group.start, group.end)
        found.append(TimeFound(meaning.when, meaning.anchor, meaning.has_hour, group.start, group.end, over,
                               not idle, meaning.confidence, told))
    return found


def read_when(text: str, now: datetime, country: str | None = None) -> When | None:
    """The moment (end None) or the window that a text asks for; None where it asks for no future time.

    Of several times the last that goes with a request is taken ("hoy no puedo, mejor mañana a las 9").
    A day without an hour is the window of that day, from now where it has begun. Never raises for any
    text; `now` without an offset raises ValueError.
    """
    if now.tzinfo is None:
        raise ValueError("now must have an offset")
    reading = Reading(text)
    found = [f for f in find_times(reading, now, country) if f.asks]
    if not found:
        return None
    requested = [f for f in found if request_near(reading.plain, f.start, f.end)]
    return (requested or found)[-1].when
