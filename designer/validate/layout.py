"""Where files lie and how they are called."""
from __future__ import annotations

import re
from pathlib import Path

from designer.validate.intents import FROM_OUTSIDE
from designer.validate.problem import Problem
from designer.validate.project import FLOWS, TESTS, Project

FLOW_FILES = ("domain.yml", "nlu.yml", "rules.yml", "stories.yml")
SHARED = "common"
"""Phrases and rules of no single flow; it may have tests as well."""
FOLDERS = (SHARED, "flows", "business")
_SNAKE = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_SNAKE_REMEDY = "usa solo minúsculas sin acentos, números y guion bajo"


def is_snake_case(name: str) -> bool:
    """Lower-case ASCII words joined by single underscores."""
    return bool(_SNAKE.match(name))


def flow_folders(project: Project) -> list[Problem]:
    """Each flow has its files and its test."""
    found = []
    owners = {place.flow for place in project.declared("intents") if not place.name.startswith(FROM_OUTSIDE)}
    for flow in project.flows:
        folder = (FLOWS / flow).as_posix()
        there = {file.name for file in (project.root / FLOWS / flow).iterdir()}
        if "domain.yml" not in there:
            found.append(Problem(f"{folder}/domain.yml", 1, "falta este archivo",
                                 "créalo, o borra la carpeta del flujo"))
        if "nlu.yml" not in there and flow in owners:
            found.append(Problem(f"{folder}/nlu.yml", 1, "falta este archivo", "créalo con las frases de las "
                                 f"intenciones de «{flow}»"))
        if not there & {"rules.yml", "stories.yml"}:
            found.append(Problem(f"{folder}/rules.yml", 1, "falta este archivo", "créalo con las reglas del flujo"))
        if not (project.root / TESTS / f"test_{flow}.yml").exists():
            found.append(Problem(f"{TESTS.as_posix()}/test_{flow}.yml", 1, f"el flujo «{flow}» no tiene prueba",
                                 "crea este archivo con una conversación de ejemplo", pending=True))
        found += [Problem(f"{folder}/{name}", 1, "un flujo no usa un archivo con este nombre",
                          f"pasa lo que contiene a {', '.join(FLOW_FILES)}") for name in sorted(there - {*FLOW_FILES})]
    return found


def data_folder(project: Project) -> list[Problem]:
    """Nothing lies under `data/` that Rasa would take for something else, or not see at all."""
    found = []
    data = project.root / "data"
    for entry in sorted(data.iterdir()):
        if entry.name not in FOLDERS:
            found.append(Problem(f"data/{entry.name}", 1, "en data/ solo van las carpetas " + ", ".join(FOLDERS),
                                 "muévelo a una de ellas"))
    if (data / SHARED / "domain.yml").exists():
        found.append(Problem(f"data/{SHARED}/domain.yml", 1, "Rasa no lee este archivo",
                             "pasa lo que contiene al domain.yml de la carpeta principal"))
    for entry in sorted([*(data / SHARED).rglob("*"), *(data / "flows").rglob("*")]):
        path = entry.relative_to(project.root).as_posix()
        if entry.suffix == ".yaml":
            found.append(Problem(path, 1, "el nombre termina en .yaml", "cámbialo a .yml"))
        if not is_snake_case(entry.stem):
            found.append(Problem(path, 1, f"el nombre «{entry.stem}» no sirve", _SNAKE_REMEDY))
        if entry.name.startswith("test_"):
            found.append(Problem(path, 1, "las pruebas no van en data/: se entrenaría con ellas",
                                 f"muévelo a {TESTS.as_posix()}/"))
    return found


def test_folder(project: Project) -> list[Problem]:
    """Each test file belongs to a flow."""
    found = []
    for file in sorted((project.root / TESTS).glob("*")):
        path, stem = file.relative_to(project.root).as_posix(), file.stem
        if file.suffix != ".yml" or not stem.startswith("test_"):
            found.append(Problem(path, 1, "el nombre de una prueba es test_<flujo>.yml", "cámbialo"))
        elif stem[len("test_"):] not in (*project.flows, SHARED):
            found.append(Problem(path, 1, f"no hay ningún flujo «{stem[len('test_'):]}»",
                                 "corrige el nombre del archivo o crea el flujo"))
    return found


def test_stories_in_data(project: Project) -> list[Problem]:
    """No story under `data/` has the form of a test."""
    return [Problem(story.path, story.line, f"«{story.name}» es una prueba (tiene «user:»): se entrenaría con ella",
                    f"muévela a {TESTS.as_posix()}/ o escribe «intent:»")
            for story in project.stories if any("user" in step for step in story.steps)]


def action_files(project: Project) -> list[Problem]:
    """Modules of actions have plain names."""
    return [Problem(file.relative_to(project.root).as_posix(), 1, f"el nombre «{file.stem}» no sirve", _SNAKE_REMEDY)
            for file in sorted(Path(project.root / "actions").glob("*.py"))
            if file.stem != "__init__" and not is_snake_case(file.stem)]
