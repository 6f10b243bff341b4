"""`make new-flow NAME=…`: lays the folder of a new flow and its test, with comments that say what to write.

    python -m designer.new_flow wedding_list            a text answers
    python -m designer.new_flow wedding_list --action   a class in actions/ answers
"""
from __future__ import annotations

import argparse
from pathlib import Path

from designer.validate.layout import SHARED, is_snake_case
from designer.validate.project import FLOWS, TESTS, UNWRITTEN, Project
from hilo.settings import ROOT

RESERVED = frozenset({SHARED, "business", "flows", "turn"})
"""Names that mean something else here."""

DOMAIN = """\
# El flujo «{name}»: qué entiende, qué sabe y qué dice.
version: "3.1"

intents:
- {name}
{actions}
responses:
  # Lo que responde. Varias respuestas se escriben una debajo de otra, cada una con «- text:».
  utter_{name}:
  - text: {unwritten} lo que responde el asistente.
  # Cómo se nombra la intención cuando hay que preguntar «¿qué quisiste decir?». Por ejemplo: Saber un precio.
  utter_meaning_{name}:
  - text: {unwritten} el pedido en pocas palabras.
"""
NLU = """\
# Frases como las escribe la gente: de varios países, con y sin tildes, largas y cortas. Al menos 20.
# Un dato se marca [así](entidad); las entidades están en el domain.yml de la carpeta principal.
version: "3.1"

nlu:
- intent: {name}
  examples: |
    - {unwritten} primera frase de {name}
    - {unwritten} segunda frase de {name}
    - {unwritten} tercera frase de {name}
"""
RULES = """\
# Qué hace el asistente cuando entiende la intención.
version: "3.1"

rules:
- rule: answer {words}
  steps:
  - intent: {name}
  - action: {answer}
"""
TEST = """\
# Una conversación de ejemplo. El mensaje no puede ser una frase de nlu.yml: si no, no prueba nada.
version: "3.1"

stories:
- story: happy path / customer asks about {words}
  steps:
  - user: |
      {unwritten} un mensaje sobre {name}
    intent: {name}
  - action: {answer}
"""
ACTION = '''\
"""The {name} flow."""
from __future__ import annotations

from actions.turn import HiloAction, Turn


class {class_name}(HiloAction):
    """Answers `{name}`."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_{name}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.say("utter_{name}")
'''


def objection(name: str, project: Project) -> str:
    """Why a flow cannot bear a name, in words; empty when it can."""
    if not is_snake_case(name):
        return (f"«{name}» no sirve como nombre de flujo: usa minúsculas sin acentos, números y guion bajo, y empieza "
                "con una letra (por ejemplo, wedding_list)")
    if name in RESERVED or name.startswith("test_"):
        return f"«{name}» está reservado; elige otro nombre"
    if name in project.flows:
        return f"el flujo «{name}» ya existe en {FLOWS.as_posix()}/{name}; edítalo ahí o elige otro nombre"
    for kind, names in (("una intención", project.intents), ("un texto", project.responses),
                        ("una acción", project.actions)):
        taken = next((names[n] for n in (name, f"utter_{name}", f"action_{name}") if n in names), None)
        if taken:
            return f"ya hay {kind} «{taken.name}» en {taken.path}:{taken.line}; elige otro nombre"
    for path in (Path(f"actions/{name}.py"), TESTS / f"test_{name}.yml"):
        if (project.root / path).exists():
            return f"ya existe {path.as_posix()}; elige otro nombre"
    return ""


def files(name: str, with_action: bool) -> dict[str, str]:
    """What is laid, by path."""
    values = {"name": name, "words": name.replace("_", " "), "unwritten": UNWRITTEN,
              "answer": f"action_{name}" if with_action else f"utter_{name}",
              "actions": f"\nactions:\n- action_{name}\n" if with_action else "",
              "class_name": "Action" + "".join(word.capitalize() for word in name.split("_"))}
    folder = f"{FLOWS.as_posix()}/{name}"
    laid = {f"{folder}/domain.yml": DOMAIN, f"{folder}/nlu.yml": NLU, f"{folder}/rules.yml": RULES,
            f"{TESTS.as_posix()}/test_{name}.yml": TEST}
    if with_action:
        laid[f"actions/{name}.py"] = ACTION
    return {path: template.format(**values) for path, template in laid.items()}


def lay(root: Path, name: str, with_action: bool) -> list[str]:
    """Writes the files of a flow and returns their paths.

    Raises:
        ValueError: with the reason why the name cannot be used.
    """
    reason = objection(name, Project(root))
    if reason:
        raise ValueError(reason)
    laid = files(name, with_action)
    for path, text in laid.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return list(laid)


def main() -> None:
    """Lays a flow.

    Raises:
        SystemExit: when the name cannot be used.
    """
    parser = argparse.ArgumentParser(prog="make new-flow", description="Crea la carpeta de un flujo nuevo.")
    parser.add_argument("name", nargs="?", default="", help="en inglés, minúsculas y guion bajo: wedding_list")
    parser.add_argument("--action", action="store_true", help="también actions/NAME.py, si el texto no alcanza")
    given = parser.parse_args()
    if not given.name:
        raise SystemExit("hilo: falta el nombre: make new-flow NAME=wedding_list")
    try:
        laid = lay(ROOT, given.name, given.action)
    except ValueError as error:
        raise SystemExit(f"hilo: {error}") from error
    print("\n".join(["Listo. Ahora completa lo que dice COMPLETAR en:", *(f"  {path}" for path in laid),
                     "«make validate» dice qué falta; con «make watch» lo pruebas mientras escribes."]))


if __name__ == "__main__":
    main()
