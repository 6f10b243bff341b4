"""Polite phrases are told apart from the matter that they stand around."""
from __future__ import annotations

import pytest

from hilo.spanish.courtesy import split_greeting, without_courtesies


@pytest.mark.parametrize(("text", "matter"), [
    ("Sería una lámpara, si fuera usted tan amable", "Sería una lámpara"),
    ("si no es mucha molestia, quisiera la de lino", "quisiera la de lino"),
    ("¿Tendría usted la bondad de indicarme si abren hoy?", "¿abren hoy?"),
    ("¿Serían tan gentiles de decirme qué horario tienen?", "¿qué horario tienen?"),
    ("le agradecería mucho que me informara sobre el precio", "sobre el precio"),
    ("Le agradecería unas sábanas de color crema", "unas sábanas de color crema"),
    ("¿podría usted confirmarme si llegan a Cusco?", "¿llegan a Cusco?"),
    ("¿Hacen envíos a Tarija, estimada señorita?", "¿Hacen envíos a Tarija?"),
    ("si es tan amable, ¿me pasa con un asesor?", "¿me pasa con un asesor?"),
])
def test_a_courtesy_is_taken_away(text: str, matter: str) -> None:
    assert without_courtesies(text) == matter


@pytest.mark.parametrize("text", [
    "si fuera tan amable", "Le agradezco mucho su atención", "busco algo para mi señora", "son muy amables",
    "¿usted es una persona?", "quiero una manta gris", "😡", ""])
def test_what_is_no_courtesy_or_nothing_else_stays(text: str) -> None:
    assert without_courtesies(text) == text


@pytest.mark.parametrize(("text", "greeting", "matter"), [
    ("hola de nuevo, ¿llegó la manta gris?", "hola de nuevo, ¿", "llegó la manta gris?"),
    ("Buenas tardes otra vez. Sigo sin el pedido", "Buenas tardes otra vez.", "Sigo sin el pedido"),
    ("hola, otra vez se rompió", "hola,", "otra vez se rompió"),
])
def test_to_greet_once_more_is_to_greet(text: str, greeting: str, matter: str) -> None:
    assert split_greeting(text) == (greeting, matter)


@pytest.mark.parametrize(("text", "matter"), [
    ("vale, hola, ¿a qué hora abrís mañana?", "a qué hora abrís mañana?"),
    ("bueno hola, ¿hacen envíos a Rosario?", "hacen envíos a Rosario?"), ("sí, quiero dos mantas", ""),
    ("vale, gracias por todo", "")])
def test_a_word_of_assent_before_the_greeting_hides_no_question(text: str, matter: str) -> None:
    greeting, rest = split_greeting(text)
    assert (rest if greeting else "") == matter
