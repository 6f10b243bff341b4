"""Rasa's events of one turn in the plain data of `hilo.turns`."""
from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Dict, List, Optional, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from hilo.clock import counted
from hilo.flows import stage_of
from hilo.turns.remember import SLOT as REMEMBER
from hilo.turns.turn import Bubble, Heard, Said, Turn

KNOWN = "hilo_known"
"""Attribute of a tracker: what was read of the person before its turn."""
PHONE = "phone"
READING = ("intent", "entities", "sentiment", "emotion", "urgency", "keywords", "secondary_intents")


def turn_of(sender_id: str, new: Sequence[Event], tracker: DialogueStateTracker, at: datetime) -> Turn:
    """What the new events of a tracker say about its contact."""
    heard: List[Heard] = []
    said: List[Said] = []
    actions: List[str] = []
    slots: Dict[str, Any] = {}
    remember: List[Dict[str, Any]] = []
    for event in new:
        if isinstance(event, UserUttered):
            heard.append(_heard(event))
        elif isinstance(event, ActionExecuted) and event.action_name and event.action_name != ACTION_LISTEN_NAME:
            actions.append(event.action_name)
        elif isinstance(event, BotUttered):
            said.append(_said(event, actions[-1] if actions else ""))
        elif isinstance(event, SlotSet) and event.key == REMEMBER:
            remember += event.value or []
        elif isinstance(event, SlotSet):
            slots[event.key] = event.value
    stage = stage_of(({"event": "action", "name": name} for name in actions), "") or None
    latest: Optional[UserUttered] = tracker.latest_message
    return Turn(sender_id, tuple(heard), tuple(said), tuple(actions), stage, at, slots, tuple(remember),
                channel=tracker.get_latest_input_channel() or "", known=getattr(tracker, KNOWN, None),
                address=str((latest.metadata if latest else {} or {}).get("address") or ""))


def _heard(event: UserUttered) -> Heard:
    data = event.metadata or {}
    at = counted(datetime.fromtimestamp(event.timestamp, timezone.utc))
    text = data.get("title") or event.text or ""
    channel = event.input_channel or ""
    bubbles = tuple(Bubble(b["inbox_id"], b["source"], b["provider_id"], b["text"], datetime.fromisoformat(b["at"]),
                           b.get("data"))
                    for b in data.get("bubbles") or [])
    if not bubbles:  # from Rasa's own API: it has no row in the inbox
        bubbles = (Bubble("", channel or "rasa", str(event.message_id), text, at),)
    reading = {name: (event.parse_data or {}).get(name) for name in READING}  # type: ignore[misc]
    return Heard(event.text or "", channel, str(data.get("address") or ""), bubbles, reading, at,
                 data.get("ends_claim_of"))


def _said(event: BotUttered, action: str) -> Said:
    told = event.metadata or {}
    beside = {"passage": told.get("passage"), "aloud": told.get("channel") == PHONE, "written": told.get("written")}
    data = {name: value for name, value in {**(event.data or {}), **beside}.items() if value}
    if data.get("attachment") == data.get("image"):  # Rasa writes a picture down as an attachment too
        data.pop("attachment", None)
    named = told.get("utter_action")
    return Said((event.text or "").strip(), action or str(named or ""),
                counted(datetime.fromtimestamp(event.timestamp, timezone.utc)), data or None)
