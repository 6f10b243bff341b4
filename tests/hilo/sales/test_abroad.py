"""A cart that goes to another country: its money, its way, and what stays at home."""
from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.sales.abroad import settle
from hilo.sales.bill import bill
from hilo.sales.cart import Cart, Item
from hilo.sales.checkout import Message, read, step

SHOP, TODAY = get_shop(), date(2026, 11, 24)
LITORAL, GURI = Item("zapatilla-litoral", 1, "negro", "38"), Item("zapatilla-guri", 1, "rosa", "34")
CART = Cart("cart:1", (LITORAL,))


def say(cart: Cart, text: str, country: str | None = None, **values: Any) -> Any:
    return read(SHOP, cart, Message(text, "inform", 0.9, values, (), country, TODAY))


def costs(cart: Cart) -> tuple[str, float, str]:
    due = bill(SHOP, cart, TODAY)
    return due.currency, due.total, due.zone.id


@pytest.mark.parametrize(("lives_in", "text", "city"), [
    ("ES", "a casa, Calle Ancha 3, 2ºB, 47001 Valladolid", None),
    (None, "a casa, Calle Ancha 3, 2ºB, 47001 Valladolid", None),
    ("ES", "mandámelo a Córdoba, calle Ancha 3", "Córdoba"),
    ("ES", "Calle Ancha 3, 47638 Valdunquillo de Arriba", None),
])
def test_an_address_abroad_costs_what_its_country_costs(lives_in: str | None, text: str, city: str | None) -> None:
    out = say(replace(CART, country=lives_in), text, **({"city": city} if city else {}))
    assert costs(out.cart) == ("USD", 107.0, "espana")
    assert (out.cart.address, step(SHOP, out.cart)) == (
        "Calle Ancha 3, 2ºB, 47001" if "2ºB" in text else out.cart.address, "name")


def test_a_town_told_before_and_an_address_alone_go_abroad_too() -> None:
    out = say(replace(CART, city="Valladolid", way="home"), "Calle Ancha 3, 2ºB")
    assert costs(out.cart) == ("USD", 107.0, "espana")


def test_who_lives_abroad_may_send_to_somebody_at_home() -> None:
    out = say(replace(CART, country="ES"), "para mi madre, a Rosario", city="Rosario")
    assert costs(out.cart) == ("ARS", 92000.0, "rosario")
    other = say(replace(CART, country="ES", city="Valladolid", address="Calle Ancha 3"), "no, va a Argentina", "AR")
    assert (other.cart.city, other.cart.address, other.cart.country) == (None, None, "AR")


def test_abroad_nobody_is_asked_whether_they_fetch_it_but_may_say_so() -> None:
    cart, _ = settle(SHOP, replace(CART, country="ES"), TODAY)
    assert step(SHOP, cart) == "city"
    fetched = say(cart, "lo paso a buscar por Ceibo Rosario", city="Rosario").cart
    assert (fetched.way, costs(fetched)[:2]) == ("pick_up", ("ARS", 92000.0))


@pytest.mark.parametrize("chosen", [{"items": (GURI,)}, {"choosing": replace(GURI, size=None), "items": ()}])
def test_what_stays_at_home_is_said_while_it_is_still_being_chosen_with_what_goes(chosen: dict[str, Any]) -> None:
    cart, said = settle(SHOP, replace(CART, country="ES", **chosen), TODAY)
    assert (cart.items, cart.choosing) == ((), None)
    assert [text.text for text in said] == ["utter_not_shipped_there", "utter_shipped_instead"]
    assert said[0].values == {"name": "Zapatilla Gurí", "country": "España"}
    assert "Zapatilla Litoral (US$\xa069)" in said[1].values["names"]


def test_at_home_everything_stays_in_the_cart() -> None:
    for country in (None, "AR"):
        cart = replace(CART, country=country, items=(GURI,))
        assert settle(SHOP, cart, TODAY) == (cart, [])


@pytest.mark.parametrize("text", ["¿no era 20 dólares el envío?", "pero el flete cuánto sale?"])
@pytest.mark.parametrize("cart", [replace(CART, country="ES"), replace(CART, city="Valladolid", way="home")])
def test_what_carrying_costs_is_told_and_the_cart_stays_as_it_is(text: str, cart: Cart) -> None:
    out = say(cart, text)
    assert out.cart == cart
    assert [(one.text, one.values["cost"]) for one in out.said] == [("utter_shipping_zone", "US$\xa038")]
    asked = say(cart, "¿me lo mandan a casa?")
    assert [one.text for one in asked.said if one.text == "utter_shipping_zone"] == []


def test_a_cart_for_a_town_to_which_nothing_goes_is_told_so_and_asked_for_another() -> None:
    cart, said = settle(SHOP, replace(CART, way="home", city="Miami", address="Calle 8 1234"), TODAY)
    assert (cart.city, cart.address, step(SHOP, cart)) == (None, None, "city")
    assert [(text.text, text.values["place"]) for text in said] == [("utter_shipping_not_there", "Miami")]
