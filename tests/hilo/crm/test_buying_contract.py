"""What every CRM does: carts, payments, and units that are held, sold and given back with their order."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from hilo.business.load import get_shop
from hilo.crm.carts import CartDraft
from hilo.crm.crm import Crm
from hilo.crm.lines import Line
from hilo.crm.orders import Order, OrderDraft
from hilo.crm.payments import PaymentDraft
from hilo.crm.stock import Article, SoldOutError
from tests.hilo.crm.conftest import NOON, new_person

SOON, LATER = NOON + timedelta(minutes=1), NOON + timedelta(hours=2)
LITORAL = Line("zapatilla-litoral", "Zapatilla Litoral", "negro", "38", 1, 92000.0)
ARTICLE = Article("zapatilla-litoral", "negro", "38")
PAY = PaymentDraft("CB-10001", "simulator", "pay_1", "https://pay.test/1", 92000.0, "ARS")


def counted() -> int:
    """How many the catalogue says there are."""
    return next(p for p in get_shop().company.products if p.id == ARTICLE.product).stock["negro"]["38"]


def place(crm: Crm, person: str, units: int = 1, key: str = "message:1:order") -> Order:
    return crm.orders.place(person, OrderDraft(key, (LITORAL._replace(units=units),), "ARS", {"way": "pick_up"},
                                               hold_until=NOON + timedelta(hours=1)), NOON)


def test_a_cart_is_made_filled_and_emptied_under_one_key(crm: Crm, person: str) -> None:
    crm.carts.save(person, CartDraft("cart:1", (LITORAL,), "ARS"), NOON)
    cart = crm.carts.save(person, CartDraft("cart:1", (), "ARS", {"coupon": "X"}), SOON)
    assert crm.carts.of(person) == [cart]
    assert (cart.status, cart.lines, cart.data, cart.updated_at) == ("open", (), {"coupon": "X"}, SOON)


def test_what_comes_late_does_not_undo_what_came_after_it(crm: Crm, person: str) -> None:
    crm.carts.save(person, CartDraft("cart:1", (), "ARS"), SOON)
    assert crm.carts.save(person, CartDraft("cart:1", (LITORAL,), "ARS"), NOON).lines == ()


def test_a_cart_that_was_ordered_stays_so(crm: Crm, person: str) -> None:
    crm.carts.save(person, CartDraft("cart:1", (LITORAL,), "ARS"), NOON)
    crm.carts.ordered("cart:1", "CB-10001", SOON)
    crm.carts.ordered("cart:2", "CB-10002", SOON)
    cart = crm.carts.save(person, CartDraft("cart:1", (), "ARS"), LATER)
    assert (cart.status, cart.lines, cart.data) == ("ordered", (LITORAL,), {"order": "CB-10001"})


def test_a_cart_that_nobody_touches_is_noted_once_and_opens_again(crm: Crm, person: str) -> None:
    crm.carts.save(person, CartDraft("cart:1", (LITORAL,), "ARS"), NOON)
    crm.carts.save(person, CartDraft("cart:2", (), "ARS"), NOON)
    crm.carts.save(person, CartDraft("cart:3", (LITORAL,), "ARS"), LATER)
    assert [cart.key for cart in crm.carts.abandon(SOON)] == ["cart:1"]
    assert crm.carts.abandon(SOON) == []
    assert [cart.status for cart in crm.carts.of(person)] == ["open", "abandoned", "abandoned"]
    assert crm.carts.save(person, CartDraft("cart:1", (LITORAL,), "ARS"), LATER).status == "open"


def test_a_payment_is_kept_once_and_found_by_its_name_and_order(crm: Crm, person: str) -> None:
    payment = crm.payments.keep(person, PAY, NOON)
    assert crm.payments.keep(person, replace(PAY, amount=1.0), SOON) == payment
    assert crm.payments.find("pay_1") == payment
    assert crm.payments.of_order("CB-10001") == [payment]
    assert crm.payments.find("pay_2") is None
    assert (payment.status, payment.amount, payment.paid_at) == ("pending", 92000.0, None)


def test_a_payment_kept_by_four_at_once_is_one(crm: Crm, person: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: crm.payments.keep(person, PAY, NOON), range(4)))
    assert len(crm.payments.of_order("CB-10001")) == 1


def test_a_refused_card_may_be_followed_by_another_and_what_is_paid_stays_paid(crm: Crm, person: str) -> None:
    crm.payments.keep(person, PAY, NOON)
    assert (crm.payments.waiting(NOON - timedelta(seconds=1)), crm.payments.waiting(NOON)) == ([], ["CB-10001"])
    for status in ("failed", "paid", "failed", "expired"):
        crm.payments.settle("pay_1", status, SOON)  # type: ignore[arg-type]
    payment = crm.payments.find("pay_1")
    assert payment is not None
    assert (payment.status, payment.paid_at) == ("paid", SOON)
    assert crm.payments.waiting(LATER) == []
    assert crm.payments.settle("pay_1", "refunded", LATER).status == "refunded"
    with pytest.raises(LookupError):
        crm.payments.settle("pay_2", "paid", SOON)


def test_an_order_holds_its_units_and_a_paid_one_has_sold_them(crm: Crm, person: str) -> None:
    number = place(crm, person, 2).number
    place(crm, person, 2)
    assert crm.stock.taken() == {ARTICLE: 2}
    assert (crm.stock.overdue(SOON), crm.stock.overdue(LATER)) == ([], [number])
    crm.orders.change(number, "paid", SOON)
    crm.orders.change(number, "paid", SOON)
    assert crm.stock.taken() == {ARTICLE: 2}
    assert crm.stock.overdue(LATER) == []


@pytest.mark.parametrize("paid", [False, True])
def test_a_cancelled_order_gives_its_units_back(crm: Crm, person: str, paid: bool) -> None:
    number = place(crm, person, 2).number
    if paid:
        crm.orders.change(number, "paid", SOON)
    crm.orders.change(number, "cancelled", SOON)
    assert crm.stock.taken() == {}
    assert crm.stock.overdue(LATER) == []


def test_more_than_there_is_cannot_be_ordered(crm: Crm, person: str) -> None:
    with pytest.raises(SoldOutError) as refused:
        place(crm, person, counted() + 1)
    assert refused.value.left == {ARTICLE: counted()}
    assert crm.orders.of(person) == []
    assert crm.stock.taken() == {}


def test_of_two_who_want_the_last_ones_at_once_one_gets_them(crm: Crm, person: str) -> None:
    people = [person, new_person("Luis"), new_person("Eva"), new_person("Leo")]

    def want(number: int) -> str:
        try:
            return place(crm, people[number], counted(), f"message:{number}:order").number
        except SoldOutError as error:
            return str(error.left[ARTICLE])

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(want, range(4)))
    assert told[:3] == ["0", "0", "0"]
    assert told[3].startswith("CB-")
    assert crm.stock.taken() == {ARTICLE: counted()}


def test_two_lines_of_the_same_article_are_counted_together(crm: Crm, person: str) -> None:
    half = counted() // 2 + 1
    draft = OrderDraft("k", (LITORAL._replace(units=half), LITORAL._replace(units=half)), "ARS", {"way": "pick_up"},
                       hold_until=LATER)
    with pytest.raises(SoldOutError):
        crm.orders.place(person, draft, NOON)


def test_an_order_that_was_let_go_takes_its_units_again_when_it_is_paid_after_all(crm: Crm, person: str) -> None:
    number = place(crm, person, 2).number
    crm.orders.change(number, "cancelled", SOON)
    assert crm.orders.change(number, "paid", LATER).status == "paid"
    assert crm.stock.taken() == {ARTICLE: 2}


def test_an_order_whose_units_went_to_another_cannot_be_paid_any_more(crm: Crm, person: str) -> None:
    number = place(crm, person).number
    crm.orders.change(number, "cancelled", SOON)
    place(crm, new_person("Luis"), counted(), "message:2:order")
    with pytest.raises(SoldOutError):
        crm.orders.change(number, "paid", LATER)
    order = crm.orders.find(number)
    assert order is not None
    assert order.status == "cancelled"
    assert crm.stock.taken() == {ARTICLE: counted()}


def test_another_size_takes_its_own_unit_and_gives_the_first_one_back(crm: Crm, person: str) -> None:
    number, then = place(crm, person).number, ARTICLE._replace(size="39")
    for _ in range(2):
        order = crm.orders.change_variant(number, ARTICLE, "negro", "39", SOON)
    assert [(line.size, line.units) for line in order.lines] == [("39", 1)]
    assert crm.stock.taken() == {then: 1}
    crm.orders.change(number, "paid", LATER)
    assert crm.stock.taken() == {then: 1}


def test_a_size_that_is_gone_leaves_the_order_as_it_is(crm: Crm, person: str) -> None:
    number = place(crm, person).number
    with pytest.raises(SoldOutError):
        crm.orders.change_variant(number, ARTICLE, "negro", "61", SOON)
    with pytest.raises(LookupError):
        crm.orders.change_variant(number, ARTICLE._replace(size="35"), "negro", "36", SOON)
    assert crm.stock.taken() == {ARTICLE: 1}
