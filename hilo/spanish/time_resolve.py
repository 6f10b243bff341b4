"""From the parts of a time expression to the moment or the window that is meant."""
from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import List, NamedTuple, Optional, Tuple, Union

from dateutil.relativedelta import relativedelta

from hilo.spanish.time_days import Day, Days, resolve_day
from hilo.spanish.time_hours import Clock, Hour, Offset, Part
from hilo.spanish.time_words import AFTERNOON, PARTS

LAST_DAY = 40000
"""Days ahead beyond which an expression is a number and no time."""
_MORNING = frozenset(("am", "mañana", "manana", "madrugada", "first hour", "mañanita", "media mañana", "early", "whole morning", "before lunch"))


class When(NamedTuple):
    """A moment (`end` None) or a window; `vague` where no exact moment was named."""

    start: datetime
    end: Optional[datetime]
    vague: bool


class Meaning(NamedTuple):
    """What an expression means: `anchor` is the moment it names, `past` whether that is over."""

    when: When
    anchor: datetime
    has_hour: bool
    past: bool
    confidence: float


class Expression:
    """The words of one time expression, as they are gathered from left to right."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.days: List[Day] = []
        self.clocks: List[Clock] = []
        self.parts: List[Part] = []
        self.offset: Optional[Offset] = None
        self.relation = ""        # before after since until
        self.relation_on = "day"  # or clock
        self.day_link = ""
        self.clock_link = ""
        self.opened = ""
        self.opening: Optional[int] = None

    def add(self, atom: Union[Day, Clock, Part, Offset]) -> None:
        """Takes one more word group in."""
        self.end = max(self.end, atom.end)
        if isinstance(atom, Day):
            self.days.append(atom)
        elif isinstance(atom, Clock):
            self.clocks.append(atom)
        elif isinstance(atom, Part):
            self.parts.append(atom)
        else:
            self.offset = atom

    def usable(self, plain: str) -> bool:
        """Whether there is more than a number that may be an hour."""
        if self.days or self.offset:
            return True
        if self.parts and all(p.name in ("mid",) for p in self.parts):
            return False
        if self.clocks and all(c.weak for c in self.clocks) and not self.parts:
            return not plain[:self.start].strip(" ¿¡") and not plain[self.end:].strip(" .!?")
        return bool(self.clocks or self.parts)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time.min, tzinfo=now.tzinfo)


def _at(day: date, hours: float, now: datetime) -> datetime:
    return _midnight(day, now) + timedelta(hours=hours)


def resolve(expression: Expression, now: datetime, past: bool, country: Optional[str]) -> Optional[Meaning]:
    """The meaning of an expression, None where there is no such time. `past` reads it backwards."""
    try:
        return _resolve(expression, now, past, country)
    except (OverflowError, ValueError):
        return None


def _resolve(expression: Expression, now: datetime, past: bool, country: Optional[str]) -> Optional[Meaning]:
    offset = expression.offset
    if offset and not (expression.clocks or expression.parts) or (offset and offset.unit in ("second", "minute", "hour")):
        return _distance(offset, now)
    today = now.date()
    days: Optional[Days] = None
    if offset:
        whole = _distance(offset, now)
        days = whole and (whole.anchor.date(), whole.anchor.date() + timedelta(days=1))
    elif expression.days:
        days = _days(expression, today, past, country)
        if days is None or abs((days[0] - today).days) > LAST_DAY:
            return None
    confidence = 0.85 if any(d.which in ("next", "other") and d.kind == "weekday" for d in expression.days) else 1.0
    if expression.clocks:
        return _with_clock(expression, days, now, past, confidence)
    parts = list(expression.parts)
    if expression.days and any(d.name == "noche" for d in expression.days):
        parts.append(Part(0, 0, "noche", "", False))
    if parts:
        return _with_part(expression, parts, days, now, past)
    return _whole_days(expression, days, now, past, confidence) if days else None


def _distance(offset: Offset, now: datetime) -> Optional[Meaning]:
    if offset.past and offset.vague is not None:  # "hace años": over, and nobody knows when
        return Meaning(When(now, None, True), now, False, True, 0.0)
    if offset.past:
        amount = {"second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1)}.get(offset.unit)
        if amount is not None:
            moment = now - amount * offset.amount
            return Meaning(When(moment, None, True), moment, True, True, 0.9)
        moment = _midnight(now.date() - _calendar(offset.unit, offset.amount), now)
        return Meaning(When(moment, moment + timedelta(days=1), True), moment, False, True, 0.9)
    if offset.vague is not None:
        start, end = (now + timedelta(minutes=m) for m in offset.vague)
        if offset.unit == "now":
            return Meaning(When(start, end, True), start, False, False, 0.5)
        if offset.unit in ("day", "week", "month"):
            start, end = _midnight(start.date(), now), _midnight(end.date(), now) + timedelta(days=1)
        return Meaning(When(start, end, True), start, False, False, 0.9)
    if offset.unit in ("second", "minute", "hour"):
        seconds = {"second": 1, "minute": 60, "hour": 3600}[offset.unit] * offset.amount + offset.extra * 60
        moment = now + timedelta(days=offset.base, seconds=seconds)
        return Meaning(When(moment, None, False), moment, True, False, 1.0)
    day = now.date() + timedelta(days=offset.base) + _calendar(offset.unit, offset.amount)
    start = _midnight(day, now)
    return Meaning(When(start, start + timedelta(days=1), True), start, False, False, 1.0)


def _calendar(unit: str, amount: float) -> relativedelta:
    whole = int(amount)
    if unit == "month":
        return relativedelta(months=whole, days=15 if amount != whole else 0)
    if unit == "year":
        return relativedelta(years=whole, months=6 if amount != whole else 0)
    return relativedelta(days=int({"day": 1, "week": 7, "fortnight": 15}[unit] * amount))


def _days(expression: Expression, today: date, past: bool, country: Optional[str]) -> Optional[Days]:
    """The days of one or two day expressions taken together."""
    days = expression.days
    first = days[0]
    if len(days) == 1:
        return resolve_day(first, today, past, country)
    by_kind = {d.kind: d for d in days}
    if expression.day_link and len(days) >= 2:
        return _stretch(first, days[-1], today, past, country)
    period = by_kind.get("period") or by_kind.get("month")
    if period and ("nth" in by_kind or "weekday" in by_kind):
        stretch = resolve_day(period, today, past, country)
        wanted = by_kind.get("nth") or by_kind["weekday"]
        if stretch is None:
            return None
        if period.unit in ("month", "") and wanted.kind == "nth":
            found = resolve_day(wanted, stretch[0] - timedelta(days=1), False, country)
            return found
        day = stretch[0] + timedelta(days=(wanted.number - stretch[0].weekday()) % 7)
        return day, day + timedelta(days=1)
    if period and "date" in by_kind:
        stretch = resolve_day(period._replace(part=""), today, past, country)
        if stretch is None:
            return None
        day = stretch[0].replace(day=min(by_kind["date"].number, 28)) if by_kind["date"].number > 28 else stretch[0].replace(day=by_kind["date"].number)
        if by_kind["date"].number > 28:
            day += timedelta(days=by_kind["date"].number - 28)
        return day, day + timedelta(days=1)
    if "date" in by_kind and "weekday" in by_kind:
        date_day = by_kind["date"]
        if date_day.month is None and not date_day.nth:
            date_day = date_day._replace(nth=by_kind["weekday"].number + 1)
        return resolve_day(date_day, today, past, country)
    return resolve_day(by_kind.get("date") or by_kind.get("rel") or first, today, past, country)


def _stretch(first: Day, last: Day, today: date, past: bool, country: Optional[str]) -> Optional[Days]:
    if last.kind == "date" and first.kind == "date" and first.month is None and last.month:
        first = first._replace(month=last.month, year=last.year)
    begin = resolve_day(first, today, past, country)
    if begin is None:
        return None
    end = resolve_day(last, begin[0] if last.kind in ("weekday", "date") else today, False, country)
    if end is None or end[1] <= begin[0]:
        return begin
    return begin[0], end[1]


def _whole_days(expression: Expression, days: Days, now: datetime, past: bool, confidence: float) -> Meaning:
    start, end = _midnight(days[0], now), _midnight(days[1], now)
    anchor = start
    over = end <= now or past
    if expression.relation in ("before", "until") and not over:
        boundary = start if expression.relation == "before" else end
        return Meaning(When(now, max(boundary, now), True), anchor, False, boundary <= now, confidence)
    if expression.relation in ("after", "since") and not over:
        begin = end if expression.relation == "after" else max(start, now)
        return Meaning(When(begin, max(begin, start) + timedelta(days=7), True), anchor, False, False, confidence)
    clipped = max(start, now) if not over else start
    return Meaning(When(clipped, end, True), anchor, False, over, confidence)


def _window(parts: List[Part]) -> Tuple[float, float]:
    """Hours of the part of the day that one or two words name together."""
    names = [p.name for p in parts]
    main = next((p for p in parts if p.name not in ("early", "later", "mid", "end of day")), parts[0])
    if main.name == "office":
        return 9, 18
    if main.name == "mid":
        return 10, 14
    begin, end = PARTS.get(main.name, (0, 24))
    if main.name == "medianoche":
        begin, end = 24, 24
    if main.name not in ("early", "later", "first hour"):
        if "early" in names or main.edge == "start":
            end = min(begin + 2, end)
        if "later" in names or main.edge == "end":
            begin = max(end - 2, begin)
    return begin, end


def _with_part(expression: Expression, parts: List[Part], days: Optional[Days], now: datetime, past: bool) -> Optional[Meaning]:
    begin, end = _window(parts)
    today = now.date()
    names = {p.name for p in parts}
    if days is None:
        day = today
        stays = any(p.today for p in parts) or past
        if _at(today, end, now) <= now and not stays:
            day = today + timedelta(days=1)
    else:
        day = days[0]
    if "later" in names and day == today and len(parts) == 1:
        begin = max(begin, min(now.hour + 1, 22))
    start, stop = _at(day, begin, now), _at(day, end, now)
    if days is not None and (days[1] - days[0]).days > 1:
        stop = _at(days[1] - timedelta(days=1), end, now)
    hour = bool(names & {"mediodia", "medianoche"})
    over = stop < now or past
    anchor = start
    if expression.relation in ("before", "until") and not over:
        boundary = start if expression.relation == "before" else stop
        return Meaning(When(max(now, _midnight(day, now)), boundary, True), anchor, hour, boundary <= now, 0.9)
    if expression.relation in ("after", "since") and not over:
        begin_at = stop if expression.relation == "after" and not hour else start
        return Meaning(When(max(begin_at, now), _at(day, 24, now), True), anchor, hour, False, 0.9)
    if not over and start < now < stop:
        start = now
    if "medianoche" in names:
        return Meaning(When(start, None, False), anchor, True, over, 1.0)
    return Meaning(When(start, stop, True), anchor, hour, over, 1.0)


def _hours(hour: Hour, part: str) -> Optional[float]:
    """Hours since midnight, None where the half of the day is open. 24 and more are the next day."""
    said, name = hour.hour, hour.part or part
    minutes = hour.minute / 60
    if said >= 13 or said == 0:
        return said + minutes
    if name in ("noche", "dinner", "nochecita"):
        return said + minutes + (24 if said < 6 else 12)
    if name == "mediodia":
        return said + minutes + (12 if said < 6 else 0)
    if name in ("pm", *AFTERNOON):
        return said + minutes + (12 if said < 12 else 0)
    if name == "am" or name == "madrugada":
        return said % 12 + minutes
    if name in _MORNING:
        return said + minutes
    return None


def _guess(hour: Hour) -> float:
    """The hour of a day when nobody said which half: people make appointments between 8 and 19:59."""
    return hour.hour + hour.minute / 60 + (12 if 1 <= hour.hour <= 7 else 0)


def _next(hour: Hour, now: datetime) -> datetime:
    """The next time a clock shows this, skipping the small hours unless it is one of them now."""
    earliest = min(8, now.hour) if now.hour < 8 else 8
    base = hour.hour % 12 + hour.minute / 60
    for shift in (base, base + 12, base + 24, base + 36):
        moment = _at(now.date(), shift, now)
        if moment > now and (moment.hour >= earliest or (moment.date() == now.date() and now.hour < 8 and shift < 8)):
            if moment.hour < 8 and not (moment.date() == now.date() and now.hour < 8 and moment - now < timedelta(hours=3)):
                continue
            return moment
    return _at(now.date() + timedelta(days=1), _guess(hour), now)


def _with_clock(expression: Expression, days: Optional[Days], now: datetime, past: bool, confidence: float) -> Meaning:
    clock = expression.clocks[0]
    first, last = clock.first, clock.last
    if len(expression.clocks) > 1:
        last = expression.clocks[1].first
    part = next((p.name for p in expression.parts if p.name not in ("mid", "later")), "")
    if part == "early" and not first.part and first.hour < 12:
        part = "am"
    if part == "mañana" and first.hour < 6 and not first.part and days is None and first.hour > 0:
        part = "am"
    if last and last.part and not first.part and not part:
        hours = _hours(first, last.part)
        until = _hours(last, "")
        if hours is not None and until is not None and hours < until:
            first = first._replace(part=last.part)
        elif first.hour <= 12:
            first = first._replace(part="am")
    start = _moment(first, part, days, now, past)
    if last and days is None and not past and _hours(first, part) is None:
        start = _at(now.date(), _guess(first), now)  # a stretch is meant for the hours of business
    end = None
    if last:
        until = _hours(last, part)
        if until is None:
            until = last.hour + last.minute / 60
            while _at(start.date(), until, now) <= start:
                until += 12
        end = _at(start.date(), until, now)
        if end <= start:
            end += timedelta(days=1)
        if days is None and not past and end <= now:
            start, end = start + timedelta(days=1), end + timedelta(days=1)
    over = past or (end or start) < now.replace(second=0, microsecond=0)
    open_half = _hours(first, part) is None
    confidence = min(confidence, 0.9 if open_half else 1.0)
    if not over and expression.relation and end is None:
        day_end = _at(start.date(), 22 if start.hour < 21 else 24, now)
        if expression.relation in ("before", "until"):
            begin = now if days is None or days[0] <= now.date() else _at(days[0], min(8, start.hour), now)
            return Meaning(When(begin, start, True), start, True, False, confidence)
        return Meaning(When(start, day_end, True), start, True, False, confidence)
    if expression.clock_link in ("o", "u") and end:
        return Meaning(When(start, end, True), start, True, over, confidence)
    begin = now if end and not over and start < now < end else start
    return Meaning(When(begin, end, clock.about or end is not None), start, True, over, confidence)


def _moment(hour: Hour, part: str, days: Optional[Days], now: datetime, past: bool) -> datetime:
    hours = _hours(hour, part)
    if days is not None:
        if hours is None and days[0] == now.date() and not past:
            moment = _next(hour, now)
            return moment if moment.date() == now.date() else _at(days[0], _guess(hour), now)
        return _at(days[0], _guess(hour) if hours is None else hours, now)
    today = now.date()
    if past:
        moment = _at(today, _guess(hour) if hours is None else hours, now)
        return moment if moment <= now else moment - timedelta(days=1)
    if hours is None:
        return _next(hour, now)
    moment = _at(today, hours, now)
    if hours >= 24 and now.hour < hours - 24:
        moment -= timedelta(days=1)
    return moment if moment >= now.replace(second=0, microsecond=0) else moment + timedelta(days=1)
