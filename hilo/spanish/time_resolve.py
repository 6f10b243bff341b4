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


def _distance(offset: Offset, now: datetime) -> Meaning | None:
    if offset.past and offset.vague is not None:  # "hace años": over, and nobody knows when
        return Meaning(When(now, None, True), now, False, True, 0.0)
    if offset.past:
        amount = {"second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1)}.get(offset.unit)
        if amount is not None:
            moment = now - amount * offset.amount
            return Meaning(When(moment, None, True), moment, True, True, 0.9)
        moment = midnight(now.date() - _calendar(offset.unit, offset.amount), now)
        return Meaning(When(moment, moment + timedelta(days=1), True), moment, False, True, 0.9)
    if offset.vague is not None:
        start, end = (now + timedelta(minutes=m) for m in offset.vague)
        if offset.unit == "now":
            return Meaning(When(start, end, True), start, False, False, 0.5)
        if offset.unit in ("day", "week", "month"):
            start, end = midnight(start.date(), now), midnight(end.date(), now) + timedelta(days=1)
        return Meaning(When(start, end, True), start, False, False, 0.9)
    if offset.unit in ("second", "minute", "hour"):
        seconds = {"second": 1, "minute": 60, "hour": 3600}[offset.unit] * offset.amount + offset.extra * 60
        moment = now + timedelta(days=offset.base, seconds=seconds)
        return Meaning(When(moment, None, False), moment, True, False, 1.0)
    day = now.date() + timedelta(days=offset.base) + _calendar(offset.unit, offset.amount)
    start = midnight(day, now)
    return Meaning(When(start, start + timedelta(days=1), True), start, False, False, 1.0)


def _calendar(unit: str, amount: float) -> relativedelta:
    whole = int(amount)
    if unit == "month":
        return relativedelta(months=whole, days=15 if amount != whole else 0)
    if unit == "year":
        return relativedelta(years=whole, months=6 if amount != whole else 0)
    return relativedelta(days=int({"day": 1, "week": 7, "fortnight": 15}[unit] * amount))


def _days(expression: Expression, today: date, past: bool, country: str | None) -> Days | None:
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
    anchor = start
    over = end <= now or past
    if expression.relation in ("before", "until") and not over:
        boundary = start if expression.relation == "before" else end
        return Meaning(When(now, max(boundary, now), True), anchor, False, boundary <= now, confidence)
    if expression.relation in ("after", "since") and not over:
        begin = end if expression.relation == "after" else max(start, now)
        return Meaning(When(begin, max(begin, start) + timedelta(days=7), True), anchor, False, False, confidence)
    clipped = max(start, now) if not over else start
    return Meaning(When(clipped, end, True), start if over else max(anchor, midnight(now.date(), now)), False, over, confidence)


def _window(parts: list[Part]) -> tuple[float, float]:
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


def _with_part(expression: Expression, parts: list[Part], days: Days | None, now: datetime, past: bool) -> Meaning | None:
    begin, end = _window(parts)
    today = now.date()
    names = {p.name for p in parts}
    if days is None:
        day = today
        stays = any(p.today for p in parts) or past
        if at_hour(today, end, now) <= now and not stays:
            day = today + timedelta(days=1)
    else:
        day = days[0]
    if "later" in names and day == today and len(parts) == 1:
        begin = max(begin, min(now.hour + 1, 22))
    start, stop = at_hour(day, begin, now), at_hour(day, end, now)
    if days is not None and (days[1] - days[0]).days > 1:
        stop = at_hour(days[1] - timedelta(days=1), end, now)
    hour = bool(names & {"mediodia", "medianoche"})
    over = stop < now or past
    anchor = start
    if expression.relation in ("before", "until") and not over:
        boundary = start if expression.relation == "before" else stop
        return Meaning(When(max(now, midnight(day, now)), boundary, True), anchor, hour, boundary <= now, 0.9)
    if expression.relation in ("after", "since") and not over:
        begin_at = stop if expression.relation == "after" and not hour else start
        return Meaning(When(max(begin_at, now), at_hour(day, 24, now), True), anchor, hour, False, 0.9)
    if not over and start < now < stop:
        start = now
    if "medianoche" in names:
        return Meaning(When(start, None, False), anchor, True, over, 1.0)
    return Meaning(When(start, stop, True), anchor, hour, over, 1.0)
