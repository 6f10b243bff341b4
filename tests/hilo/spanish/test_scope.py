"""What is no matter of the shop is recognised by what is known of ours."""
from __future__ import annotations

import pytest

from hilo.spanish import intents
from hilo.spanish.scope import DOUBTFUL, Scope, heeded, scope_of
from hilo.spanish.sentence_patterns import SentencePatterns


def ranking(outside: float, inside: float) -> list[tuple[str, float]]:
    return sorted([("out_of_scope", outside), ("support", inside), ("deny", 0.01)], key=lambda pair: -pair[1])


@pytest.mark.parametrize(("outside", "inside", "unknown", "has_product", "scope"), [
    (0.6, 0.3, 0.0, False, Scope.OUTSIDE), (0.25, 0.7, 0.0, False, Scope.NEAR), (0.25, 0.7, 0.5, False, Scope.OUTSIDE),
    (0.1, 0.8, 0.0, False, Scope.INSIDE), (0.6, 0.3, 0.0, True, Scope.INSIDE), (0.98, 0.01, 0.0, True, Scope.OUTSIDE),
    (0.0, 1.0, 1.0, False, Scope.INSIDE), (1.0, 0.0, 0.0, False, Scope.OUTSIDE),
])
def test_unknown_words_speak_for_outside_and_a_product_against(outside: float, inside: float, unknown: float,
                                                               has_product: bool, scope: Scope) -> None:
    assert scope_of(ranking(outside, inside), unknown, has_product) is scope


def test_phrases_without_foreign_matters_know_no_outside() -> None:
    assert scope_of([("a", 0.5), ("b", 0.5)], 1.0) is Scope.INSIDE


def test_outside_comes_first_with_the_first_ones_likelihood() -> None:
    assert heeded(ranking(0.35, 0.6), Scope.OUTSIDE) == [("out_of_scope", 0.6), ("support", 0.35), ("deny", 0.01)]


def test_near_it_nothing_is_sure() -> None:
    found = heeded(ranking(0.2, 0.7), Scope.NEAR)
    assert [name for name, _ in found] == ["support", "out_of_scope", "deny"]
    assert found[0][1] == pytest.approx(0.7 * DOUBTFUL)
    assert found[0][1] < intents.CLEAR


def test_with_a_product_what_it_is_else_comes_first_and_stays_as_unclear() -> None:
    assert heeded(ranking(0.6, 0.3), Scope.INSIDE) == [("support", 0.3), ("deny", 0.01), ("out_of_scope", 0.0)]


def test_values_make_no_data_of_a_strange_message() -> None:
    phrases = {"out_of_scope": ["quién ganó el partido de fútbol", "cómo salió el partido de tenis", "ganó el partido",
                                "quién ganó las elecciones"],
               "inform": ["talle 38", "en negro", "soy ana", "para el viernes"],
               "greet": ["hola", "buenas", "qué tal", "buen día"]}
    classifier = intents.train([t for texts in phrases.values() for t in texts],
                               [name for name, texts in phrases.items() for _ in texts])
    assert intents.read_intents(classifier, "quién ganó el partido de anoche", True).ranking[0][0] == "out_of_scope"
    assert intents.read_intents(classifier, "zzzz", True).ranking[0] == ("inform", intents.DATA_WITHOUT_WORDS)


def test_other_phrases_than_ours_get_none_of_our_intents() -> None:
    classifier = intents.train(["uno", "uno más", "dos", "dos más"], ["a", "a", "b", "b"])
    reading = intents.read_intents(classifier, "hola, cuánto vale el tres rojo", True)
    assert {name for name, _ in reading.ranking} == {"a", "b"}
    assert reading.secondary == []


def test_rare_words_are_left_open_in_a_pattern() -> None:
    patterns = SentencePatterns()
    patterns.fit_transform(["quiero devolver la campera", "quiero devolver el florero", "quiero devolver todo"])
    assert patterns.tokens("quiero devolver la jirafa") == ["^", "quiero", "devolver", "*", "*", "$"]
    assert "^ quiero devolver" in patterns.vocabulary_
