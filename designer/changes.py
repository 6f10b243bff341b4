"""What a saved file means for a running assistant."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Any

from designer.validate.project import Project


class Kind(Enum):
    """What has to be done about a change."""

    MODEL = "model"
    """Phrases, rules, texts, configuration: perhaps to be trained."""
    ACTIONS = "actions"
    """Code of the actions: their server is restarted."""
    BUSINESS = "business"
    """The company's data and what a model is told: whoever reads it is restarted."""


def kind_of(path: Path, root: Path) -> Kind | None:
    """The kind of a file, or None when nobody reads it."""
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return None
    if parts[:2] == ("data", "business") and path.suffix in (".yml", ".md"):
        return Kind.BUSINESS
    if parts in (("domain.yml",), ("config.yml",)) or (parts[0] == "data" and path.suffix in (".yml", ".yaml")):
        return Kind.MODEL
    if parts[0] == "actions" and path.suffix == ".py":
        return Kind.ACTIONS
    return None


def skeleton(project: Project) -> str:
    """Changes when training is needed: with everything but the wording of the texts."""
    parts: list[Any] = [(project.root / "config.yml").read_text(encoding="utf-8")]
    for document in project.domain_documents:
        parts.append({key: sorted(block) if key == "responses" else block
                      for key, block in (document.data or {}).items()})
    parts += [[document.path, document.text] for document in project.training_documents]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def wording(project: Project) -> dict[str, str]:
    """The content of each text, to tell which ones changed."""
    return {name: json.dumps(place.node, default=str) for name, place in project.responses.items()}


def changed_texts(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The texts whose content differs."""
    return [name for name, content in after.items() if before.get(name) != content]


def saved_since(moment: float, root: Path) -> set[Path]:
    """The files that somebody reads and that were saved after a moment (seconds since 1970)."""
    files = [root / "domain.yml", root / "config.yml", *(root / "data").rglob("*"), *(root / "actions").rglob("*")]
    return {file for file in files if kind_of(file, root) and file.is_file() and file.stat().st_mtime > moment}


def saved_at(paths: Iterable[Path]) -> float | None:
    """When the last of the files was saved (seconds since 1970); None when all of them are gone."""
    times = [path.stat().st_mtime for path in paths if path.exists()]
    return max(times, default=None)
