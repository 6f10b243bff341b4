"""Slots (variables): those that are used exist, those that exist are used."""
from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from designer.validate.contents import Story, each_step
from designer.validate.mentions import last_name
from designer.validate.places import places_in
from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.rasa_names import DEFAULT_SLOTS, MAPPING_TYPES, SLOT_TYPES

_READING = frozenset({"get_slot", "SlotSet"})
_OF_TURN = frozenset({"slot", "told", "set"})
"""Methods of `actions.turn.Turn`; elsewhere such names mean other things."""


def slot_settings(step: Any) -> Iterator[tuple[str, Any]]:
    """Names and values of a `slot_was_set`; a name alone means: whatever its value."""
    for item in step.get("slot_was_set") or []:
        if isinstance(item, dict):
            yield from ((str(name), value) for name, value in item.items())
        else:
            yield str(item), ...


def settings_of(story: Story) -> Iterator[tuple[int, str, Any]]:
    """All slots of a story with their lines, conditions first."""
    for part in (story.conditions, story.steps):
        for line, step in each_step(part):
            for name, value in slot_settings(step):
                yield line, name, value


def slot_types(project: Project) -> list[Problem]:
    """Slots and their mappings are of kinds that Rasa knows; else it loads no domain and blames other files."""
    found = []
    for name, place in project.slots.items():
        kind, ways = str(place.node["type"]), [str(mapping.get("type")) for mapping in place.node["mappings"]]
        if "." not in kind and kind not in SLOT_TYPES:  # with a dot: a class of one's own
            found.append(_unknown(place, f"la variable «{name}» es de un tipo que no hay, «{kind}»", SLOT_TYPES))
        found += [_unknown(place, f"la variable «{name}» se llena de un modo que no hay, «{way}»", MAPPING_TYPES)
                  for way in ways if way not in MAPPING_TYPES]
    return found


def _unknown(place: Any, what: str, known: frozenset[str]) -> Problem:
    return Problem(place.path, place.line, what, f"los que hay son {', '.join(sorted(known))}")


def slot_mappings(project: Project) -> list[Problem]:
    """Mappings name entities, intents, forms and slots that exist."""
    found = []
    for name, place in project.slots.items():
        for mapping in place.node["mappings"]:
            wrong = _wrong_names(project, mapping)
            found += [Problem(place.path, place.line, f"la variable «{name}» se llena con {what}, que no existe",
                              "corrige el nombre o decláralo") for what in wrong]
    return found


def _wrong_names(project: Project, mapping: Any) -> Iterator[str]:
    if mapping.get("type") == "from_entity" and mapping.get("entity") not in project.entities:
        yield f"la entidad «{mapping.get('entity')}»"
    for key in ("intent", "not_intent"):
        value = mapping.get(key) or []
        for intent in [value] if isinstance(value, str) else value:
            if intent not in project.intents:
                yield f"la intención «{intent}»"
    for condition in mapping.get("conditions") or []:
        form = condition.get("active_loop")
        if form and form not in project.forms:
            yield f"el formulario «{form}»"
        asked = condition.get("requested_slot")
        if asked and asked not in project.slots:
            yield f"la variable pedida «{asked}»"


def slots_in_code(project: Project) -> Iterator[tuple[str, int, str, Any]]:
    """Each slot that the code surely names: file, line, name, and the value it is set to (`...`: not known)."""
    for path, tree in project.python.trees.items():
        names = _READING | (_OF_TURN if path.startswith("actions/") else frozenset())
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or last_name(node.func) not in names or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                given = node.args[1] if len(node.args) > 1 else None
                value = given.value if isinstance(given, ast.Constant) else ...
                yield path, node.lineno, first.value, value


def slots_exist(project: Project) -> list[Problem]:
    """Slots named in the code."""
    return [Problem(path, line, f"la variable «{name}» no está declarada",
                    "agrégala a «slots» en el domain.yml del flujo, o corrige el nombre")
            for path, line, name, _ in slots_in_code(project) if name not in {*project.slots, *DEFAULT_SLOTS}]


def slot_values(project: Project) -> list[Problem]:
    """A slot with a list of values takes none but these; Rasa says nothing and no rule fits."""
    found = []
    uses = [(s.path, line, name, value) for s in [*project.stories, *project.tests]
            for line, name, value in settings_of(s)]
    for path, line, name, value in [*uses, *slots_in_code(project)]:
        place = project.slots.get(name)
        if place is None or place.node["type"] != "categorical" or value in (None, ...):
            continue
        values = place.node.get("values") or []
        if value not in values:
            found.append(Problem(path, line, f"la variable «{name}» no tiene el valor «{value}»",
                                 f"corrígelo o agrégalo en {place.path}:{place.line}; los que hay son "
                                 f"{', '.join(map(str, values))}"))
    return found


def slots_in_use(project: Project) -> list[Problem]:
    """Every slot is used in a rule, a form, a text or the code."""
    used: set[str] = {name for story in project.stories for _, name, _ in settings_of(story)}
    used |= {slot for form in project.forms.values() for slot in form.node["required_slots"]}
    used |= {place for _, _, variant in project.variants for place in places_in(variant.get("text") or "")}
    used |= {str(c.get("name")) for _, _, variant in project.variants for c in variant.get("condition") or []}
    used |= project.python.words
    return [Problem(place.path, place.line, f"nadie usa la variable «{name}»",
                    "úsala en una regla o una acción, o bórrala", pending=True)
            for name, place in project.slots.items() if name not in used]
