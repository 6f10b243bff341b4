"""A cart on its way to an order, for the tests of what each message does."""
from __future__ import annotations

from typing import Any

from hilo.business.load import get_shop
from hilo.sales.cart import Cart, Item
from hilo.sales.checkout import Message, Outcome, read
from hilo.sales.choosing import ask_for, named

SHOP = get_shop()
LITORAL = Item("zapatilla-litoral", 1, "negro", "38")
GORRA = Item("gorra-islena", 1, "beige", "única")
FULL = Cart("cart:1", (LITORAL,), way="home", city="Rosario", address="Belgrano 1234", name="Ana Sosa")


def say(cart: Cart, text: str, intent: str = "inform", *things: str, confidence: float = 0.9, **values: Any) -> Outcome:
    return read(SHOP, cart, Message(text, intent, confidence, values, things))


def want(thing: str, units: int = 1, color: str | None = None, size: str | None = None,
         cart: Cart | None = None) -> Any:
    found = named(SHOP, thing)
    assert found
    return ask_for(SHOP, cart or Cart("cart:1"), found, units, color, size)
