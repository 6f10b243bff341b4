"""The turns of a call, cleaned of what the recogniser put there, each with its moment."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hilo.spanish.speech import clean_turn

USER, AGENT = "user", "agent"
_BREAK = re.compile(r"(?<=[.?!])\s+|(?<=[?!])(?=[\w¿¡])|\s*(?=[¿¡])|\n+")
_DICTATED = re.compile(r"(?<![\d:.,])\b\d(?: \d){3,}\b(?! ?\d)")
"""A number said figure by figure."""
_MARKS = re.compile(r"\.{3}|…")


@dataclass(frozen=True)
class Turn:
    """What one side said at a time.

    number: its place in the call, from 0. text: as it was reported. said: cleaned; empty where nobody spoke.
    doubtful: words that the recogniser leaves in doubt. tools: what the provider's agent did in it.
    """

    number: int
    role: str
    text: str
    said: str
    doubtful: tuple[str, ...]
    at: datetime
    tools: tuple[str, ...] = ()


def turns_of(transcript: Sequence[dict[str, Any]], started: datetime) -> list[Turn]:
    """The turns of a provider's transcript in order; those without a message keep their number and say nothing."""
    turns = []
    for number, raw in enumerate(transcript):
        text = raw.get("message") if isinstance(raw.get("message"), str) else ""
        cleaned = clean_turn(str(text))
        said = _DICTATED.sub(lambda match: match.group().replace(" ", ""), cleaned.text)
        seconds = raw.get("time_in_call_secs")
        turns.append(Turn(
            number, USER if raw.get("role") == USER else AGENT, str(text), said, tuple(cleaned.doubtful),
            started + timedelta(seconds=seconds if isinstance(seconds, (int, float)) and 0 <= seconds < 86400 else 0),
            tuple(raw.get("tools") or ())))
    return turns


def sentences(text: str) -> list[str]:
    """The sentences of a turn with their signs; a pause of the speaker ends none."""
    joined = _MARKS.sub(",", text)
    return [found.strip(" ,") for found in _BREAK.split(joined) if found and any(c.isalnum() for c in found)]


def is_question(sentence: str) -> bool:
    """Whether a sentence bears the sign of a question."""
    return "?" in sentence or "¿" in sentence
