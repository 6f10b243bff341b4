"""Which of its possible parts of speech a word has where it stands; null where the neighbours do not tell.

"la talla" is a noun after its article, "no lo compra" a verb after its pronoun, "la muy cara" an adjective after "muy".
Each rule adds to the weight of one part of speech; the heaviest wins if it is heavier than the next.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.normalize import fold
from hilo.spanish.verb_forms import is_participle
from hilo.spanish.word_forms import readings, words
from hilo.spanish.word_lists import load_yaml, surnames

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[.,;:!?¿¡()\n…\"/]")
_SURE = 0.5
"""By how much the heaviest part of speech must outweigh the next to be given."""


class Word(NamedTuple):
    """A word of a message; `folded` has no accents. Marks and figures are words too, so that neighbours are true."""

    text: str
    folded: str


class Read(NamedTuple):
    """Part of speech and lemma; either may be unknown."""

    pos: str | None
    lemma: str | None


@lru_cache(maxsize=1)
def grammar() -> Mapping[str, frozenset[str]]:
    """The sets of small words in `words/grammar.yml`."""
    return {name: frozenset(fold(value).split()) for name, value in load_yaml("grammar.yml").items()
            if isinstance(value, str)}


def split(text: str) -> list[Word]:
    """The words, figures and marks of a message."""
    return [Word(token, fold(token)) for token in _TOKEN.findall(text)]


def _feminine(noun: str) -> bool:
    return noun.endswith(("a", "ción", "sión", "dad", "tud")) and not noun.endswith(("ma", "día"))


def _agrees(article: str, noun: str, plural: bool) -> bool:
    return (article != "los") == (_feminine(noun)) and (article != "la") == plural


class Place(NamedTuple):
    """A word with its neighbours, folded; "" where there is none."""

    earlier: str
    before: str
    word: str
    after: str


def place_of(sentence: Sequence[Word], at: int) -> Place:
    """The word at this place and its neighbours."""
    folded = [sentence[n].folded if 0 <= n < len(sentence) else "" for n in range(at - 2, at + 2)]
    return Place(*folded)


def _masculine(participle: str) -> str:
    """ "rotas" → "roto"."""
    stem = participle.removesuffix("s")
    return stem[:-1] + "o" if stem.endswith("a") else stem


def _of(sentence: Sequence[Word], at: int) -> Mapping[str, str | None]:
    if not 0 <= at < len(sentence) or not sentence[at].folded[0].isalpha():
        return {}
    return readings(sentence[at].text.lower())


def _by_small_word(place: Place, options: Mapping[str, str | None], noun_after: bool,
                   asked: bool) -> dict[str, float] | None:
    """Weights that the small word before gives; None where there is no small word. asked: it is "qué" or "cuál"."""
    sets, before, word = grammar(), place.before, place.word
    if before in sets["numbers"] or before.isdigit():
        return {"NOUN": 4 if word.endswith("s") else 1, "VERB": 0 if word.endswith("s") else 1.5}
    if before in sets["articles"]:
        return {"NOUN": 4, "ADJ": 3.5 + 1.5 * noun_after}
    if before == "esta" and word in sets["after_esta"]:
        return {"NOUN": 4}
    if before in sets["articles_or_pronouns"]:
        noun = options.get("NOUN")
        verb = bool(noun) and (place.earlier in sets["pronouns"] or place.earlier == "no"
                               or _disagrees(before, str(noun), word))
        return {"NOUN": 3, "ADJ": 2.5 + 1.5 * noun_after, "VERB": 5 if verb else 1}
    if before in sets["prepositions"]:
        infinitive = word.endswith(("ar", "er", "ir"))
        return {"NOUN": 3, "ADJ": 2 + 1.5 * noun_after, "VERB": 4 if infinitive else 0, "ADV": 1}
    if before in sets["have"]:
        return {"VERB": 5 if is_participle(_masculine(word)) else 0, "NOUN": 2}
    if before in sets["pronouns"]:
        return {"VERB": 4, "ADJ": 2 if before == "lo" else 0}
    if before in sets["intensifiers"]:
        return {"ADV": 4.5, "ADJ": 4, "NOUN": 1}
    if before in sets["to_be"]:
        return {"ADJ": 4, "ADV": 3, "NOUN": 2, "VERB": 4 if before in sets["passive"] else 1}
    if before in sets["copulas"]:
        return {"ADJ": 3, "ADV": 2.5}
    if before in sets["verb_next"]:
        open_to_noun = before in ("que", "q", "cual")
        return {"VERB": 3, "ADV": 2, "ADJ": 1,
                "NOUN": 5 if asked else 3 if open_to_noun and place.after == "de" else 1 if open_to_noun else 0}
    return None


def _disagrees(article: str, noun: str, word: str) -> bool:
    """Whether "la", "las", "los" cannot be the article of this noun, so that it is a pronoun: "la pago"."""
    if noun[-1] not in "ao" or noun.endswith(("ma", "ta", "día", "mano", "foto", "moto")):
        return False
    return (article == "los") != (noun[-1] == "o") or (article != "la") != word.endswith("s")


def _by_words(sentence: Sequence[Word], at: int, place: Place) -> dict[str, float]:
    """Weights where a word of content, a mark, "y", or nothing stands before."""
    sets = grammar()
    if place.before in ("y", "o", "e", "u", "ni") and at > 1:
        return {"NOUN": 0.5, **dict.fromkeys(_of(sentence, at - 2), 1.5)}
    neighbour = _of(sentence, at - 1)
    if not neighbour:
        own = 1.5 * place.word.endswith(("o", "en", "an"))
        objects = place.after in sets["articles"] or place.after in sets["pronouns"]
        return {"VERB": own + objects, "NOUN": 0.5, "ADJ": 0.7, "ADV": 1}
    if "NOUN" in neighbour:
        subject = place.earlier in sets["articles"] or place.earlier in sets["articles_or_pronouns"]
        subject = subject and not is_participle(_masculine(place.word))
        object_after = place.after in sets["articles"] or place.after in sets["intensifiers"] or place.after.isdigit()
        return {"ADJ": 2, "VERB": 1.5 + subject + 2 * object_after, "ADV": 1.7, "NOUN": 0.5}
    if "VERB" in neighbour:
        return {"NOUN": 1.5, "ADV": 3.2, "ADJ": 1.5, "VERB": 0.5}
    return {"NOUN": 1, "ADJ": 1, "ADV": 1}


def _weigh(sentence: Sequence[Word], at: int, options: Mapping[str, str | None]) -> dict[str, float]:
    place, sets = place_of(sentence, at), grammar()
    noun_after = set(_of(sentence, at + 1)) == {"NOUN"}
    asked = at > 0 and sentence[at - 1].text.lower() in ("qué", "cuál")
    known = _by_small_word(place, options, noun_after, asked)
    weights = known if known is not None else _by_words(sentence, at, place)
    weight = {pos: weights.get(pos, 0.0) for pos in options}
    objects = place.after in sets["articles"] or place.after in sets["articles_or_pronouns"]
    participle = "VERB" in options and is_participle(_masculine(place.word))
    alone = participle and known is None and "NOUN" not in options
    for pos, value in (("VERB", objects or place.after in ("con", "que", "a")), ("NOUN", place.after in ("de", "del")),
                       ("ADJ", alone), ("NOUN", place.word in sets["rather_noun"])):
        if pos in weight:
            weight[pos] += value
    return weight


def _name(sentence: Sequence[Word], at: int) -> str | None:
    """A name by its capital inside a sentence, or a known given name where a name is likely."""
    word = sentence[at]
    before = sentence[at - 1].folded if at else ""
    capital = word.text[0].isupper() and word.text[1:].islower() and bool(before) and before[0].isalnum()
    known = words().given_names.get(word.folded)
    if known and (capital or (before in ("soy", "con", "de", "llamo", "habla") and not readings(word.text.lower()))):
        return known
    if capital and word.folded in surnames() and at > 0 and sentence[at - 1].text[0].isupper():
        return word.text
    return word.text if capital and set(readings(word.text.lower())) <= {"PROPN"} else None


def _with_participle(word: Word, options: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """A participle is an adjective too, beside a noun, though no list has it: "vidrio partido"."""
    if "VERB" in options and "ADJ" not in options and is_participle(_masculine(word.folded)):
        return {**options, "ADJ": _masculine(word.text.lower())}
    return options


def read_word(sentence: Sequence[Word], at: int) -> Read:
    """Part of speech and lemma of the word at this place."""
    word = sentence[at]
    options = _with_participle(word, readings(word.text.lower()))
    name = _name(sentence, at)
    if name and not (len(options) == 1 and "PROPN" in options):
        return Read("PROPN", name)
    if not options:
        return Read("NOUN" if at and sentence[at - 1].folded in grammar()["articles"] else None, None)
    if len(options) == 1:
        pos, lemma = next(iter(options.items()))
        return Read(pos, lemma)
    weight = _weigh(sentence, at, options)
    order = sorted(weight, key=lambda pos: -weight[pos])
    if weight[order[0]] - weight[order[1]] >= _SURE:
        return Read(order[0], options[order[0]])
    lemmas = set(options.values())
    return Read(None, lemmas.pop() if len(lemmas) == 1 else None)

