"""When a person may be written to unasked: by the clock and the calendar of where they live."""
from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays as public_holidays

from hilo.business.load import get_shop
from hilo.outreach.policy import Hours

DAYS_AHEAD = 31
"""How far an hour is looked for; further off means never."""


@lru_cache(maxsize=64)
def _holidays(country: str) -> Container[date]:
    """A country's; those of the company's own province count too."""
    home = get_shop().company.holidays
    try:
        return public_holidays.country_holidays(country, subdiv=home.subdivision if country == home.country else None)
    except NotImplementedError:  # the library does not know the country
        return frozenset()


def is_day_of_rest(day: date, country: str | None) -> bool:
    """Sundays and public holidays of a country (None: the company's)."""
    return day.weekday() == 6 or day in _holidays(country or get_shop().company.profile.country)


def next_time(hours: Hours, moment: datetime, zone: str, country: str | None) -> datetime | None:
    """The moment itself where it falls into the hours, else their next beginning; None: not within a month."""
    local = moment.astimezone(ZoneInfo(zone))
    for ahead in range(DAYS_AHEAD):
        day = local.date() + timedelta(days=ahead)
        spans = hours.sundays_and_holidays if is_day_of_rest(day, country) else hours.ordinary
        for span in sorted(spans):
            start = datetime.combine(day, span.start, local.tzinfo)
            end = datetime.combine(day, span.end, local.tzinfo)
            if start <= local < end:
                return moment
            if start > local:
                return start
    return None
