"""Rasa's own opinion, judged: it exits 0 on most of what it finds, and warns of texts that only the code says."""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from designer.validate.class_names import BUILT_IN_PARTS, ClassName, class_names
from designer.validate.problem import Problem
from designer.validate.project import Project
from hilo.settings import Settings

_NO_PROBLEM = ("is not used in any story or rule", "Slot auto-fill has been removed")
"""What our own checks know better (the code says texts as well), and what Rasa says to everybody."""

# What Rasa says, and what that means; {0} is the first name in it, by which the line is found.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (r"The intent '(.+?)' is listed in the domain file, but is not found", "la intención «{0}» no tiene frases",
     "escríbelas en nlu.yml"),
    (r"labeled with intent '(.+?)'. This intent is not listed", "hay frases de «{0}», que no está declarada",
     "agrégala a «intents»"),
    (r"The example '(.+?)' was found labeled with multiple", "la frase «{0}» está en dos intenciones",
     "déjala en una"),
    (r"The action '(.+?)' is used in the", "la acción «{0}» no está en ningún domain.yml",
     "agrégala o corrige el nombre"),
    (r"The form '(.+?)' is used in the", "el formulario «{0}» no está en ningún domain.yml",
     "agrégalo o corrige el nombre"),
    (r"Slot '(.+?)' has a mapping condition for form '(.+?)' which is not", "la variable «{0}» se llena en el "
     "formulario «{1}», que no existe", "corrige el nombre"),
    (r"Slot '(.+?)' has a mapping condition for form '(.+?)', but", "la variable «{0}» se llena en el formulario "
     "«{1}», que no la pide", "agrégala a su «required_slots»"),
    (r"The form slot '(.+?)' in form '(.+?)'", "el formulario «{1}» pide «{0}», que no está declarada",
     "agrégala a «slots»"),
    (r"Story structure conflict after \S+ '(.+?)':\s*(.+)", "después de «{0}» hay historias que se contradicen: {1}",
     "deja que una sola decida, o distínguelas con una variable"),
    (r"Story structure conflict at the beginning of stories:\s*(.+)", "hay historias que se contradicen desde el "
     "principio: {0}", "deja que una sola decida"),
    (r"The config file is missing the '(.+?)' mandatory key", "en config.yml falta «{0}»", "agrégala"),
)


def run(project: Project, classes: list[ClassName]) -> tuple[list[dict[str, Any]], str]:
    """What the process that imports Rasa found, and what it wrote to standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "designer.validate.rasa_side"], cwd=project.root, text=True, capture_output=True,
        input=json.dumps([[c.name, c.base] for c in classes]),
        env={**os.environ, **Settings.construct().for_processes(), "PYTHONPATH": os.pathsep.join(
            filter(None, [str(project.root), os.environ.get("PYTHONPATH", "")]))})
    findings = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return findings, done.stderr if done.returncode else ""


def class_problem(named: ClassName, error: str) -> Problem:
    """A class that Rasa cannot use."""
    silently = named.base in (*BUILT_IN_PARTS, "importer")
    warning = " (Rasa seguiría sin ella y sin avisar)" if silently else ""
    if error == "unknown":
        return Problem(named.path, named.line, f"Rasa no conoce «{named.name}»", "corrige el nombre")
    if error == "taken":
        return Problem(named.path, named.line, f"«{named.name}» se llama como una clase de Rasa y la reemplazaría",
                       "cámbiale el nombre")
    if error.startswith("base "):
        return Problem(named.path, named.line, f"«{named.name}» no es un {error[5:]}{warning}",
                       "corrige el nombre o la clase de la que hereda")
    return Problem(named.path, named.line, f"no se puede importar «{named.name}»{warning}: {error}",
                   "corrige el nombre o el error de su módulo")


def _place(project: Project, name: str) -> tuple[str, int]:
    """Where a name is declared; config.yml when it is nowhere."""
    for names in (project.intents, project.slots, project.forms, project.actions, project.responses):
        if name in names:
            return names[name].path, names[name].line
    story = next((s for s in project.stories if s.name in name), None)
    return (story.path, story.line) if story else ("config.yml", 1)


def judge(project: Project, said: str, fatal: bool = False) -> Iterator[Problem]:
    """What Rasa said, as a problem; nothing where it is none."""
    said = " ".join(said.split())
    if any(part in said for part in _NO_PROBLEM):
        return
    for pattern, message, remedy in _MEANINGS:
        match = re.search(pattern, said, re.DOTALL)
        if match:
            if "no tiene frases" in message and match.group(1).startswith("EXTERNAL_"):
                return
            path, line = _place(project, match.groups()[-1 if "historias" in message else 0])
            yield Problem(path, line, message.format(*match.groups()), remedy)
            return
    path, line = _place(project, said)
    begin = "Rasa no puede leer el proyecto: " if fatal else "Rasa avisa: "
    yield Problem(path, line, begin + said, "busca en data/ lo que nombra y corrígelo")


def rasa_check(project: Project) -> list[Problem]:
    """Classes that can be used, actions that can be imported, data that Rasa accepts."""
    classes = class_names(project)
    findings, error = run(project, classes)
    if error:
        return [Problem("config.yml", 1, f"Rasa no arranca: {error.strip().splitlines()[-1]}",
                        "corre «make setup» y vuelve a probar")]
    found: list[Problem] = []
    for finding in findings:
        if "class" in finding:
            found.append(class_problem(classes[finding["class"]], finding["error"]))
        elif "module" in finding:
            found.append(Problem(finding["module"].replace(".", "/") + ".py", 1,
                                 f"el módulo no se puede importar: {finding['error']}", "corrígelo"))
        elif "said" in finding:
            found += judge(project, finding["said"], bool(finding.get("fatal")))
        else:
            missing = [name for name in project.intents if name not in finding["intents"]]
            found += [Problem(project.intents[name].path, project.intents[name].line,
                              f"Rasa no ve la intención «{name}»", "revisa «importers:» en config.yml")
                      for name in missing]
    return sorted(set(found))
