"""A project small enough to be read at a glance, and right in every point; each test breaks one."""
from __future__ import annotations

from pathlib import Path

import pytest

from designer.validate import checks, company
from designer.validate.project import Project

WAYS = ["abren", "cierran", "atienden", "están"]
DAYS = ["hoy", "mañana", "el lunes", "el domingo", "los feriados"]
PHRASES = [f"{way} {day}" for way in WAYS for day in DAYS]
YES = [f"{yes} {more}" for yes in ("sí", "dale", "claro", "bueno") for more in ("va", "obvio", "listo", "ya", "eso")]
FILES = {
    "domain.yml": """\
version: "3.1"

intents:
- affirm

entities:
- city

responses:
  utter_affirm:
  - text: De acuerdo.
  utter_meaning_affirm:
  - text: Decir que sí
""",
    "data/common/nlu.yml": 'version: "3.1"\n\nnlu:\n- intent: affirm\n  examples: |\n'
                           + "".join(f"    - {phrase}\n" for phrase in YES),
    "data/common/rules.yml": """\
version: "3.1"

rules:
- rule: yes with nothing asked
  steps:
  - intent: affirm
  - action: utter_affirm
""",
    "data/flows/hours/domain.yml": """\
version: "3.1"

intents:
- ask_hours

slots:
  city:
    type: text
    influence_conversation: false
    mappings:
    - type: from_entity
      entity: city
  next_step:
    type: categorical
    values: [wait, go]
    mappings:
    - type: custom

forms:
  hours_form:
    required_slots: [city]

actions:
- action_hours

responses:
  utter_ask_city:
  - text: ¿En qué ciudad?
    buttons:
    - title: Aquí
      payload: aquí
  utter_hours:
  - text: "En {city} abrimos a las {opens}."
  - text: "¡Abrimos a las {opens}!"
  utter_thanks:
  - text: Gracias.
  utter_meaning_ask_hours:
  - text: Saber los horarios
""",
    "data/flows/hours/nlu.yml": 'version: "3.1"\n\nnlu:\n- intent: ask_hours\n  examples: |\n'
                                + "".join(f"    - {phrase}\n" for phrase in PHRASES[1:])
                                + "    - abren hoy en [Rosario](city)\n",
    "data/flows/hours/rules.yml": """\
version: "3.1"

rules:
- rule: hours need a town
  steps:
  - intent: ask_hours
  - action: hours_form
  - active_loop: hours_form

- rule: the town is known
  condition:
  - active_loop: hours_form
  steps:
  - action: hours_form
  - active_loop: null
  - action: action_hours
  - slot_was_set:
    - next_step: go
  - action: utter_thanks
""",
    "tests/conversations/test_hours.yml": """\
version: "3.1"

stories:
- story: customer asks for the hours
  steps:
  - user: a qué hora abren
    intent: ask_hours
  - action: hours_form
  - active_loop: hours_form
""",
    "actions/hours.py": '''\
"""The hours flow."""
from rasa_sdk import Action


class ActionHours(Action):
    """Says the hours."""

    def name(self) -> str:
        """The name."""
        return "action_hours"

    def run(self, dispatcher, tracker, domain):
        """Says them."""
        dispatcher.utter_message(response="utter_hours", opens="9")
        return []
''',
    "connectors/page.py": '''\
"""The page."""
from hilo.texts import texts

MEANINGS = [texts.fill(f"utter_meaning_{n}") for n in "ab"]
''',
    "config.yml": "recipe: default.v1\nlanguage: es\nassistant_id: tiny\npipeline:\n- name: WhitespaceTokenizer\n"
                  "policies:\n- name: RulePolicy\n"
                  "importers:\n- name: components.flow_importer.FlowImporter\n",
    "endpoints.yml": "action_endpoint:\n  url: http://127.0.0.1:${HILO_ACTIONS_PORT}/webhook\n",
    "credentials.yml": "rest: {}\n",
    "Procfile": "rasa: python -m rasa run --port ${HILO_PORT}\nactions: python -m rasa_sdk --port "
    "${HILO_ACTIONS_PORT}\n",
}


class Tiny:
    """The small project in a folder of its own, and ways to break it."""

    def __init__(self, root: Path) -> None:
        """Writes it."""
        self.root = root
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        """Makes a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replaces a part of a file, which must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def add(self, path: str, text: str) -> None:
        """Writes at the end of a file."""
        self.write(path, (self.root / path).read_text(encoding="utf-8") + text)

    def delete(self, path: str) -> None:
        """Removes a file."""
        (self.root / path).unlink()

    def project(self) -> Project:
        """Read anew."""
        return Project(self.root)

    def lines(self) -> list[str]:
        """What the quick validation says of it, without the company, which has tests of its own."""
        wanted = [check for check in checks.CHECKS if check is not company.company]
        return [str(problem) for problem in checks.quick(self.project(), wanted)]


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    """A right project that the test may break."""
    return Tiny(tmp_path / "project")
