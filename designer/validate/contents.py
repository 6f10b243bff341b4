"""What stands in the files: names, phrases, rules; each with its place."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from designer.validate.reading import Document, line_of


class Name(NamedTuple):
    """Something declared in a domain; `flow` is empty in the root domain."""

    name: str
    path: str
    line: int
    flow: str
    node: Any


class Phrase(NamedTuple):
    """One training phrase."""

    intent: str
    text: str
    path: str
    line: int


class Story(NamedTuple):
    """A rule, a story or a conversation test; `kind` is "rule" or "story"."""

    name: str
    kind: str
    path: str
    line: int
    conditions: Any
    steps: Any


def stories_in(document: Document) -> Iterator[Story]:
    """The rules and stories of a file."""
    for kind, key in (("rule", "rules"), ("story", "stories")):
        block = (document.data or {}).get(key) or []
        for index, item in enumerate(block):
            yield Story(str(item[kind]), kind, document.path, line_of(block, index), item.get("condition") or [],
                        item["steps"])


def examples(block: Any) -> Iterator[tuple[str, int]]:
    """The phrases of a block of `nlu:`, each with its line."""
    first = line_of(block, "examples") + 1
    for number, line in enumerate(str(block["examples"]).splitlines()):
        phrase = line.strip()
        if phrase.startswith("-"):
            yield phrase[1:].strip(), first + number


def each_step(steps: Any) -> Iterator[tuple[int, Any]]:
    """The steps of a story with their lines, those inside an `or` too."""
    for index, step in enumerate(steps):
        yield line_of(steps, index), step
        for inner, choice in enumerate(step.get("or") or []):
            yield line_of(step["or"], inner), choice
