"""Which messages a designer has dealt with: `var/nlu-review.json`, without a word of what anybody said."""
from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from hilo.settings import get_settings


def file() -> Path:
    """Where it is kept."""
    return get_settings().var / "nlu-review.json"


def decided() -> dict[str, datetime]:
    """Up to which moment each group of like messages was dealt with, by the group's name."""
    return {name: datetime.fromisoformat(row["until"]) for name, row in _read().items()}


@contextmanager
def deciding() -> Iterator[None]:
    """One designer decides at a time: nothing is written twice."""
    file().parent.mkdir(parents=True, exist_ok=True)
    with open(file().with_suffix(".lock"), "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def decide(name: str, until: datetime, intent: str | None) -> None:
    """Takes note; `intent` None: it was passed over. Inside of `deciding`."""
    rows = {**_read(), name: {"until": until.isoformat(), "intent": intent}}
    new = file().with_suffix(".new")
    new.write_text(json.dumps(rows, indent=1, sort_keys=True), encoding="utf-8")
    os.replace(new, file())


def _read() -> dict[str, Any]:
    if not file().exists():
        return {}
    found: dict[str, Any] = json.loads(file().read_text(encoding="utf-8"))
    return found
