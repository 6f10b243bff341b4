"""Questions that are none for the company: what the assistant is trained on as out of scope."""
from __future__ import annotations

import re
from functools import lru_cache

from hilo.settings import ROOT

_BLOCK = re.compile(r"- intent: out_of_scope\n\s+examples: \|\n((?:\s+- .*\n?|\s*\n)+)")
_MARK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@lru_cache(maxsize=1)
def out_of_scope() -> tuple[str, ...]:
    """The training phrases of `out_of_scope`, without annotations; read as text: YAML of that size takes seconds."""
    found: list[str] = []
    for file in sorted((ROOT / "data").glob("**/nlu.yml")):
        for block in _BLOCK.findall(file.read_text(encoding="utf-8")):
            found += [_MARK.sub(r"\1", line.strip()[2:]) for line in block.splitlines() if line.strip()]
    return tuple(found)
