"""Cash, which is paid where an order is picked up: it stands in the order, and people see it."""
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.service import rows
from hilo.crm.orders import Order
from hilo.handoff.desk import Service
from hilo.sales.cart import CASH, TRANSFER
from hilo.sales.ordering import PAID_BY, held_for
from hilo.sales.paying_told import pays_cash
from tests.hilo.sales.checking_out import FULL, say
from tests.planting import NOON

THERE = replace(FULL, way="pick_up", branch="rosario", city=None, address=None)


@pytest.mark.parametrize("text", ["pago en efectivo al retirar", "en efectivo cuando lo retire", "efectivo nomás",
                                  "voy a pagar en efectivo", "lo pago cuando lo pase a buscar", "lo pago al recogerlo"])
def test_cash_is_told(text: str) -> None:
    assert pays_cash(text)


@pytest.mark.parametrize("text", ["¿aceptan efectivo al retirar?", "no tengo efectivo, pago con tarjeta",
                                  "pago con transferencia", "pago con tarjeta al retirar", "lo retiro el jueves",
                                  "el local no me aceptó efectivo la otra vez"])
def test_what_is_asked_refused_or_paid_otherwise_is_no_cash(text: str) -> None:
    assert not pays_cash(text)


def test_cash_takes_the_place_of_a_transfer_and_the_other_way_round() -> None:
    cash = say(replace(THERE, paid_by=TRANSFER), "mejor pago en efectivo al retirar", "payment_inquiry").cart
    assert (cash.cash, cash.by_transfer) == (True, False)
    transfer = say(cash, "no, mejor por transferencia", "payment_inquiry").cart
    assert (transfer.cash, transfer.by_transfer) == (False, True)
    assert not say(cash, "mejor pago con tarjeta", "payment_inquiry").cart.cash


def test_what_goes_home_is_not_paid_in_cash_and_that_is_said() -> None:
    out = say(FULL, "pago en efectivo", "payment_inquiry")
    assert (out.cart.cash, [said.text for said in out.said]) == (False, ["utter_cart_no_cash_at_home"])
    kept = say(replace(THERE, paid_by=CASH), "mejor mandámelo a domicilio", "inform")
    assert (kept.cart.way, kept.cart.cash) == ("home", False)


def test_the_adviser_sees_how_it_is_paid_and_it_is_held_as_long_as_it_says() -> None:
    delivery = {"way": "pick_up", "branch": "rosario", PAID_BY: "efectivo_sucursal"}
    order = Order("CE-1", "ana", "awaiting_payment", (), "ARS", 1000.0, NOON, NOON, delivery=delivery)
    [group] = rows(Service((order,)), NOON)
    assert "pago: efectivo en sucursal" in group["rows"][0]["text"]  # type: ignore[index]
    [group] = rows(Service((replace(order, delivery={"way": "home"}),)), NOON)
    assert "pago" not in group["rows"][0]["text"]  # type: ignore[index]
    assert held_for(delivery) == timedelta(hours=48)
