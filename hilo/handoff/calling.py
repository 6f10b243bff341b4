"""When the team calls somebody who wants a call."""
from __future__ import annotations

from datetime import datetime, timedelta

from hilo.business.load import get_shop
from hilo.followups import moment

AT_ONCE = timedelta(minutes=20)
"""A call asked for within this time is one for now."""


def when(asked: datetime | None, at: datetime, zone: str, country: str | None) -> datetime | None:
    """The moment of the call: the one that was asked for, or when people are there next. None: at once.

    zone, country: of whom is to be called; nobody who named no hour is rung up at six because it is nine in Santa Fe.
    """
    shop = get_shop()
    week, calendar = shop.company.profile.online_attention, shop.calendar
    wanted = asked or at
    if calendar.is_open(week, wanted):
        return None if wanted - at < AT_ONCE else wanted
    due = calendar.next_opening(week, wanted)
    if due is not None and asked is None:
        later = moment.within_hours(due, zone, country)
        due = later if calendar.is_open(week, later) else due
    return due
