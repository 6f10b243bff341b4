"""The customers of the demonstration: what can be tried with them on the day on which they are planted."""
from __future__ import annotations

from datetime import timedelta

from hilo.crm.crm import Crm
from hilo.sales.ordering import held_until, waiting
from tests.hilo.orders.conftest import NOON, contact

MARIA = "+56922223333"


def test_the_unpaid_order_can_still_be_paid_on_the_day_on_which_it_is_planted_and_the_next(crm: Crm) -> None:
    unpaid = waiting(crm, contact(MARIA))
    order = crm.orders.find(unpaid[0]["number"])
    assert len(unpaid) == 1
    assert order is not None
    assert held_until(order) >= NOON + timedelta(days=1)
