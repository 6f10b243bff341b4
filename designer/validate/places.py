"""The places `{…}` of texts: whoever says a text fills them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from designer.validate.contents import Name, each_step
from designer.validate.forms import questions
from designer.validate.mentions import Mention
from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.reading import line_of

_PLACE = re.compile(r"\{([^\n{}]+?)\}")
"""Rasa's own pattern (rasa/core/nlg/interpolator.py)."""
_compiled = lru_cache(maxsize=None)(re.compile)
"""There are more places in the code than patterns that `re` remembers."""


def places_in(text: str) -> list[str]:
    """The names in braces."""
    return [match.group(1) for match in _PLACE.finditer(text)]


def matches(mention: Mention, name: str, intents: set[str]) -> bool:
    """Whether a place in the code means a text."""
    if mention.by_intent and mention.shown == "utter_…":
        return name.startswith("utter_") and name[len("utter_"):] in intents
    return bool(_compiled(mention.pattern).fullmatch(name))


def said_by_rules(project: Project) -> set[str]:
    """The texts that rules and stories say by themselves."""
    return {str(step["action"]) for story in project.stories for _, step in each_step(story.steps)
            if str(step.get("action", "")).startswith("utter_")}


def asked_by_forms(project: Project) -> set[str]:
    """The texts that forms ask with; where an action asks, the form says nothing by itself."""
    there = {*project.actions, *project.responses}
    asked = (next((q for q in questions(form.name, slot) if q in there), "")
             for form in project.forms.values() for slot in form.node["required_slots"])
    return set(asked) & set(project.responses)


def written(name: Name) -> Iterator[tuple[str, int]]:
    """Everything a text shows, with its line: variants and the titles of buttons."""
    for variant in name.node:
        if "text" in variant:
            yield str(variant["text"]), line_of(variant, "text")
        for button in variant.get("buttons") or []:
            yield str(button["title"]), line_of(button, "title")


class _Known:
    """What there is in the whole project, looked up once."""

    def __init__(self, project: Project) -> None:
        self.slots, self.intents = set(project.slots), set(project.intents)
        self.words = project.python.words
        self.by_rule = said_by_rules(project) | asked_by_forms(project)
        self.mentions = [mention for mention in project.python.mentions if not mention.beginning]


class _Sayers:
    """Who says a text, and what each fills: rules fill slots, the code what it gives (and slots, through Rasa)."""

    def __init__(self, known: _Known, name: str) -> None:
        self.slots, self.words, self.by_rule = known.slots, known.words, name in known.by_rule
        self._known, self._name = known, name

    @cached_property
    def mentions(self) -> list[Mention]:
        return [one for one in self._known.mentions if matches(one, self._name, self._known.intents)]

    @property
    def anybody(self) -> bool:
        return self.by_rule or bool(self.mentions)

    def fills(self, mention: Mention, place: str) -> bool:
        if mention.given is None:
            return place in self.words or place in self.slots
        return place in mention.given or (mention.slots_too and place in self.slots)

    def mistake(self, place: str) -> str:
        """Why a place stays empty; nothing when it is filled as far as can be told."""
        if not any(self.fills(m, place) for m in self.mentions) and place not in self.slots:
            return f"nadie completa «{{{place}}}»"
        if self.by_rule and place not in self.slots:
            return f"una regla o un formulario lo dice sin completar «{{{place}}}»"
        for mention in self.mentions:
            if "…" not in mention.shown and not self.fills(mention, place):
                return f"{mention.path}:{mention.line} lo dice sin completar «{{{place}}}»"
        return ""


def places(project: Project) -> list[Problem]:
    """Every place is filled; braces are closed."""
    found: list[Problem] = []
    known = _Known(project)
    for name in project.declared("responses"):
        braced = [(text, line) for text, line in written(name) if "{" in text or "}" in text]
        sayers = _Sayers(known, name.name)
        if not braced or not sayers.anybody:
            continue  # said by nobody: another check tells
        for text, line in braced:
            mistakes = filter(None, map(sayers.mistake, places_in(text)))
            found += [Problem(name.path, line, f"en «{name.name}», {mistake}",
                              "corrige el nombre del dato, o escribe el texto sin él") for mistake in mistakes]
            rest = _PLACE.sub("", text)
            if "{" in rest or "}" in rest:
                found.append(Problem(name.path, line, f"en «{name.name}» hay una llave suelta",
                                     "los datos se escriben {nombre}"))
    return found
