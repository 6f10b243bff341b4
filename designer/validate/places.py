"""The places `{…}` of texts: whoever says a text fills them."""
from __future__ import annotations

import re
from collections.abc import Iterator

from designer.validate.contents import Name, each_step
from designer.validate.forms import questions
from designer.validate.mentions import Mention
from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.reading import line_of

_PLACE = re.compile(r"\{([^\n{}]+?)\}")
"""Rasa's own pattern (rasa/core/nlg/interpolator.py)."""


def places_in(text: str) -> list[str]:
    """The names in braces."""
    return [match.group(1) for match in _PLACE.finditer(text)]


def matches(mention: Mention, name: str, intents: set[str]) -> bool:
    """Whether a place in the code means a text."""
    if mention.by_intent and mention.shown == "utter_…":
        return name.startswith("utter_") and name[len("utter_"):] in intents
    return bool(re.fullmatch(mention.pattern, name))


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


class _Sayers:
    """Who says a text, and what each fills: rules fill slots, the code what it gives (and slots, through Rasa)."""

    def __init__(self, project: Project, name: str) -> None:
        self.slots = set(project.slots)
        self.words = project.python.words
        self.by_rule = name in said_by_rules(project) | asked_by_forms(project)
        self.mentions = [m for m in project.python.mentions
                         if not m.beginning and matches(m, name, set(project.intents))]

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
    for name in project.declared("responses"):
        sayers = _Sayers(project, name.name)
        if not sayers.anybody:
            continue  # said by nobody: another check tells
        for text, line in written(name):
            mistakes = filter(None, map(sayers.mistake, places_in(text)))
            found += [Problem(name.path, line, f"en «{name.name}», {mistake}",
                              "corrige el nombre del dato, o escribe el texto sin él") for mistake in mistakes]
            rest = _PLACE.sub("", text)
            if "{" in rest or "}" in rest:
                found.append(Problem(name.path, line, f"en «{name.name}» hay una llave suelta",
                                     "los datos se escriben {nombre}"))
    return found
