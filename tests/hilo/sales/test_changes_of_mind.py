"""What is changed in passing on the way to an order: another size beside the name, a shade of a colour."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest

from hilo.business.lexicon import lexicon_of
from hilo.sales.cart import Cart, Item
from hilo.sales.checkout import Outcome, step
from hilo.spanish.values import read_values
from tests.hilo.sales.checking_out import FULL, LITORAL, SHOP, say, want


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


TEN = replace(FULL, items=(replace(LITORAL, units=10),), address=None, name=None)


def heard(cart: Cart, text: str, intent: str = "inform", confidence: float = 0.4) -> Outcome:
    found = read_values(text, lexicon=lexicon_of(SHOP.company), now=datetime.now(timezone.utc), country="AR")
    things = [str(f.value) for f in found if f.entity == "product"]
    return say(cart, text, intent, *things, confidence=confidence,
               **{f.entity: f.value for f in found if f.entity != "product"})


@pytest.mark.parametrize("text", ["10? no!! una", "te pedí una zapatilla, no 10", "no quiero 10, es 1 sola",
                                  "una sola zapatilla por favor", "son 1 en vez de 10", "solo una"])
@pytest.mark.parametrize("address", [None, "Belgrano 1234"])
def test_the_number_is_corrected_whatever_is_asked(text: str, address: str | None) -> None:
    out = heard(replace(TEN, address=address), text, "deny")
    assert ([item.units for item in out.cart.items], out.cart.address, out.cart.name) == ([1], address, None)


@pytest.mark.parametrize(("text", "address"), [
    ("Mitre 10, no tiene timbre", "Mitre 10, no tiene timbre"),
    ("Calle 10 no. 12, casa verde", "Calle 10 no. 12, casa verde"),
    ("100 norte del parque, casa verde", "100 norte del parque, casa verde"),
    ("100 norte del parque, portón rojo. ¿cuánto es en total?", "100 norte del parque, portón rojo"),
    ("Mitre 450, 2B. y cuánto es en total con el envío?", "Mitre 450, 2B"),
    ("mándalo a rosario, av mitre 450", "av mitre 450"),
])
def test_an_address_is_one_with_colours_numbers_and_questions_in_it(text: str, address: str) -> None:
    out = heard(TEN, text)
    assert (out.cart.address, out.cart.items) == (address, TEN.items)


@pytest.mark.parametrize("name", [None, "Ana Sosa"])
@pytest.mark.parametrize("text", ["la dirección quedó mal, es calle Mitre 450, 3b",
                                  "ok, calle Mitre 450, 3b. y en total cuánto sería"])
def test_an_address_that_is_told_again_takes_the_place_of_the_first(text: str, name: str | None) -> None:
    out = heard(replace(FULL, name=name), text)
    assert out.cart.address == "calle Mitre 450, 3b"


def test_a_corner_belongs_to_the_address_that_is_told_again() -> None:
    assert heard(FULL, "mejor Mitre 450 esquina Salta").cart.address == "Mitre 450 esquina Salta"


def test_the_colour_of_a_house_is_none_of_the_article() -> None:
    choosing = Cart("cart:1", choosing=Item("zapatilla-litoral", 1, None, "38"))
    assert [item.color for item in heard(choosing, "negro. la casa es verde").cart.items] == ["negro"]


@pytest.mark.parametrize(("before", "text", "after"), [
    (1, "2 no no, UNA", 1), (2, "2 no no, UNA", 1), (3, "2 no no, UNA", 1), (2, "no no, una", 1), (2, "UNA", 1),
    (1, "una no, dos", 2), (3, "perdón, 2 no, 1", 1), (1, "1 no, mejor 3 pares", 3)])
def test_user_corrects_the_number_at_delivery_or_pick_up_and_it_is_asked_again(before: int, text: str,
                                                                               after: int) -> None:
    out = heard(replace(TEN, items=(replace(LITORAL, units=before),), way=None, city=None), text, "deny")
    assert ([item.units for item in out.cart.items], out.cart.way, out.cart.address) == ([after], None, None)
    assert (step(SHOP, out.cart), out.said) == ("way", [])


@pytest.mark.parametrize("text", ["Mitre 2, no anda el timbre", "2 de mayo 110", "calle 2 nº 1"])
def test_numbers_of_a_street_are_no_units(text: str) -> None:
    out = heard(replace(TEN, way=None), text)
    assert ([item.units for item in out.cart.items], out.cart.way) == ([10], "home")


@pytest.mark.parametrize("text", ["no, con eso estoy", "ya no necesito más", "eso es todo, gracias"])
def test_user_wants_no_more_in_the_cart_and_the_purchase_goes_on(text: str) -> None:
    cart = replace(TEN, way=None, city=None)
    out = heard(cart, text, "opt_out", 0.9)
    assert (out.cart, out.said, out.left_to_rules) == (cart, [], False)


def test_no_to_the_purchase_itself_still_leaves_it() -> None:
    assert heard(replace(TEN, way=None), "ya no quiero nada", "cancel", 0.9).left_to_rules
