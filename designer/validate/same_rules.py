"""Rules that repeat or contradict each other."""
from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from designer.validate.contents import Story
from designer.validate.problem import Problem
from designer.validate.project import Project


def _key(node: Any) -> str:
    return json.dumps(node, sort_keys=True, default=str, ensure_ascii=False)


def names_once(project: Project) -> list[Problem]:
    """No two rules or stories bear one name, and no two tests."""
    found = []
    for stories in (project.stories, project.tests):
        first: dict[str, Story] = {}
        for story in stories:
            before = first.setdefault(story.name, story)
            if before is not story:
                found.append(Problem(story.path, story.line,
                                     f"«{story.name}» ya es el nombre de otra en {before.path}:{before.line}",
                                     "cámbiale el nombre"))
    return found


def steps_once(project: Project) -> list[Problem]:
    """No two rules say the same."""
    found = []
    first: dict[str, Story] = {}
    for story in project.stories:
        key = _key([story.kind, story.conditions, story.steps])
        before = first.setdefault(key, story)
        if before is not story:
            found.append(Problem(story.path, story.line, f"«{story.name}» dice lo mismo que «{before.name}» "
                                 f"({before.path}:{before.line})", "borra una"))
    return found


def contradictions(project: Project) -> list[Problem]:
    """No two rules begin alike and then do different things; Rasa refuses to train on such."""
    found = []
    first: dict[str, tuple[str, Story]] = {}
    told: dict[tuple[str, str], bool] = defaultdict(bool)
    for rule in (s for s in project.stories if s.kind == "rule"):
        for index, action in _answers(rule):
            before, story = first.setdefault(_key([rule.conditions, rule.steps[:index]]), (action, rule))
            if before != action and not told[story.name, rule.name]:
                told[story.name, rule.name] = True
                found.append(Problem(rule.path, rule.line,
                                     f"«{rule.name}» hace «{action}» donde «{story.name}» ({story.path}:{story.line}) "
                                     f"hace «{before}»", "deja una, o distínguelas con «condition:»"))
    return found


def _answers(rule: Story) -> list[tuple[int, str]]:
    """Each action of a rule with its place; a rule that ends after an action listens then.

    What a rule begins with, where that is an action, it does not predict: it says after what the rule goes on.
    """
    begins = 1 if rule.steps and "action" in rule.steps[0] and not rule.conditions else 0
    answers = [(index, str(step["action"])) for index, step in enumerate(rule.steps)
               if "action" in step and index >= begins]
    if rule.steps and "action" in rule.steps[-1] and rule.steps[-1]["action"] != "action_listen":
        answers.append((len(rule.steps), "action_listen"))
    return answers
