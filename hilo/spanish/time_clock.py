"""Hours of the clock as said, in the half of the day that is meant."""
from __future__ import annotations

from datetime import datetime, timedelta

from hilo.spanish.time_calendar import Days
from hilo.spanish.time_expression import Expression, Meaning, When, at_hour
from hilo.spanish.time_hours import Hour
from hilo.spanish.time_words import AFTERNOON, MORNING


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
    if name in ("am", "madrugada"):
        return said % 12 + minutes
    if name in MORNING:
        return said + minutes
    return None


def _guess(hour: Hour) -> float:
    """The hour of a day when nobody said which half: people make appointments between 8 and 19:59."""
    return hour.hour + hour.minute / 60 + (12 if 1 <= hour.hour <= 7 else 0)


def _next(hour: Hour, now: datetime) -> datetime:
    """The next time a clock shows this; the small hours only where they are near."""
    base = hour.hour % 12 + hour.minute / 60
    for shift in (base, base + 12, base + 24, base + 36):
        moment = at_hour(now.date(), shift, now)
        if moment > now and (moment.hour >= 8 or (now.hour < 8 and moment - now < timedelta(hours=3))):
            return moment
    return at_hour(now.date() + timedelta(days=1), _guess(hour), now)


def with_clock(expression: Expression, days: Days | None, now: datetime, past: bool, confidence: float) -> Meaning:
    """The meaning of an expression with an hour or a stretch of hours; `days` are its days, if it names any."""
    clock, part = expression.clocks[0], _part(expression, days)
    first = clock.first
    last = expression.clocks[1].first if len(expression.clocks) > 1 else clock.last
    if last and last.part and not first.part and not part:
        first = _shared_half(first, last)
    open_half = _hours(first, part) is None
    start = _moment(first, part, days, now, past)
    end = None
    if last:
        if open_half and days is None and not past:
            start = at_hour(now.date(), _guess(first), now)  # a stretch is meant for the hours of business
        end = _end(start, last, part, now)
        if days is None and not past and end <= now:
            start, end = start + timedelta(days=1), end + timedelta(days=1)
    over = past or (end or start) < now.replace(second=0, microsecond=0)
    confidence = min(confidence, 0.9 if open_half else 1.0, 1.0 if clock.sure or days is not None else 0.5)
    if not over and expression.relation and end is None:
        return Meaning(_limit(expression.relation, start, days, now), start, True, False, confidence)
    begin = now if end and not over and start < now < end else start
    return Meaning(When(begin, end, clock.about or end is not None), start, True, over, confidence)


def _part(expression: Expression, days: Days | None) -> str:
    """The part of the day that says which half an hour is in."""
    part = next((p.name for p in expression.parts if p.name not in ("mid", "later")), "")
    first = expression.clocks[0].first
    small = part == "mañana" and 0 < first.hour < 6 and days is None
    return "am" if not first.part and (small or (part == "early" and first.hour < 12)) else part


def _shared_half(first: Hour, last: Hour) -> Hour:
    """"de 5 a 7 de la tarde" is 17:00, but "de 9 a 4 pm" is 9:00."""
    begin, end = _hours(first, last.part), _hours(last, "")
    if begin is not None and end is not None and begin < end:
        return first._replace(part=last.part)
    return first._replace(part="am") if first.hour <= 12 else first


def _end(start: datetime, last: Hour, part: str, now: datetime) -> datetime:
    """The end of a stretch: the next such hour after its beginning."""
    hours = _hours(last, part)
    if hours is None:
        hours = last.hour + last.minute / 60
        while at_hour(start.date(), hours, now) <= start:
            hours += 12
    end = at_hour(start.date(), hours, now)
    return end if end > start else end + timedelta(days=1)


def _limit(relation: str, hour: datetime, days: Days | None, now: datetime) -> When:
    """The window before or after an hour: until ten in the evening, from the morning of a day to come."""
    if relation in ("before", "until"):
        today = days is None or days[0] <= now.date()
        return When(now if today else at_hour(hour.date(), min(8, hour.hour), now), hour, True)
    return When(hour, at_hour(hour.date(), 22 if hour.hour < 21 else 24, now), True)


def _moment(hour: Hour, part: str, days: Days | None, now: datetime, past: bool) -> datetime:
    """When the hour is: on the day named, or else the next (the last, if `past`) time that it is."""
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
