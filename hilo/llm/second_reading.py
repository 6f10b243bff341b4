"""A message of which the classifier is unsure, read again by a model among the nearest intents (LLM_READS_UNSURE)."""
from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hilo.learning.likeness import Likeness
from hilo.learning.phrase_files import without_annotations
from hilo.llm import client
from hilo.settings import ROOT, get_settings

UNSURE = 0.35
"""Confidence below which the dialogue would ask back (`confidence_threshold` in config.yml)."""
CONFIDENCE = 0.6
"""What a second reading is believed: enough to go on, not to overrule anything that is sure."""
PHRASES, INTENTS = 12, 8
"""The nearest labelled phrases that are shown, and how many intents are offered."""
FEWEST_WORDS = 2
NEVER = frozenset({"opt_in", "opt_out"})
"""Permissions are never a model's to read."""


class Labelled(NamedTuple):
    """A phrase and what it is an example of."""

    intent: str
    said: str


def wanted(text: str, ranking: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message is to be read again at all."""
    return bool(get_settings().llm_reads_unsure and client.available() and ranking and not text.startswith("/")
                and ranking[0]["confidence"] < UNSURE and len(text.split()) >= FEWEST_WORDS)


def offered(ranking: Sequence[Mapping[str, Any]], phrases: Sequence[Labelled]) -> list[str]:
    """The intents to choose from: the classifier's own, then those of the nearest phrases."""
    names = [str(one["name"]) for one in ranking] + [one.intent for one in phrases]
    return [name for name in dict.fromkeys(names) if name not in NEVER][:INTENTS]


def second_reading(text: str, ranking: Sequence[Mapping[str, Any]], phrases: Sequence[Labelled],
                   deadline: float | None = None) -> str | None:
    """The intent that a model chooses among those offered; None where it knows none either (blocks)."""
    choices = offered(ranking, phrases)
    values = {"intents": "\n".join(f"- {name}" for name in choices),
              "phrases": "\n".join(f"- {one.intent}: {one.said}" for one in phrases if one.intent in choices),
              "message": text}
    answer = client.ask(client.Request("intent", values, register=None, choices=choices, deadline=deadline))
    return answer.text if answer else None


def read_unsure(text: str, ranking: Sequence[Mapping[str, Any]]) -> str | None:
    """The whole way, with the project's own phrases (blocks)."""
    return second_reading(text, ranking, nearest(text)) if wanted(text, ranking) else None


def nearest(text: str) -> list[Labelled]:
    """The labelled phrases most like a message; none while they are still being read."""
    if not _ready.is_set():
        _prepare()
        return []
    phrases, likeness = _phrases(ROOT)
    return [phrases[near.place] for near in likeness.nearest([text], PHRASES)[0]]


@lru_cache(maxsize=1)
def _phrases(root: Path) -> tuple[list[Labelled], Likeness]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # `phrase_files` keeps lines, and takes half a minute
    blocks = [block for file in sorted((root / "data").rglob("nlu.yml"))
              for block in yaml.load(file.read_text(encoding="utf-8"), Loader=loader).get("nlu") or []
              if "intent" in block]
    phrases = [Labelled(str(block["intent"]), without_annotations(line.removeprefix("- ").strip()))
               for block in blocks for line in str(block["examples"]).splitlines() if line.startswith("- ")]
    return phrases, Likeness([phrase.said for phrase in phrases])


_ready = threading.Event()
_begun = threading.Lock()


def _prepare() -> None:
    """Reads the phrases behind the first message's back (a second or two)."""
    if _begun.acquire(blocking=False):
        threading.Thread(target=_read, daemon=True, name="labelled-phrases").start()


def _read() -> None:
    _phrases(ROOT)
    _ready.set()
