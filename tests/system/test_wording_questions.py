"""First words, questions, services and small talk in more wordings than the page's tests have."""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.talking import Talk, missing


@pytest.mark.parametrize(("says", "greeting"), [
    ("muy buenos días, estimados", "Buenos días."), ("hola!! 😊", "¡Hola!"), ("ola ke ase", "¡Hola!"),
    ("buenas noches a todo el equipo", "Buenas noches."),
])
def test_a_greeting_is_returned_in_its_own_tone(talk: Talk, says: str, greeting: str) -> None:
    said = talk.write(says)
    assert said.startswith(greeting)
    assert re.search(ask.NEED, said)


@pytest.mark.parametrize(("says", "never"), [
    ("hola, estoy furiosa, hace dos semanas que nadie me contesta", "Qué gusto|¡Hola"),
    ("hola estoy triste hoy", "Qué gusto|Buenos días"),
    ("estoy triste, se me murió el perro", "Me gusta conversar|Da gusto|Yo de la vida"),
])
def test_who_comes_upset_is_met_with_understanding(talk: Talk, says: str, never: str) -> None:
    said = talk.write(says)
    assert not re.search(never, said)
    assert re.search("[Ll]ament|[Ss]iento|[Ee]ntiendo|resolver", said)


@pytest.mark.parametrize("says", [
    "buenas!!",
    "hola de nuevo",
])
def test_a_second_greeting_is_shorter(talk: Talk, says: str) -> None:
    talk.write("hola buenas, acá escribiendo desde Colombia")
    said = talk.write(says)
    assert re.search("[Hh]ola (de nuevo|otra vez)", said)
    assert "asistente virtual" not in said


def test_a_greeting_before_a_question_is_returned_in_a_word(talk: Talk) -> None:
    assert missing(talk.write("hola, ¿cuánto sale la Manta Panal?"), "¡Hola!", "Ceibo", "$ 64.000") == []


def test_the_name_once_told_is_used(talk: Talk) -> None:
    assert "Rocío" in talk.write("hola, me llamo Rocío")
    assert "Rocío" in talk.write("me voy, hasta luego")


@pytest.mark.parametrize(("button", "answer"), [
    (0, f"{ask.PRODUCT}|Tenemos"), (1, "¿Qué es lo que no funciona"), (2, ask.PRODUCT), (3, "con tus palabras|¿"),
])
def test_the_words_of_the_greetings_buttons_can_be_typed(talk: Talk, button: int, answer: str) -> None:
    talk.write("hola, recién llego")
    assert re.search(answer, talk.write(talk.buttons[button].lower()))


@pytest.mark.parametrize("says", [
    "¿qué cosas sabes hacer?", "¿en qué me puedes ayudar?", "buenas, quisiera hacer una consulta",
])
def test_what_it_can_do_is_told(talk: Talk, says: str) -> None:
    assert missing(talk.write(says), "precios", "promociones") == []


@pytest.mark.parametrize(("says", "facts"), [
    pytest.param("¿qué precio tiene la Campera Pampero?", ["Campera Pampero", "$ 98.000"], id="price"),
    pytest.param("¿hay Zapatilla Litoral en 44?", ["Litoral", "talla 44", "negro (35, 36"], id="no such size"),
    pytest.param("¿tienen disponible la Sandalia Lapacho?", ["Lapacho", "martes 15 de diciembre"], id="sold out"),
    pytest.param("¿quedó alguna Zapatilla Tero?", ["Zapatilla Tero", "ya no se fabrica"], id="discontinued"),
    pytest.param("¿hay sudaderas en talla M?", ["Buzo Algarrobo", "$ 51.200"], id="another country's word"),
    pytest.param("¿cuánto se demora una entrega en Medellín?", ["US$ 32", "18 días hábiles"], id="shipping abroad"),
    pytest.param("¿mandan a Villa Elisa?", ["Villa Elisa", "$ 9.800"], id="town not in the list"),
    pytest.param("¿me hacen precio si pago por transferencia?", ["10 %"], id="transfer"),
    pytest.param("¿dónde queda su local?", ["San Martín 2480, Santa Fe", "+54 341 455-0120"], id="places"),
    pytest.param("¿dan factura A?", ["CUIT"], id="invoice A"),
    pytest.param("desde México, ¿cómo les pago?", ["OXXO"], id="payment from Mexico"),
    pytest.param("a Bariloche cuánto cobran de flete", ["$ 9.800"], id="freight"),
    pytest.param("¿la bota aguacero es impermeable?", ["Bota Aguacero", "impermeable"], id="an attribute"),
    pytest.param("¿está rebajada la Sábana Alba?", ["Sábana Alba", "$ 75.650"], id="promotion of one product"),
    pytest.param("¿a qué hora atienden?", ["09:00"], id="hours"),
    pytest.param("¿me dirías qué cuesta?", ["producto"], id="price of nothing named"),
    pytest.param("¿tienen medias?", ["Media Trote"], id="socks"),
])
def test_a_question_is_answered_with_the_facts(talk: Talk, says: str, facts: list[str]) -> None:
    assert missing(talk.write(says), *facts) == []


def test_a_question_cut_short_goes_on_from_the_last_one(talk: Talk) -> None:
    talk.write("¿cuánto sale la Manta Panal?")
    assert "$ 12.900" in talk.write("¿y la Taza Ronda?")


def test_a_question_about_a_thing_the_shop_has_not_is_honest(talk: Talk) -> None:
    assert re.search(ask.NOT_SOLD, talk.write("¿tienen bicicletas?"))


@pytest.mark.parametrize(("says", "facts"), [
    ("tengo que mover la cita del jueves", ["+54 342 455-0100", "+54 9 342 455-0101"]),
    ("ya tengo turno para el lunes", ["cita"]), ("ahora no puedo hablar, estoy manejando", ["seguimos"]),
    ("quiero que me avisen de las novedades", ["promociones"]), ("le doy un 2 al servicio", ["Lamento"]),
    ("no me interesa lo que ofrecen", ["racias"]),
])
def test_a_service_says_what_it_can_do(talk: Talk, says: str, facts: list[str]) -> None:
    assert missing(talk.write(says), *facts) == []


@pytest.mark.parametrize(("says", "never"), [
    ("me quedó chica la remera, ¿la puedo cambiar?", "máquina en frío|encoger"),
    ("la lámpara que compré no prende", "30 días"),
    ("necesito presupuesto para 40 remeras con logo para mi empresa", "máquina en frío|cajas"),
])
def test_no_answer_to_another_question_is_mixed_in(talk: Talk, says: str, never: str) -> None:
    assert not re.search(never, talk.write(says))


def test_anger_is_answered_before_the_matter_and_once(talk: Talk) -> None:
    pattern = "^(Entiendo que|Lamento el|Siento|Te entiendo)"
    assert re.search(pattern, talk.write("esto es una vergüenza, me mandaron cualquier cosa"))
    assert not re.search(pattern, talk.write("son unos irresponsables, esto es indignante"))


@pytest.mark.parametrize(("says", "answer"), [
    ("¿esto lo contesta una máquina?", ask.BOT), ("¿me haces la tarea de matemáticas?", ask.NOT_OUR_MATTER),
    ("¿qué opinas del mundial?", f"{ask.NOT_OUR_MATTER}|{ask.SMALL_TALK}"),
    ("¿cómo estás hoy?", f"{ask.SMALL_TALK}|bien"), ("¿quién ganó el partido?", ask.NOT_OUR_MATTER),
])
def test_small_talk_is_true(talk: Talk, says: str, answer: str) -> None:
    assert re.search(answer, talk.write(says))
