"""Turns of a call, cleaned."""
from __future__ import annotations

import pytest

from hilo.spanish.speech import clean_turn


@pytest.mark.parametrize("text", [
    "...", "!!", "", "¿?", "[música]", "(ruido de fondo)", "♪ la la ♪", "mmm", "eh", "este...", "[música] ...",
    "Subtítulos realizados por la comunidad de Amara.org", "*tos*", "<noise>",
])
def test_turn_in_which_nobody_says_anything(text):
    assert clean_turn(text) == ("", True, [])


@pytest.mark.parametrize(("said", "written"), [
    ("eh este quiero unas zapatillas talle treinta y ocho", "quiero unas zapatillas talle 38"),
    ("este, quería saber cuánto sale", "quería saber cuánto sale"),
    ("este modelo me gusta", "este modelo me gusta"),
    ("quiero este", "quiero este"),
    ("o sea quiero quiero dos remeras", "quiero 2 remeras"),
    ("no no, eso no", "no no, eso no"),
    ("mil gracias", "mil gracias"),
    ("cincuenta mil pesos más o menos", "50000 pesos más o menos"),
    ("entre veinte y treinta mil pesos", "entre 20000 y 30000 pesos"),
    ("diez con cincuenta pesos", "10,50 pesos"),
    ("ana punto pérez arroba gmail punto com", "ana.perez@gmail.com"),
    ("a las siete y media", "a las 7:30"),
    ("el lunes a las ocho menos cuarto", "el lunes a las 7:45"),
    ("el veinte de diciembre de dos mil veintiséis", "el 20 de diciembre de 2026"),
    ("el primero de mayo a la una y media", "el 1 de mayo a la 1:30"),
    ("mi teléfono es tres cuatro dos, cuatro cinco cinco, uno dos tres cuatro", "mi teléfono es 3424551234"),
    ("pedido cuatro cinco ocho siete nueve nueve", "pedido 458799"),
    ("sí [ruido] claro", "sí claro"),
])
def test_words_in_canonical_form(said, written):
    turn = clean_turn(said)
    assert (turn.text, turn.noise, turn.doubtful) == (written, False, [])


@pytest.mark.parametrize(("said", "written", "doubt"), [
    ("talle [inaudible] negro", "talle … negro", "[inaudible]"),
    ("talle cuarenta dos", "talle cuarenta dos", "cuarenta dos"),
    ("quiero una zapat- una zapatilla", "quiero una zapat- una zapatilla", "zapat-"),
    ("es ana pérez veintidós arroba gmail punto com", "es ana pérez veintidós arroba gmail punto com",
     "ana pérez veintidós arroba gmail punto com"),
])
def test_what_the_recogniser_leaves_in_doubt_is_marked_and_not_asserted(said, written, doubt):
    turn = clean_turn(said)
    assert turn.text == written
    assert doubt in turn.doubtful
