"""The words of a message that carry its matter, with lemma and part of speech where they are known for sure.

Both come from lists and rules (`word_forms`, `part_of_speech`). A full Spanish spaCy model, where one is installed,
fills in what these leave open; none is needed.
"""
from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from hilo.spanish.normalize import MAX_CHARACTERS
from hilo.spanish.part_of_speech import Read, Word, grammar, place_of, read_word, split

MOST = 10
MODELS = ("es_dep_news_trf", "es_core_news_lg", "es_core_news_md", "es_core_news_sm")
"""spaCy's Spanish models, best first."""
_WEIGHT = {"NOUN": 1.0, "PROPN": 1.0, "VERB": 0.8, "ADJ": 0.8, "ADV": 0.5}
"""How much of a message's matter such a word carries; 0.8 where the part of speech is not known."""
_CONTENT = frozenset(_WEIGHT)
_AUXILIARIES = frozenset({"ser", "estar", "haber", "poder", "deber", "soler"})
"""Verbs that carry no matter of their own."""


@lru_cache(maxsize=1)
def full_model() -> Any:
    """The best Spanish spaCy model that is installed, or None."""
    name = next((name for name in MODELS if find_spec(name)), None)
    return import_module(name).load(exclude=["ner"]) if name else None


def _by_model(text: str) -> dict[str, Read]:
    """What the model says about each word of the text, by the word as written; the first place of a word counts."""
    model = full_model()
    found: dict[str, Read] = {}
    for token in model(text) if model else ():
        if token.pos_ in _CONTENT:
            lemma = token.lemma_.partition(" ")[0]  # of "devolver él", where a pronoun is written on to the verb
            found.setdefault(token.text, Read(token.pos_, lemma or None))
    return found


def read_keywords(text: str) -> list[dict[str, Any]]:
    """At most ten words, most important first, as {word, lemma, pos, importance}; importance in 0..1.

    Nouns, longer words and those said first or twice weigh more: a message names its matter early. `pos` is one of the
    universal tags NOUN, PROPN, VERB, ADJ, ADV; `lemma` and `pos` are None where they are not sure.
    """
    text = text[:MAX_CHARACTERS]
    sentence, empty = split(text), grammar()["empty"]
    scores: dict[str, float] = {}
    first: dict[str, tuple[str, Read]] = {}
    place = 0
    for at, word in enumerate(sentence):
        if len(word.folded) < 3 or not word.folded[0].isalpha():
            continue
        if word.folded in empty and not _means_more(sentence, at):
            continue
        if word.folded not in first:
            first[word.folded] = (word.text, read_word(sentence, at))
        if first[word.folded][1].lemma in _AUXILIARIES:
            continue
        weight = _WEIGHT.get(first[word.folded][1].pos or "", 0.8)
        scores[word.folded] = scores.get(word.folded, 0.0) + weight * min(len(word.folded), 10) / (1 + 0.05 * place)
        place += 1
    best = sorted(scores, key=lambda key: -scores[key])[:MOST]
    top = scores[best[0]] if best else 1.0
    model = _by_model(text) if best and full_model() else {}
    return [_keyword(*first[key], model, round(scores[key] / top, 3)) for key in best]


def _keyword(word: str, read: Read, model: dict[str, Read], importance: float) -> dict[str, Any]:
    other = model.get(word, Read(None, None))
    pos = read.pos or other.pos
    lemma = read.lemma or (other.lemma if pos == other.pos else None)
    return {"word": word, "lemma": lemma, "pos": pos, "importance": importance}


def _means_more(sentence: list[Word], at: int) -> bool:
    """Whether a word that is mostly empty is of content here: "se para", "no como gluten", "buena cámara"."""
    place = place_of(sentence, at)
    if place.word == "para":
        return place.before == "se"
    after = read_word(sentence, at + 1).pos if place.after.isalpha() else None
    if place.word == "como":
        return place.before in ("no", "yo") and after == "NOUN"
    if place.word in ("buen", "buena", "buenas", "buenos", "bueno"):
        return bool(place.before) and place.before[0].isalpha() and after == "NOUN"
    return False
