"""When people are there, and how that is said."""
from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hilo import wording
from hilo.business.load import get_shop
from hilo.texts import texts


def attended(at: datetime) -> bool:
    """Whether people are there: hours of `online_attention`, holidays taken off."""
    shop = get_shop()
    return shop.calendar.is_open(shop.company.profile.online_attention, at)


def until(at: datetime, zone: str | None = None) -> str | None:
    """«20:00»: until when people are there without a break, by the clock of `zone`; None where nobody is."""
    shop = get_shop()
    local = at.astimezone(shop.calendar.zone)
    spans = shop.calendar.hours_on(shop.company.profile.online_attention, local.date())
    ends = next((span.end for span in spans if span.start <= local.time() < span.end), None)
    if ends is None:
        return None
    closing = datetime.combine(local.date(), ends, local.tzinfo)
    return f"{closing.astimezone(ZoneInfo(zone)) if zone else closing:%H:%M}"


def back_at(at: datetime) -> datetime | None:
    """When people are there next, after `at`; None if not within 30 days."""
    shop = get_shop()
    return shop.calendar.next_opening(shop.company.profile.online_attention, at)


def back_in_words(at: datetime, zone: str | None = None) -> str:
    """«hoy a las 16:30», «mañana, martes, a las 09:00», «el viernes 27 de noviembre a las 09:00».

    zone: IANA, of whoever reads it: nine in Santa Fe is six in Mexico, and a call is promised by the person's clock
    too. None: the company's.
    """
    opens = back_at(at)
    if opens is None:
        return texts.fill("utter_handoff_back_sometime")
    opens = opens.astimezone(ZoneInfo(zone)) if zone else opens
    today = at.astimezone(opens.tzinfo).date()
    day, hour = wording.day(opens.date()), wording.hour(opens)
    if opens.date() == today:
        return texts.fill("utter_handoff_back_today", hour=hour)
    if opens.date() == today + timedelta(days=1):
        return texts.fill("utter_handoff_back_tomorrow", weekday=day.split()[0], hour=hour)
    return texts.fill("utter_handoff_back_on", day=day, hour=hour)
