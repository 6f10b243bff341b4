"""YAML with line numbers, and its mistakes in words for a designer."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from designer.validate.problem import Problem


class Document(NamedTuple):
    """A file that could be read; `data` keeps line numbers, `path` is relative to the project."""

    path: str
    text: str
    data: Any


class UnreadableError(ValueError):
    """A file that is not YAML; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        """`problem`: what to tell the designer."""
        super().__init__(str(problem))
        self.problem = problem


# What the YAML reader says (a part of it), and what that means. The first that fits is taken.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("found character '\\t'", "hay un tabulador", "cámbialo por espacios"),
    ("mapping values are not allowed", "hay un «:» donde no puede ir",
     "revisa la sangría; si es parte de un texto, pon el texto entre comillas dobles"),
    ("unexpected end of stream", "faltan las comillas de cierre", "agrégalas donde termina el texto"),
    ("that cannot start any token", "un texto no puede empezar con ese signo", "ponlo entre comillas dobles"),
    ("undefined alias", "un texto no puede empezar con «*»", "ponlo entre comillas dobles"),
    ("expected ',' or", "falta una coma o un corchete de cierre", "revisa la lista o pon el texto entre comillas"),
    ("expected the node content", "falta un corchete o una llave de cierre",
     "agrégalo, o pon el texto entre comillas dobles"),
    ("expected <block end>", "la sangría no coincide con la de los renglones de arriba",
     "alinéalo con ellos; si el texto lleva comillas o dos puntos, ponlo todo entre comillas dobles"),
    ("could not find expected ':'", "falta «:» después de la clave", "agrégalo"),
)


def explain(path: str, error: YAMLError) -> Problem:
    """A mistake of syntax as a problem."""
    said = str(getattr(error, "problem", None) or error)
    marks = ["problem_mark", "context_mark"]
    if "unexpected end of stream" in said:
        marks.reverse()  # what is missing at the end is mended where it began
    mark: Any = next(filter(None, (getattr(error, name, None) for name in marks)), None)
    line = mark.line + 1 if mark else 1
    if said.startswith("found duplicate key"):
        key = said.split('"')[1]
        return Problem(path, line, f"la clave «{key}» está dos veces en el mismo lugar", "deja una sola")
    for part, message, remedy in _MEANINGS:
        if part in said:
            return Problem(path, line, message, remedy)
    return Problem(path, line, f"el YAML no se puede leer ({said})", "revisa sangría, comillas y dos puntos")


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Any:
    """What a text holds; kept, because `make watch` reads all files again after every change of one."""
    return YAML(typ="rt").load(text)


def read(root: Path, file: Path) -> Document:
    """Reads a YAML file of the project.

    Raises:
        UnreadableError: when it is not UTF-8 or not YAML.
    """
    path = file.relative_to(root).as_posix()
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[:error.start].count(b"\n") + 1
        raise UnreadableError(Problem(path, line, "el archivo no está en UTF-8",
                                 "guárdalo con esa codificación")) from error
    try:
        return Document(path, text, _parsed(text))
    except MarkedYAMLError as error:
        raise UnreadableError(explain(path, error)) from error
    except YAMLError as error:
        raise UnreadableError(explain(path, error)) from error


def line_of(node: Any, key: Any = None) -> int:
    """The line (from 1) of a key in a mapping or of an item in a list; of the whole node without a key."""
    position = getattr(node, "lc", None)
    if position is None:
        return 1
    if key is not None and position.data and key in position.data:
        return int(position.data[key][0]) + 1
    return int(position.line or 0) + 1
