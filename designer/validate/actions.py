"""Actions: each name in a domain has its class, each class its name in the right domain."""
from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from designer.validate.action_classes import ActionClasses
from designer.validate.contents import Story
from designer.validate.problem import Problem
from designer.validate.project import Project


def action_classes(project: Project) -> list[Problem]:
    """Domains and `actions/` name the same actions."""
    found = []
    classes = ActionClasses(project.python).all()
    for item in classes:
        if item.name is None:
            found.append(Problem(item.path, item.line, f"no se puede saber cómo se llama la acción {item.class_name}",
                                 "que su name() devuelva un texto"))
    coded = {item.name: item for item in reversed(classes) if item.name}  # of two, the first counts
    for name, place in project.actions.items():
        if name not in coded:
            found.append(Problem(place.path, place.line, f"ninguna clase de actions/ se llama «{name}»",
                                 "escribe la clase, o corrige o borra el nombre"))
    for name, item in coded.items():
        flow = Path(item.path).stem
        home = f"data/flows/{flow}/domain.yml" if flow in project.flows else "domain.yml"
        if name not in project.actions:
            found.append(Problem(item.path, item.line, f"la acción «{name}» no está en ningún domain.yml",
                                 f"agrégala a «actions» en {home}"))
        elif flow in project.flows and project.actions[str(name)].flow != flow:
            other = project.actions[str(name)]
            found.append(Problem(other.path, other.line, f"la acción «{name}» es del flujo «{flow}» ({item.path})",
                                 f"decláralo en {home}, o mueve la clase"))
    for item in classes:
        if item.name and coded[item.name] is not item:
            found.append(Problem(item.path, item.line, f"otra clase ya da la acción «{item.name}»",
                                 "cambia uno de los dos nombres"))
    return found


def code_reads(project: Project) -> list[Problem]:
    """The code is Python."""
    return project.python.problems


def texts_by_intent(project: Project) -> list[Problem]:
    """An action that says `utter_<intent>` has a text for each intent that leads to it."""
    classes = ActionClasses(project.python)
    speaking = {mention.owner for mention in project.python.mentions if mention.by_intent and mention.owner
                and mention.shown == "utter_…"}
    by_intent = {item.name for item in classes.all() if speaking & set(classes.ancestry(item.class_name))}
    led: dict[str, set[str]] = defaultdict(set)
    for story in project.stories:
        for intent, action in _pairs(story):
            if action in by_intent:
                led[intent].add(action)
    found = []
    for intent, actions in led.items():
        place = project.intents.get(intent)
        if place and f"utter_{intent}" not in project.responses:
            found.append(Problem(place.path, place.line, f"falta el texto «utter_{intent}», que dice "
                                 f"{', '.join(sorted(actions))}", "agrégalo a «responses»"))
    return found


def _pairs(story: Story) -> list[tuple[str, str]]:
    """Each intent with the actions that follow it before the next one."""
    pairs: list[tuple[str, str]] = []
    intents: list[str] = []
    for step in story.steps:
        if "intent" in step:
            intents = [str(step["intent"])]
        elif "or" in step:
            intents = [str(choice["intent"]) for choice in step["or"] if "intent" in choice]
        elif "action" in step:
            pairs += [(intent, str(step["action"])) for intent in intents]
    return pairs
