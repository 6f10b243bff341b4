"""Forms of vos are found by their stress; what merely looks like one is left alone."""
from __future__ import annotations

import pytest

from hilo.spanish.voseo import of_vos


@pytest.mark.parametrize(("text", "words"), [
    ("Respondé a este mensaje", ["Respondé"]), ("si tenés dudas, preguntá", ["tenés", "preguntá"]),
    ("escribí «basta»", ["escribí"]), ("¿preferís que te llamemos?", ["preferís"]), ("mandámelo o contanos",
                                                                                     ["mandámelo", "contanos"]),
    ("para vos", ["vos"]), ("Fijate bien", ["Fijate"]),
])
def test_what_says_vos_is_found(text: str, words: list[str]) -> None:
    assert list(of_vos(text)) == words


@pytest.mark.parametrize("text", [
    "Te escribí ayer y recibí tu foto", "Lo que pedí ya llegó", "Responde, avísame y ponlo aquí", "Dime, dame y dale",
    "Vivirás después, además; está acá", "Llamará a las 9", "Un tomate", "Ya lo elegí",
])
def test_what_looks_like_it_is_not(text: str) -> None:
    assert list(of_vos(text)) == []
