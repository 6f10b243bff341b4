"""Lines of a quotation that are changed, several in one sentence; what cannot be read whole is asked about."""
from __future__ import annotations

from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.crm.quotes import Buyer
from hilo.quoting import correcting, steps
from hilo.quoting.asked import asks_beside, asks_content, asks_work_price, wants_shipping
from hilo.quoting.wanted import Wanted, wanted_in
from tests.hilo.quoting.test_quote_wanted import NOW, heard, lines, state

SHIRT, CAP, POLO = "remera-cardenal", "gorra-islena", "chomba-delta"
M, L = (SHIRT, 25, "blanco", "M"), (SHIRT, 15, "blanco", "L")
CAPS = (CAP, 20, None, None)
MADE = {**state(*(Wanted(one[0], units=one[1], color=one[2], size=one[3]) for one in (M, L, CAPS)), buyer="Bar Sol",
                email="sol@bar.es"), "number": "COT-10001", "at": NOW.isoformat(), "total": "$ 10"}


def shirts(**units: int) -> list[Any]:
    return [(SHIRT, count, "blanco", size) for size, count in units.items()]


@pytest.mark.parametrize(("text", "told"), [
    ("mejor quite las gorras y suba las camisetas M a 30", shirts(M=30, L=15)),
    ("agregue 5 XL y quite las gorras", shirts(M=25, L=15, XL=5)),
    ("sáqueme 5 M y 5 gorras", [*shirts(M=20, L=15), (CAP, 15, None, None)]),
    ("las gorras están bien, pero suba las M de 25 a 30", [*shirts(M=30, L=15), CAPS]),
    ("ponga 30 M en vez de 25", [*shirts(M=30, L=15), CAPS]),
    ("las M súbalas a 30", [*shirts(M=30, L=15), CAPS]),
    ("las L bájelas a 10 y las M que sean 40", [*shirts(M=40, L=10), CAPS]),
    ("las M súbelas a 30 por favor", [*shirts(M=30, L=15), CAPS]),
    ("las gorras súbalas a 30", [M, L, (CAP, 30, None, None)]),
    ("suba las M a 30 y las L a 20", [*shirts(M=30, L=20), CAPS]),
    ("son 30 M, 10 L y 5 XL", [*shirts(M=30, L=10, XL=5), CAPS]),
    ("cambie las blancas por negras", [(SHIRT, 25, "negro", "M"), (SHIRT, 15, "negro", "L"), CAPS]),
    ("cambie las gorras por 10 chombas delta", [M, L, (POLO, 10, None, None)]),
    ("no queremos gorras, solo las camisetas", [M, L]),
    ("agregue 10 chombas delta negras talla L y deje las M en 40",
     [*shirts(M=40, L=15), CAPS, (POLO, 10, "negro", "L")]),
    ("quite las gorras y ponga 12 M y 20 L de la Cardenal", shirts(M=12, L=20)),
    ("30 M, 10 L y 5 XL en negro, Remera Cardenal, y nada más",
     [(SHIRT, 30, "negro", "M"), (SHIRT, 10, "negro", "L"), (SHIRT, 5, "negro", "XL")]),
])
def test_each_line_is_changed_as_it_was_told(text: str, told: list[Any]) -> None:
    message = heard(text)
    assert correcting.corrects(MADE, text, message.entities, True, NOW)
    outcome = correcting.begin(get_shop(), MADE, message)
    assert (lines(outcome.state), outcome.ask) == (told, None)


@pytest.mark.parametrize("text", [
    "la cotización quedó mal, son 45 unidades", "suba las XL a 30", "suba 5 las M", "cambie 5 M por L",
    "pase 5 de la M a la L", "en la cotización todas van en negro", "súbalas a 45",
])
def test_what_could_mean_several_lines_changes_none_and_is_asked(text: str) -> None:
    outcome = correcting.begin(get_shop(), MADE, heard(text))
    assert (lines(outcome.state), outcome.ask) == ([M, L, CAPS], steps.CHANGE)


@pytest.mark.parametrize("text", ["quite las gorras y pase unas 7 camisetas a otra talla",
                                  "quite las gorras y suba las XXXL a 30", "ponga 30 gorras talla M"])
def test_what_was_read_but_in_part_is_shown_before_anything_is_made(text: str) -> None:
    outcome = correcting.begin(get_shop(), MADE, heard(text))
    assert outcome.ask in (steps.CHECK, steps.CHANGE)


@pytest.mark.parametrize(("text", "intent", "ask", "caps"), [
    ("sí, así está bien", "affirm", None, False), ("no", "deny", steps.CHANGE, False),
    ("no, las M son 40", "deny", None, False), ("no, agregue 20 gorras isleñas", "deny", None, True),
])
def test_what_was_shown_is_confirmed_or_corrected(text: str, intent: str, ask: str | None, caps: bool) -> None:
    shown = {**state(*(Wanted(*(one[0], None, None, *one[1:])) for one in (M, L))), "check": True, "buyer": "Bar Sol",
             "email": "sol@bar.es", "replaces": "COT-10001"}
    outcome = correcting.checked(get_shop(), shown, heard(text, intent))
    assert outcome is not None
    assert (outcome.ask, CAP in [line[0] for line in lines(outcome.state)]) == (ask, caps)


def test_sizes_with_their_own_numbers_before_the_thing_or_after_it() -> None:
    for text in ("30 M, 10 L y 5 XL en negro, Remera Cardenal", "camisetas Cardenal negras: 30 M, 10 L y 5 XL",
                 "30 camisetas Cardenal negras M, 10 L y 5 XL"):
        assert [(one.product, one.units, one.color, one.size)
                for one in wanted_in(get_shop(), heard(text).entities, text)] == [
            (SHIRT, 30, "negro", "M"), (SHIRT, 10, "negro", "L"), (SHIRT, 5, "negro", "XL")], text


def test_a_first_message_with_sizes_that_do_not_add_up_is_shown_before_the_quotation() -> None:
    message = heard("cotíceme 40 camisetas Cardenal, 10 M, 5 L y las XL que falten", "request_quote")
    outcome = steps.begin(get_shop(), message, Buyer("Ana", "Bar Sol", email="sol@bar.es"))
    assert outcome.ask == steps.CHECK


@pytest.mark.parametrize("text", ["¿Cuántas camisetas quedaron?", "¿qué incluye la cotización?",
                                  "cuántas gorras pusieron", "¿De cuánto es el total de la cotización?",
                                  "me repite qué quedó en la proforma", "¿a nombre de quién quedó?"])
def test_what_stands_in_the_quotation_is_asked(text: str) -> None:
    assert asks_content(MADE, text, True, NOW)


@pytest.mark.parametrize("text", ["¿cuánto tarda el envío?", "¿Qué tallas hay de la chomba?", "quite las gorras",
                                  "¿cómo hago para pagar la cotización?", "¿les quedan gorras en stock?",
                                  "quiero otra cotización", "¿cuánto vale el bordado?"])
def test_another_question_is_none_about_what_stands_in_it(text: str) -> None:
    assert not asks_content(MADE, text, True, NOW)


@pytest.mark.parametrize(("text", "asks"), [
    ("¿y el bordado? va el escudo en la manga", True), ("pero lo del logo, ¿qué?", True),
    ("¿cuánto sale el envío a Quito de las 60?", True), ("¿cuánto cuesta el envío de la cotización?", True),
    ("¿cuánto cuesta el envío a Quito?", False), ("20 gorras sin el envío, ¿cuánto es?", False),
])
def test_what_people_reckon_is_asked_of_the_goods_that_were_quoted(text: str, asks: bool) -> None:
    assert asks_beside(MADE, text, NOW) == asks


@pytest.mark.parametrize(("text", "buyer", "tax_id"), [
    ("a nombre de Textiles del Norte SAS, NIT 900.555.444-1. Y el correo es a@b.co", "Textiles del Norte SAS",
     "900.555.444-1"),
    ("Bar Manolo SL con CIF B12345678", "Bar Manolo SL", "B12345678"),
    ("por favor hágala a nombre de Comercial Roca S.A. de C.V. y el correo es a@b.mx",
     "Comercial Roca S.A. de C.V", None),
    ("Hnos. Pérez Ltda.", "Hnos. Pérez Ltda", None),
    ("somos Panadería El Ñandú, ¿cuándo me la mandan?", "Panadería El Ñandú", None),
    ("para Hotel Sol; RUT 76.543.210-K", "Hotel Sol", "76.543.210-K"),
])
def test_the_buyers_name_is_the_name_alone(text: str, buyer: str, tax_id: str | None) -> None:
    outcome = steps.read(get_shop(), state(Wanted(SHIRT, units=30)), heard(text))
    assert (outcome.state["buyer"], outcome.state.get("tax_id")) == (buyer, tax_id)


@pytest.mark.parametrize(("text", "price", "way"), [
    ("¿y el bordado cuánto vale?", True, False), ("cuánto cuesta ponerles el logo", True, False),
    ("¿qué precio tiene bordar el escudo?", True, False), ("¿cuántos días demora el bordado?", False, False),
    ("incluyan el envío a Cali en la cotización", False, True), ("cotíceme 20 gorras con envío a Quito", False, True),
    ("¿cuánto vale la camiseta?", False, False), ("20 gorras sin el envío", False, False),
])
def test_what_people_reckon_is_heard(text: str, price: bool, way: bool) -> None:
    assert (asks_work_price(text), wants_shipping(text)) == (price, way)
