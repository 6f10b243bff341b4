"""Which flow owns an action, and so where a conversation stands."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from hilo.settings import ROOT

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SOLVES = frozenset({"purchase"})
"""Flows in which what was found is bought: the conversation is still at the solution."""
STAGES = ("greeting", "intent_capture", "information_gathering", "solution", "closing", "handoff")
SURVEY = "survey"
ASIDES = frozenset({"small_talk", "attachments", ""})
"""Flows that do not move a conversation: it stays where it was."""


@lru_cache(maxsize=1)
def owners(root: Path = ROOT) -> dict[str, str]:
    """The flow of each action, form and text."""
    found: dict[str, str] = {}
    for file in sorted((root / "data" / "flows").glob("*/domain.yml")):
        domain = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        for name in [*(domain.get("actions") or []), *(domain.get("forms") or {}), *(domain.get("responses") or {})]:
            found[name if isinstance(name, str) else next(iter(name))] = file.parent.name
    return found


def asked_by(form: str, root: Path = ROOT) -> tuple[str, ...]:
    """What a form asks for: its slots, as the files say at this moment; nothing for a form that there is not."""
    for file in [root / "domain.yml", *sorted((root / "data" / "flows").glob("*/domain.yml"))]:
        text = file.read_text(encoding="utf-8")
        if f"\n  {form}:" in text:
            found = ((yaml.load(text, Loader=_LOADER) or {}).get("forms") or {}).get(form)
            if found is not None:
                return tuple(found.get("required_slots") or ())
    return ()


def stage_of(events: Iterable[Mapping[str, Any]], default: str = "greeting") -> str:
    """The stage of a conversation, by the last action that belongs to a flow."""
    for event in reversed(list(events)):
        if event.get("event") != "action":
            continue
        flow = owners().get(str(event.get("name")), "")
        if flow in ASIDES:
            continue
        if flow in SOLVES:
            return "solution"
        return flow if flow in STAGES else ("closing" if flow == SURVEY else "service")
    return default
