"""What a Spanish word can be: its possible parts of speech, each with its lemma, without looking at its neighbours.

Nouns, adjectives and adverbs come from lists, their plurals, feminines, diminutives ("vestidito") and superlatives
("carísimo") from rules; verbs from `verb_forms`. Part of speech is written in universal tags. Accents that a person
wrote decide ("envió" is no noun), accents left out do not.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.lexicon import GENERIC
from hilo.spanish.normalize import fold
from hilo.spanish.places import city_named
from hilo.spanish.verb_forms import infinitives, with_pronouns
from hilo.spanish.word_lists import lines, load_yaml

_SMALL = re.compile(r"(?:c?it|(?<=[td])ic)([oa]s?)$")
_VERY = re.compile(r"isim([oa])s?$")
_SURE_NOUN = re.compile(r"(?:[cs]ion|dad|miento|anza|[^v]aje|ismo|tud)(?:e?s)?$")
_SURE_ADJECTIVE = re.compile(r"(?:[ai]ble)s?$")


class Words(NamedTuple):
    """The lists, by folded word."""

    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    adverbs: Mapping[str, str]
    persons: Mapping[str, str]
    short_adjectives: Mapping[str, str]
    brands: Mapping[str, str]
    given_names: Mapping[str, str]


def _listed(name: str) -> dict[str, str]:
    """The words of a list, by themselves and by folded word; of two that fold alike the first is kept ("vídeo")."""
    found: dict[str, str] = {}
    for line in lines(name):
        for word in line.split():
            found.setdefault(fold(word), word)
            found.setdefault(word, word)
    return found


@lru_cache(maxsize=1)
def words() -> Words:
    """Reads the lists once."""
    grammar = load_yaml("grammar.yml")
    persons = {}
    for person in grammar["persons"].split():
        folded = fold(person)
        persons[folded[:-1] + "a" if folded.endswith("o") else folded + "a"] = person
    nouns = _listed("nouns.txt")
    brands = _listed("brands.txt")
    for lemma, forms in grammar["short"].items():
        (brands if lemma[0].isupper() else nouns).update(dict.fromkeys(forms.split(), lemma))
    for form, thing in GENERIC.products.items():  # misspelt and shortened products, under their right name
        if " " not in form and " " not in thing and form not in nouns:
            nouns[form] = thing
    return Words(nouns, _listed("adjectives.txt"), _listed("adverbs.txt"), persons,
                 grammar["short_adjectives"], brands, _listed("given_names.txt"))


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("s") and len(word) > 3:
        yield word[:-1]
        if word.endswith("ces"):
            yield word[:-3] + "z"
        if word.endswith("es"):
            yield word[:-2]


def _masculines(word: str) -> Iterator[str]:
    for one in _singulars(word):
        yield one
        if one.endswith("a"):
            yield one[:-1] + "o"
            if one.endswith(("ora", "esa", "ona", "ola", "ana", "ina")):
                yield one[:-1]


def _noun(word: str, written: str) -> str | None:
    listed = words()
    for one in _singulars(written) if written != word else ():
        if one in listed.nouns:
            return one
    for one in _singulars(word):
        lemma = listed.nouns.get(one) or listed.persons.get(one)
        if lemma and _accents_agree(written, lemma):
            return lemma
    return None


def _adjective(word: str, written: str) -> str | None:
    listed = words()
    for one in _masculines(word):
        lemma = listed.adjectives.get(one)
        if lemma and _accents_agree(written, lemma):
            return lemma
    return listed.short_adjectives.get(word)


def _accents_agree(written: str, lemma: str) -> bool:
    """Whether the accents that were written, if any, stand where the lemma has them (a plural may lose one)."""
    marked = [at for at, letter in enumerate(written) if letter in "áéíóú"]
    return not marked or any(at < len(lemma) and lemma[at] == written[at] for at in marked) \
        or (written.endswith("s") and lemma[-1] == "n" and marked[-1] < len(written) - 3)  # "jóvenes"


def _bases(stem: str, last: str) -> Iterator[str]:
    """What a diminutive or superlative may be made of, given what stands before its ending."""
    for one in (stem, stem[:-2] + "c" if stem.endswith("qu") else "", stem[:-1] if stem.endswith("gu") else "",
                stem[:-1] + "z" if stem.endswith("c") else ""):
        if len(one) > 1:
            yield from (one + last, one + "o", one + "a", one + "e", one)


def _small(word: str) -> dict[str, str]:
    """Readings of a diminutive by its base."""
    match = _SMALL.search(word)
    found: dict[str, str] = {}
    stems = [word[:match.start()]] if match else []
    if match and word[match.start()] == "c":
        stems.append(word[:match.start() + 1])
    for stem in stems:
        for base in _bases(stem, match[1][0] if match else ""):
            if len(base) < 3:
                continue
            for tag, table in (("NOUN", words().nouns), ("ADJ", words().adjectives), ("ADV", words().adverbs)):
                if base in table:
                    found.setdefault(tag, table[base])
        if found:
            break
    return found


def _very(word: str) -> str | None:
    match = _VERY.search(word)
    if match:
        for base in _bases(word[:match.start()], "o"):
            if base in words().adjectives:
                return words().adjectives[base]
    return None


@lru_cache(maxsize=8192)
def readings(written: str) -> Mapping[str, str | None]:
    """The parts of speech a word in lower case may have, each with its lemma (None: not known)."""
    word, listed = fold(written), words()
    if word in listed.brands:
        return {"PROPN": listed.brands[word]}
    found: dict[str, str | None] = {}
    for tag, lemma in (("NOUN", _noun(word, written)), ("ADJ", _adjective(word, written))):
        if lemma:
            found[tag] = lemma
    if word in listed.adverbs:
        found["ADV"] = listed.adverbs[word]
    verbs = infinitives(word)
    if not found and not verbs:
        verbs = with_pronouns(word)
    settled = bool(found) and any(c in "áéó" for c in written[:-2])  # "cámara", "lámpara", "teléfono" are no verbs
    if verbs and not settled:
        found["VERB"] = verbs[0] if len(verbs) == 1 else None
    return found or _unlisted(word, written)


def _unlisted(word: str, written: str) -> Mapping[str, str | None]:
    """What the ending of a word says that no list has."""
    small, very, city = _small(word), _very(word), city_named(word)
    if city:
        return {"PROPN": city}
    if small:
        return dict(small)
    if very:
        return {"ADJ": very}
    if word.endswith("mente") and len(word) > 7:
        return {"ADV": written if fold(written) != written or _adjective(word[:-5], word[:-5]) == word[:-5] else None}
    if _SURE_NOUN.search(word) and len(word) > 6:
        return {"NOUN": re.sub(r"(?<=[cs])i[oó]n(?:es)?$", "ión", word) if re.search(r"[cs]ion(es)?$", word) else None}
    if _SURE_ADJECTIVE.search(word) and len(word) > 6:
        return {"ADJ": word.removesuffix("s") if written == word else None}
    return {}
