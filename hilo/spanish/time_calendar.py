"""From the words for a day to the days of the calendar."""
from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from hilo.spanish.time_days import Day
from hilo.spanish.time_words import SOUTHERN, feast_rule, nth_weekday, season

Days = tuple[date, date]
"""The first day and the day after the last."""


def _one(day: date) -> Days:
    return day, day + timedelta(days=1)


def resolve_day(day: Day, today: date, past: bool, country: str | None) -> Days | None:
    """The days meant, None where there is no such day. `past` reads backwards ("el lunes" = the last one)."""
    if day.kind == "rel":
        return _one(today + timedelta(days=day.number))
    if day.kind == "weekday":
        return _one(_resolve_weekday(day, today, past))
    if day.kind == "date":
        return _resolve_date(day, today, past)
    if day.kind == "weekof":
        named = _resolve_date(day, today, past)
        monday = named and named[0] - timedelta(days=named[0].weekday())
        return (monday, monday + timedelta(days=7)) if monday else None
    if day.kind == "dates":
        first = _resolve_date(day._replace(kind="date", nth=0), today, past)
        if first is None:
            return None
        last = first[0] + timedelta(days=day.nth - day.number)
        return first[0], last + timedelta(days=1)
    if day.kind == "nth":
        month = today.replace(day=1)
        for _ in range(3):
            found = nth_weekday(month.year, month.month, day.number, day.nth)
            if found > today:
                return _one(found)
            month += relativedelta(months=1)
        return None
    if day.kind in ("period", "span", "month"):
        return _resolve_period(day, today, past)
    if day.kind == "feast":
        rule = feast_rule(day.name, country)
        if rule is None:
            return None
        year = day.year or today.year
        found = rule(year)
        if not day.year and (found < today) != past and found != today:
            found = rule(year + (-1 if past else 1))
        return _one(found)
    if day.kind == "season":
        southern = (country or "").upper() in SOUTHERN
        stretches = [season(day.name, year, southern) for year in (today.year - 1, today.year, today.year + 1)]
        return next((s for s in stretches if s[1] > today), None)
    return None


def _resolve_weekday(day: Day, today: date, past: bool) -> date:
    ahead = (day.number - today.weekday() - 1) % 7 + 1
    if day.which == "last" or (past and not day.which):
        return today - timedelta(days=(today.weekday() - day.number - 1) % 7 + 1)
    if day.which == "this":
        return today + timedelta(days=ahead % 7)
    if day.which in ("next", "other"):
        # both open sets read "el próximo viernes" as the one of next week, even said on a Tuesday
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return monday + timedelta(days=day.number) + timedelta(days=7 if day.which == "other" and ahead
                + today.weekday() >= 7 else 0)
    return today + timedelta(days=ahead)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _resolve_date(day: Day, today: date, past: bool) -> Days | None:
    if day.year and day.month:
        found = _safe(day.year, day.month, day.number)
        return _one(found) if found else None
    if day.month:
        years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
        for year in years:
            found = _safe(year, day.month, day.number)
            if found and ((found <= today) if past else (found >= today)):
                return _one(found)
        return None
    month = today.replace(day=1)
    for step in range(14):
        first = month + relativedelta(months=-step if past else step)
        found = _safe(first.year, first.month, day.number)
        fits = found and ((found <= today) if past else (found >= today))
        if found and fits and (not day.nth or found.weekday() == day.nth - 1):
            return _one(found)
    return _resolve_date(day._replace(nth=0), today, past) if day.nth else None


def _resolve_period(day: Day, today: date, past: bool) -> Days | None:
    step = {"next": 1, "other": 1, "last": -1}.get(day.which, 0)
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    if day.kind == "span":
        if day.unit == "day":
            return today + timedelta(days=1), today + timedelta(days=1 + day.number)
        if day.unit == "week":
            return monday + timedelta(days=7), monday + timedelta(days=7 * (1 + min(day.number, 500)))
        if day.unit == "month":
            return month + relativedelta(months=1), month + relativedelta(months=1 + day.number)
        return _years(today.year + 1, min(day.number, 100))
    if day.kind == "month":
        year = day.year or today.year + ((day.month or 0) < today.month and not past)
        if past and not day.year and (day.month or 0) > today.month:
            year -= 1
        return _month_part(date(year, day.month or 1, 1), day.part)
    if day.unit == "week":
        first = monday + timedelta(days=7 * step)
        begin, end = {"start": (0, 2), "mid": (2, 4), "end": (3, 5)}.get(day.part, (0, 7))
        return first + timedelta(days=begin), first + timedelta(days=end)
    if day.unit == "weekend":
        first = monday + timedelta(days=5 + 7 * step)
        if past and not step and today.weekday() < 5:
            first -= timedelta(days=7)
        return first, first + timedelta(days=2)
    if day.unit == "fortnight":
        return _one(today.replace(day=15) if today.day <= 15 else month + relativedelta(months=1, days=-1))
    if day.unit == "month":
        return _month_part(month + relativedelta(months=step), day.part)
    first_year, last_year = _years(today.year + step, 1)
    if day.part == "end":
        return date(first_year.year, 12, 15), last_year
    if day.part == "start":
        first_year = first_year if first_year >= today else date(first_year.year + 1, 1, 1)
        return first_year, date(first_year.year, 2, 1)
    return (date(first_year.year, 6, 1), date(first_year.year, 8, 1)) if day.part == "mid" else (first_year, last_year)


def _years(first: int, count: int) -> Days:
    return date(first, 1, 1), date(first + count, 1, 1)


def _month_part(first: date, part: str) -> Days:
    after = first + relativedelta(months=1)
    if part == "start":
        return first, first + timedelta(days=7)
    if part == "mid":
        return first + timedelta(days=11), first + timedelta(days=19)
    return (after - timedelta(days=5), after) if part == "end" else (first, after)
