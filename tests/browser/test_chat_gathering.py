"""Telling what one looks for: all at once, bit by bit, by button, with other words than the shop's."""
from __future__ import annotations

import re

import pytest

from tests.browser import questions as ask
from tests.browser.chat import Chat, defect, missing


@pytest.mark.parametrize(("says", "summary", "offer"), [
    pytest.param(
        "hola, necesito zapatillas azules para correr, número 41, tengo hasta 140 mil pesos, las quiero para el viernes "
        "y vivo en Rosario",
        ["zapatilla", "color azul", "talla 41", "para correr", "hasta $ 140.000", "viernes 27 de noviembre", "en Rosario"],
        ["Zapatilla Costanera – $ 139.000", "hay talla 41 en azul", "martes 24 de noviembre"], id="argentina"),
    pytest.param(
        "quiero una casaca negra para el frío, talla M, hasta 120 dólares, que llegue a Lima para el 30 de diciembre",
        ["casaca", "color negro", "talla M", "para frío", "hasta US$ 120", "miércoles 30 de diciembre", "en Lima"],
        ["Campera Cordillera – US$ 110,40", "Fuera de temporada: 20 % menos que US$ 138"], id="peru"),
    pytest.param(
        "Buen día, busco unos tenis negros para caminar, talla 38, no quiero gastar más de 80 dólares, los ocupo para el "
        "31 de diciembre, estoy en Guadalajara",
        ["tenis", "color negro", "talla 38", "hasta US$ 80", "jueves 31 de diciembre", "en Guadalajara"],
        ["Zapatilla Litoral – US$ 69"], id="mexico",
        marks=defect("«talla 38, no quiero gastar más de 80 dólares» is read as two budgets (38 and 80) and no size")),
    pytest.param(
        "buenas tardes, estoy buscando una chaqueta amarilla para la lluvia, talla L, presupuesto de 120 dólares y me "
        "tiene que llegar a Bogotá el 28 de diciembre",
        ["chaqueta", "color amarillo", "talla L", "US$ 120", "lunes 28 de diciembre", "en Bogotá"],
        ["Campera Sudestada – US$ 109"], id="colombia",
        marks=defect("«presupuesto de 120 dólares» makes it a request for a company's quote")),
    pytest.param(
        "necesito un jersey gris para la oficina, talla M, máximo 100 dólares, no tengo prisa, es para Madrid",
        ["jersey", "color gris", "talla M", "para oficina", "hasta US$ 100"], ["Suéter Escarcha – US$ 74,40"], id="spain",
        marks=defect("«no tengo prisa» said with the rest is not heard: it asks «¿Para cuándo lo necesitas?»")),
    pytest.param(
        "quiero comprar un polerón gris talla L para el frío, unas 60 lucas, sin apuro",
        ["polerón", "color gris", "talla L", "60.000"], ["Buzo Algarrobo – $ 51.200"], id="chile",
        marks=defect("«sin apuro» said with the rest is not heard: it asks «¿Para cuándo lo necesitas?»")),
    pytest.param(
        "ando precisando championes para la sierra, talle 42, unos 130 dólares, para el 28 de diciembre, soy de Montevideo",
        ["championes", "talla 42", "para montaña", "US$ 130", "lunes 28 de diciembre", "en Montevideo"],
        ["Zapatilla Quebracho – US$ 129"], id="uruguay"),
])
def test_all_in_one_message_goes_straight_to_the_summary(chat: Chat, says: str, summary: list[str],
                                                         offer: list[str]) -> None:
    said = chat.write(says)
    assert re.search(ask.CONFIRM, said)
    assert missing(said, *summary) == []
    assert missing(chat.press(ask.RIGHT), *offer) == []


def test_one_answer_at_a_time_each_question_once(chat: Chat) -> None:
    assert re.search(ask.PRODUCT, chat.write("quiero hacer una compra"))
    assert re.search(ask.PREFERENCES, chat.write("un buzo"))
    assert re.search(ask.SIZE, chat.write("gris, para el frío"))
    assert re.search(ask.BUDGET, chat.write("L"))
    assert re.search(ask.NEEDED_BY, chat.write("70 mil como mucho"))
    assert re.search(ask.CITY, chat.write("para el 5 de diciembre"))
    said = chat.write("Córdoba")
    assert "buzo, color gris, talla L, para frío, hasta $ 70.000, para el sábado 5 de diciembre, en Córdoba" in said
    said = chat.write("sí, todo correcto")
    assert missing(said, "Buzo Algarrobo – $ 51.200", "Fuera de temporada: 20 % menos que $ 64.000") == []


def test_what_has_no_sizes_is_not_asked_for_one_nor_for_a_town_when_there_is_no_hurry(chat: Chat) -> None:
    assert re.search(ask.PREFERENCES, chat.write("estoy necesitando una lámpara"))
    assert re.search(ask.BUDGET, chat.write("que alumbre bien para la lectura"))
    assert re.search(ask.NEEDED_BY, chat.write("unos 70 mil pesos"))
    assert "lámpara, para leer, alrededor de $ 70.000" in chat.press(ask.NO_HURRY)
    assert "Lámpara Farola – $ 62.000" in chat.press(ask.RIGHT)


def test_answers_out_of_order_are_kept(chat: Chat) -> None:
    assert re.search(ask.PRODUCT, chat.write("quiero hacer una compra"))
    assert re.search(ask.PRODUCT, chat.write("tengo hasta 100 mil pesos"))
    assert re.search(ask.SIZE, chat.write("unas zapatillas negras"))
    assert re.search(ask.NEEDED_BY, chat.write("38"))


def test_the_buttons_answer_too(chat: Chat) -> None:
    assert re.search(ask.PREFERENCES, chat.write("quiero comprar una campera"))
    assert re.search(ask.SIZE, chat.press(ask.NO_MATTER))
    assert re.search(ask.BUDGET, chat.press(ask.NOT_SURE))
    assert re.search(ask.NEEDED_BY, chat.press(ask.RATHER_NOT))
    said = chat.press(ask.NO_HURRY)
    assert re.search(f"campera, {ask.ANY_BUDGET}, {ask.ANY_DAY}", said)


@pytest.mark.parametrize("says", [
    "quiero hacer una compra", "busco algo", "quiero comprarle algo a mi mamá",
    pytest.param("me gustaría comprar unas cosas", marks=defect("taken for «no me interesa»: it says goodbye")),
    pytest.param("estoy interesado en comprar", marks=defect("taken for its opposite, «no me interesa»")),
    pytest.param("vengo a comprar algo", marks=defect("answered with the list of promotions")),
    pytest.param("quisiera llevar una campera azul", marks=defect("taken for the return of an order")),
    pytest.param("necesito comprar ropa", marks=defect("«No vendemos ropa. Tenemos calzado, ropa…»: it contradicts itself")),
])
def test_whoever_wants_to_buy_is_asked_what(chat: Chat, says: str) -> None:
    said = chat.write(says)
    assert re.search(f"{ask.PRODUCT}|{ask.PREFERENCES}|{ask.SIZE}", said)
    assert not re.search("[Nn]o vendemos|no tenemos nada", said)


def test_what_is_not_understood_is_asked_in_another_way_and_then_let_go(chat: Chat) -> None:
    chat.write("quiero comprar una campera negra talle M")
    assert "80 mil pesos o 60 dólares" in chat.write("azulejo tranvía")
    assert re.search(ask.NEEDED_BY, chat.write("mandarina pentagrama"))


def test_what_the_shop_does_not_sell_is_said_and_another_thing_asked_for(chat: Chat) -> None:
    chat.write("quiero hacer una compra")
    said = chat.write("una bicicleta")
    assert re.search("bicicleta.* no tenemos|No vendemos bicicleta", said)
    assert re.search(ask.PRODUCT, said)


def test_a_day_gone_by_is_said_and_another_asked_for(chat: Chat) -> None:
    chat.write("quiero comprar una campera negra talle M, hasta 150 mil")
    said = chat.write("para el 3 de noviembre de 2026")
    assert "ya pasó" in said
    assert re.search(ask.NEEDED_BY, said)


def test_a_second_need_starts_empty(chat: Chat) -> None:
    chat.write("necesito zapatillas negras para caminar, número 38, hasta 100 mil pesos, las quiero para el 4 de "
               "diciembre en Rosario")
    chat.press(ask.RIGHT)
    chat.press("Quiero la 1")
    assert re.search(ask.PREFERENCES, chat.write("sí, quiero comprar también una lámpara"))
    chat.press(ask.NO_MATTER)
    chat.press(ask.RATHER_NOT)
    assert re.search(f"lámpara, {ask.ANY_BUDGET}, {ask.ANY_DAY}", chat.press(ask.NO_HURRY))
