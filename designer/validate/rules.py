"""Rules, stories and conversation tests name only what exists, in steps that Rasa understands."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from designer.validate.contents import Story, each_step
from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.rasa_names import DEFAULT_ACTIONS, DEFAULT_INTENTS, DEFAULT_SLOTS
from designer.validate.slots import settings_of

_ONE_OF = ("intent", "user", "action", "bot", "slot_was_set", "active_loop", "checkpoint", "or")
_TOGETHER = ({"intent", "user"}, {"intent", "entities"}, {"user", "entities"}, {"intent", "user", "entities"},
             {"checkpoint", "slot_was_set"})


def known_actions(project: Project) -> set[str]:
    """Everything a step may name after `action:`."""
    return {*project.actions, *project.responses, *project.forms, *DEFAULT_ACTIONS}


def names_in_steps(project: Project, story: Story) -> Iterator[tuple[int, str, str]]:
    """What the steps name and does not exist: line, what is wrong, remedy."""
    actions = known_actions(project)
    for line, step in [*each_step(story.conditions), *each_step(story.steps)]:
        if "intent" in step and step["intent"] not in {*project.intents, *DEFAULT_INTENTS}:
            yield line, f"la intención «{step['intent']}» no está declarada", "corrige el nombre o declárala"
        if "action" in step and step["action"] not in actions:
            yield (line, f"no existe la acción ni el texto «{step['action']}»",
                   "corrige el nombre o agrégalo al domain.yml")
        if step.get("active_loop") and step["active_loop"] not in project.forms:
            yield line, f"el formulario «{step['active_loop']}» no está declarado", "corrige el nombre o decláralo"
        for entity in _entities(step):
            if entity not in project.entities:
                yield line, f"la entidad «{entity}» no está declarada", "corrige el nombre o declárala"
    for line, name, _ in settings_of(story):
        if name not in {*project.slots, *DEFAULT_SLOTS}:
            yield line, f"la variable «{name}» no está declarada", "corrige el nombre o declárala"


def _entities(step: Any) -> list[str]:
    named = []
    for item in step.get("entities") or []:
        named.append(str(next(iter(item))) if isinstance(item, dict) else str(item))
    return named


def step_names(project: Project) -> list[Problem]:
    """All rules, stories and tests."""
    return [Problem(story.path, *mistake) for story in [*project.stories, *project.tests]
            for mistake in names_in_steps(project, story)]


def step_forms(project: Project) -> list[Problem]:
    """Each step is one thing; a story begins with what the person says and has an answer."""
    found = []
    for story in [*project.stories, *project.tests]:
        for line, step in each_step(story.steps):
            kinds = set(step)
            if len(kinds & set(_ONE_OF)) != 1 and kinds not in _TOGETHER:
                found.append(Problem(story.path, line, f"este paso junta {', '.join(map(str, step)) or 'nada'}",
                                     "escribe un paso para cada cosa, cada uno con su «- »"))
        if not story.steps:
            found.append(Problem(story.path, story.line, f"«{story.name}» no tiene pasos", "escríbelos o bórrala"))
        elif not any(set(step) & {"action", "bot"} for _, step in each_step(story.steps)):
            found.append(Problem(story.path, story.line, f"en «{story.name}» el asistente no hace nada",
                                 "agrega un paso «- action:»"))
        elif story.kind == "rule" and sum("intent" in step or "or" in step for step in story.steps) > 1:
            found.append(Problem(story.path, story.line,
                                 f"la regla «{story.name}» tiene más de un mensaje de la persona",
                                 "pásala a stories.yml, como historia"))
        elif story.kind == "story" and not set(story.steps[0]) & {"intent", "user", "checkpoint", "slot_was_set",
                                                                    "active_loop", "or"}:
            found.append(Problem(story.path, story.line, f"«{story.name}» no empieza con lo que dice la persona",
                                 "agrega primero un paso «- intent:»"))
    return found


def deciding_slots(project: Project) -> list[Problem]:
    """Rules decide only by slots that Rasa lets decide."""
    found = []
    for story in project.stories:
        for line, name, _ in settings_of(story):
            place = project.slots.get(name)
            if place and (place.node.get("influence_conversation") is False or place.node["type"] == "any"):
                found.append(Problem(story.path, line, f"«{story.name}» decide por «{name}», que no influye en la "
                                     "conversación", "pon «influence_conversation: true» en "
                                     f"{place.path}:{place.line} (con otro tipo que any), o quita el paso"))
    return found
