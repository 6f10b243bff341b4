"""A greeting and what stands behind it: a matter is heard, however short it is; what only greets stays a greeting."""
from __future__ import annotations

import pytest

from hilo.spanish.courtesy import split_greeting
from hilo.spanish.intents import CLEAR_WORD, LIKE_GREETING, _is_greeting


@pytest.mark.parametrize(("text", "matter"), [
    ("hola buenas, tenés camperas?", "tenés camperas?"), ("hola, ¿precio?", "precio?"),
    ("buenas vecina la lámpara no prende", "la lámpara no prende"),
    ("hola cómo va mi pedido", "mi pedido"), ("hola feliz con mi compra", "feliz con mi compra"),
])
def test_what_stands_behind_a_greeting_is_told_apart(text: str, matter: str) -> None:
    assert split_greeting(text)[1] == matter


@pytest.mark.parametrize("text", [
    "hola querida cómo has estado", "hola buenas, ¿cómo le va?", "buenos días, ¿cómo amaneció?", "hola, feliz domingo",
    "holaa, sigo acá", "hola buenas, acá estoy", "hola de nuevo, soy yo", "hola hola 👋", "buenas, acá de vuelta",
])
def test_what_only_greets_has_no_matter(text: str) -> None:
    assert split_greeting(text) == ("", text)


WHOLE = [("greet", 0.999), ("complaint", 0.001)]


def test_few_words_that_are_nothing_like_a_greeting_are_a_matter() -> None:
    matter = [("complaint", 0.7), ("greet", LIKE_GREETING / 3)]
    assert not _is_greeting("la campera vino descosida", matter, WHOLE)
    assert _is_greeting("a todos por allá", [("goodbye", 0.35), ("greet", LIKE_GREETING * 2)], WHOLE)


def test_many_words_are_a_matter_even_where_they_are_like_a_greeting() -> None:
    matter = [("complaint", 0.7), ("greet", LIKE_GREETING * 2)]
    assert not _is_greeting("la campera que compré ayer me vino descosida", matter, WHOLE)


@pytest.mark.parametrize(("ranking", "greets"), [
    ([("price_inquiry", CLEAR_WORD + 0.01), ("greet", 0.0)], False),
    ([("price_inquiry", CLEAR_WORD - 0.01), ("greet", 0.0)], True),  # «hola, guapetona»
    ([("inform", 1.0), ("greet", 0.0)], True),  # «hola Ana»
])
def test_a_single_word_is_a_matter_where_it_is_clear(ranking: list[tuple[str, float]], greets: bool) -> None:
    assert _is_greeting("palabra", ranking, WHOLE) is greets
