"""What is changed in passing on the way to an order: another size beside the name, a shade of a colour."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.hilo.sales.checking_out import FULL, SHOP, say, want


@pytest.mark.parametrize(("text", "values", "name"), [
    ("Rosa Paz Luna, aunque mejor que sea un 39", {"person_name": "Rosa Paz Luna"}, "Rosa Paz Luna"),
    ("perdona, te dije 39", {}, None),
])
def test_another_size_at_the_name_is_taken_and_the_name_too(text: str, values: dict[str, Any],
                                                           name: str | None) -> None:
    out = say(replace(FULL, name=None), text, "inform", **values)
    assert ([item.size for item in out.cart.items], out.cart.name) == (["39"], name)


def test_a_colour_is_the_only_shade_of_it_that_there_is() -> None:
    product = next(p for p in SHOP.company.products if "azul marino" in p.stock and "azul" not in p.stock)
    cart, said = want(product.name.lower(), color="azul")
    assert (cart.choosing or cart.items[0]).color == "azul marino"
    assert said == []
