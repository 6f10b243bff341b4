"""The files that a designer writes, read once, with the place of everything that bears a name."""
from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Tuple

from designer.validate.problem import Problem
from designer.validate.python_names import PythonNames
from designer.validate.reading import Document, Unreadable, line_of, read

FLOWS = Path("data/flows")
TESTS = Path("tests/conversations")
UNWRITTEN = "COMPLETAR"
"""What `make new-flow` leaves where the designer has yet to write."""


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


class Project:
    """Everything that the checks look at. Reading starts when something is asked for."""

    def __init__(self, root: Path) -> None:
        """`root`: the project's folder."""
        self.root = root
        self.unreadable: List[Problem] = []

    def _documents(self, files: Iterable[Path]) -> List[Document]:
        found = []
        for file in files:
            try:
                found.append(read(self.root, file))
            except Unreadable as error:
                self.unreadable.append(error.problem)
        return found

    @cached_property
    def flows(self) -> List[str]:
        """The names of the flows: the folders of `data/flows`."""
        folder = self.root / FLOWS
        return sorted(f.name for f in folder.iterdir() if f.is_dir()) if folder.is_dir() else []

    @cached_property
    def domain_documents(self) -> List[Document]:
        """The root domain, then one of each flow."""
        files = [self.root / "domain.yml", *(self.root / FLOWS / flow / "domain.yml" for flow in self.flows)]
        return self._documents(file for file in files if file.exists())

    @cached_property
    def training_files(self) -> List[Path]:
        """What `components.flow_importer` gives to Rasa as training data."""
        data = self.root / "data"
        return [f for f in sorted([*data.rglob("*.yml"), *data.rglob("*.yaml")])
                if f.name != "domain.yml" and "business" not in f.relative_to(data).parts]

    @cached_property
    def training_documents(self) -> List[Document]:
        """Phrases, rules and stories."""
        return self._documents(self.training_files)

    @cached_property
    def test_documents(self) -> List[Document]:
        """The conversation tests."""
        return self._documents(sorted((self.root / TESTS).glob("*.y*ml")))

    @cached_property
    def python(self) -> PythonNames:
        """What the code names."""
        return PythonNames(self.root)

    def declared(self, key: str) -> List[Name]:
        """All declarations under a key of the domains (intents, slots…), repeated ones too."""
        found: List[Name] = []
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

    def names(self, key: str) -> Dict[str, Name]:
        """The first declaration of each name under a key of the domains."""
        found: Dict[str, Name] = {}
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
    def variants(self) -> List[Tuple[Name, int, Any]]:
        """Each variant of each text: whose it is, its line, its keys."""
        return [(name, line_of(name.node, index), variant) for name in self.declared("responses")
                for index, variant in enumerate(name.node)]

    @cached_property
    def phrases(self) -> List[Phrase]:
        """Every training phrase."""
        return [Phrase(block["intent"], text, path, line) for path, block in self.phrase_blocks
                for text, line in examples(block)]

    @cached_property
    def phrase_blocks(self) -> List[Tuple[str, Any]]:
        """The blocks of `nlu:` that hold an intent's phrases, with their file."""
        return [(document.path, block) for document in self.training_documents
                for block in (document.data or {}).get("nlu") or [] if "intent" in block]

    @cached_property
    def stories(self) -> List[Story]:
        """Rules and stories."""
        return [story for document in self.training_documents for story in _stories(document)]

    @cached_property
    def tests(self) -> List[Story]:
        """The conversation tests."""
        return [story for document in self.test_documents for story in _stories(document)]


def _stories(document: Document) -> Iterator[Story]:
    for kind, key in (("rule", "rules"), ("story", "stories")):
        block = (document.data or {}).get(key) or []
        for index, item in enumerate(block):
            yield Story(str(item[kind]), kind, document.path, line_of(block, index), item.get("condition") or [],
                        item["steps"])


def examples(block: Any) -> Iterator[Tuple[str, int]]:
    """The phrases of a block of `nlu:`, each with its line."""
    first = line_of(block, "examples") + 1
    for number, line in enumerate(str(block["examples"]).splitlines()):
        phrase = line.strip()
        if phrase.startswith("-"):
            yield phrase[1:].strip(), first + number


def each_step(steps: Any) -> Iterator[Tuple[int, Any]]:
    """The steps of a story with their lines, those inside an `or` too."""
    for index, step in enumerate(steps):
        yield line_of(steps, index), step
        for inner, choice in enumerate(step.get("or") or []):
            yield line_of(step["or"], inner), choice


Check = Callable[[Project], List[Problem]]
