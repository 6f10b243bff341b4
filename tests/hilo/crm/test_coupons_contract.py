"""What every CRM does about coupons, and about where an order goes and what of it was told."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hilo.crm.coupons import CouponDraft
from hilo.crm.crm import Crm
from hilo.crm.orders import OrderDraft
from tests.hilo.crm.conftest import NOON, new_person
from tests.hilo.crm.test_buying_contract import LITORAL
from tests.hilo.crm.test_crm_contract import placed

DRAFT = CouponDraft("compensation:CB-1", "delay", date(2027, 1, 23), 15)


def test_a_coupon_is_granted_once_a_key(crm: Crm, person: str) -> None:
    coupon = crm.coupons.grant(person, DRAFT, NOON)
    assert crm.coupons.grant(person, replace(DRAFT, percent=20), NOON) == coupon
    assert crm.coupons.of(person) == [coupon]
    assert (coupon.percent, coupon.valid_until, coupon.is_free_shipping) == (15, date(2027, 1, 23), False)
    assert crm.coupons.grant(person, CouponDraft("x", "delay", date(2027, 1, 1)), NOON).is_free_shipping


def test_a_coupon_is_used_once_and_by_its_owner_alone(crm: Crm, person: str) -> None:
    code = crm.coupons.grant(person, DRAFT, NOON).code
    with pytest.raises(LookupError):
        crm.coupons.use(new_person("Luis"), code, "CB-2", NOON.date())
    with pytest.raises(ValueError, match="valid until"):
        crm.coupons.use(person, code, "CB-2", date(2027, 1, 24))
    for _ in range(2):
        assert crm.coupons.use(person, code.lower(), "CB-2", NOON.date()).used_by == "CB-2"
    with pytest.raises(ValueError, match="used by CB-2"):
        crm.coupons.use(person, code, "CB-3", NOON.date())


def test_an_order_goes_elsewhere_and_keeps_its_first_promise(crm: Crm, person: str) -> None:
    number = placed(crm, person).number
    crm.orders.change(number, "paid", NOON)
    crm.orders.change(number, "delayed", NOON, promised_until=date(2026, 12, 1))
    crm.orders.change(number, "delayed", NOON, promised_until=date(2026, 12, 4))
    order = crm.orders.redirect(number, {"way": "pick_up", "branch": "rosario_centro"}, NOON)
    assert order.delivery == {"way": "pick_up", "branch": "rosario_centro"}
    assert (order.first_promised, order.promised_until) == (date(2026, 11, 27), date(2026, 12, 4))
    assert [event.status for event in crm.orders.events(number)] == ["awaiting_payment", "paid", "delayed", "delayed"]
    with pytest.raises(LookupError):
        crm.orders.redirect("CB-1", {}, NOON)


def test_an_event_is_untold_until_it_is_told(crm: Crm, person: str) -> None:
    number = placed(crm, person).number
    crm.orders.change(number, "paid", NOON + timedelta(minutes=1))
    first, second = crm.orders.untold(NOON - timedelta(days=1))
    crm.orders.told(first.key, NOON)
    assert crm.orders.untold(NOON - timedelta(days=1)) == [second]
    assert crm.orders.untold(NOON + timedelta(days=1)) == []


def test_a_cancelled_orders_coupon_may_be_used_again(crm: Crm, person: str) -> None:
    code = crm.coupons.grant(person, DRAFT, NOON).code
    number = crm.orders.place(person, OrderDraft("message:7", (LITORAL,), "ARS", {}, coupon=code), NOON).number
    crm.coupons.use(person, code, number, NOON.date())
    crm.orders.change(number, "cancelled", NOON, "hold_ran_out")
    assert [coupon.used_by for coupon in crm.coupons.of(person)] == [None]
    crm.orders.change(number, "paid", NOON)  # after all
    assert [coupon.used_by for coupon in crm.coupons.of(person)] == [number]


def test_a_coupon_that_another_order_has_meanwhile_stays_there(crm: Crm, person: str) -> None:
    code = crm.coupons.grant(person, DRAFT, NOON).code
    number = crm.orders.place(person, OrderDraft("message:7", (LITORAL,), "ARS", {}, coupon=code), NOON).number
    crm.coupons.use(person, code, "CB-2", NOON.date())
    crm.orders.change(number, "cancelled", NOON)
    assert [coupon.used_by for coupon in crm.coupons.of(person)] == ["CB-2"]
