"""A real Rasa server with our channels, and a small stand-in for the dialogue behind them."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage, register
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.server import create_app
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from connectors import doors
from connectors.conversation import ConversationInput
from connectors.server import ServerInput
from connectors.webchat.channel import WebChatInput
from hilo.settings import get_settings

DOMAIN = Domain.from_dict({
    "intents": ["greet", "affirm"], "actions": ["action_greet"],
    "slots": {"city": {"type": "text", "mappings": [{"type": "custom"}]}},
})
PARSED = {"intent": {"name": "greet", "confidence": 0.9}, "entities": [],
          "sentiment": {"label": "negative", "score": -0.5}, "emotion": {"label": "anger", "confidence": 0.7},
          "urgency": {"label": "high", "score": 0.8}}


class Echo:
    """An agent that repeats what it heard, with a button; "revienta" fails, "calla" says nothing."""

    def __init__(self) -> None:
        self.domain = DOMAIN
        self.tracker_store = InMemoryTrackerStore(DOMAIN)
        self.lock_store = InMemoryLockStore()
        self.processor = self
        self.heard: list[UserMessage] = []
        self.ready = True

    def is_ready(self) -> bool:
        return self.ready

    async def fetch_tracker_and_update_session(self, sender_id: str) -> DialogueStateTracker:
        return await self.tracker_store.get_or_create_tracker(sender_id)

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        await self.tracker_store.save(tracker)

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message)
        if message.text == "revienta":
            raise RuntimeError("as asked")
        if message.text == "calla":
            return
        tracker = await self.fetch_tracker_and_update_session(message.sender_id)
        buttons = [{"title": "Sí", "payload": "/affirm", "type": "postback"}]
        city = tracker.get_slot("city")
        text = f"eco: {message.text}" + (f" ({city})" if city else "")
        tracker.update_with_events([
            UserUttered(message.text, PARSED["intent"], [], PARSED, message_id=message.message_id,
                        metadata=message.metadata),
            ActionExecuted("action_greet"), BotUttered(text, {"buttons": buttons}), SlotSet("city", None),
        ], DOMAIN)
        await self.save_tracker(tracker)
        await message.output_channel.send_response(message.sender_id, {"text": text, "buttons": buttons})


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def app(echo: Echo, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Sanic]:
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    monkeypatch.setenv("HILO_RATE_LIMIT", "0")
    monkeypatch.setattr("connectors.server.check_parts", lambda app: None)  # it has a test of its own
    get_settings.cache_clear()
    doors._counts.reset()
    Sanic.test_mode = True
    app = create_app()
    app.ctx.agent = echo
    register([ConversationInput(), WebChatInput(), ServerInput()], app, "/webhooks/")
    yield app
    get_settings.cache_clear()


@pytest.fixture
def set_environment(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Changes settings for one test."""

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()

    return change
