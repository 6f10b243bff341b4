"""Forms: their variables exist, each has its question, and some rule opens them."""
from __future__ import annotations

from designer.validate.contents import each_step
from designer.validate.problem import Problem
from designer.validate.project import Project


def questions(form: str, slot: str) -> list[str]:
    """The names under which Rasa looks for the question, in its order."""
    return [f"action_ask_{form}_{slot}", f"utter_ask_{form}_{slot}", f"action_ask_{slot}", f"utter_ask_{slot}"]


def forms(project: Project) -> list[Problem]:
    """All forms."""
    found = []
    opened = {step.get("active_loop") for story in project.stories for _, step in each_step(story.steps)}
    for name, place in project.forms.items():
        for slot in place.node["required_slots"]:
            if slot not in project.slots:
                found.append(Problem(place.path, place.line, f"el formulario «{name}» pide «{slot}», "
                                     "que no es una variable declarada", "agrégala a «slots» o corrige el nombre"))
            elif not any(q in project.actions or q in project.responses for q in questions(name, slot)):
                found.append(Problem(place.path, place.line, f"el formulario «{name}» no tiene cómo pedir «{slot}»",
                                     f"agrega el texto «utter_ask_{slot}»"))
        ignored = place.node.get("ignored_intents") or []
        for intent in [ignored] if isinstance(ignored, str) else ignored:
            if intent not in project.intents:
                found.append(Problem(place.path, place.line, f"el formulario «{name}» ignora «{intent}», "
                                     "que no es una intención declarada", "corrige el nombre"))
        if name not in opened:
            found.append(Problem(place.path, place.line, f"ninguna regla abre el formulario «{name}»",
                                 f"escribe una con «- action: {name}» y «- active_loop: {name}»", pending=True))
    return found
