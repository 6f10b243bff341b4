"""Which of the free moments are offered: those nearest to what was said, spread where it leaves room."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta, tzinfo
from typing import NamedTuple

from hilo.agenda.slots import Slot
from hilo.agenda.wishes import Wish, is_avoided

MOST = 3
WAKING = Wish(since=time(8), until=time(21))
"""Hours, by the person's own clock, at which somebody is offered a moment who has named none."""
APART = timedelta(minutes=90)
"""Who refuses an hour is not offered the next one."""


class Offer(NamedTuple):
    """meets: whether they are what was wished, not merely near it."""

    slots: list[Slot]
    meets: bool


def offer(free: Sequence[Slot], wish: Wish | None, avoid: Sequence[Wish], zone: tzinfo,
          not_again: Sequence[Slot] = ()) -> Offer:
    """Up to three moments, in order. zone: the clock by which the wish was said; not_again: what was offered and not
    taken, offered once more only where there is nothing else."""
    allowed = [slot for slot in free if not is_avoided(slot.starts_at.astimezone(zone), avoid)]
    fresh = [slot for slot in allowed if all(abs(slot.starts_at - one.starts_at) >= APART for one in not_again)]
    fresh = fresh or allowed
    if wish is None or not wish.says_hours:
        fresh = [slot for slot in fresh if WAKING.holds(slot.starts_at.astimezone(zone))] or fresh
    if wish is None or wish.soon:
        return Offer(fresh[:MOST] if wish else _spread(fresh, zone, MOST), True)
    within = [slot for slot in fresh if wish.holds(slot.starts_at.astimezone(zone))]
    if within:
        return Offer(within[:1] if wish.is_exact and wish.says_day else _spread(within, zone), True)
    return Offer(_nearest(fresh, wish, zone), False)


def exactly(free: Sequence[Slot], wish: Wish, zone: tzinfo) -> list[Slot]:
    """The moments of an hour that was named."""
    found = [slot for slot in free if wish.holds(slot.starts_at.astimezone(zone))] if wish.is_exact else []
    said = [slot for slot in found if slot.starts_at.astimezone(zone).time() == wish.since]
    return said or found


def _spread(slots: Sequence[Slot], zone: tzinfo, days_at_most: int | None = None) -> list[Slot]:
    """Several days: another hour of each; one day: hours apart."""
    days: dict[object, list[Slot]] = {}
    for slot in slots:
        days.setdefault(slot.starts_at.astimezone(zone).date(), []).append(slot)
    groups = list(days.values())[:days_at_most]
    if len(groups) == 1:
        return _apart(groups[0], MOST)
    if len(groups) == 2:
        return sorted([*_apart(groups[0], 2), groups[1][0]], key=lambda slot: slot.starts_at)
    chosen = _apart(groups, MOST) if len(groups) <= 7 else groups[:MOST]
    return [group[round(place * (len(group) - 1) / (MOST - 1))] for place, group in enumerate(chosen)]


def _apart(items: Sequence[object], count: int) -> list:  # type: ignore[type-arg]
    if len(items) <= count:
        return list(items)
    return [items[round(place * (len(items) - 1) / (count - 1))] for place in range(count)]


def _nearest(slots: Sequence[Slot], wish: Wish, zone: tzinfo) -> list[Slot]:
    """Two of the nearest day, and the same hour of another one."""
    def off(slot: Slot) -> tuple[int, int]:
        moment = slot.starts_at.astimezone(zone)
        return wish.days_off(moment.date()), wish.minutes_off(moment.time())

    ranked = sorted(slots, key=lambda slot: (off(slot), slot.starts_at))
    best = ranked[:2]
    if not best:
        return []
    days = {slot.starts_at.astimezone(zone).date() for slot in best}
    others = [slot for slot in slots if slot.starts_at.astimezone(zone).date() not in days]
    if wish.says_hours and others:
        best.append(min(others, key=lambda slot: (off(slot)[1], off(slot)[0], slot.starts_at)))
    else:
        best = ranked[:MOST]
    return sorted(best, key=lambda slot: slot.starts_at)
