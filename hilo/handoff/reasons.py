"""Which message is one for people, whatever the dialogue would make of it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hilo.business.company import Shop
from hilo.spanish.mood import read_mood

ASKED, MISUNDERSTOOD, UPSET, RESERVED, FAILURE = "asked", "misunderstood", "upset", "reserved", "failure"
ANSWERED_ALONE = frozenset({"opt_out", "opt_in", "not_interested", "goodbye", "thank", "deny", "rate_service"})
"""Intents that are carried out as they are, however angrily they are said: «no me escriban más» is obeyed."""

NO_MESSAGE = frozenset({"affirm", "deny", "cancel", "thank", "goodbye", "not_interested", "opt_out", "opt_in",
                        "request_human", "repeat", "help", "greet"})


def reason_for(shop: Shop, text: str, intent: str, reading: Mapping[str, Any] | None = None) -> str | None:
    """`reserved`, `upset`, or None.

    reading: the parsed message with its `emotion` and `urgency`; what it lacks is read from the text.
    """
    if not text or text.startswith("/") or intent in ANSWERED_ALONE:
        return None
    if shop.reserved_in(text):
        return RESERVED
    return UPSET if is_furious(text, reading) else None


def is_furious(text: str, reading: Mapping[str, Any] | None = None) -> bool:
    """Whether somebody is angry and cannot wait."""
    mood: Mapping[str, Any] = reading if reading and reading.get("urgency") and reading.get("emotion") \
        else read_mood(text)._asdict()
    return mood["urgency"]["label"] == "high" and mood["emotion"]["label"] == "anger"


def is_message(text: str, intent: str, last_action: str) -> bool:
    """Whether what is written after «¿qué les digo?» is what they are to be told: all but a bare yes, no or thanks."""
    return last_action == "action_handoff" and not text.startswith("/") and intent not in NO_MESSAGE
