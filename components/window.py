"""Where the working tracker is cut, so that a long thread costs no more than a short one.

Stock Rasa walks and stores all events of a session at every turn. A prediction looks back no further than the
longest rule; so the window keeps the last executed actions (form turns collapse, hence actions and not turns), is
cut at an `action_listen`, and carries slots, pause and open form in front (`docs/decisions/0006-bounded-tracker.md`).
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    ConversationPaused,
    Event,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker

from hilo.turns.remember import SLOT as REMEMBER

KEPT_ACTIONS = 16
"""Applied executed actions in the window: more than the longest rule and than `max_history` of any policy."""
SLACK = 48
"""Events beyond the cut that are let grow before cutting: a cut replays the window once."""


def cut_at(tracker: DialogueStateTracker, keep: int = KEPT_ACTIONS) -> int:
    """The place of the event with which the window should begin; 0: nothing can be cut.

    A session's start is a cut by itself: nothing before it counts.
    """
    events = list(tracker.events)
    start = max((place for place, event in enumerate(events) if isinstance(event, SessionStarted)), default=0)
    applied = {id(event) for event in tracker.applied_events()}
    actions = 0
    for place in range(len(events) - 1, start, -1):
        event = events[place]
        if not isinstance(event, ActionExecuted):
            continue
        actions += id(event) in applied  # a form's turns collapse: what was undone does not count, but can be cut at
        if actions >= keep and event.action_name == ACTION_LISTEN_NAME:
            return place
    return start


def carried(sender_id: str, events: Sequence[Event], domain: Domain) -> List[Event]:
    """The events that stand for all the given ones: their slots, pause and open form."""
    before = DialogueStateTracker.from_events(sender_id, list(events), domain.slots)
    at = events[-1].timestamp if events else None
    prefix: List[Event] = [SlotSet(name, slot.value, timestamp=at) for name, slot in before.slots.items()
                           if slot.value != slot.initial_value and name != REMEMBER]
    if before.is_paused():
        prefix.append(ConversationPaused(timestamp=at))
    loop: Optional[Any] = before.active_loop
    if loop is not None and loop.name:
        prefix += [ActionExecuted(loop.name, timestamp=at), ActiveLoop(loop.name, timestamp=at)]
        if loop.is_interrupted:
            prefix.append(LoopInterrupted(True, timestamp=at))
    return prefix


def as_dicts(events: Sequence[Event]) -> List[Dict[str, Any]]:
    """Events as Rasa stores them."""
    return [event.as_dict() for event in events]
