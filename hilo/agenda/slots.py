"""Free moments of an agenda: its hours, less holidays, less what is booked."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hilo.business.agendas import Agenda, Agendas
from hilo.business.company import Shop
from hilo.business.models import Span, WeekHours
from hilo.crm.agenda import Booked


class Slot(NamedTuple):
    """A moment of an adviser's, in UTC."""

    agenda: str
    starts_at: datetime
    ends_at: datetime


def zone_of(shop: Shop, agenda: Agenda) -> ZoneInfo:
    """The clock by which an agenda's hours are written."""
    return ZoneInfo(agenda.time_zone or shop.company.profile.time_zone)


def open_spans(shop: Shop, agenda: Agenda, day: date) -> list[Span]:
    """When the adviser is there on a day. Own hours of a day on which the shop has special ones: what both share."""
    week = _week(shop, agenda)
    spans = shop.calendar.hours_on(week, day)
    if agenda.hours is None:
        return spans
    both = (Span(max(a.start, b.start), min(a.end, b.end)) for a in spans for b in week.on(day.weekday()))
    return sorted({span for span in both if span.start < span.end})


def _week(shop: Shop, agenda: Agenda) -> WeekHours:
    profile = shop.company.profile
    branch = next((one for one in profile.branches if one.id == agenda.branch), None)
    return agenda.hours or (branch.hours if branch else profile.online_attention)


def slots_on(shop: Shop, agenda: Agenda, day: date) -> list[Slot]:
    """An agenda's moments on a day by its own clock, free or not. Counted in UTC, so that on the night on which clocks
    change none is lost or told twice."""
    zone, length, found = zone_of(shop, agenda), timedelta(minutes=agenda.minutes), []
    for span in open_spans(shop, agenda, day):
        start, end = (datetime.combine(day, at, zone).astimezone(timezone.utc) for at in span)
        while start + length <= end:
            found.append(Slot(agenda.id, start, start + length))
            start += length
    return found


def bounds(rules: Agendas, at: datetime) -> tuple[datetime, datetime]:
    """The first and the last moment that can be booked."""
    return at + timedelta(minutes=rules.lead_minutes), at + timedelta(days=rules.horizon_days)


def free_slots(shop: Shop, rules: Agendas, agendas: Iterable[Agenda], booked: Sequence[Booked],
               at: datetime) -> list[Slot]:
    """The moments that can be booked, in order; where several advisers are free, the first of them."""
    first, last = bounds(rules, at)
    found: dict[datetime, Slot] = {}
    for agenda in agendas:
        taken = sorted((one.starts_at, one.ends_at) for one in booked if one.agenda == agenda.id)
        day = first.astimezone(zone_of(shop, agenda)).date()
        until = last.astimezone(zone_of(shop, agenda)).date()
        while day <= until:
            for slot in slots_on(shop, agenda, day):
                if slot.starts_at >= first and not any(s < slot.ends_at and slot.starts_at < e for s, e in taken):
                    found.setdefault(slot.starts_at, slot)
            day += timedelta(days=1)
    return [found[moment] for moment in sorted(found)]
