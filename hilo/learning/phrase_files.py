"""The training phrases where they stand: `data/**/nlu.yml`, read with their lines, and written to line by line."""
from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from hilo.spanish.normalize import fold

ANNOTATION = re.compile(r"\[([^\[\]]*)\](?:\(([^()]*)\)|(\{[^{}]*\}))")
"""A value with its entity: `[value](entity)` or `[value]{"entity": …}`."""
_INDENTED = "    "


class Phrase(NamedTuple):
    """A phrase as it stands in its file, annotations included; `path` is relative to the project, `line` from 1."""

    intent: str
    text: str
    path: str
    line: int

    @property
    def said(self) -> str:
        """As a person writes it."""
        return without_annotations(self.text)

    @property
    def entities(self) -> list[str]:
        """What it annotates, in the short form `[value](entity)`."""
        return [match.group(2).split(":")[0] for match in ANNOTATION.finditer(self.text) if match.group(2)]


class PhraseError(ValueError):
    """A phrase cannot be written; the message says why, to a designer."""


def without_annotations(text: str) -> str:
    """The phrase as a person writes it."""
    return ANNOTATION.sub(lambda match: match.group(1), text)


def plain(text: str) -> str:
    """What two phrases are compared by: no case, accents, punctuation or annotations; emoji stay."""
    bare = without_annotations(text)
    kept = "".join(c if c.isalnum() or unicodedata.category(c) == "So" else " " for c in fold(bare))
    return " ".join(kept.split()) or bare.strip()


def trained(root: Path) -> list[Phrase]:
    """Every phrase that the assistant is trained on.

    Raises:
        PhraseError: a file is not YAML.
    """
    return [phrase for file in _nlu_files(root) for phrase in _phrases_in(root, file)]


def tested(root: Path) -> list[Phrase]:
    """What the tests say to the assistant; the intent is empty where a test is about something else.

    Raises:
        PhraseError: a file is not YAML.
    """
    found: list[Phrase] = []
    for file in sorted((root / "tests" / "nlu").glob("*.yml")):
        found += _phrases_in(root, file)
    for file in sorted((root / "tests" / "conversations").glob("*.yml")):
        path = file.relative_to(root).as_posix()
        found += [Phrase(str(step.get("intent") or ""), str(step["user"]).strip(), path, step.lc.line + 1)
                  for story in (_load(root, file) or {}).get("stories") or []
                  for step in story["steps"] if "user" in step]
    for file in sorted((root / "tests" / "nlu").glob("*.jsonl")):
        path = file.relative_to(root).as_posix()
        found += [Phrase("", str(json.loads(line).get("text", "")), path, number)
                  for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if line.strip()]
    return found


def held_out(root: Path) -> list[Phrase]:
    """The messages of `tests/nlu/*.yml`, which a careful reader gave their intent."""
    return [phrase for file in sorted((root / "tests" / "nlu").glob("*.yml")) for phrase in _phrases_in(root, file)]


def insert(root: Path, intent: str, text: str) -> Phrase:
    """Writes a phrase behind the last one of its intent; every other sign of the file stays as it was.

    `text`: with its annotations, on one line.

    Raises:
        PhraseError: no file has phrases of the intent, or they are written in a form that has no lines.
    """
    for file in _nlu_files(root):
        for index, block in enumerate((_load(root, file) or {}).get("nlu") or []):
            if block.get("intent") == intent and "examples" in block:
                return _insert(root, file, index, block, text)
    raise PhraseError(f"ningún nlu.yml tiene frases de «{intent}»")


def _insert(root: Path, file: Path, index: int, block: Any, text: str) -> Phrase:
    written = list(_examples(block))
    key = block.lc.data["examples"]
    with file.open(encoding="utf-8", newline="") as source:  # the ends of lines stay what they are
        lines = source.read().splitlines(keepends=True)
    if not lines[key[0]].rstrip().endswith("|"):
        raise PhraseError(f"{file.relative_to(root)}:{key[0] + 1}: las frases tienen que estar debajo de «examples: |»")
    after = written[-1][1] if written else key[0] + 1
    before = lines[after - 1]
    end = "\r\n" if lines[key[0]].endswith("\r\n") else "\n"
    indent = before[:len(before) - len(before.lstrip())] if written else " " * key[1] + _INDENTED[2:]
    lines[after - 1] = before if before.endswith("\n") else before + end
    lines.insert(after, f"{indent}- {text}{end}")
    changed = "".join(lines)
    now = [phrase for phrase, _ in _examples(YAML(typ="rt").load(changed)["nlu"][index])]
    if now != [*(phrase for phrase, _ in written), text]:
        raise PhraseError(f"«{text}» no se puede escribir en una línea de {file.relative_to(root)}")
    _replace(file, changed)
    return Phrase(block["intent"], text, file.relative_to(root).as_posix(), after + 1)


def _replace(file: Path, text: str) -> None:
    """All or nothing: who reads meanwhile (`make watch`) sees the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as made:
            made.write(text)
        shutil.copymode(file, name)
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _nlu_files(root: Path) -> list[Path]:
    """What has phrases: all YAML of data/ but the domains and the company's."""
    data = root / "data"
    return [f for f in sorted(data.rglob("*.y*ml")) if "business" not in f.relative_to(data).parts
            and f.name != "domain.yml"]


def _load(root: Path, file: Path) -> Any:
    try:
        return YAML(typ="rt").load(file.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise PhraseError(f"{file.relative_to(root)} no se puede leer; corre make validate") from error


def _phrases_in(root: Path, file: Path) -> Iterator[Phrase]:
    path = file.relative_to(root).as_posix()
    for block in (_load(root, file) or {}).get("nlu") or []:
        if "intent" in block and "examples" in block:
            yield from (Phrase(str(block["intent"]), text, path, line) for text, line in _examples(block))


def _examples(block: Any) -> Iterator[tuple[str, int]]:
    """The phrases of a block, each with its line."""
    first = block.lc.data["examples"][0] + 2
    for number, line in enumerate(str(block["examples"]).splitlines()):
        phrase = line.strip()
        if phrase.startswith("-"):
            yield phrase[1:].strip(), first + number
