"""Names are declared in one place only."""
from __future__ import annotations

from designer.validate.contents import Name
from designer.validate.problem import Problem
from designer.validate.project import Project

KINDS = {"intents": "la intención", "entities": "la entidad", "slots": "la variable", "actions": "la acción",
         "forms": "el formulario", "responses": "el texto"}


def declared_once(project: Project) -> list[Problem]:
    """Intents, entities, slots, actions, forms and texts."""
    found = []
    for key, said in KINDS.items():
        first: dict[str, Name] = {}
        for name in project.declared(key):
            before = first.setdefault(name.name, name)
            if before is not name:
                found.append(Problem(name.path, name.line, f"{said} «{name.name}» ya está declarad"
                                     f"{'o' if said.startswith('el ') else 'a'} en {before.path}:{before.line}",
                                     "déjalo en un solo lugar" if said.startswith("el ") else
                                     "déjala en un solo lugar"))
    return found
