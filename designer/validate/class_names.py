"""The classes that the YAML of Rasa names, with their lines; several of them Rasa replaces silently."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.rasa_names import BUILT_IN_PARTS
from designer.validate.reading import Document, UnreadableError, line_of, read


class ClassName(NamedTuple):
    """A class as it is named in a file; `base` is the kind of class that it must be."""

    path: str
    line: int
    name: str
    base: str


_LISTS = (("importers", "importer"), ("pipeline", "component"), ("policies", "policy"))


def _documents(project: Project) -> tuple[list[Document], list[Problem]]:
    documents, problems = [], []
    for name in ("config.yml", "endpoints.yml", "credentials.yml"):
        try:
            if (project.root / name).exists():
                documents.append(read(project.root, project.root / name))
        except UnreadableError as error:
            problems.append(error.problem)
    return [d for d in documents if isinstance(d.data, dict)], problems


def _named(document: Document) -> Iterator[ClassName]:
    data: Any = document.data
    if document.path == "config.yml":
        for key, base in _LISTS:
            block = data.get(key) or []
            for index, item in enumerate(block):
                name = item.get("name") if isinstance(item, dict) else item
                yield ClassName(document.path, line_of(block, index), str(name), base)
    elif document.path == "credentials.yml":
        for name in data:
            yield ClassName(document.path, line_of(data, name), str(name), "channel")
    else:
        for part in BUILT_IN_PARTS:
            block = data.get(part)
            if isinstance(block, dict) and "type" in block:
                yield ClassName(document.path, line_of(block, "type"), str(block["type"]), part)


def class_names(project: Project) -> list[ClassName]:
    """All classes of config.yml, endpoints.yml and credentials.yml."""
    return [named for document in _documents(project)[0] for named in _named(document)]


def configuration(project: Project) -> list[Problem]:
    """The three files are YAML, and a part without a dotted class is one that Rasa knows."""
    found = _documents(project)[1]
    for named in class_names(project):
        known = BUILT_IN_PARTS.get(named.base)
        if known and "." not in named.name and named.name.lower() not in known[1]:
            found.append(Problem(named.path, named.line, f"Rasa no conoce el tipo «{named.name}» y pondría otro sin "
                                 "avisar", f"usa {', '.join(sorted(known[1]))} o el nombre completo de una clase"))
    return found
