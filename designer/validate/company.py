"""The company in `data/business/`, by the product's own reader."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.voseo import of_vos

SHOWN = frozenset({"text", "answer", "note", "notes", "tracking_note", "conditions", "description", "benefits",
                   "bodies", "list_button", "name"})
"""Keys whose values a customer reads; others hold what customers say, or what the team does."""
_KEY = re.compile(r"^(?P<before>[\s-]*)(?P<key>\w+):")
_LINE = re.compile(r"^(?P<path>[^:]+):(?P<line>\d+): (?P<message>.+?)(?:; (?P<remedy>[^;]+))?$", re.DOTALL)


def company(project: Project) -> list[Problem]:
    """All problems of all files of the company."""
    from hilo.business.load import BusinessError, load_company  # slow to import: only when it is asked for
    from hilo.business.loyalty import load_loyalty
    from hilo.business.sales import load_sales
    from hilo.outreach.policy import load_policy
    from hilo.outreach.templates import load_templates

    problems = []
    for load in (load_company, load_loyalty, load_sales, load_policy, load_templates):
        try:
            load(project.root / "data" / "business")
        except BusinessError as error:
            problems += [_problem(said) for said in error.problems]
    return problems


def of_tu(project: Project) -> list[Problem]:
    """What the company's files let a customer read says tú."""
    found = []
    for path in sorted((project.root / "data" / "business").rglob("*.yml")):
        name = path.relative_to(project.root).as_posix()
        for number, line in _read_by_customers(path):
            found += [Problem(name, number, f"«{word}» es de vos y el asistente habla de tú", "escríbelo de tú")
                      for word in of_vos(line)]
    return found


def _read_by_customers(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of the values that are shown, each with its number; keys are told by name, values go on indented."""
    inside: int | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        key = _KEY.match(line)
        depth = len(line) - len(line.lstrip())
        if inside is not None and line.strip() and depth <= inside:
            inside = None
        if inside is None and key and key["key"] in SHOWN:
            inside = len(key["before"])
        if inside is not None and not line.lstrip().startswith("#"):
            yield number, line


def _problem(said: str) -> Problem:
    match = _LINE.match(said)
    if not match:
        return Problem("data/business", 1, said, "corrígelo")
    return Problem(match["path"], int(match["line"]), match["message"], match["remedy"] or "corrígelo")
