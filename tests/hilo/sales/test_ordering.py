"""From a confirmed cart to an order with its link: once, whatever dies in between."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hilo.business.load import get_shop
from hilo.crm.coupons import CouponDraft
from hilo.crm.crm import Crm
from hilo.crm.people import Deal
from hilo.crm.stock import Article, SoldOutError
from hilo.memory.database import writing
from hilo.memory.tables import Contact
from hilo.sales import ordering
from hilo.sales.stock import as_it_stands
from tests.hilo.crm.conftest import NOON, new_person
from tests.hilo.sales.conftest import order_data, ordered, there


def test_an_order_is_placed_held_and_may_be_paid(crm: Crm, person: str) -> None:
    done = ordering.place_order(crm, person, "message:1:place_order", order_data(), NOON)
    order = crm.orders.of(person)[0]
    assert (order.status, order.total, order.shipping) == ("awaiting_payment", 96500.0, 4500.0)
    assert crm.stock.taken() == {Article("zapatilla-litoral", "negro", "43"): 1}
    payment = crm.payments.of_order(order.number)[0]
    assert (payment.amount, payment.status, payment.url) == (96500.0, "pending", done["link"])
    assert done == {"number": order.number, "total": "$\xa096.500", "link": payment.url, "until": "13:00"}
    assert [(cart.status, cart.data["order"]) for cart in crm.carts.of(person)] == [("ordered", order.number)]
    assert crm.people.deals(person) == [Deal("cart:1", "Zapatilla Litoral", "qualified", 96500.0, "ARS")]


@pytest.mark.parametrize(("zone", "city", "until"), [
    ("Europe/Madrid", "Madrid", "17:00"), (None, "Madrid", "17:00"), ("America/Mexico_City", "Rosario", "10:00")])
def test_the_hour_of_the_hold_is_told_by_the_clock_of_who_buys(
        crm: Crm, person: str, zone: str | None, city: str, until: str) -> None:
    with writing() as session:
        session.get(Contact, person).time_zone = zone
    data = order_data(delivery={"way": "home", "city": city, "address": "Calle 1"})
    assert ordering.place_order(crm, person, "message:1:place_order", data, NOON)["until"] == until


def test_asked_for_again_after_a_death_it_is_the_same_order_and_the_same_link(crm: Crm, person: str) -> None:
    first = ordering.place_order(crm, person, "message:1:place_order", order_data(), NOON)
    assert ordering.place_order(crm, person, "message:1:place_order", order_data(), NOON) == first
    assert len(crm.orders.of(person)) == len(crm.payments.of_order(first["number"])) == 1


@pytest.mark.parametrize("dies_at", ["payments.keep", "carts.ordered", "people.set_deal"])
def test_killed_between_two_steps_the_next_attempt_completes_it(
        crm: Crm, person: str, monkeypatch: pytest.MonkeyPatch, dies_at: str) -> None:
    part, call = dies_at.split(".")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as while_dying:
        while_dying.setattr(type(getattr(crm, part)), call, die)
        with pytest.raises(KeyboardInterrupt):
            ordered(crm, person)
    order, payment = ordered(crm, person)
    assert crm.orders.of(person) == [order]
    assert crm.payments.of_order(order.number) == [payment]
    assert crm.stock.taken() == {Article("zapatilla-litoral", "negro", "43"): 1}
    assert crm.carts.of(person)[0].status == "ordered"


def test_two_who_want_the_last_pairs_at_once_do_not_both_get_them(crm: Crm, person: str) -> None:
    people = [person, new_person("Luis")]

    def want(number: int) -> bool:
        try:
            ordered(crm, people[number], f"message:{number}:place_order", units=there())
        except SoldOutError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(want, range(2))) == [False, True]


def test_what_is_held_is_not_shown_as_being_there(crm: Crm, person: str) -> None:
    shop = get_shop()
    assert as_it_stands(shop) is shop
    ordered(crm, person, units=there())
    product = next(p for p in as_it_stands(shop).company.products if p.id == "zapatilla-litoral")
    assert product.stock["negro"]["43"] == 0
    assert product.stock["negro"]["42"] == 4
    crm.orders.change(crm.orders.of(person)[0].number, "cancelled", NOON)
    assert as_it_stands(shop) is shop


def test_a_coupon_is_used_by_its_order_and_not_by_another(crm: Crm, person: str) -> None:
    code = crm.coupons.grant(person, CouponDraft("c:1", "Demora", NOON.date() + timedelta(days=9), percent=10.0),
                             NOON).code
    order, _ = ordered(crm, person, coupon=code, discount=9200.0)
    assert (order.total, crm.coupons.of(person)[0].used_by) == (87300.0, order.number)
    assert ordered(crm, person, coupon=code, discount=9200.0)[0] == order
    with pytest.raises(ordering.CouponGoneError):
        ordered(crm, person, "message:2:place_order", coupon=code, discount=9200.0)
    assert [o.status for o in crm.orders.of(person)] == ["cancelled", "awaiting_payment"]
    assert crm.stock.taken() == {Article("zapatilla-litoral", "negro", "43"): 1}


def test_a_cart_that_is_saved_is_a_possible_sale(crm: Crm, person: str) -> None:
    data = {name: value for name, value in order_data().items() if name in ("cart", "lines", "currency", "delivery")}
    ordering.save_cart(crm, person, "message:1:save_cart", data, NOON)
    assert [(cart.status, cart.data["delivery"]["city"]) for cart in crm.carts.of(person)] == [("open", "Rosario")]
    assert crm.people.deals(person) == [Deal("cart:1", "Zapatilla Litoral", "new", 92000.0, "ARS")]
