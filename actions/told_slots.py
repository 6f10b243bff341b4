"""What the last message told of a need, as its entities set it."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from hilo.solution import gathering

HEARD = frozenset({*gathering.NEED, "city"})
"""Slots that an entity sets and the form cares for."""


def told_in_this_message(tracker: Tracker) -> dict[str, Any]:
    """The slots that the entities of the last message set.

    Only those before the first action count: when a form begins, Rasa adds all slots that were
    filled in earlier needs as candidates behind them.
    """
    told: dict[str, Any] = {}
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "action":
            told = {}
        elif event.get("event") == "slot" and event.get("value") is not None and event["name"] in HEARD:
            told.setdefault(event["name"], event["value"])
    return told
