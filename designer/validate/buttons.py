"""Buttons: what they send is an intent that exists, or plain text."""
from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.reading import line_of

_INTENT = re.compile(r"^/([a-zA-Z_0-9]+)$")


def _in_texts(project: Project) -> Iterator[tuple[str, int, str]]:
    for name, _, variant in project.variants:
        for button in variant.get("buttons") or []:
            yield name.path, line_of(button, "payload"), str(button["payload"])


def _in_code(project: Project) -> Iterator[tuple[str, int, str]]:
    """Literal payloads, as in `{"title": …, "payload": "/affirm"}`."""
    for path, tree in project.python.trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Dict):
                continue
            for key, value in zip(node.keys, node.values, strict=True):
                if (isinstance(key, ast.Constant) and key.value == "payload" and isinstance(value, ast.Constant)
                        and isinstance(value.value, str)):
                    yield path, value.lineno, value.value


def payload_mistake(payload: str, intents: list[str]) -> tuple[str, str]:
    """What is wrong with what a button sends, and what to do; empty when nothing is."""
    if not payload.strip():
        return "un botón no manda nada", "escribe en «payload» una /intención o lo que diría la persona"
    if not payload.startswith("/"):
        return "", ""
    match = _INTENT.match(payload)
    if not match:
        return (f"un botón manda «{payload}», y el chat solo deja pasar /intención",
                "manda /intención sola, o lo que diría la persona")
    if match.group(1) not in intents:
        return f"un botón manda «{payload}», que no es una intención declarada", "corrige el nombre"
    return "", ""


def buttons(project: Project) -> list[Problem]:
    """The payloads of texts and of the code."""
    found = []
    for path, line, payload in [*_in_texts(project), *_in_code(project)]:
        message, remedy = payload_mistake(payload, list(project.intents))
        if message:
            found.append(Problem(path, line, message, remedy))
    return found
