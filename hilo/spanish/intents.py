"""Which intent a Spanish message has, and how sure that is.

Words, runs of their beginnings, of the sentence's frequent words and of characters with a linear support vector
machine: better than DIET on a few hundred phrases, at a hundredth of its training time
(`docs/decisions/0002-intent-classifier.md`). The margins are turned into probabilities by `tempered.py`.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline

from hilo.spanish.courtesy import split_greeting, without_courtesies
from hilo.spanish.normalize import normalize
from hilo.spanish.quick_rank import QuickRank
from hilo.spanish.scope import Scope, heeded, scope_of
from hilo.spanish.sentence_patterns import SentencePatterns
from hilo.spanish.tempered import Tempered
from hilo.spanish.wishes import OF_ANY_PURCHASE, WISHES, clause_of_wish

FOLDS = 4
BEGINNING = 4
"""Letters of a word's beginning: "compra", "compré" and "comprando" are then the same; "talla" and "tallar" too.
Better than longer ones by cross-validation."""
MANY = 1000
"""Phrases from which on a run of letters has to occur twice to count: fewer cannot spare one, more would be too big."""
UNKNOWN_WORDS = 0.34
"""What confidence is worth when not one word of the message was ever seen in training: under the policy's doubt, so
that such a message is asked about."""
DATA_WITHOUT_WORDS = 0.5
"""Confidence of `inform` when the words say nothing but the values in them do ("sudaderas")."""
CLEAR = 0.35
"""Below this an intent is a guess."""
GREETING_WORDS = 6
"""More words behind a greeting are a matter, even where the greeting is the clearest of it."""
LIKE_GREETING = 0.03
"""Of fewer words too, where they are less like a greeting than this: «hola buenas, tenés camperas?»."""
CLEAR_WORD = 0.98
"""From which confidence on a word behind a greeting is a matter («hola, ¿precio?»); most are but forms of address."""
GREETING, DATA, FOREIGN = "greet", "inform", "out_of_scope"
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
"""Nothing but an address of a page: its letters say nothing."""
"""Intents that more is known of than their phrases; nothing is done about them where the phrases have none such."""

WEIGHTS = {"words": 0.5, "beginnings": 1.0, "patterns": 0.7, "characters": 1.0}
"""Of the kinds of n-grams against each other, by cross-validation on our phrases and on the open training sets."""

Ranking = list[tuple[str, float]]


class Reading(NamedTuple):
    """All intents, likeliest first, and those that the message has besides its main one."""

    ranking: Ranking
    secondary: Ranking


def _tokens(text: str) -> list[str]:
    return text.split(" ")


def beginnings(text: str) -> list[str]:
    """The words of a normalised text, by their first letters."""
    return [word[:BEGINNING] for word in text.split(" ")]


def make_classifier(folds: int = FOLDS, rarest: int = 2) -> Pipeline:
    """An untrained classifier of messages; `rarest`: in how many phrases a run of letters or words has to occur."""
    shared: dict[str, Any] = {"preprocessor": normalize, "sublinear_tf": True}
    features = FeatureUnion([
        ("words", TfidfVectorizer(tokenizer=_tokens, token_pattern=None, **shared)),
        ("beginnings", TfidfVectorizer(tokenizer=beginnings, token_pattern=None, ngram_range=(1, 2), **shared)),
        ("patterns", SentencePatterns(min_df=rarest)),
        ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=rarest, **shared)),
    ], transformer_weights=WEIGHTS)
    return Pipeline([("features", features), ("margin", Tempered(folds=folds))])


def train(texts: Sequence[str], intents: Sequence[str]) -> Pipeline:
    """Fits a classifier.

    Raises:
        ValueError: when an intent has fewer than two phrases, or there is only one intent.
    """
    smallest = min(list(intents).count(name) for name in set(intents)) if intents else 0
    if smallest < 2 or len(set(intents)) < 2:
        raise ValueError("every intent needs two phrases or more, and there must be two intents or more")
    classifier = make_classifier(min(FOLDS, smallest), rarest=2 if len(texts) >= MANY else 1)
    return classifier.fit(list(texts), np.array(intents))


def rank(classifier: Pipeline, text: str) -> Ranking:
    """All intents with their probability, likeliest first; lower where no word of the text is known."""
    return _rank(classifier, text)[0]


def _rank(classifier: Pipeline, text: str, has_product: bool = False) -> tuple[Ranking, bool]:
    """The ranking, and whether its words say something, but nothing of ours."""
    quick = _quick(classifier)
    normal = normalize(text)
    unknown = quick.unknown(normal)
    ranking = sorted(zip(quick.classes, quick.probabilities(normal).tolist(), strict=True), key=lambda pair: -pair[1])
    scope = scope_of(ranking, unknown, has_product)
    worth = UNKNOWN_WORDS if unknown == 1.0 else 1.0
    return ([(name, likely * worth) for name, likely in heeded(ranking, scope)],
            scope is not Scope.INSIDE and unknown < 1.0)


def _quick(classifier: Pipeline) -> QuickRank:
    """Made once for a classifier, and kept with it."""
    if not hasattr(classifier, "hilo_quick"):
        classifier.hilo_quick = QuickRank(classifier)
    found: QuickRank = classifier.hilo_quick
    return found


def read_intents(classifier: Pipeline, text: str, has_values: bool = False, things: Sequence[str] = ()) -> Reading:
    """The message's intents; a greeting before a matter is heard besides it, not instead of it, and so is what is
    asked of any purchase (how to pay, the way) besides the thing that is wanted.

    `has_values`: whether values (a product, a budget…) were read in the text; `things`: the products, as written.
    """
    has_product = bool(things)
    known = {str(name) for name in classifier.classes_}
    if FOREIGN in known and _ADDRESS.fullmatch(text):
        return Reading([(FOREIGN, 1.0), *((name, 0.0) for name in sorted(known - {FOREIGN}))], [])
    greeting, matter = split_greeting(text) if GREETING in known else ("", text)
    ranking, strange = _rank(classifier, without_courtesies(matter), has_product)
    secondary: Ranking = []
    if greeting:
        whole, _ = _rank(classifier, text, has_product)
        all_greeting = _is_greeting(matter, ranking, whole)
        ranking, secondary = (whole, []) if all_greeting else (ranking, [(GREETING, 1.0)])
    if has_values and DATA in known and ranking[0][1] < CLEAR and (not strange or ranking[0][0] == DATA):
        ranking = [(DATA, DATA_WITHOUT_WORDS), *(pair for pair in ranking if pair[0] != DATA)]
    wish = _wish(classifier, matter, things) if ranking[0][0] in OF_ANY_PURCHASE else None
    if wish:
        ranking, secondary = wish, [*secondary, ranking[0]]
    return Reading(ranking, secondary)


def _is_greeting(matter: str, ranking: Ranking, whole: Ranking) -> bool:
    """Whether what stands behind a greeting belongs to it: "hola, muy buenas a todos", however the last words look by
    themselves. ranking: of the matter alone; whole: of all."""
    first, words = ranking[0], len(matter.split())
    if words == 1:
        return first[0] in (GREETING, DATA, FOREIGN) or first[1] < CLEAR_WORD
    return first[0] == GREETING or (whole[0][0] == GREETING and whole[0][1] > first[1] and words <= GREETING_WORDS
                                    and dict(ranking)[GREETING] >= LIKE_GREETING)


def _wish(classifier: Pipeline, matter: str, things: Sequence[str]) -> Ranking | None:
    """The ranking of the clause that names the thing, where by itself it clearly wishes for it."""
    clause = clause_of_wish(matter, things)
    ranking = _rank(classifier, without_courtesies(clause), True)[0] if clause else None
    return ranking if ranking and ranking[0][0] in WISHES and ranking[0][1] >= CLEAR else None
