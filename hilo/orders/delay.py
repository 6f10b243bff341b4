"""Which order is late, by how much, and what the person can choose."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hilo.business.company import Shop
from hilo.business.models import Branch
from hilo.crm.order_steps import ON_ITS_WAY
from hilo.crm.orders import Order
from hilo.orders.may import is_on_the_road
from hilo.spanish.normalize import fold


@dataclass(frozen=True)
class Delay:
    """An order that is late. promised: the day until which it was to arrive, None where none was told. new_date: when
    it is to arrive now, None where nobody knows. days: how late it will be as far as is known."""

    order: Order
    promised: date | None
    new_date: date | None
    days: int


def delay_of(order: Order, today: date) -> Delay | None:
    """How late an order is; None where it is in time."""
    if order.status not in ON_ITS_WAY:
        return None
    promised = order.first_promised or order.promised_until
    ahead = order.promised_until if order.promised_until and order.promised_until >= today else None
    new_date = ahead if ahead != promised else None
    if order.status != "delayed" and new_date is None and (promised is None or promised >= today):
        return None
    until = max(today, new_date or today)
    return Delay(order, promised, new_date, max((until - promised).days, 0) if promised else 0)


def worst_delay(orders: Iterable[Order], today: date) -> Delay | None:
    """Of several late orders the latest."""
    found = [delay for order in orders if (delay := delay_of(order, today)) is not None]
    return sorted(found, key=_days)[-1] if found else None


def _days(delay: Delay) -> int:
    return delay.days


def branch_near(shop: Shop, order: Order, lives_in: str | None = None) -> Branch | None:
    """Where the person could come for their order instead, while it is not on the road: a branch in the town where they
    say that they live, else in the order's zone."""
    if order.delivery.get("way") == "pick_up" or is_on_the_road(order):
        return None
    zone = shop.zone_of(order.delivery.get("city"))
    ready = [b for b in shop.company.profile.branches if b.id in shop.company.shipping.pick_up.branches]
    near = [b for b in ready if lives_in and fold(b.city) == fold(lives_in)] or [
        b for b in ready if zone and shop.zone_of(b.city) == zone]
    return near[0] if near else None


def ready_by(shop: Shop, today: date) -> date:
    """From when on it can be picked up."""
    return shop.calendar.add_business_days(today, shop.company.shipping.pick_up.ready_in_business_days)
