"""Intents: declared once, with enough phrases, in use."""
from __future__ import annotations

from collections import Counter

from designer.validate.contents import Story, each_step
from designer.validate.problem import Problem
from designer.validate.project import UNWRITTEN, Project
from designer.validate.rasa_names import DEFAULT_INTENTS
from designer.validate.reading import line_of

ENOUGH = 20
"""Phrases an intent needs at least."""
FROM_OUTSIDE = "EXTERNAL_"
"""Intents that a program triggers, not a person: they have no phrases."""


def intents_of(stories: list[Story]) -> set[str]:
    """The intents that stories name."""
    return {str(step["intent"]) for story in stories for _, step in each_step(story.steps) if "intent" in step}


def spoken(project: Project) -> list[str]:
    """The intents that a person expresses."""
    return [name for name in project.intents if not name.startswith(FROM_OUTSIDE)]


def intent_phrases(project: Project) -> list[Problem]:
    """Every declared intent has enough phrases, and all phrases have a declared intent."""
    found = []
    written = Counter(p.intent for p in project.phrases if UNWRITTEN not in p.text)
    for name in spoken(project):
        place, count = project.intents[name], written[name]
        if count < ENOUGH:
            path, line = next(((path, line_of(block)) for path, block in project.phrase_blocks
                               if block["intent"] == name), (place.path, place.line))
            found.append(Problem(path, line, f"faltan frases de «{name}»: hay {count}, hacen falta {ENOUGH}",
                                 f"agrega {ENOUGH - count} como las escribiría la gente", pending=True))
    for path, block in project.phrase_blocks:
        if block["intent"] not in project.intents:
            found.append(Problem(path, line_of(block), f"hay frases de «{block['intent']}», que no está declarada",
                                 "agrégala a «intents» en el domain.yml del flujo, o corrige el nombre"))
    return found


def intents_in_use(project: Project) -> list[Problem]:
    """Every intent leads somewhere."""
    used = intents_of(project.stories) | DEFAULT_INTENTS - {"out_of_scope"}
    return [Problem(place.path, place.line, f"ninguna regla usa la intención «{name}»",
                    "escribe una regla que la responda, o borra la intención y sus frases", pending=True)
            for name, place in project.intents.items() if name not in used]


def intent_meanings(project: Project) -> list[Problem]:
    """Every intent can be offered by name when a message was not understood."""
    return [Problem(project.intents[name].path, project.intents[name].line,
                    f"falta el texto «utter_meaning_{name}»",
                    "agrégalo: cómo se nombra esa intención al preguntar «¿qué quisiste decir?»", pending=True)
            for name in spoken(project) if f"utter_meaning_{name}" not in project.responses]
