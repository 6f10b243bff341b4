"""What the last message told of a need, as its entities set it."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.beside_the_search import before_this_message
from actions.turn import Turn
from hilo.solution import gathering, places_told

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


def name_of_place(turn: Turn, told: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """What an answer to which town tells as it is meant, in `told` and `known`; the slots that the readers filled
    otherwise."""
    slots: dict[str, Any] = {}
    thing, city = told.get("product"), told.get("city")
    if thing and places_told.is_no_thing(turn.shop, turn.text, str(thing)):
        del told["product"]
        slots["product"] = known["product"] = before_this_message(turn.tracker, "product")
    if city:
        whole = places_told.whole_name(turn.shop, turn.text, str(city))
        if whole != city:
            slots["city"] = told["city"] = known["city"] = whole
    return slots
