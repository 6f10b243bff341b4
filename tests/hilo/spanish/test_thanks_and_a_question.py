"""Thanks before a question are no matter of their own."""
from __future__ import annotations

import pytest

from hilo.spanish.courtesy import without_courtesies


@pytest.mark.parametrize(("text", "matter"), [
    ("ok gracias\ny cuanto sale con todo y envio?", "y cuanto sale con todo y envio?"),
    ("Muchas gracias. ¿Hasta qué hora abren?", "¿Hasta qué hora abren?"),
    ("dale, gracias! y hacen envíos a Salta?", "y hacen envíos a Salta?"),
    ("genial gracias, cuánto tardan en llegar", "cuánto tardan en llegar"),
])
def test_thanks_before_a_question_are_taken_away(text: str, matter: str) -> None:
    assert without_courtesies(text) == matter


@pytest.mark.parametrize("text", [
    "gracias", "ok gracias, hasta luego", "gracias, qué amable", "gracias por avisar", "no, gracias, está bien",
    "gracias pero no me interesa", "ya pagué, gracias",
    "gracias, puede ser que vuelva mañana", "gracias, ¿no?", "gracias, como siempre"])
def test_thanks_alone_stay(text: str) -> None:
    assert without_courtesies(text) == text
