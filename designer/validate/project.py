"""The files that a designer writes, read once, with the place of everything that bears a name."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from designer.validate.contents import Name, Phrase, Story, examples, stories_in
from designer.validate.problem import Problem
from designer.validate.python_names import PythonNames
from designer.validate.reading import Document, UnreadableError, line_of, read

FLOWS = Path("data/flows")
TESTS = Path("tests/conversations")
UNWRITTEN = "COMPLETAR"
"""What `make new-flow` leaves where the designer has yet to write."""


class Project:
    """Everything that the checks look at. Reading starts when something is asked for."""

    def __init__(self, root: Path) -> None:
        """`root`: the project's folder."""
        self.root = root
        self.unreadable: list[Problem] = []

    def _documents(self, files: Iterable[Path]) -> list[Document]:
        found = []
        for file in files:
            try:
                found.append(read(self.root, file))
            except UnreadableError as error:
                self.unreadable.append(error.problem)
        return found

    @cached_property
    def flows(self) -> list[str]:
        """The names of the flows: the folders of `data/flows`."""
        folder = self.root / FLOWS
        return sorted(f.name for f in folder.iterdir() if f.is_dir()) if folder.is_dir() else []

    @cached_property
    def domain_documents(self) -> list[Document]:
        """The root domain, then one of each flow."""
        files = [self.root / "domain.yml", *(self.root / FLOWS / flow / "domain.yml" for flow in self.flows)]
        return self._documents(file for file in files if file.exists())

    @cached_property
    def training_files(self) -> list[Path]:
        """What `components.flow_importer` gives to Rasa as training data."""
        data = self.root / "data"
        return [f for f in sorted([*data.rglob("*.yml"), *data.rglob("*.yaml")])
                if f.name != "domain.yml" and "business" not in f.relative_to(data).parts]

    @cached_property
    def training_documents(self) -> list[Document]:
        """Phrases, rules and stories."""
        return self._documents(self.training_files)

    @cached_property
    def test_documents(self) -> list[Document]:
        """The conversation tests."""
        return self._documents(sorted((self.root / TESTS).glob("*.y*ml")))

    @cached_property
    def python(self) -> PythonNames:
        """What the code names."""
        return PythonNames(self.root)

    def declared(self, key: str) -> list[Name]:
        """All declarations under a key of the domains (intents, slots…), repeated ones too."""
        found: list[Name] = []
        for document in self.domain_documents:
            parts = Path(document.path).parts
            flow = parts[-2] if len(parts) > 1 else ""
            block = (document.data or {}).get(key) or {}
            if isinstance(block, dict):
                found += [Name(str(n), document.path, line_of(block, n), flow, node) for n, node in block.items()]
            else:
                found += [Name(item if isinstance(item, str) else str(next(iter(item))), document.path,
                               line_of(block, index), flow, item) for index, item in enumerate(block)]
        return found

    def names(self, key: str) -> dict[str, Name]:
        """The first declaration of each name under a key of the domains."""
        found: dict[str, Name] = {}
        for name in self.declared(key):
            found.setdefault(name.name, name)
        return found

    intents = cached_property(lambda self: self.names("intents"))
    entities = cached_property(lambda self: self.names("entities"))
    slots = cached_property(lambda self: self.names("slots"))
    actions = cached_property(lambda self: self.names("actions"))
    forms = cached_property(lambda self: self.names("forms"))
    responses = cached_property(lambda self: self.names("responses"))

    @cached_property
    def variants(self) -> list[tuple[Name, int, Any]]:
        """Each variant of each text: whose it is, its line, its keys."""
        return [(name, line_of(name.node, index), variant) for name in self.declared("responses")
                for index, variant in enumerate(name.node)]

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Every training phrase."""
        return [Phrase(block["intent"], text, path, line) for path, block in self.phrase_blocks
                for text, line in examples(block)]

    @cached_property
    def phrase_blocks(self) -> list[tuple[str, Any]]:
        """The blocks of `nlu:` that hold an intent's phrases, with their file."""
        return [(document.path, block) for document in self.training_documents
                for block in (document.data or {}).get("nlu") or [] if "intent" in block]

    @cached_property
    def stories(self) -> list[Story]:
        """Rules and stories."""
        return [story for document in self.training_documents for story in stories_in(document)]

    @cached_property
    def tests(self) -> list[Story]:
        """The conversation tests."""
        return [story for document in self.test_documents for story in stories_in(document)]
