"""Whether a message takes up again a search that was left for another moment."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hilo.followups.moment import asked_moment
from hilo.followups.plan import COURTESY_FOR
from hilo.solution.gathering import NEED
from hilo.spanish.going_on import is_here_again, takes_up_again

SLOT = "interrupted"
"""What was left, and when: {"at": ISO moment, "gathering": whether a need was begun, "question": the one of then}."""
SURE = 0.35
"""From this confidence a short yes is one."""
MOST_WORDS = 6
"""A longer yes says by itself to what."""


def is_open(slots: Mapping[str, Any]) -> bool:
    """Whether a need was begun and has not been confirmed."""
    return bool((slots.get(SLOT) or {}).get("gathering")) or (
        slots.get("summary_confirmed") is not True and any(slots.get(name) is not None for name in NEED))


def resumes(slots: Mapping[str, Any], text: str, intent: str, confidence: float, now: datetime, zone: str,
            country: str | None = None) -> bool:
    """Whether it does: in so many words, or with a bare yes once it is more than thanks for «te escribo mañana».

    zone, country: the company's; a text that names a moment to come («sigamos mañana») puts off instead.
    """
    if text.startswith("/"):
        return False
    left = slots.get(SLOT)
    if takes_up_again(text) or (left and is_here_again(text)):
        return asked_moment(text, now, zone, country) is None
    if not left or now - datetime.fromisoformat(left["at"]) < COURTESY_FOR:
        return False
    return is_yes(text, intent, confidence)


def is_yes(text: str, intent: str, confidence: float) -> bool:
    """A short yes, and nothing but that."""
    return intent == "affirm" and confidence >= SURE and "?" not in text and len(text.split()) <= MOST_WORDS
