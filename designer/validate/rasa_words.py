"""What Rasa says, in words for a designer, at the line that it means."""
from __future__ import annotations

import re
from collections.abc import Iterator

from designer.validate.problem import Problem
from designer.validate.project import Project

_NO_PROBLEM = ("is not used in any story or rule", "Slot auto-fill has been removed")
"""What our own checks know better (the code says texts as well), and what Rasa says to everybody."""

# What Rasa says, and what that means: {0} is the first group, {at} the name by whose place the line is found.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (r"The intent '(?P<at>.+?)' is listed in the domain file, but is not found", "la intención «{0}» no tiene frases",
     "escríbelas en nlu.yml"),
    (r"labeled with intent '(?P<at>.+?)'. This intent is not listed", "hay frases de «{0}», que no está declarada",
     "agrégala a «intents»"),
    (r"The example '(?P<at>.+?)' was found labeled with multiple", "la frase «{0}» está en dos intenciones",
     "déjala en una"),
    (r"The action '(.+?)' is used in the '(?P<at>.+?)' block", "la acción «{0}» no está en ningún domain.yml",
     "agrégala o corrige el nombre"),
    (r"The form '(.+?)' is used in the '(?P<at>.+?)' block", "el formulario «{0}» no está en ningún domain.yml",
     "agrégalo o corrige el nombre"),
    (r"Slot '(?P<at>.+?)' has a mapping condition for form '(.+?)' which is not", "la variable «{0}» se llena en el "
     "formulario «{1}», que no existe", "corrige el nombre"),
    (r"Slot '(?P<at>.+?)' has a mapping condition for form '(.+?)', but", "la variable «{0}» se llena en el formulario "
     "«{1}», que no la pide", "agrégala a su «required_slots»"),
    (r"The form slot '(.+?)' in form '(?P<at>.+?)'", "el formulario «{1}» pide «{0}», que no está declarada",
     "agrégala a «slots»"),
    (r"Story structure conflict after \S+ '(.+?)':\s*(?P<at>.+)", "después de «{0}» hay historias que se contradicen: "
     "{1}", "deja que una sola decida, o distínguelas con una variable"),
    (r"Story structure conflict at the beginning of stories:\s*(?P<at>.+)", "hay historias que se contradicen desde el "
     "principio: {0}", "deja que una sola decida"),
    (r"The config file is missing the '(?P<at>.+?)' mandatory key", "en config.yml falta «{0}»", "agrégala"),
    (r"the prediction of the action '(.+?)' in \w+ '(?P<at>.+?)' is contradicting with rule\(s\) '(.+?)'",
     "«{1}» hace «{0}» donde «{2}» hace otra cosa", "deja una, o distínguelas con «condition:»"),
    (r"the action '(.+?)' in rule '(?P<at>.+?)' does not set some of the slots.*?'.*?': '(.+?)'",
     "en «{1}», después de «{0}» falta decir qué pasa con «{2}», como en otras reglas",
     "agrega «- slot_was_set:» (con null si no la cambia)"),
    (r"the form '(.+?)' in rule '(?P<at>.+?)' does not set the 'active_loop'",
     "en «{1}», después de «{0}» falta «- active_loop:», como en otras reglas",
     "agrégalo (null si el formulario termina)"),
    (r"Found rules '(?P<at>.+?)' that contain more than \d+ user message",
     "«{0}»: una regla tiene un solo mensaje de la persona", "pásala a stories.yml"),
)
_PARTS = re.compile(r"(?:^|\s)- (?=the (?:prediction|action|form) )")
"""Rasa puts several contradictions into one text."""


def _place(project: Project, name: str) -> tuple[str, int]:
    """Where a name is declared; config.yml when it is nowhere."""
    for names in (project.intents, project.slots, project.forms, project.actions, project.responses):
        if name in names:
            return names[name].path, names[name].line
    story = next((s for s in project.stories if s.name in name), None)
    return (story.path, story.line) if story else ("config.yml", 1)


def judge(project: Project, said: str, fatal: bool = False) -> Iterator[Problem]:
    """What Rasa said, as problems; nothing where it is none. `fatal`: it gave up there."""
    said = " ".join(said.split())
    if any(part in said for part in _NO_PROBLEM):
        return
    parts = _PARTS.split(said)
    for part in parts[1:] or parts:
        yield from _judge_one(project, part, fatal)


def _judge_one(project: Project, said: str, fatal: bool) -> Iterator[Problem]:
    for pattern, message, remedy in _MEANINGS:
        match = re.search(pattern, said, re.DOTALL)
        if match:
            if "no tiene frases" not in message or not match["at"].startswith("EXTERNAL_"):
                yield Problem(*_place(project, match["at"]), message.format(*match.groups()), remedy)
            return
    begin = "Rasa no puede leer el proyecto: " if fatal else "Rasa avisa: "
    yield Problem(*_place(project, said), begin + said, "busca en data/ lo que nombra y corrígelo")
