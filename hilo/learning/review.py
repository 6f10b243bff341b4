"""Messages that were not understood well, from the timeline into the training phrases, as a designer decides."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session

from hilo.learning import decided
from hilo.learning.as_phrase import LONGEST, as_phrase
from hilo.learning.likeness import Likeness
from hilo.learning.phrase_files import Phrase, PhraseError, insert, plain, tested, trained, without_annotations
from hilo.memory.doubtful import Doubtful, answers, doubtful
from hilo.spanish.documents import mask_documents

CHOICES = 4
"""Intents that are offered for a message, the assistant's own guess among them."""
LOOKED_AT = 25
"""Nearest phrases among which other intents are looked for."""


@dataclass(frozen=True)
class Group:
    """Messages that say the same (case, accents and signs apart).

    name: what a designer calls it by. text, guess, confidence, asked_back, channel, at, answer_to: the newest one's.
    count, people: how many, and of how many persons.
    """

    name: str
    text: str
    guess: str
    confidence: float
    asked_back: bool
    channel: str
    at: datetime
    answer_to: str
    count: int
    people: int


@dataclass(frozen=True)
class Choice:
    """An intent that a message may have; `like`: the phrase of it that is most like the message."""

    intent: str
    like: str | None


class Phrases:
    """The phrases of a project, read once."""

    def __init__(self, root: Path) -> None:
        """`root`: the project's folder."""
        self.root = root

    @cached_property
    def trained(self) -> list[Phrase]:
        """What the assistant is trained on."""
        return trained(self.root)

    @cached_property
    def intents(self) -> list[str]:
        """Those that have phrases."""
        return sorted({phrase.intent for phrase in self.trained})

    @cached_property
    def entities(self) -> set[str]:
        """Those that phrases annotate."""
        return {name for phrase in self.trained for name in phrase.entities}

    @cached_property
    def tests(self) -> dict[str, Phrase]:
        """What the tests say, by what phrases are compared by."""
        return {plain(phrase.text): phrase for phrase in tested(self.root)}

    @cached_property
    def taken(self) -> dict[str, Phrase]:
        """Phrases and tests by what they are compared by."""
        return {**self.tests, **{plain(phrase.text): phrase for phrase in self.trained}}

    @cached_property
    def likeness(self) -> Likeness:
        """Compares messages with the phrases."""
        return Likeness([phrase.said for phrase in self.trained])

    def choices(self, group: Group) -> list[Choice]:
        """The assistant's guess, then the intents of the phrases most like the message."""
        best: dict[str, str] = {}
        for near in self.likeness.nearest([group.text], LOOKED_AT)[0]:
            best.setdefault(self.trained[near.place].intent, self.trained[near.place].said)
        order = [group.guess, *(intent for intent in best if intent != group.guess)]
        return [Choice(intent, best.get(intent)) for intent in order if intent in self.intents][:CHOICES]


def waiting(session: Session, phrases: Phrases, below: float, since: datetime) -> list[Group]:
    """What is to be looked at, the newest first; phrases that are trained or tested already are not."""
    done = decided.decided()
    by_name: dict[str, list[Doubtful]] = {}
    for one in doubtful(session, below, since):
        by_name.setdefault(plain(one.text), []).append(one)
    groups = [_group(said, same) for said, same in by_name.items()
              if _says_something(said) and said not in phrases.taken]
    return [group for group in groups if group.name not in done or done[group.name] < group.at]


def _says_something(said: str) -> bool:
    """Bare figures answer a question of the assistant's; there is no intent to be learnt from them."""
    return bool(said) and not said.replace(" ", "").isdigit()


def answered(session: Session, group: Group) -> str:
    """What the assistant said to the newest of a group."""
    return " ".join(answers(session, group.answer_to))


def _group(said: str, same: list[Doubtful]) -> Group:
    newest = same[0]
    return Group(hashlib.sha256(said.encode()).hexdigest()[:10], mask_documents(newest.text), newest.guess,
                 newest.confidence, newest.asked_back, newest.channel, newest.at, newest.answer_to, len(same),
                 len({one.contact_id for one in same}))


def proposed(phrases: Phrases, group: Group) -> str:
    """The phrase that would be written for a message, annotated."""
    return as_phrase(group.text, phrases.entities)


def accept(phrases: Phrases, group: Group, intent: str, text: str | None = None) -> Phrase:
    """Writes a message into the phrases of an intent; `text`: as the designer puts it, else as it was said.

    Raises:
        PhraseError: there is no such intent, or the phrase is trained or tested already, empty or too long.
    """
    if intent not in phrases.intents:
        raise PhraseError(f"no hay frases de «{intent}»; las intenciones son: {', '.join(phrases.intents)}")
    line = proposed(phrases, group) if text is None else " ".join(text.split())
    if not plain(line):
        raise PhraseError("la frase está vacía")
    if len(without_annotations(line)) > LONGEST:
        raise PhraseError(f"la frase pasa de {LONGEST} letras; escribe solo la parte que dice la intención")
    with decided.deciding():
        anew = {plain(phrase.text): phrase for phrase in trained(phrases.root)}  # files may have changed meanwhile
        there = phrases.tests.get(plain(line)) or anew.get(plain(line))
        if there is not None:
            what = "es un mensaje de prueba, y entrenarlo lo haría inútil" if there.path.startswith("tests/") else (
                f"ya es una frase de «{there.intent}»")
            raise PhraseError(f"«{without_annotations(line)}» {what} ({there.path}:{there.line})")
        written = insert(phrases.root, intent, line)
        decided.decide(group.name, group.at, intent)
    return written


def skip(group: Group) -> None:
    """Passes over what was said so far; said again, it is shown again."""
    with decided.deciding():
        decided.decide(group.name, group.at, None)
