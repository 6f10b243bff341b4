"""Chooses which of the things, names or towns of a call is meant, by learned weights of what is seen around each.

All that might be meant of one kind stand against each other, and against nothing being meant (a conditional logit).
What is seen are the words beside it, what sort of words these and its own are, what the agent had asked, and what
both sides say of it elsewhere. The weights (`chosen.json`) are learned by `python -m bench.calls_chosen`.
"""
from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from hilo.calls.transcript import Turn
from hilo.spanish.lexicon import GENERIC, index_of
from hilo.spanish.normalize import fold
from hilo.spanish.places import is_city
from hilo.spanish.word_lists import folded_lines, folded_words, given_names, surnames

WEIGHTS_FILE = Path(__file__).with_name("chosen.json")
NOTHING = "nothing"
"""The mark of what stands for nothing being meant."""
START, END = "<s>", "</s>"
_TOKEN = re.compile(r"[a-zñ]+|\d+(?:[.,]\d+)*|[.,?!¿¡:;…]")
_VERB = re.compile(r"(?:[aei]r|ndo|[aei]mos|aron|ieron|aba|aban|aste|iste)(?:me|te|lo|la|los|las|se|le|les)?$")
_LONGEST = 6
"""From how many letters on the length of a word tells nothing more."""
_ES = "rlndj"
"""Letters after which a plural has «es»."""


class Token(NamedTuple):
    """A folded word, figure or sign, and where it stands in what was said."""

    text: str
    start: int
    end: int


class Candidate:
    """What might be meant: its value, by what it is seen, and in which turns its words stand."""

    def __init__(self, value: str, turn: int, quote: str) -> None:
        self.value, self.turn, self.quote = value, turn, quote
        self.marks: dict[str, float] = {}
        self.turns: list[int] = []

    def see(self, *names: str) -> None:
        """Notes by what it is seen."""
        for name in names:
            self.marks[name] = 1.0


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Token, ...]:
    """The words, figures and signs of what was said."""
    return tuple(Token(match.group(), *match.span()) for match in _TOKEN.finditer(fold(text)))


def words(text: str) -> list[str]:
    """The same without their places."""
    return [token.text for token in tokens(text)]


@lru_cache(maxsize=16384)
def sorts(word: str) -> tuple[str, ...]:
    """What sorts of word a folded one may be: G given name, S surname, T thing, C colour, Y town, V verb…"""
    if word in (START, END):
        return ()
    if word[0].isdigit():
        return ("figure", f"figure{len(re.sub(r'[.,]', '', word))}")
    if not word[0].isalpha():
        return ("sign",)
    found = [sort for sort, is_so in (
        ("G", word in given_names()), ("S", word in surnames()), ("not name", word in folded_words("not_names.txt")),
        ("T", bool(index_of(GENERIC.products).exact([word], 0))),
        ("C", bool(index_of(GENERIC.colors).exact([word], 0))), ("Y", is_city(word, None)),
        ("noun", word in folded_lines("nouns.txt")), ("adjective", word in folded_words("adjectives.txt")),
        ("common", is_common(word)), ("V", len(word) > len("amar") and bool(_VERB.search(word)))) if is_so]
    return (*found, f"long{min(len(word), _LONGEST)}")


def is_common(word: str) -> bool:
    """Whether a folded word is one of those of which everything is said."""
    return word in folded_lines("not_misspelt.txt")


def singular(word: str) -> str:
    """One of what a word names many of; the word itself where it names one."""
    if word.endswith("ces"):
        return f"{word[:-3]}z"
    if len(word) > len("alas") and word.endswith("es") and fold(word)[-3] not in "aeiou":
        return word[:-2] if word[-3] in _ES else word[:-1]
    return word[:-1] if len(word) > len("mes") and word.endswith("s") else word


def at(said: Sequence[str], place: int) -> str:
    """The word at a place, figures all the same; beyond the turn its edge."""
    if not 0 <= place < len(said):
        return START if place < 0 else END
    return "0" if said[place][0].isdigit() else said[place]


def called_by(turns: Sequence[Turn], role: str) -> dict[int, list[str]]:
    """The words of each turn of one side."""
    return {turn.number: words(turn.said) for turn in turns if turn.role == role and turn.said}


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The weights of every kind."""
    found: dict[str, dict[str, float]] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return found


def likeliest(kind: str, found: Mapping[str, Candidate]) -> Candidate | None:
    """The one that is likeliest meant; None where likelier nothing is."""
    by = weights()[kind]
    least = by.get(NOTHING, 0.0)
    best: Candidate | None = None
    for one in found.values():
        odds = sum(by.get(name, 0.0) * value for name, value in one.marks.items())
        if odds >= least:
            best, least = one, odds
    return best
