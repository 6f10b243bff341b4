"""What the learned reader of moods sees of a message: words, beginnings of words, letters, turns of phrase, signs.

A turn of phrase stands for its family ("me da cosa", "mala espina": fear), so that what one author wrote in Mexico is
recognised as another writes it in Spain. The families are those of words/mood_words.yml. Each thing seen counts once,
however often it stands there: a message is not more urgent for saying so three times.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from hilo.spanish.normalize import MAX_CHARACTERS, fold, normalize
from hilo.spanish.word_lists import load_yaml

MOST_CHARACTERS = 800
"""Of a longer message the beginning and the end are read."""
BEGINNING = 5
"""Letters that stand for a word and its inflections: cheaper than lemmas, and as good with little data."""
NEGATION_REACH = 3
"""How many words back a "no" still turns a phrase round, within a clause."""
_NEGATORS = frozenset("no ni nunca jamas sin nada tampoco nadie".split())
_STOPS = frozenset(".,;:!?¡¿")
_EMOJI = {
    "anger": frozenset("😡😠🤬😤👿🙄🙃👏🏆🤡👎👌😒😑"),
    "joy": frozenset("😀😃😄😁😊🙂😍🥰🎉🤩🤗😂🤣🔥💃🥳🥹🤘😎❤💜💙💚💛🧡💖💕✨💪👍"),
    "sadness": frozenset("😞😔😢😭😩😫💔☹🙁🥺😖😣"),
    "fear": frozenset("😰😨😱😟😬😓"),
    "surprise": frozenset("😮😲😯🤯😳😱🤔"),
    "gratitude": frozenset("🙏🙌😘🤗💛"),
}
_CAPITALS = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{3,}\b")
_ELONGATED = re.compile(r"([a-záéíóúü])\1\1")
_QUOTED = re.compile(r"[\"«“]")
_LENGTHS = (2, 4, 8, 14, 25)
"""Words; which of these steps a message reaches is a sign: a bubble of two words is seldom a complaint."""


class Message(NamedTuple):
    """A message as it is read: its words in one form, and as it was typed."""

    words: tuple[str, ...]
    typed: str


class _Beginning(NamedTuple):
    """What may begin with a word."""

    alone: tuple[str, ...]
    """The families that the word stands for by itself."""
    followed: dict[str, list[tuple[tuple[str, ...], str]]]
    """By the word that has to be next ("" for any, or one of which only the beginning is told): all that has to
    follow, and the family."""


class _Families:
    """Finds turns of phrase by their first word."""

    def __init__(self) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._begun: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, entries in load_yaml("mood_words.yml").items():
            for entry in entries:
                first, *rest = fold(str(entry)).split()
                index, key = (self._begun, first[:-1]) if first.endswith("*") else (self._whole, first)
                index.setdefault(key, []).append((tuple(rest), name))
        self.starting = lru_cache(maxsize=20000)(self._starting)

    def _starting(self, word: str) -> _Beginning:
        found = list(self._whole.get(word, ()))
        for length in range(2, len(word) + 1):
            found += self._begun.get(word[:length], ())
        followed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for rest, name in found:
            if rest:
                followed.setdefault("" if rest[0] == "_" or rest[0][-1] == "*" else rest[0], []).append((rest, name))
        return _Beginning(tuple(name for rest, name in found if not rest), followed)


@lru_cache(maxsize=1)
def _families() -> _Families:
    return _Families()


def prepared(text: str) -> Message:
    """A text as a message to be read."""
    typed = text[:MAX_CHARACTERS]
    folded, half = normalize(typed), MOST_CHARACTERS // 2
    if len(folded) > MOST_CHARACTERS:
        folded = folded[:half] + " " + folded[-half:]
    return Message(tuple(folded.split()), typed)


def _follows(rest: tuple[str, ...], words: tuple[str, ...], at: int) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(wanted in ("_", word) or (wanted[-1] == "*" and word.startswith(wanted[:-1]))
               for wanted, word in zip(rest, words[at:], strict=False))


def _negated(words: tuple[str, ...], at: int) -> bool:
    for before in range(at - 1, max(-1, at - 1 - NEGATION_REACH), -1):
        if words[before] in _STOPS:
            return False
        if words[before] in _NEGATORS:
            return True
    return False


def _found(words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Where a turn of phrase begins, and its family."""
    families = _families()
    for at, word in enumerate(words):
        beginning = families.starting(word)
        for name in beginning.alone:
            yield at, name
        if beginning.followed and at + 1 < len(words):
            for key in ("", words[at + 1]):
                for rest, name in beginning.followed.get(key, ()):
                    if _follows(rest, words, at + 1):
                        yield at, name


def families_in(message: Message) -> list[str]:
    """The families of its turns of phrase in their order, each once; "no:" before what is negated."""
    return list(dict.fromkeys("no:" + name if name != "negation" and _negated(message.words, at) else name
                              for at, name in _found(message.words)))


def is_calm(text: str) -> bool:
    """Whether a text says that there is no hurry."""
    return any(name == "calm" for _, name in _found(prepared(text).words))


def phrase_grams(message: Message) -> set[str]:
    """The families, what they are when not negated, and which stand together."""
    names = families_in(message)
    grams = set(names) | {name[3:] for name in names if name.startswith("no:")}
    names += [sign for sign in "?!" if sign in message.words]
    return grams | {f"{min(one, other)}+{max(one, other)}" for i, one in enumerate(names) for other in names[i + 1:]}


def _and_pairs(words: tuple[str, ...]) -> set[str]:
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def word_grams(message: Message) -> set[str]:
    """Words and pairs of neighbours, from the message's beginning "^" to its end "$"."""
    return _and_pairs(("^", *message.words, "$"))


def beginning_grams(message: Message) -> set[str]:
    """The same of the beginnings of words."""
    return _and_pairs(("^", *(word[:BEGINNING] for word in message.words), "$"))


@lru_cache(maxsize=20000)
def _letters(word: str) -> tuple[str, ...]:
    padded = f" {word[:30]} "
    return tuple(padded[i:i + n] for n in range(2, 6) for i in range(max(1, len(padded) - n + 1)))


def letter_grams(message: Message) -> set[str]:
    """Strings of two to five letters inside words."""
    return {gram for word in message.words for gram in _letters(word)}


def sign_grams(message: Message) -> set[str]:
    """How it was typed: emoji by what they feel, marks doubled, capitals, letters drawn out, quotes, length."""
    typed = message.typed
    marks = set(typed)
    found = {"emoji " + name for name, faces in _EMOJI.items() if marks & faces}
    found |= {sign for sign in ("?", "!", "!!", "??", "?!", "!?", "...", "…") if sign in typed}
    letters = [c for c in typed if c.isalpha()]
    if len(letters) > 8 and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        found.add("shouted")
    for name, pattern in (("capitals", _CAPITALS), ("quoted", _QUOTED)):
        if pattern.search(typed):
            found.add(name)
    if _ELONGATED.search(typed.lower()):
        found.add("drawn out")
    return found | {f"length {sum(len(message.words) > step for step in _LENGTHS)}"}
