"""What the code says by name: texts, slots, buttons. Read from the source, without running it."""
from __future__ import annotations

import ast
from functools import cached_property
from pathlib import Path

from designer.validate.mentions import Mention, mentions_in
from designer.validate.problem import Problem

PACKAGES = ("actions", "components", "connectors", "console", "hilo")


class PythonNames:
    """All source files of the product."""

    def __init__(self, root: Path) -> None:
        """Reads nothing yet."""
        self.root = root

    @cached_property
    def _read(self) -> tuple[dict[str, ast.Module], list[Problem]]:
        trees, problems = {}, []
        for file in sorted(f for package in PACKAGES for f in (self.root / package).rglob("*.py")):
            path = file.relative_to(self.root).as_posix()
            try:
                trees[path] = ast.parse(file.read_text(encoding="utf-8"))
            except SyntaxError as error:
                problems.append(Problem(path, error.lineno or 1, f"el código no se puede leer ({error.msg})",
                                        "corrígelo"))
        return trees, problems

    @property
    def trees(self) -> dict[str, ast.Module]:
        """The parsed files by path."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """Files that are not Python."""
        return self._read[1]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every place that names a text."""
        return [mention for path, tree in self.trees.items() for mention in mentions_in(path, tree)]

    @cached_property
    def words(self) -> set[str]:
        """Every literal text and every keyword of a call: what may be a slot or a place in a text."""
        found: set[str] = set()
        for tree in self.trees.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
                elif isinstance(node, ast.keyword) and node.arg:
                    found.add(node.arg)
        return found
