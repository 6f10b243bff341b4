"""From the parts of a time expression to the moment or the window that is meant."""
from __future__ import annotations

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from hilo.spanish.time_calendar import Days, resolve_day
from hilo.spanish.time_clock import with_clock
from hilo.spanish.time_days import Day
from hilo.spanish.time_expression import Expression, Meaning, When, at_hour, midnight
from hilo.spanish.time_parts import Offset, Part
from hilo.spanish.time_words import PARTS

LAST_DAY = 40000
"""Days ahead beyond which an expression is a number and no time."""


def resolve(expression: Expression, now: datetime, past: bool, country: str | None) -> Meaning | None:
    """The meaning of an expression, None where there is no such time. `past` reads it backwards."""
    try:
        return _resolve(expression, now, past, country)
    except (OverflowError, ValueError):
        return None


def _resolve(expression: Expression, now: datetime, past: bool, country: str | None) -> Meaning | None:
    offset = expression.offset
    if offset and (offset.unit in ("second", "minute", "hour") or not (expression.clocks or expression.parts)):
        return _distance(offset, now)
    today = now.date()
    days: Days | None = None
    if offset:
        whole = _distance(offset, now)
        days = whole and (whole.anchor.date(), whole.anchor.date() + timedelta(days=1))
    elif expression.days:
        days = _days(expression, today, past, country)
        if days is None or abs((days[0] - today).days) > LAST_DAY:
            return None
    confidence = 0.85 if any(d.which in ("next", "other") and d.kind == "weekday" for d in expression.days) else 1.0
    if expression.clocks:
        return with_clock(expression, days, now, past, confidence)
    parts = list(expression.parts)
    if expression.days and any(d.name == "noche" for d in expression.days):
        parts.append(Part(0, 0, "noche", "", False))
    if parts:
        return _with_part(expression, parts, days, now, past)
    return _whole_days(expression, days, now, past, confidence) if days else None


_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


def _distance(offset: Offset, now: datetime) -> Meaning | None:
    if offset.past:
        return _ago(offset, now)
    if offset.vague is not None:
        start, end = (now + timedelta(minutes=m) for m in offset.vague)
        if offset.unit in ("day", "week", "month"):
            start, end = midnight(start.date(), now), midnight(end.date(), now) + timedelta(days=1)
        return Meaning(When(start, end, True), start, False, False, 0.5 if offset.unit == "now" else 0.9)
    if offset.unit in _SECONDS:
        seconds = _SECONDS[offset.unit] * offset.amount + offset.extra * 60
        moment = now + timedelta(days=offset.base, seconds=seconds)
        return Meaning(When(moment, None, False), moment, True, False, 1.0)
    first = now.date() + timedelta(days=offset.base)
    if offset.unit == "workday":
        day = _workdays_after(first, int(offset.amount))
    else:
        day = first + _calendar(offset.unit, offset.amount)
    start = midnight(day, now)
    return Meaning(When(start, start + timedelta(days=1), True), start, False, False, 1.0)


def _workdays_after(first: date, amount: int) -> date:
    """So many days after, weekends left out; holidays count, since the words name no country."""
    weeks, rest = divmod(min(amount, LAST_DAY), 5)
    day = first + timedelta(weeks=weeks)
    while rest or day.weekday() >= 5:
        day += timedelta(days=1)
        rest -= rest > 0 and day.weekday() < 5
    return day


def _ago(offset: Offset, now: datetime) -> Meaning:
    if offset.vague is not None:  # "hace años": nobody knows when
        return Meaning(When(now, None, True), now, False, True, 0.0)
    if offset.unit in _SECONDS:
        moment = now - timedelta(seconds=_SECONDS[offset.unit] * offset.amount)
        return Meaning(When(moment, None, True), moment, True, True, 0.9)
    start = midnight(now.date() - _calendar(offset.unit, offset.amount), now)
    return Meaning(When(start, start + timedelta(days=1), True), start, False, True, 0.9)


def _calendar(unit: str, amount: float) -> relativedelta:
    whole = int(amount)
    if unit == "month":
        return relativedelta(months=whole, days=15 if amount != whole else 0)
    if unit == "year":
        return relativedelta(years=whole, months=6 if amount != whole else 0)
    return relativedelta(days=int({"day": 1, "week": 7, "fortnight": 15}[unit] * amount))


def _days(expression: Expression, today: date, past: bool, country: str | None) -> Days | None:
    """The days of one or two day expressions taken together."""
    first, *others = expression.days
    if not others:
        return resolve_day(first, today, past, country)
    if expression.day_link:
        return _stretch(first, others[-1], today, past, country)
    kinds = {d.kind: d for d in expression.days}
    period = kinds.get("period") or kinds.get("month")
    if period and kinds.keys() & {"nth", "weekday", "date"}:
        return _within(period, kinds.get("nth") or kinds.get("weekday") or kinds["date"], today, past, country)
    if "date" in kinds and "weekday" in kinds and kinds["date"].month is None and not kinds["date"].nth:
        return resolve_day(kinds["date"]._replace(nth=kinds["weekday"].number + 1), today, past, country)
    return resolve_day(kinds.get("date") or kinds.get("rel") or first, today, past, country)


def _within(period: Day, day: Day, today: date, past: bool, country: str | None) -> Days | None:
    """A day of a period: "el martes de la semana que viene", "el 21 de este mes", "el primer lunes de abril"."""
    stretch = resolve_day(period._replace(part=""), today, past, country)
    if stretch is None:
        return None
    if day.kind == "nth":
        return resolve_day(day, stretch[0] - timedelta(days=1), False, country)
    if day.kind == "weekday":
        found = stretch[0] + timedelta(days=(day.number - stretch[0].weekday()) % 7)
    else:
        found = stretch[0] + timedelta(days=day.number - 1)
    return found, found + timedelta(days=1)


def _stretch(first: Day, last: Day, today: date, past: bool, country: str | None) -> Days | None:
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
    start, end = midnight(days[0], now), midnight(days[1], now)
    if past or end <= now:
        return Meaning(When(start, end, True), start, False, True, confidence)
    if expression.relation in ("before", "until"):
        boundary = start if expression.relation == "before" else end
        return Meaning(When(now, max(boundary, now), True), start, False, boundary <= now, confidence)
    if expression.relation in ("after", "since"):
        begin = end if expression.relation == "after" else max(start, now)
        return Meaning(When(begin, begin + timedelta(days=7), True), start, False, False, confidence)
    return Meaning(When(max(start, now), end, True), max(start, midnight(now.date(), now)), False, False, confidence)


def _window(parts: list[Part]) -> tuple[float, float]:
    """Hours of the part of the day that one or two words name together."""
    names = [p.name for p in parts]
    main = next((p for p in parts if p.name not in ("early", "later", "mid", "end of day")), parts[0])
    begin, end = PARTS[main.name]
    if main.name not in ("early", "later", "first hour"):
        if "early" in names or main.edge == "start":
            end = min(begin + 2, end)
        if "later" in names or main.edge == "end":
            begin = max(end - 2, begin)
    return begin, end


def _with_part(expression: Expression, parts: list[Part], days: Days | None, now: datetime, past: bool) -> Meaning:
    begin, end = _window(parts)
    names = {p.name for p in parts}
    first = days[0] if days else now.date()
    if days is None and at_hour(first, end, now) <= now and not past and not any(p.today for p in parts):
        first += timedelta(days=1)
    if names == {"later"} and first == now.date():
        begin = max(begin, min(now.hour + 1, 22))
    start, stop = at_hour(first, begin, now), at_hour(days[1] - timedelta(days=1) if days else first, end, now)
    hour = bool(names & {"mediodia", "medianoche"})
    if past or stop < now:
        return Meaning(When(start, stop, True), start, hour, True, 1.0)
    if "medianoche" in names:
        return Meaning(When(start, None, False), start, True, False, 1.0)
    if expression.relation in ("before", "until"):
        boundary = start if expression.relation == "before" else stop
        return Meaning(When(max(now, midnight(first, now)), boundary, True), start, hour, boundary <= now, 0.9)
    if expression.relation in ("after", "since"):
        begin_at = stop if expression.relation == "after" and not hour else start
        return Meaning(When(max(begin_at, now), at_hour(first, 24, now), True), start, hour, False, 0.9)
    return Meaning(When(max(start, now), stop, True), start, hour, False, 1.0)
