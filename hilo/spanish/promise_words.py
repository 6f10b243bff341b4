"""The words of words/promises.yml: verb forms with what they mean, and the patterns around them."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.word_lists import load_yaml

_ENCLITIC = re.compile(r"([a-zñ]{0,14}[aei]r)((?:me|te|les?|os|nos|se)?)((?:l[oa]s?|les?)?)")
_GERUND = re.compile(r"([a-zñ]{1,12}(?:ando|endo))((?:me|te|les?|os|nos|se)?)((?:l[oa]s?|les?)?)")
CONTEXT = ("negation", "asked", "relative", "hedges", "hedges_after", "tries", "condition", "no_condition", "offer",
           "past", "habit", "threat", "idle", "said_now", "sent_now", "event", "soon", "link", "link_after", "place",
           "elsewhere", "own_people", "own_talk", "someday", "later", "first_you", "tags", "makes_question",
           "second_clause", "ways")


class Form(NamedTuple):
    """A verb form of the first person: "mando" is (mandar, present, both False).

    `either`: it may as well be the past ("pasamos").
    """

    verb: str
    tense: str
    either: bool = False


class VerbClass(NamedTuple):
    """What one does with a verb, and the sets of signals that make a promise of it, by tense."""

    name: str
    present: tuple[frozenset[str], ...]
    future: tuple[frozenset[str], ...]


class Idiom(NamedTuple):
    """A turn of speech that promises as a whole."""

    kind: str
    needs: tuple[frozenset[str], ...]
    say: re.Pattern[str]


def _needs(lines: list[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) - {"nothing"} for line in lines)


def _join(pattern: str) -> str:
    """A folded YAML scalar puts a space where the line broke; after "|" it means nothing."""
    return re.sub(r"\|\s+", "|", pattern)


def without_enclitics(word: str, gerund: bool = False) -> tuple[str, tuple[str, ...]] | None:
    """ "enviartelo" → ("enviar", ("te", "lo")); None for what is no infinitive (or gerund)."""
    match = (_GERUND if gerund else _ENCLITIC).fullmatch(word)
    return (match.group(1), tuple(c for c in match.groups()[1:] if c)) if match else None


class Words:
    """Everything that is known about promising, compiled once."""

    def __init__(self) -> None:
        data = load_yaml("promises.yml")
        self.typed: dict[str, str] = data["typed"]
        self.no_deed = frozenset(data["no_deed"].split())
        self.not_relative = frozenset(data["not_relative"].split())
        self.determiners = frozenset(data["determiners"].split())
        self.with_me = frozenset(data["with_me"].split())
        self.classes: dict[str, list[VerbClass]] = {}
        for name, entry in data["classes"].items():
            meaning = VerbClass(name, _needs(entry["present"]), _needs(entry["future"]))
            for verb in dict.fromkeys(entry["verbs"].split()):
                self.classes.setdefault(verb, []).append(meaning)
        self.forms: dict[str, Form] = {}
        self.gerunds: dict[str, str] = {}
        self._build_forms(data)
        self.around = {name: re.compile(data[name].replace("\n", "")) for name in CONTEXT}
        self.objects = {kind: re.compile(rf"\b{_join(pattern)}\b") for kind, pattern in data["objects"].items()}
        self.idioms = [Idiom(i["kind"], _needs(i["needs"]), re.compile(rf"\b(?:{_join(i['say'])})\b"))
                       for i in data["idioms"]]
        named = "|".join(f"(?P<{name}>{_join(pattern)})" for name, pattern in data["auxiliaries"].items())
        self.auxiliary = re.compile(
            rf"\b(?:{named})(?: (?:volver|pasar|ir|venir) a| estar| ir)? "
            r"(?P<verb>[a-zñ]{0,12}(?:[aei]r|ando|endo)(?:me|te|les?|os|nos|se)?(?:l[oa]s?|les?)?)\b")

    def _build_forms(self, data: dict[str, dict[str, str]]) -> None:
        for verb in self.classes:
            stem, ending = verb[:-2], verb[-2]
            presents = {data["irregular_present"].get(verb, stem + "o"): False}
            plural = data["irregular_plural"].get(verb) or f"{stem}{'i' if ending == 'i' else ending}mos"
            presents[plural] = ending != "e" and verb != "ir"
            for form, either in presents.items():
                self.forms[form] = Form(verb, "present", either)
            future = data["irregular_stem"].get(verb, verb)
            for form in (future + "e", future + "emos"):
                self.forms[form] = Form(verb, "future")
            gerund = data["irregular_gerund"].get(verb, stem + ("ando" if ending == "a" else "iendo"))
            self.gerunds[gerund] = verb

    def kinds_in(self, phrase: str) -> list[str]:
        """The kinds whose things are named, a proof first, then by place."""
        phrase = self.around["ways"].sub(" ", phrase)
        places = {kind: match.start() for kind, pattern in self.objects.items() if (match := pattern.search(phrase))}
        return sorted(places, key=lambda kind: (kind != "send_proof", places[kind]))


@lru_cache(maxsize=1)
def promise_words() -> Words:
    """The one instance."""
    return Words()
