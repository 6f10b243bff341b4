"""Keeps what the calls taught in `hilo/calls/weights.json`."""
from __future__ import annotations

import json
from typing import Any

from hilo.calls import judging, opt_outs
from hilo.calls.judging import WEIGHTS_FILE

OLDEST = frozenset({"development", "development_b", "development_c"})
WRITTEN = frozenset(f"development_{author}" for author in "fghjklmnpqrstuvw")
"""Sets by authors who had other conventions of what is told, and by those who had the written ones."""
LITTLE, MUCH = 0.5, 2.0


def worth(author: str) -> float:
    """How much an author's calls count where something is learned."""
    return LITTLE if author in OLDEST or author.startswith("exchanges") else MUCH if author in WRITTEN else 1.0


def rounded(value: Any) -> Any:
    """All numbers to four places."""
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else round(value, 4)


def keep(found: dict[str, Any]) -> None:
    """Writes weights beside those that are there, and has them read again."""
    data = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")) if WEIGHTS_FILE.exists() else {}
    WEIGHTS_FILE.write_text(json.dumps(data | found, indent=1) + "\n", encoding="utf-8")
    judging.learned.cache_clear()
    opt_outs.weights.cache_clear()
