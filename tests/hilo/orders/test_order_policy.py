"""What the shop's rules allow: compensation, delay, cancelling, changing, sending back."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from hilo.business.load import get_shop
from hilo.crm.coupons import Coupon
from hilo.crm.lines import Line
from hilo.crm.orders import Order
from hilo.orders.compensation import Offer, granted_for, key_of, offer_for
from hilo.orders.delay import branch_near, delay_of, worst_delay
from hilo.orders.may import holds, may_cancel, may_change, refusal_of_return
from hilo.orders.seen import Seen

TODAY = date(2026, 11, 24)
PLACED = datetime(2026, 11, 10, tzinfo=timezone.utc)
LINE = Line("zapatilla-litoral", "Zapatilla Litoral", "negro", "38", 1, 92000.0)
PAID = Order("CB-1", "ana", "paid", (LINE,), "ARS", 92000.0, PLACED, PLACED, promised_until=date(2026, 11, 27),
             delivery={"way": "home", "city": "Rosario"})


@pytest.mark.parametrize(("trouble", "days", "loyalty", "percent"), [
    ("delay", 1, "new", "nothing"), ("delay", 1, "returning", None), ("delay", 1, "loyal", 10),
    ("delay", 2, "loyal", 10), ("delay", 3, "loyal", 15), ("delay", 7, "new", None), ("delay", 8, "new", 10),
    ("delay", 30, "loyal", 20), ("delay", 0, "loyal", "nothing"), ("damaged", 0, "new", "nothing"),
    ("damaged", 0, "returning", None), ("wrong", 0, "new", None), ("missing", 0, "loyal", 10)])
def test_compensation_goes_by_trouble_days_and_loyalty(trouble: str, days: int, loyalty: str, percent: object) -> None:
    found = offer_for(trouble, days, loyalty, TODAY)  # type: ignore[arg-type]
    if percent == "nothing":
        assert found is None
    else:
        assert found == Offer(percent, date(2027, 1, 23))  # type: ignore[arg-type]


def test_an_order_is_compensated_once() -> None:
    coupon = Coupon("HILO1", "ana", key_of("CB-1"), "delay", TODAY, 10)
    assert granted_for("CB-1", [coupon]) == coupon
    assert granted_for("CB-2", [coupon]) is None


def test_loyalty_counts_what_was_bought_before_the_order() -> None:
    earlier = tuple(replace(PAID, number=f"CB-{n}", placed_at=PLACED - timedelta(days=n)) for n in range(2, 7))
    assert Seen((PAID,), (PAID,)).loyalty_before(PAID) == "new"
    assert Seen((PAID,), (PAID, *earlier[:1])).loyalty_before(PAID) == "returning"
    assert Seen((PAID,), (PAID, *earlier)).loyalty_before(PAID) == "loyal"
    cancelled = tuple(replace(order, status="cancelled") for order in earlier)
    assert Seen((PAID,), (PAID, *cancelled)).loyalty_before(PAID) == "new"


@pytest.mark.parametrize(("changed", "days", "new_date"), [
    ({}, None, None),
    ({"promised_until": date(2026, 11, 23)}, 1, None),
    ({"status": "shipped", "promised_until": date(2026, 11, 20)}, 4, None),
    ({"status": "delivered", "promised_until": date(2026, 11, 20)}, None, None),
    ({"status": "awaiting_payment", "promised_until": date(2026, 11, 20)}, None, None),
    ({"status": "delayed"}, 0, None),
    ({"status": "delayed", "promised_until": date(2026, 11, 28), "first_promised": date(2026, 11, 20)}, 8,
     date(2026, 11, 28)),
    ({"status": "delayed", "promised_until": date(2026, 11, 22), "first_promised": date(2026, 11, 20)}, 4, None),
    ({"status": "delayed", "promised_until": None}, 0, None)])
def test_an_order_is_late_by_its_first_promise(changed: dict[str, object], days: int | None,
                                               new_date: date | None) -> None:
    delay = delay_of(replace(PAID, **changed), TODAY)  # type: ignore[arg-type]
    assert (delay.days, delay.new_date) == (days, new_date) if delay else days is None


def test_of_several_late_orders_the_latest_is_told_of() -> None:
    a_little, a_lot = (replace(PAID, number=n, promised_until=date(2026, 11, d)) for n, d in (("A", 23), ("B", 14)))
    found = worst_delay([a_little, PAID, a_lot], TODAY)
    assert found is not None
    assert found.order.number == "B"
    assert worst_delay([PAID], TODAY) is None


@pytest.mark.parametrize(("status", "tracking", "cancel", "change"), [
    ("awaiting_payment", None, True, True), ("paid", None, True, True), ("preparing", None, True, True),
    ("delayed", None, True, True), ("delayed", {"code": "X"}, True, False), ("shipped", {"code": "X"}, False, False),
    ("delivered", None, False, False), ("cancelled", None, False, False), ("returned", None, False, False)])
def test_what_has_left_cannot_be_changed(status: str, tracking: dict[str, str] | None, cancel: bool,
                                         change: bool) -> None:
    order = replace(PAID, status=status, tracking=tracking)  # type: ignore[arg-type]
    assert (may_cancel(order), may_change(order)) == (cancel, change)


@pytest.mark.parametrize(("status", "days_ago", "kind", "defect", "refusal"), [
    ("delivered", 30, "zapatilla", False, None), ("delivered", 31, "zapatilla", False, "too_late"),
    ("delivered", 3, "media", False, "no_exchange"), ("delivered", 3, "media", True, None),
    ("delivered", 150, "zapatilla", True, None), ("delivered", 200, "zapatilla", True, "too_late"),
    ("delivered", 300, "lámpara", True, None), ("shipped", 1, "zapatilla", False, "not_delivered")])
def test_what_came_goes_back_within_the_shops_days(status: str, days_ago: int, kind: str, defect: bool,
                                                   refusal: str | None) -> None:
    came = datetime(2026, 11, 24, 12, tzinfo=timezone.utc) - timedelta(days=days_ago)
    order = replace(PAID, status=status, updated_at=came)  # type: ignore[arg-type]
    assert refusal_of_return(order, LINE, kind, TODAY, exchange=True, defect=defect) == refusal


def test_it_can_be_picked_up_where_a_branch_is_in_the_zone_and_while_it_is_in_the_house() -> None:
    shop = get_shop()
    near = branch_near(shop, PAID)
    assert near is not None
    assert near.city == "Rosario"
    assert branch_near(shop, replace(PAID, delivery={"way": "home", "city": "Mendoza"})) is None
    elsewhere = branch_near(shop, replace(PAID, delivery={"way": "home", "city": "Santa Fe"}), "rosario")
    assert elsewhere is not None
    assert elsewhere.city == "Rosario"
    assert branch_near(shop, replace(PAID, delivery={"way": "pick_up", "city": "Rosario"})) is None
    assert branch_near(shop, replace(PAID, status="shipped")) is None


@pytest.mark.parametrize(("thing", "holding"), [("tenis", True), ("zapatilla litoral", True), ("gorra", False),
                                                ("sofá", False)])
def test_a_thing_is_known_by_its_kind_or_its_name(thing: str, holding: bool) -> None:
    assert holds(get_shop(), PAID, thing) is holding
