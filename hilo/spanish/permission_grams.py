"""What the learned reader of permissions sees of a text: strings of words, of word families, of letters.

A family ("remove": borrar, quitar, sacar…) stands for its words, and a request ("borradme", "bórrenme") for
all persons it may be put in; so what one author wrote in Mexico is recognised as another writes it in Spain.
The families are those of words/permission_words.yml.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.normalize import normalize
from hilo.spanish.word_lists import load_yaml

MOST_CHARACTERS = 800
"""Of a longer text the beginning and the end are read: leave is taken back in a sentence, not in a page."""
LONGEST_NOUN_ENDING = 6
FARTHEST_PAIR = 8
"""Families so many places apart still say something together: "dejen … tallas" is no refusal of messages."""
_TYPED = ((re.compile(r" \+ "), " mas "), (re.compile(r"\bno ?me(?=[a-zñ])"), "no me "),
          (re.compile(r"\bnome\b"), "no me"), (re.compile(r"\bm (?=[a-zñ])"), "me "))
_ENDING = re.compile(r"(.{0,8}?)(me|nos|te|os|les?)?(l[aoe]s?)?")
_REQUEST = {"a": re.compile(r"u?(?:e|en|es|eis)"), "e": re.compile(r"a|an|as|ais")}
_REQUEST_OR_WISH = re.compile(r"ara|aran|aras|arais|ieran?|ieras|ase|aseis|asen|ad|ed|id")
_PAST = re.compile(r"aron|ieron|[ai]ste(?:is)?|[ai]d[oa]s?|aban?|ian?|i?o|e|i")
_PRESENT = re.compile(r"(?:a|an|as|ais|e|en|es|eis|i|s|is)?")


class Families(NamedTuple):
    """Beginnings of words, longest first, as (beginning, family, vowel of the verb or ""); and the small words."""

    beginnings: tuple[tuple[str, str, str], ...]
    kept: frozenset[str]


@lru_cache(maxsize=1)
def _families() -> Families:
    data = load_yaml("permission_words.yml")
    found = [(stem, name, vowel) for name, verbs in data["verbs"].items()
             for vowel, stems in verbs.items() for stem in stems.split()]
    found += [(stem, name, "") for name, stems in data["nouns"].items() for stem in stems.split()]
    return Families(tuple(sorted(found, key=lambda f: -len(f[0]))), frozenset(data["kept"].split()) | {"^", "$"})


def written_out(text: str) -> str:
    """The text normalised, with what is run together on a telephone set apart ("nome mandes")."""
    folded = normalize(text)
    for pattern, written in _TYPED:
        folded = pattern.sub(written, folded)
    return folded


def _mood(ending: str, pronoun: bool, vowel: str) -> str | None:
    """"!" for what is asked or wished, "r" and "ndo", "p" for the past, "" for the present; None for another word."""
    if re.fullmatch(r"[aei]?r", ending):
        return "r"
    if ending.endswith("ndo"):
        return "ndo"
    if pronoun or _REQUEST[vowel].fullmatch(ending) or _REQUEST_OR_WISH.fullmatch(ending):
        return "!"
    if _PAST.fullmatch(ending):
        return "p"
    return "" if _PRESENT.fullmatch(ending) else None


@lru_cache(maxsize=20000)
def family(word: str) -> tuple[str, tuple[str, ...]] | None:
    """The word's family, and the same with its mood and "me" ("remove", ("remove!", "me")); None without family."""
    for stem, name, vowel in _families().beginnings:
        if not word.startswith(stem):
            continue
        rest = word[len(stem):]
        if not vowel:
            if len(rest) <= LONGEST_NOUN_ENDING:
                return name, (name,)
            continue
        match = _ENDING.fullmatch(rest)
        if match is None:
            continue
        mood = _mood(match[1], bool(match[2] or match[3]), vowel)
        if mood is not None:
            return name, (name + mood, "me") if match[2] in ("me", "nos") else (name + mood,)
    return None


def _strings(tokens: list[str], shortest: int, longest: int, mark: str) -> list[str]:
    return [mark + " ".join(tokens[i:i + n]) for n in range(shortest, longest + 1)
            for i in range(len(tokens) - n + 1)]


def _pairs(names: list[str]) -> list[str]:
    """Families that stand near each other, in their order, whatever is between them; each pair once."""
    return list({f"p:{one}+{other}": None for i, one in enumerate(names)
                 for other in names[i + 2:i + 1 + FARTHEST_PAIR]})


def prepared(text: str) -> str:
    """The part of a text that is read, written out: all of it, or the beginning and the end of a long one."""
    folded = written_out(text)
    half = MOST_CHARACTERS // 2
    return folded if len(folded) <= MOST_CHARACTERS else folded[:half] + " " + folded[-half:]


def word_grams(text: str) -> list[str]:
    """Strings of words and families of a prepared text, from its beginning "^" to its end "$"."""
    kept = _families().kept
    fine: list[str] = []      # every word, those of a family by family and mood
    skeleton: list[str] = []  # the same without what says nothing about permissions
    names: list[str] = []     # and without the moods
    bare: list[str] = []      # families alone, and "no", "mas", "ya"
    for word in ("^", *text.split(), "$"):
        known = family(word)
        fine += known[1] if known else (word,)
        if known or word in kept:
            skeleton += known[1] if known else (word,)
            names.append(known[0] if known else word)
        if known or word in ("no", "mas", "ya"):
            bare.append(known[0] if known else word)
    return (_strings(fine, 1, 3, "w:") + _strings(skeleton, 2, 4, "s:") + _strings(names, 2, 4, "f:")
            + _strings(bare, 2, 3, "b:") + _pairs(names))


@lru_cache(maxsize=20000)
def _letters(word: str) -> tuple[str, ...]:
    padded = f" {word[:30]} "
    return tuple(padded[i:i + n] for n in range(2, 6) for i in range(max(1, len(padded) - n + 1)))


def letter_grams(text: str) -> list[str]:
    """Strings of two to five letters inside words, of a prepared text: what is left of a word that nobody spelt so."""
    return [gram for word in text.split() for gram in _letters(word)]
