"""Permissions: the table of permissions.txt; and who leaves a question unanswered."""
from __future__ import annotations

from pathlib import Path

import pytest

from hilo.spanish.refusals import declines_to_say, read_permission

TABLE = [tuple(line.split(" | ", 1)) for line in
         Path(__file__).with_name("permissions.txt").read_text(encoding="utf-8").splitlines()
         if line and not line.startswith("#")]


@pytest.mark.parametrize(("meaning", "text"), TABLE, ids=[text[:60] for _, text in TABLE])
def test_phrase_of_the_table(meaning, text):
    found = read_permission(text)
    assert (f"{found.kind} {found.purpose} {found.channel}" if found else "none") == meaning


def test_command_that_is_also_a_common_word_is_less_sure():
    assert read_permission("BAJA").confidence == 1.0
    assert read_permission("salir").confidence < read_permission("BAJA").confidence


@pytest.mark.parametrize("text", [
    "no sé", "ni idea", "no tengo idea", "prefiero no decirlo", "me da igual", "me da lo mismo", "lo que sea",
    "cualquiera", "paso de esa", "paso", "el que tengas", "no tengo preferencia", "todavía no lo decidí", "elegí vos",
    "no quiero decirlo", "siguiente pregunta", "nose", "no, no sé la verdad", "es personal", "sorprendeme",
])
def test_open_question_is_left_unanswered(text):
    assert declines_to_say(text)


@pytest.mark.parametrize("text", [
    "unos 50 mil", "talle 38", "para el viernes", "soy Ana", "algo cómodo para caminar", "sí", "rojo",
    "paso mañana a buscarlo",
    "no sé si llega el pedido", "una remera", "no me gusta el rojo", "para mi mamá",
])
def test_answer_is_no_refusal_to_answer(text):
    assert not declines_to_say(text)
