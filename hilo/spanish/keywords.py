"""The words of a message that carry its matter.

Lemmas come from spaCy's look-up table and are given only where the table has the word;
a part of speech needs a full model and is null without one.
"""
from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy
from spacy.lang.es.stop_words import STOP_WORDS
from spacy.language import Language

from hilo.spanish.normalize import MAX_CHARACTERS, fold

MOST = 10
_EMPTY_WORDS = {fold(w) for w in STOP_WORDS} | {
    "hola", "buenas", "buenos", "gracias", "favor", "quiero", "quisiera", "queria", "necesito", "busco", "tienen",
    "tenes", "tienes", "hay", "si", "no", "che", "bueno", "pues", "este", "eh", "porfa", "xfa", "dale", "ok", "q"}


@lru_cache(maxsize=1)
def _language() -> Language:
    language = spacy.blank("es")
    language.add_pipe("lemmatizer", config={"mode": "lookup"})
    language.initialize()
    return language


def _lemma(token: Any) -> str | None:
    lemma = token.lemma_.lower()
    return lemma if lemma else None


def read_keywords(text: str) -> list[dict[str, Any]]:
    """At most ten words, most important first, as {word, lemma, pos, importance}; importance in 0..1.

    Longer words and those said first or twice weigh more: a message names its matter early.
    """
    tokens = [t for t in _language()(text[:MAX_CHARACTERS])
              if t.is_alpha and len(t.text) > 2 and fold(t.text) not in _EMPTY_WORDS]
    scores: dict[str, float] = {}
    first: dict[str, Any] = {}
    for place, token in enumerate(tokens):
        key = fold(token.text)
        first.setdefault(key, token)
        scores[key] = scores.get(key, 0.0) + min(len(key), 10) / (1 + 0.05 * place)
    best = sorted(scores, key=lambda key: -scores[key])[:MOST]
    top = scores[best[0]] if best else 1.0
    return [{"word": first[key].text, "lemma": _lemma(first[key]), "pos": None,
             "importance": round(scores[key] / top, 3)} for key in best]
