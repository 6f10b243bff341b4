"""Settings: `.env.example` names them all, and the YAML of Rasa names no others."""
from __future__ import annotations

import re

from designer.validate.problem import Problem
from designer.validate.project import Project
from hilo.settings import Settings

EXAMPLE = ".env.example"
_ENTRY = re.compile(r"^\s*#?\s?([A-Z][A-Z0-9_]*)=")
_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_QUOTED = re.compile(r"""["'][^"'\n]*\$\{[^"'\n]*["']""")


def setting_names() -> set[str]:
    """The environment variables that `hilo.settings` reads."""
    return {name.upper() for field in Settings.__fields__.values() for name in field.field_info.extra["env_names"]}


def provided() -> set[str]:
    """The variables that every process of ours is given for the YAML of Rasa."""
    return set(Settings.construct().for_processes())


def example_file(project: Project) -> list[Problem]:
    """`.env.example` and `hilo/settings.py` have the same settings."""
    file = project.root / EXAMPLE
    if not file.exists():
        return []
    entries: dict[str, int] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match = _ENTRY.match(line)
        if match:
            entries.setdefault(match.group(1), number)
    found = [Problem(EXAMPLE, line, f"«{name}» no es un ajuste de hilo/settings.py", "corrígelo o bórralo")
             for name, line in entries.items() if name not in setting_names()]
    return found + [Problem(EXAMPLE, 1, f"falta el ajuste «{name}»", "agrégalo con un renglón que lo explique")
                    for name in sorted(setting_names() - set(entries))]


def variables(project: Project) -> list[Problem]:
    """`${NAME}` in endpoints and credentials is given a value, where Rasa fills it in."""
    found = []
    for path in ("endpoints.yml", "credentials.yml"):
        file = project.root / path
        if not file.exists():
            found.append(Problem(path, 1, "falta este archivo", "recupéralo: Rasa lo necesita para arrancar"))
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split(" #")[0]
            for name in _VARIABLE.findall(code):
                if name not in provided():
                    found.append(Problem(path, number, f"nadie le da valor a ${{{name}}}: Rasa no arrancaría",
                                         "agrégalo a Settings.for_processes en hilo/settings.py, o léelo en la clase"))
            if _QUOTED.search(code):
                found.append(Problem(path, number, "Rasa no completa ${…} entre comillas", "quita las comillas"))
    return found
