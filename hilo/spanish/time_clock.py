"""Hours of the clock as said, in the half of the day that is meant."""
from __future__ import annotations

from datetime import datetime, timedelta

from hilo.spanish.time_calendar import Days
from hilo.spanish.time_expression import Expression, Meaning, When, at_hour
from hilo.spanish.time_hours import Hour
from hilo.spanish.time_words import AFTERNOON

_MORNING = frozenset(("am", "mañana", "manana", "madrugada", "first hour", "mañanita", "media mañana", "early", "whole morning", "before lunch"))


def _hours(hour: Hour, part: str) -> float | None:
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
        moment = at_hour(now.date(), shift, now)
        if moment > now and (moment.hour >= earliest or (moment.date() == now.date() and now.hour < 8 and shift < 8)):
            if moment.hour < 8 and not (moment.date() == now.date() and now.hour < 8 and moment - now < timedelta(hours=3)):
                continue
            return moment
    return at_hour(now.date() + timedelta(days=1), _guess(hour), now)


def with_clock(expression: Expression, days: Days | None, now: datetime, past: bool, confidence: float) -> Meaning:
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
        start = at_hour(now.date(), _guess(first), now)  # a stretch is meant for the hours of business
    end = None
    if last:
        until = _hours(last, part)
        if until is None:
            until = last.hour + last.minute / 60
            while at_hour(start.date(), until, now) <= start:
                until += 12
        end = at_hour(start.date(), until, now)
        if end <= start:
            end += timedelta(days=1)
        if days is None and not past and end <= now:
            start, end = start + timedelta(days=1), end + timedelta(days=1)
    over = past or (end or start) < now.replace(second=0, microsecond=0)
    open_half = _hours(first, part) is None
    confidence = min(confidence, 0.9 if open_half else 1.0, 1.0 if clock.sure or days is not None else 0.5)
    if not over and expression.relation and end is None:
        day_end = at_hour(start.date(), 22 if start.hour < 21 else 24, now)
        if expression.relation in ("before", "until"):
            begin = now if days is None or days[0] <= now.date() else at_hour(days[0], min(8, start.hour), now)
            return Meaning(When(begin, start, True), start, True, False, confidence)
        return Meaning(When(start, day_end, True), start, True, False, confidence)
    if expression.clock_link in ("o", "u") and end:
        return Meaning(When(start, end, True), start, True, over, confidence)
    begin = now if end and not over and start < now < end else start
    return Meaning(When(begin, end, clock.about or end is not None), start, True, over, confidence)


def _moment(hour: Hour, part: str, days: Days | None, now: datetime, past: bool) -> datetime:
    hours = _hours(hour, part)
    if days is not None:
        if hours is None and days[0] == now.date() and not past:
            moment = _next(hour, now)
            return moment if moment.date() == now.date() else at_hour(days[0], _guess(hour), now)
        return at_hour(days[0], _guess(hour) if hours is None else hours, now)
    today = now.date()
    if past:
        moment = at_hour(today, _guess(hour) if hours is None else hours, now)
        return moment if moment <= now else moment - timedelta(days=1)
    if hours is None:
        return _next(hour, now)
    moment = at_hour(today, hours, now)
    if hours >= 24 and now.hour < hours - 24:
        moment -= timedelta(days=1)
    return moment if moment >= now.replace(second=0, microsecond=0) else moment + timedelta(days=1)
