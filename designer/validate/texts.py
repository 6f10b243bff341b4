"""Texts (utter_…): those that are said exist, those that exist are said."""
from __future__ import annotations

from designer.validate.places import asked_by_forms, matches, said_by_rules
from designer.validate.problem import Problem
from designer.validate.project import Project


def text_names(project: Project) -> list[Problem]:
    """Texts are named as Rasa expects."""
    return [Problem(name.path, name.line, f"«{name.name}» no empieza con «utter_»",
                    "cámbiale el nombre: Rasa no lo reconoce como texto")
            for name in project.responses.values() if not name.name.startswith("utter_")]


def texts_in_code(project: Project) -> list[Problem]:
    """Every text that the code names exists."""
    found = []
    intents = set(project.intents)
    for mention in project.python.mentions:
        if mention.beginning:
            there = any(name.startswith(mention.shown.rstrip("…")) for name in project.responses)
        else:
            there = any(matches(mention, name, intents) for name in project.responses)
        if not there:
            message = (f"ningún texto empieza con «{mention.shown}»" if mention.beginning
                       else f"ningún domain.yml tiene el texto «{mention.shown}»")
            found.append(Problem(mention.path, mention.line, message,
                                 "agrégalo a «responses» o corrige el nombre"))
    return found


def texts_in_use(project: Project) -> list[Problem]:
    """Every text is said by a rule, a form or the code."""
    said = said_by_rules(project) | asked_by_forms(project)
    mentions = [mention for mention in project.python.mentions if not mention.beginning]
    intents = set(project.intents)
    return [Problem(place.path, place.line, f"nadie dice el texto «{name}»",
                    "úsalo en una regla o una acción, o bórralo", pending=True)
            for name, place in project.responses.items()
            if name not in said and not any(matches(mention, name, intents) for mention in mentions)]
