"""The actions that the code defines: each class with the name that its `name()` gives.

Read from the source, so that it takes no time and a half-written file breaks nothing.
"""
from __future__ import annotations

import ast
from typing import NamedTuple

from designer.validate.python_names import PythonNames

SDK = frozenset({"Action", "FormValidationAction", "ValidationAction"})
"""The base classes of rasa_sdk."""
_SLOT_VALIDATION = "action_validate_slot_mappings"


class ActionClass(NamedTuple):
    """A class that the action server registers; `name` is None where it cannot be read from the source."""

    class_name: str
    name: str | None
    path: str
    line: int


class _Class(NamedTuple):
    node: ast.ClassDef
    path: str
    constants: dict[str, ast.expr]


def _assigned(body: list[ast.stmt]) -> dict[str, ast.expr]:
    """What is assigned to plain names, with or without a type."""
    found: dict[str, ast.expr] = {}
    for node in body:
        if isinstance(node, ast.Assign):
            found.update({t.id: node.value for t in node.targets if isinstance(t, ast.Name)})
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


class ActionClasses:
    """All classes under `actions/`, and which of them are actions."""

    def __init__(self, python: PythonNames) -> None:
        """Indexes the classes by name; two of one name are one to the reader as well."""
        self._classes: dict[str, _Class] = {}
        for path, tree in python.trees.items():
            if path.startswith("actions/"):
                constants = _assigned(tree.body)
                self._classes.update({node.name: _Class(node, path, constants) for node in tree.body
                                      if isinstance(node, ast.ClassDef)})

    def ancestry(self, class_name: str) -> list[str]:
        """A class and its bases, nearest first, as far as they are ours."""
        found: list[str] = []
        todo = [class_name]
        while todo:
            name = todo.pop(0)
            if name in self._classes and name not in found:
                found.append(name)
                todo += self._bases(name)
        return found

    def _bases(self, class_name: str) -> list[str]:
        bases = self._classes[class_name].node.bases
        return [b.id if isinstance(b, ast.Name) else b.attr for b in bases if isinstance(b, (ast.Name, ast.Attribute))]

    def all(self) -> list[ActionClass]:
        """The registered classes, in the order of the files."""
        found = []
        for name, entry in self._classes.items():
            chain = self.ancestry(name)
            sdk = {base for link in chain for base in self._bases(link)} & SDK
            if sdk and not self._abstract(chain):
                found.append(ActionClass(name, self._name(chain, sdk), entry.path, entry.node.lineno))
        return found

    def _abstract(self, chain: list[str]) -> set[str]:
        """What a class leaves to its heirs; the action server passes it over then."""
        missing: set[str] = set()
        for link in reversed(chain):
            body = self._classes[link].node.body
            missing -= set(_assigned(body))
            for node in body:
                if isinstance(node, ast.FunctionDef):
                    marks = {m.id if isinstance(m, ast.Name) else getattr(m, "attr", "") for m in node.decorator_list}
                    missing = missing | {node.name} if "abstractmethod" in marks else missing - {node.name}
        return missing

    def _name(self, chain: list[str], sdk: set[str]) -> str | None:
        for link in chain:
            for node in self._classes[link].node.body:
                if isinstance(node, ast.FunctionDef) and node.name == "name":
                    returned = next((n.value for n in ast.walk(node) if isinstance(n, ast.Return)), None)
                    return self._text(returned, chain, self._classes[link].constants)
        return _SLOT_VALIDATION if "ValidationAction" in sdk else None

    def _text(self, node: ast.expr | None, chain: list[str], constants: dict[str, ast.expr]) -> str | None:
        """The text of an expression of literals, module constants and class attributes."""
        if isinstance(node, ast.Constant):
            return str(node.value)
        if isinstance(node, ast.Name):
            return self._text(constants.get(node.id), chain, constants)
        if isinstance(node, ast.Attribute):
            values = (_assigned(self._classes[link].node.body).get(node.attr) for link in chain)
            return self._text(next((v for v in values if v), None), chain, constants)
        if isinstance(node, ast.FormattedValue):
            return self._text(node.value, chain, constants)
        if isinstance(node, ast.JoinedStr):
            parts = [self._text(part, chain, constants) for part in node.values]
            return None if None in parts else "".join(str(part) for part in parts)
        return None
