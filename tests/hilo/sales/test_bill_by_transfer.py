"""What a bank transfer takes off a cart, and for how long its order is held."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hilo.business.load import get_shop
from hilo.crm.coupons import Coupon
from hilo.sales.bill import bill
from hilo.sales.cart import TRANSFER, Cart, Item, read_cart
from hilo.sales.ordering import PAID_BY, held_for

DAY = date(2026, 11, 24)
LITORAL, QUILT = Item("zapatilla-litoral", 1, "negro", "38"), Item("manta-panal", 1, "crudo", "única")
CART = Cart("cart:1", (LITORAL,), way="pick_up", branch="rosario", paid_by=TRANSFER)
COUPON = Coupon("HILO2345", "c", "k", "delay", date(2027, 1, 1), percent=15)


def test_it_takes_its_percentage_off_the_goods() -> None:
    due = bill(get_shop(), CART, DAY)
    assert (due.discount, due.total, due.coupon) == (9200.0, 82800.0, None)
    assert bill(get_shop(), replace(CART, paid_by=None), DAY).by_transfer == 9200.0


def test_it_takes_nothing_off_what_is_in_a_promotion() -> None:
    shop = get_shop()
    reduced = next(p for p in shop.company.products
                   if (price := shop.price_of(p, DAY)) and price.promotion and not p.discontinued)
    variant = reduced.variants()[0]
    due = bill(shop, replace(CART, items=(Item(reduced.id, 1, variant.color, variant.size),)), DAY)
    assert (due.discount, due.by_transfer) == (0.0, 0.0)


def test_of_a_coupon_and_a_transfer_the_larger_counts() -> None:
    due = bill(get_shop(), CART, DAY, COUPON)
    assert (due.discount, due.coupon) == (13800.0, "HILO2345")
    assert bill(get_shop(), CART, DAY, replace(COUPON, percent=5)).discount == 9200.0


def test_abroad_there_is_none() -> None:
    due = bill(get_shop(), replace(CART, way="home", city="Lima"), DAY)
    assert (due.currency, due.by_transfer) == ("USD", 0.0)


@pytest.mark.parametrize("way", [TRANSFER, "efectivo_sucursal", "oxxo", "rapipago"])
def test_what_takes_longer_to_be_paid_is_held_for_as_long_as_its_note_promises(way: str) -> None:
    method = next(m for m in get_shop().company.payments.methods if m.id == way)
    assert "48 horas" in str(method.note)
    assert held_for({PAID_BY: way}) == timedelta(hours=48)


@pytest.mark.parametrize("delivery", [{"way": "home"}, {PAID_BY: "tarjeta_credito"}, {PAID_BY: "gone"}])
def test_everything_else_is_held_for_an_hour(delivery: dict[str, str]) -> None:
    assert held_for(delivery) == timedelta(minutes=60)


def test_a_cart_that_an_older_version_kept_is_read() -> None:
    cart = read_cart({"key": "cart:1", "name": "Ana", "by_transfer": True, "cash": True})
    assert cart == Cart("cart:1", name="Ana")
