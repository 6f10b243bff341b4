"""Which message is one for people, whatever the dialogue would make of it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hilo.business.company import Shop
from hilo.spanish.machines import has_enough_of_machines
from hilo.spanish.mood import Mood, read_mood
from hilo.spanish.patience import is_at_an_end

REASONS = ("asked", "misunderstood", "upset", "reserved", "failure", "adviser", "stopped")
"""Why people deal with something. adviser: one of them took it. stopped: it came from where our answers do not reach
its author."""
ASKED, MISUNDERSTOOD, UPSET, RESERVED, FAILURE, ADVISER, STOPPED = REASONS
ANSWERED_ALONE = frozenset({"opt_out", "opt_in", "not_interested", "goodbye", "thank", "deny", "rate_service"})
"""Intents that are carried out as they are, however angrily they are said: «no me escriban más» is obeyed."""


def reason_for(shop: Shop, text: str, intent: str, reading: Mapping[str, Any] | None = None) -> str | None:
    """`reserved`, `upset`, or None.

    reading: the parsed message with its `emotion` and `urgency`; what it lacks is read from the text.
    """
    if not text or text.startswith("/") or intent in ANSWERED_ALONE:
        return None
    if shop.reserved_in(text):
        return RESERVED
    has_enough = intent != "request_human" and has_enough_of_machines(text)  # who asks for people gets them anyway
    return UPSET if has_enough or is_furious(text, reading) else None


def is_furious(text: str, reading: Mapping[str, Any] | None = None) -> bool:
    """Whether somebody is angry and cannot wait."""
    told = reading or {}
    mood = Mood(*(told[name] for name in Mood._fields)) if all(map(told.get, Mood._fields)) else read_mood(text)
    angry_and_urgent = mood.urgency["label"] == "high" and mood.emotion["label"] == "anger"
    return angry_and_urgent or is_at_an_end(text, mood)
