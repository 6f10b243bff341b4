"""From an article to a confirmed order: what each message does, and what is asked next."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hilo.sales.cart import Cart, Item, read_cart
from hilo.sales.checkout import step
from hilo.sales.choosing import options
from tests.hilo.sales.checking_out import FULL, GORRA, LITORAL, SHOP, say, want


def test_an_article_that_is_complete_is_in_the_cart_at_once() -> None:
    cart, said = want("zapatilla litoral", 2, "negra", "38")
    assert (cart.items, said) == ((replace(LITORAL, units=2),), [])
    assert step(SHOP, cart) == "way"


def test_what_is_missing_is_asked_for_and_only_that() -> None:
    cart, _ = want("zapatilla litoral", size="38")
    assert step(SHOP, cart) == "color"
    assert "negro" in options(SHOP, cart)
    out = say(cart, "negra", color="negro")
    assert (out.cart.items, step(SHOP, out.cart)) == ((LITORAL,), "way")


def test_a_thing_of_one_size_is_asked_its_colour_alone() -> None:
    cart, _ = want("gorra isleña")
    assert (step(SHOP, cart), options(SHOP, cart)) == ("color", ["beige", "negro"])


def test_what_is_not_there_is_said_and_what_there_is_offered() -> None:
    cart, said = want("gorra isleña", color="rojo")
    assert [(s.text, s.values["color"]) for s in said] == [("utter_cart_not_in_color", "rojo")]
    assert options(SHOP, cart) == ["beige", "negro"]


def test_a_kind_of_thing_is_asked_which() -> None:
    cart, _ = want("lámpara")
    assert step(SHOP, cart) == "which"
    out = say(cart, "la Nido", "inform")
    assert (out.cart.choosing or out.cart.items[0]).product == "lampara-nido"


def test_more_than_there_is_becomes_what_there_is_and_is_said() -> None:
    left = next(p for p in SHOP.company.products if p.id == "lampara-nido")
    color, units = next((c, s["única"]) for c, s in left.stock.items() if 0 < s["única"] < 12)
    cart, said = want("lámpara nido", 13, color)
    assert (cart.items[0].units, [s.text for s in said]) == (units, ["utter_cart_only_left"])


def test_units_already_in_the_cart_are_not_offered_again() -> None:
    product = next(p for p in SHOP.company.products if p.id == "gorra-islena")
    cart, _ = want("gorra isleña", 12, "beige")
    cart, said = want("gorra isleña", 12, "beige", cart=cart)
    assert cart.items == (replace(GORRA, units=product.stock["beige"]["única"]),)
    assert [s.text for s in said] == ["utter_cart_only_left"]


@pytest.mark.parametrize(("text", "way", "branch"), [
    ("a domicilio", "home", None), ("que me lo manden a casa", "home", None), ("Envío a domicilio", "home", None),
    ("lo retiro en Rosario", "pick_up", "rosario_centro"), ("Retiro en Santa Fe", "pick_up", "santa_fe_centro"),
    ("lo paso a buscar", "pick_up", None), ("me da igual", "home", None)])
def test_how_it_is_to_come(text: str, way: str, branch: str | None) -> None:
    city = next((c for c in ("Rosario", "Santa Fe") if c in text), None)
    told: dict[str, Any] = {"city": city} if city else {}
    out = say(Cart("cart:1", (LITORAL,)), text, **told)
    assert (out.cart.way, out.cart.branch) == (way, branch)


def test_a_branch_in_the_persons_town_is_taken_unasked() -> None:
    assert say(Cart("cart:1", (LITORAL,), city="Rosario"), "lo retiro").cart.branch == "rosario_centro"


def test_town_and_street_in_one_go() -> None:
    out = say(Cart("cart:1", (LITORAL,)), "a domicilio, Belgrano 1234, Rosario", city="Rosario")
    assert (out.cart.way, out.cart.city, step(SHOP, out.cart)) == ("home", "Rosario", "name")
    assert out.cart.address == "Belgrano 1234"


@pytest.mark.parametrize(("text", "street"), [
    ("mandalo a Belgrano 1234", "Belgrano 1234"), ("es Av. Juárez 100, col. Centro", "Av. Juárez 100, col. Centro"),
    ("en la calle San Martín 22, 3º A", "San Martín 22, 3º A"), ("vivo en 9 de Julio 850", "9 de Julio 850"),
    ("sí, envíenmelo a mi casa, Mitre 5", "Mitre 5"), ("A 100 metros de la ruta 11", "100 metros de la ruta 11"),
    ("pues Esmeralda 20", "Esmeralda 20"), ("Almirante Brown 7 bis", "Almirante Brown 7 bis")])
def test_a_street_is_taken_without_what_stands_before_it(text: str, street: str) -> None:
    assert say(replace(FULL, address=None), text).cart.address == street


def test_what_is_known_is_offered_and_a_yes_takes_it() -> None:
    known = Cart("cart:1", (LITORAL,), city="Rosario", address="Belgrano 1234", name="Ana")
    assert step(SHOP, known) == "way"
    assert step(SHOP, say(known, "sí", "affirm").cart) == "confirm"


def test_a_name_is_taken_as_it_is_said() -> None:
    out = say(replace(FULL, name=None), "Ana Sosa", "book_appointment", confidence=0.47)
    assert (out.cart.name, step(SHOP, out.cart)) == ("Ana Sosa", "confirm")


def test_for_whom_it_is_may_be_said_at_any_moment() -> None:
    asked_where = replace(FULL, name=None, address=None)
    out = say(asked_where, "va a nombre de Carmen López", "order_status", confidence=0.53)
    assert (out.cart.name, out.cart.address, out.left_to_rules) == ("Carmen López", None, False)


@pytest.mark.parametrize("text", ["a Sevilla, por favor", "pues ahora te digo", "la de siempre"])
def test_what_is_no_street_is_not_taken_for_one(text: str) -> None:
    assert say(replace(FULL, address=None), text, "inform", confidence=0.3).cart.address is None


def test_a_street_without_a_number_is_one_by_its_words() -> None:
    out = say(replace(FULL, address=None), "Finca La Esperanza, vereda El Salto", confidence=0.3)
    assert out.cart.address == "Finca La Esperanza, vereda El Salto"


def test_another_street_at_the_summary_replaces_the_first() -> None:
    out = say(FULL, "no, calle Betis 12, 2º izquierda", "deny")
    assert out.cart.address == "calle Betis 12, 2º izquierda"


def test_an_unsure_yes_is_none() -> None:
    assert not say(FULL, "a Monterrey", "affirm", confidence=0.11).confirmed


def test_a_yes_confirms() -> None:
    assert say(FULL, "sí, confirmo", "affirm").confirmed
    assert say(FULL, "dale, lo compro", "purchase").confirmed


@pytest.mark.parametrize(("text", "asked"), [
    ("la dirección", "address"), ("quiero cambiar la entrega", "way"), ("el nombre", "name"), ("el color", "color"),
    ("la ciudad", "city")])
def test_what_is_to_change_is_asked_for_again(text: str, asked: str) -> None:
    assert step(SHOP, say(FULL, text, "deny").cart) == asked


def test_a_no_to_the_summary_asks_what_to_change() -> None:
    assert [s.text for s in say(FULL, "no", "deny").said] == ["utter_cart_what_to_change"]


def test_a_new_value_at_the_summary_is_taken() -> None:
    assert say(FULL, "mejor en talle 39", "inform", size="39").cart.items == (replace(LITORAL, size="39"),)
    assert say(FULL, "2", "rate_service").cart.items == (replace(LITORAL, units=2),)
    assert say(replace(FULL, items=(GORRA,)), "no, cambiame la gorra por una negro", "deny",
               "gorra").cart.items == (replace(GORRA, color="negro"),)
    assert say(FULL, "que sean 2", "inform", quantity=2).cart.items == (replace(LITORAL, units=2),)
    assert say(FULL, "mejor lo retiro en Santa Fe", "inform", city="Santa Fe").cart.branch == "santa_fe_centro"


def test_another_article_is_added_in_between() -> None:
    out = say(FULL, "agregá también una Gorra Isleña negra", "purchase", "gorra isleña", color="negro")
    assert out.cart.items == (LITORAL, replace(GORRA, color="negro"))
    assert not out.confirmed


def test_the_size_of_what_is_added_does_not_change_what_was_there() -> None:
    out = say(FULL, "y una Gorra Isleña", "purchase", "gorra isleña")
    assert (out.cart.items, out.cart.choosing) == ((LITORAL,), Item("gorra-islena", 1, None, "única"))


def test_an_article_is_taken_out_by_its_name_or_its_kind() -> None:
    both = replace(FULL, items=(LITORAL, GORRA))
    for thing in ("gorra isleña", "gorra"):
        out = say(both, "sacá la gorra", "cancel", thing)
        assert (out.cart.items, [s.text for s in out.said]) == ((LITORAL,), ["utter_cart_taken_out"])
        assert not out.left_to_rules


def test_some_less_of_what_there_are_several() -> None:
    three = replace(FULL, items=(LITORAL, replace(GORRA, units=3)))
    assert say(three, "no, quitame una", "deny").cart.items == (LITORAL, replace(GORRA, units=2))
    assert say(three, "sacá 2 gorras", "cancel", "gorra", quantity=2).cart.items == (LITORAL, GORRA)


def test_the_last_one_taken_out_leaves_an_empty_cart() -> None:
    assert step(SHOP, say(FULL, "sacá la zapatilla", "cancel", "zapatilla").cart) == "items"


def test_the_sum_is_shown_whenever_it_is_asked_for() -> None:
    for text in ("¿cuánto va?", "cuánto es en total?", "¿cuánto sale todo?"):
        out = say(replace(FULL, way=None), text, "price_inquiry")
        assert (out.sum, out.left_to_rules, out.cart) == (True, False, replace(FULL, way=None))


def test_a_price_of_another_thing_is_left_to_its_rule() -> None:
    assert say(FULL, "¿cuánto sale la Lámpara Nido?", "price_inquiry", "lámpara nido").left_to_rules


@pytest.mark.parametrize(("text", "intent"), [
    ("¿hacen envíos a Córdoba?", "shipping_inquiry"), ("¿puedo pagar con tarjeta?", "payment_inquiry"),
    ("quiero hablar con una persona", "request_human"), ("cancelá todo", "cancel"), ("no me escriban más", "opt_out"),
    ("chau", "goodbye"), ("ahora no puedo", "busy"), ("esto es un desastre", "complaint")])
def test_what_is_none_of_the_cart_is_left_to_the_rules(text: str, intent: str) -> None:
    for cart in (FULL, replace(FULL, way=None), Cart("cart:1", (), choosing=Item("gorra-islena"))):
        assert say(cart, text, intent).left_to_rules


def test_an_answer_is_none_the_less_one_for_sounding_unwilling() -> None:
    out = say(replace(FULL, way=None), "lo paso a buscar por Santa Fe", "not_interested", city="Santa Fe")
    assert (out.left_to_rules, out.cart.branch) == (False, "santa_fe_centro")


def test_a_street_is_a_street_whatever_it_looks_like() -> None:
    out = say(replace(FULL, address=None), "Corrientes 348, 2º B", "business_info", confidence=0.6)
    assert (out.left_to_rules, out.cart.address) == (False, "Corrientes 348, 2º B")


def test_what_cannot_be_read_is_asked_for_again() -> None:
    cart, _ = want("zapatilla litoral", size="38")
    out = say(cart, "asdf", "out_of_scope", confidence=0.5)
    assert ([s.text for s in out.said], out.cart) == (["utter_cart_not_understood"], cart)


def test_a_no_drops_what_was_being_chosen_and_the_rest_goes_on() -> None:
    cart, _ = want("gorra isleña", cart=replace(FULL, way=None))
    out = say(cart, "no, mejor no", "deny")
    assert (out.cart.choosing, step(SHOP, out.cart), out.given_up) == (None, "way", False)
    alone, _ = want("gorra isleña")
    assert say(alone, "no", "deny").given_up


def test_what_does_not_go_abroad_is_said_and_taken_out() -> None:
    stays = next(p for p in SHOP.company.products if not p.ships_abroad and not p.discontinued)
    color, size = next((c, s) for c, sizes in stays.stock.items() for s, n in sizes.items() if n)
    cart = Cart("cart:1", (GORRA, Item(stays.id, 1, color, size)), way="home")
    out = say(cart, "Montevideo", city="Montevideo")
    assert (out.cart.items, [s.text for s in out.said]) == (
        (GORRA,), ["utter_not_shipped_there", "utter_shipped_instead"])


def test_a_coupon_is_read() -> None:
    assert say(FULL, "tengo un cupón CEIBO-7K2P", "inform").coupon == "CEIBO-7K2P"
    assert say(FULL, "el código es GRACIAS10", "inform").coupon == "GRACIAS10"
    assert say(FULL, "tengo un cupón", "inform").coupon is None


def test_a_cart_survives_being_kept_in_a_slot() -> None:
    cart, _ = want("gorra isleña", cart=FULL)
    assert read_cart(cart.as_slot()) == cart
    assert read_cart(None) is None


def test_a_name_may_be_told_before_it_is_asked_for_and_courtesy_is_none_of_it() -> None:
    cart = replace(FULL, way=None, name=None)
    assert say(cart, "soy Nico Paz", person_name="Nico Paz").cart.name == "Nico Paz"
    assert say(replace(FULL, name=None), "a nombre de Nicolás Paz porfa").cart.name == "Nicolás Paz"


@pytest.mark.parametrize("text", ["a Mendoza 1234", "mandala a Rosario, calle Mendoza 1234"])
def test_a_street_is_an_answer_to_how_it_is_to_go(text: str) -> None:
    cart = replace(FULL, way=None, address=None)
    out = say(cart, text, "shipping_inquiry", confidence=0.8, **({"city": "Rosario"} if "Rosario" in text else {}))
    assert out.cart.way == "home"
    assert out.cart.address in ("Mendoza 1234", "calle Mendoza 1234")


def test_eagerness_is_no_misunderstanding_and_an_odd_question_is_the_rules() -> None:
    cart = replace(FULL, way=None)
    assert say(cart, "dale la quiero", "purchase").said == []
    assert say(cart, "¿y a ustedes quién les diseña las vidrieras?", "out_of_scope").left_to_rules


def test_a_bank_transfer_is_noted_and_taken_back() -> None:
    by_transfer = say(FULL, "lo pago por transferencia", "payment_inquiry").cart
    assert by_transfer.by_transfer
    assert not say(by_transfer, "mejor con tarjeta", "payment_inquiry").cart.by_transfer
    assert say(FULL, "¿hay descuento por transferencia?", "payment_inquiry").left_to_rules


@pytest.mark.parametrize("cart", [FULL, replace(FULL, name=None)])
def test_mejor_no_leaves_the_purchase(cart: Cart) -> None:
    out = say(cart, "no, mejor ya no, gracias", "deny")
    assert (out.left_to_rules, out.cart) == (True, cart)


@pytest.mark.parametrize("text", ["pues la q haya\nme la llevo", "el q tengan", "la que haya", "el que hay"])
def test_whichever_there_is_chooses_a_size_however_it_is_written(text: str) -> None:
    cart, _ = want("zapatilla litoral")
    assert step(SHOP, cart) == "size"
    assert step(SHOP, say(cart, text, "purchase").cart) == "color"


def test_a_question_what_there_is_chooses_nothing() -> None:
    cart, _ = want("zapatilla litoral")
    assert step(SHOP, say(cart, "¿cuál es el que hay en rojo?", "availability_inquiry").cart) == "size"
