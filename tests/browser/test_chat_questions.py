"""Questions about goods and shop: facts of the catalogue and the shop's own files, and what follows from them."""
from __future__ import annotations

import re

import pytest

from tests.browser import questions as ask
from tests.browser.chat import Chat, defect, missing


@pytest.mark.parametrize(("says", "facts"), [
    pytest.param("¿cómo es la Zapatilla Quebracho?", ["Zapatilla Quebracho – $ 178.000", "impermeable", "420 g"], id="item"),
    pytest.param("¿qué precio tiene la Campera Pampero?", ["Campera Pampero cuesta $ 98.000"], id="price"),
    pytest.param("¿cuánto valen las sábanas?", ["$ 39.100", "$ 132.600", "Sábana Siesta"], id="price of a kind"),
    pytest.param("¿cuánto cuesta el Buzo Algarrobo?", ["$ 51.200", "Fuera de temporada", "$ 64.000"], id="price lowered"),
    pytest.param("¿queda el Vestido Madreselva rojo en S?", ["Vestido Madreselva", "rojo (S)"], id="in stock"),
    pytest.param("¿hay Zapatilla Litoral en 44?", ["Zapatilla Litoral", "talla 44", "negro (35, 36"], id="size not there"),
    pytest.param("¿tienen disponible la Sandalia Lapacho?", ["martes 15 de diciembre"], id="sold out, comes back"),
    pytest.param("¿sigue habiendo Zapatilla Tero?", ["Zapatilla Tero", "ya no se fabrica"], id="discontinued"),
    pytest.param("¿hay sudaderas en talla M?", ["Buzo Algarrobo", "$ 51.200"], id="stock of a kind, another country's word"),
    pytest.param("¿qué rebajas tienen esta semana?", ["Mes del descanso", "30 de noviembre", "Black Friday",
                                                      "viernes 27 de noviembre"], id="promotions"),
    pytest.param("¿cuánto demora un envío a Córdoba?", ["$ 6.900", "4 días hábiles", "$ 120.000"], id="shipping"),
    pytest.param("¿cuánto se demora en llegar a Medellín?", ["US$ 32", "18 días hábiles"], id="shipping abroad"),
    pytest.param("¿mandan a Villa Elisa?", ["Villa Elisa", "$ 9.800", "8 días hábiles"], id="shipping, town unknown"),
    pytest.param("¿se puede abonar en cuotas?", ["6", "sin interés", "$ 90.000"], id="instalments"),
    pytest.param("¿me hacen precio si pago por transferencia?", ["10 %", "transferencia|productos"], id="transfer",
                 marks=()),
    pytest.param("¿abren los sábados?", ["San Martín 2480", "Sábado: 09:00 a 13:00", "Sarmiento 845",
                                         "lunes 23 de noviembre (Día de la Soberanía Nacional)"], id="hours and holiday"),
    pytest.param("¿dónde queda su local?", ["San Martín 2480, Santa Fe", "+54 341 455-0120"], id="places"),
    pytest.param("¿dan factura A?", ["CUIT"], id="invoice A", marks=defect("the answer about invoices in general comes")),
    pytest.param("desde México, ¿cómo les pago?", ["OXXO"], id="payment from Mexico",
                 marks=defect("answered with where the shop ships to")),
    pytest.param("a Bariloche cuánto cobran de flete", ["$ 9.800"], id="freight",
                 marks=defect("«Con eso no puedo ayudarte»")),
    pytest.param("¿la bota aguacero es impermeable?", ["Bota Aguacero"], id="an attribute",
                 marks=defect("«De «impermeable» no tenemos nada»")),
    pytest.param("¿está rebajada la Sábana Alba?", ["Sábana Alba", "$ 75.650"], id="promotion of one product",
                 marks=defect("all promotions are listed; whether this sheet is in one is not said")),
])
def test_a_question_is_answered_with_the_facts(chat: Chat, says: str, facts: list[str]) -> None:
    said = chat.write(says)
    assert [fact for fact in facts if not re.search(re.escape(fact).replace(r"\|", "|"), said)] == []


def test_the_thing_talked_about_is_remembered(chat: Chat) -> None:
    chat.write("¿cómo es la Zapatilla Quebracho?")
    assert "Zapatilla Quebracho cuesta $ 178.000" in chat.write("¿y cuánto vale?")
    assert missing(chat.write("¿la tienen en negro, número 42?"), "Zapatilla Quebracho", "negro (42)") == []


def test_the_town_is_remembered(chat: Chat) -> None:
    assert "US$ 32" in chat.write("¿cuánto se demora en llegar a Medellín?")
    assert "PayPal" in chat.write("¿y cómo se paga?")


def test_a_kind_of_thing_is_shown_in_a_line_and_leads_to_the_questions(chat: Chat) -> None:
    said = chat.write("¿qué pantalones tienen para mostrarme?")
    assert missing(said, "pantalones", "$ 43.200", "$ 94.000", "Pantalón Camino") == []
    assert re.search(ask.PREFERENCES, said)
    assert re.search(ask.DROPPED, chat.write("no gracias, cancela la búsqueda"))


def test_a_question_without_its_thing_is_asked_back(chat: Chat) -> None:
    assert re.search(r"¿(Qué|De qué) producto", chat.write("¿me dices el precio?"))
    assert "$ 64.000" in chat.write("de la Manta Panal")


def test_a_correction_of_the_thing_is_followed(chat: Chat) -> None:
    chat.write("¿cuánto sale la Manta Panal?")
    assert "$ 30.400" in chat.write("no, quise decir la Manta Fogón, ¿cuánto sale?")


@pytest.mark.parametrize("says", ["¿tienen bicicletas?", "¿cuánto cuesta una heladera?"])
def test_what_the_shop_does_not_have_is_said(chat: Chat, says: str) -> None:
    said = chat.write(says)
    assert re.search("no tenemos nada|No vendemos", said)
    assert missing(said, "ropa", "calzado") == []


def test_one_answer_has_no_gap_where_nothing_was_filled_in(chat: Chat) -> None:
    assert not re.search(r"  | [:,.]|\{", chat.write("¿hay zapatillas?"))


def test_leaving_after_an_answer(chat: Chat) -> None:
    chat.write("¿cuánto sale la Manta Panal?")
    assert re.search("Si necesitas|Aquí sigo|me dices|[Gg]usto", chat.write("muchas gracias por el dato"))
    assert re.search("pronto|luego|vaya muy bien", chat.write("me voy, hasta luego"))
