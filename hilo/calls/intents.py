"""Intents of what is said in a call, by the classifier of the dialogue, trained here on the same phrases.

Trained when first asked for (two seconds, once a process), not read from the model's archive: the worker then needs
no trained model, never disagrees with the phrases in `data/`, and unpickles nothing.
"""
from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from hilo.settings import ROOT
from hilo.spanish import intents

VALUE = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
"""A value marked in a phrase: "[mañana](date_time)"."""


def phrases(root: Path = ROOT) -> tuple[list[str], list[str]]:
    """The designers' phrases, and the intent of each."""
    texts: list[str] = []
    names: list[str] = []
    for file in sorted((root / "data").rglob("*.yml")):
        if file.is_relative_to(root / "data" / "business"):
            continue
        for entry in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).get("nlu") or []:
            if "intent" in entry:
                lines = [line.strip().removeprefix("-").strip() for line in entry.get("examples", "").splitlines()]
                said = [VALUE.sub(r"\1", line) for line in lines if line]
                texts += said
                names += [str(entry["intent"])] * len(said)
    return texts, names


@lru_cache(maxsize=1)
def _classifier() -> Any:
    return intents.train(*phrases())


def rank(text: str) -> intents.Ranking:
    """All intents with their probability, likeliest first."""
    return intents.read_intents(_classifier(), text).ranking


def warm_up() -> None:
    """Trains now."""
    _classifier()
