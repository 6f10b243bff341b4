"""What begins a purchase at the cart, and what does not."""
from __future__ import annotations

import pytest

from hilo.business.load import get_shop
from hilo.sales.beginning import article_in, asks_link, begins, variant_in

SHOP = get_shop()
LEFT = {"key": "cart:1", "items": [{"product": "gorra-islena", "units": 1}]}


@pytest.mark.parametrize(("text", "things", "article"), [
    ("la Zapatilla Litoral", ("zapatilla litoral",), "zapatilla-litoral"), ("quiero la litoral 38", (),
                                                                           "zapatilla-litoral"),
    ("esa zapatilla, la costanera", ("zapatilla",), "zapatilla-costanera"), ("una gorra", ("gorra",), None),
    ("la siesta", (), None), ("quiero la mesa", (), None), ("la litoral con la bicicleta", ("bicicleta",), None),
    ("yo quiero la alba, la blanca, de cama doble", ("cama",), "sabana-alba"),
    ("la alba para mi cama", ("cama",), "sabana-alba"), ("una cama como la alba", ("cama",), None),
    ("una lámpara como la litoral", ("lámpara",), None)])
def test_an_article_is_known_by_its_own_name(text: str, things: tuple[str, ...], article: str | None) -> None:
    found = article_in(SHOP, text, things)
    assert (found.id if found else None) == article


@pytest.mark.parametrize(("text", "color", "size"), [
    ("quiero la litoral 38 negra ya", "negro", "38"), ("la litoral roja", "rojo", None),
    ("la litoral en 99", None, None),
    ("la litoral blanca o negra, 40", None, "40")])
def test_colour_and_size_may_stand_bare(text: str, color: str | None, size: str | None) -> None:
    product = article_in(SHOP, text, ())
    assert product is not None
    assert variant_in(SHOP, product, text) == (color, size)


def test_who_names_an_article_and_wants_it_buys() -> None:
    assert begins(SHOP, "quiero comprar la gorra isleña", "purchase", 0.9, ("gorra isleña",), None)
    assert begins(SHOP, "quería llevarle a mi madre una gorra isleña", "inform", 0.5, ("gorra isleña",), None)
    assert not begins(SHOP, "la gorra isleña es linda", "inform", 0.9, ("gorra isleña",), None)
    assert not begins(SHOP, "¿cuánto sale la gorra isleña?", "price_inquiry", 0.9, ("gorra isleña",), None)
    assert not begins(SHOP, "quiero comprar una gorra", "purchase", 0.9, ("gorra",), None)
    assert not begins(SHOP, "quiero comprar la gorra isleña", "purchase", 0.2, ("gorra isleña",), None)


def test_a_cart_that_was_left_is_taken_up_again() -> None:
    for text in ("quiero comprar", "sigamos con la compra", "¿qué tengo en el carrito?"):
        assert begins(SHOP, text, "purchase", 0.9, (), LEFT)
        assert not begins(SHOP, "hola", "greet", 0.9, (), LEFT)
        assert not begins(SHOP, text, "purchase", 0.9, (), None)
    assert begins(SHOP, "terminemos el pedido... terminar mi compra", "inform", 0.9, (), LEFT)


@pytest.mark.parametrize(("text", "asks"), [
    ("¿me pasás el link de pago?", True), ("no me llegó el enlace para pagar", True), ("¿dónde pago mi pedido?", True),
    ("pasame el link de la lámpara", False), ("¿puedo pagar con tarjeta?", False), ("ya pagué", False)])
def test_who_asks_for_the_link_to_pay_by(text: str, asks: bool) -> None:
    assert asks_link(text) is asks


@pytest.mark.parametrize(("text", "intent", "things", "bought"), [
    ("¿y eso es calentito? lo llevo", "product_inquiry", (), True), ("ese quiero", "inform", (), True),
    ("no, la otra: la escarchilla. La quiero grande", "deny", (), True), ("la quiero cambiar", "inform", (), False),
    ("no la quiero", "deny", (), False), ("¿y si la llevo mañana?", "inform", (), False),
    ("una gorra, la quiero roja", "inform", ("gorra",), False), ("la quiero ya", "complaint", (), False)])
def test_what_was_spoken_of_is_bought_by_whoever_takes_it(
        text: str, intent: str, things: tuple[str, ...], bought: bool) -> None:
    assert begins(SHOP, text, intent, 0.6, things, None, "acolchado escarchilla") is bought
    assert not begins(SHOP, "¿abriga? lo llevo", intent, 0.3, (), None, "acolchado")
