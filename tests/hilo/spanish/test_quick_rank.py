"""The quick way gives the trained pipeline's own probabilities."""
from __future__ import annotations

import numpy as np
import pytest
from sklearn.pipeline import Pipeline

from hilo.spanish import intents
from hilo.spanish.normalize import normalize
from hilo.spanish.quick_rank import QuickRank

PHRASES = {"greet": ["hola", "buenas", "qué tal", "buen día"], "deny": ["no", "nunca", "para nada", "no gracias"],
           "thank": ["gracias", "mil gracias", "te agradezco", "muy amable"]}


@pytest.fixture(scope="module")
def classifier() -> Pipeline:
    texts = [phrase for phrases in PHRASES.values() for phrase in phrases]
    return intents.train(texts, [name for name, phrases in PHRASES.items() for _ in phrases])


@pytest.mark.parametrize("text", ["hola", "no, gracias", "HOLAAA q tal??", "", " ", "zzz qqq", "😀", "no no no no",
                                  "x" * 5000, "¡Muchas gracias por todo, de verdad!"])
def test_probabilities_are_those_of_the_pipeline(classifier: Pipeline, text: str) -> None:
    quick = QuickRank(classifier)
    np.testing.assert_allclose(quick.probabilities(normalize(text)), classifier.predict_proba([text])[0], rtol=1e-9)
    assert quick.classes == list(classifier.classes_)


def test_two_intents_only() -> None:
    two = intents.train(PHRASES["greet"] + PHRASES["deny"], ["greet"] * 4 + ["deny"] * 4)
    np.testing.assert_allclose(QuickRank(two).probabilities("hola no"), two.predict_proba(["hola no"])[0], rtol=1e-9)


def test_the_ranking_uses_it(classifier: Pipeline) -> None:
    assert intents.rank(classifier, "hola buenas")[0][0] == "greet"
    assert isinstance(classifier.hilo_quick, QuickRank)


def test_share_of_unknown_words_is_of_words_alone(classifier: Pipeline) -> None:
    quick = QuickRank(classifier)
    assert quick.unknown("hola buenas") == quick.unknown("? ! #") == quick.unknown("") == 0.0
    assert quick.unknown("zzz qqq") == 1.0
    assert 0.0 < quick.unknown("hola zzz") < 1.0
