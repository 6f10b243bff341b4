"""Actions: each name in a domain has its class, each class its name in the right domain."""
from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Dict, List, Set

from designer.validate.action_classes import ActionClasses
from designer.validate.problem import Problem
from designer.validate.project import Name, Project, Story


def action_classes(project: Project) -> List[Problem]:
    """Domains and `actions/` name the same actions."""
    found = []
    classes = ActionClasses(project.python).all()
    for item in classes:
        if item.name is None:
            found.append(Problem(item.path, item.line, f"no se puede saber cómo se llama la acción {item.class_name}",
                                 "que su name() devuelva un texto"))
    coded = {item.name: item for item in classes if item.name}
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
    for first, second in _twice(project):
        found.append(Problem(second.path, second.line, f"dos clases se llaman «{first}»", "cambia uno de los nombres"))
    return found


def _twice(project: Project) -> List[tuple]:
    seen: Set[str] = set()
    found = []
    for item in ActionClasses(project.python).all():
        if item.name in seen:
            found.append((item.name, item))
        seen.add(str(item.name))
    return found


def code_reads(project: Project) -> List[Problem]:
    """The code is Python."""
    return project.python.problems


def texts_by_intent(project: Project) -> List[Problem]:
    """An action that says `utter_<intent>` has a text for each intent that leads to it."""
    classes = ActionClasses(project.python)
    speaking = {mention.owner for mention in project.python.mentions if mention.by_intent and mention.owner
                and mention.shown == "utter_…"}
    by_intent = {item.name for item in classes.all() if speaking & set(classes.ancestry(item.class_name))}
    led: Dict[str, Set[str]] = defaultdict(set)
    for story in project.stories:
        for intent, action in _pairs(story):
            if action in by_intent:
                led[intent].add(action)
    found = []
    for intent, actions in led.items():
        place: Name | None = project.intents.get(intent)
        if place and f"utter_{intent}" not in project.responses:
            found.append(Problem(place.path, place.line, f"falta el texto «utter_{intent}», que dice "
                                 f"{', '.join(sorted(actions))}", "agrégalo a «responses»"))
    return found


def _pairs(story: Story) -> List[tuple]:
    """Each intent with the actions that follow it before the next one."""
    pairs, intents = [], []
    for step in story.steps:
        if "intent" in step:
            intents = [str(step["intent"])]
        elif "or" in step:
            intents = [str(choice["intent"]) for choice in step["or"] if "intent" in choice]
        elif "action" in step:
            pairs += [(intent, str(step["action"])) for intent in intents]
    return pairs
