"""One turn with the assistant, for channels whose reply goes back the way the message came."""
from __future__ import annotations

import json
import logging
import re
import unicodedata
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS, DEFAULT_SLOT_NAMES
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from connectors.doors import Refused
from hilo.flows import stage_of
from hilo.texts import texts

logger = logging.getLogger(__name__)
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
LONGEST = 20_000
"""Characters of one message; more is refused with 413."""
_PAYLOAD = re.compile(r"^/([a-z_]+)$")


class Collector(OutputChannel):
    """Keeps what is said, one entry a message, buttons with their text."""

    def __init__(self, channel: str) -> None:
        """`channel` picks the variants of a text."""
        self._channel = channel
        self.messages: list[dict[str, Any]] = []

    def name(self) -> str:  # type: ignore[override]
        """(see parent class for full docstring)."""
        return self._channel

    def _keep(self, **message: Any) -> None:
        self.messages.append({"id": str(uuid.uuid4()), **message})

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        self._keep(text=text.strip())

    async def send_text_with_buttons(self, recipient_id: str, text: str, buttons: list[dict[str, Any]],
                                     **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        self._keep(text=text.strip(), buttons=[{"title": b["title"], "payload": b["payload"]} for b in buttons])

    async def send_image_url(self, recipient_id: str, image: str, **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        self._keep(text="", image=image)

    async def send_attachment(self, recipient_id: str, attachment: str, **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        self._keep(text="", attachment=attachment)

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        self._keep(text="", custom=json_message)


def clean(text: str) -> str:
    """Without control characters, which no person types and no database wants."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def safe_text(text: str, intents: list[str]) -> str:
    """A message that cannot be mistaken for a command: only a button's own payload keeps its slash."""
    text = clean(text)
    match = _PAYLOAD.match(text)
    if match and match.group(1) in intents and match.group(1) not in DEFAULT_INTENTS:
        return text
    return text.lstrip("/").strip() if text.startswith("/") else text


def agent_of(app: Sanic) -> Any:
    """Rasa's agent.

    Raises:
        Refused: 503 while no model is loaded: Rasa itself would drop the message silently.
    """
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise Refused(503, "the assistant is starting, try again in a moment", retry_after=5)
    return agent


async def set_slots(app: Sanic, sender_id: str, values: dict[str, Any]) -> None:
    """Sets those of the values that name one of our slots, before the turn."""
    agent = agent_of(app)
    ours = {slot.name for slot in agent.domain.slots} - set(DEFAULT_SLOT_NAMES)
    events = [SlotSet(name, value) for name, value in values.items() if name in ours]
    if not events:
        return
    async with agent.lock_store.lock(sender_id):
        tracker = await agent.processor.fetch_tracker_and_update_session(sender_id)
        tracker.update_with_events(events, agent.domain)
        await agent.processor.save_tracker(tracker)


async def take_turn(app: Sanic, on_new_message: OnNewMessage, channel: str, sender_id: str, text: str,
                    message_id: str | None = None, metadata: dict[str, Any] | None = None,
                    ) -> list[dict[str, Any]]:
    """Hands a message over and returns what the assistant says.

    Raises:
        Refused: 503 when no model is loaded.
    """
    agent = agent_of(app)
    collector = Collector(channel)
    message = UserMessage(safe_text(text, agent.domain.intents), collector, sender_id, input_channel=channel,
                          message_id=message_id, metadata=metadata)
    try:
        await on_new_message(message)
    except Exception:
        logger.exception("A turn failed; the person is told so.")
    if not collector.messages:
        collector.messages.append({"id": str(uuid.uuid4()), "text": texts.fill("utter_trouble")})
    return collector.messages


async def tracker_of(app: Sanic, sender_id: str) -> DialogueStateTracker | None:
    """The conversation as stored, or None."""
    return await agent_of(app).tracker_store.retrieve(sender_id)


def understanding(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """What was understood of the last message, and where the conversation stands."""
    parsed = tracker.latest_message.parse_data if tracker and tracker.latest_message else {}
    intent = parsed.get("intent") or {}
    events = [event.as_dict() for event in tracker.events] if tracker else []
    return json.loads(json.dumps({
        "intent": intent.get("name"),
        "confidence": intent.get("confidence"),
        "sentiment": parsed.get("sentiment") or {"label": "neutral", "score": 0.0},
        "emotion": parsed.get("emotion") or {"label": "neutral", "confidence": 1.0},
        "urgency": parsed.get("urgency") or {"label": "low", "score": 0.0},
        "stage": stage_of(events),
        "contact_stage": (tracker.get_slot("contact_stage") if tracker else None) or "prospect",
    }))
