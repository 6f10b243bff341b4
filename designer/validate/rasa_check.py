"""Rasa's own opinion, judged: it exits 0 on most of what it finds, and warns of texts that only the code says."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from designer.validate.class_names import BUILT_IN_PARTS, ClassName, class_names
from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.rasa_words import judge
from hilo.settings import Settings


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
