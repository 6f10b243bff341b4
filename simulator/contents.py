"""The one thing that outlasts the simulator: templates and buttons, which the product remembers by their names.

They hold nobody's words: what is said to a person comes as a value of a variable.
"""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass
class Content:
    """A template, or buttons for one session. approval: unsubmitted, pending, approved or rejected."""

    sid: str
    name: str
    language: str
    variables: dict[str, str]
    types: dict[str, Any]
    at: datetime
    approval: str = "unsubmitted"
    category: str = ""
    approved_name: str = ""
    rejection: str = ""


def read(file: Path) -> dict[str, Content]:
    """The contents by sid; none where the file is not there or of another making."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {row["sid"]: Content(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def write(file: Path, contents: dict[str, Content]) -> None:
    """Keeps them."""
    rows: list[dict[str, Any]] = [{**asdict(one), "at": one.at.isoformat()} for one in contents.values()]
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    new.replace(file)
