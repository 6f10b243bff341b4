"""The Procfile: what `make run` starts."""
from __future__ import annotations

import re
from importlib.util import find_spec

from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.settings_files import provided

FILE = "Procfile"
NEEDED = ("rasa", "actions")
FROM_RUN = frozenset({"HILO_RASA_LOG"})
"""What `designer.run` adds itself."""
_ENTRY = re.compile(r"^([a-z][a-z0-9_]*):\s*(.*)$")
_VARIABLE = re.compile(r"\$\{?([A-Z][A-Z0-9_]*)\}?")
_MODULE = re.compile(r"\bpython3? -m ([\w.]+)")


def procfile(project: Project) -> list[Problem]:
    """Each line is a process that can start; none is missing."""
    file = project.root / FILE
    if not file.exists():
        return [Problem(FILE, 1, "falta este archivo", "recupéralo: dice qué procesos arranca make run")]
    found: list[Problem] = []
    entries: dict[str, int] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _ENTRY.match(line)
        if not match or not match.group(2).strip():
            found.append(Problem(FILE, number, "esto no es un proceso", "se escribe «nombre: comando»"))
            continue
        name, command = match.groups()
        if name in entries:
            found.append(Problem(FILE, number, f"el proceso «{name}» ya está en el renglón {entries[name]}",
                                 "deja uno solo"))
        entries.setdefault(name, number)
        found += [Problem(FILE, number, f"nadie le da valor a ${{{variable}}}",
                          "corrígelo, o agrégalo a Settings.for_processes en hilo/settings.py")
                  for variable in _VARIABLE.findall(command)
                  if variable not in provided() | FROM_RUN]
        found += [Problem(FILE, number, f"no existe el módulo {module}", "corrige el nombre")
                  for module in _MODULE.findall(command) if not _exists(project, module)]
    return found + [Problem(FILE, 1, f"falta el proceso «{name}»", "agrégalo")
                    for name in NEEDED if name not in entries]


def _exists(project: Project, module: str) -> bool:
    """Whether a module is there, without running any of it."""
    own = project.root / module.replace(".", "/")
    top = project.root / module.split(".")[0]
    if top.is_dir() or top.with_suffix(".py").exists():
        return own.with_suffix(".py").exists() or (own / "__main__.py").exists()
    return find_spec(module.split(".")[0]) is not None
