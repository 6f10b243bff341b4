"""A real Rasa server with our channels, and a small stand-in for the dialogue behind them."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage, register
from rasa.server import create_app
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from components.lock_store import HiloLockStore
from components.tracker_store import HiloTrackerStore
from connectors import rates
from connectors.conversation import ConversationInput
from connectors.files import FilesInput
from connectors.server import ServerInput
from connectors.sms import SmsInput
from connectors.webchat.channel import WebChatInput
from connectors.whatsapp import WhatsAppInput
from hilo.memory.database import engine, engine_at
from hilo.settings import get_settings
from tests.setting import set_environment  # noqa: F401 (a fixture)

DOMAIN = Domain.from_dict({
    "intents": ["greet", "affirm", "EXTERNAL_image"], "actions": ["action_greet"],
    "slots": {"city": {"type": "text", "mappings": [{"type": "custom"}]}},
})
PARSED = {"intent": {"name": "greet", "confidence": 0.9}, "entities": [],
          "sentiment": {"label": "negative", "score": -0.5}, "emotion": {"label": "anger", "confidence": 0.7},
          "urgency": {"label": "high", "score": 0.8}}


class Echo:
    """An agent that repeats what it heard, with a button; "revienta" fails, "calla" says nothing.

    The tracker store, and so the inbox and the timeline behind it, are the real ones.
    """

    def __init__(self) -> None:
        self.domain = DOMAIN
        self.tracker_store = HiloTrackerStore(DOMAIN)
        self.lock_store = HiloLockStore()
        self.action_endpoint = None
        self.processor = self
        self.heard: list[UserMessage] = []
        self.ready = True

    def is_ready(self) -> bool:
        return self.ready

    async def fetch_tracker_and_update_session(self, sender_id: str, output: Any) -> DialogueStateTracker:
        return await self.tracker_store.get_or_create_tracker(sender_id)

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        await self.tracker_store.save(tracker)

    async def _handle_message_with_tracker(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        self.heard.append(message)
        if message.text == "revienta":
            raise RuntimeError("as asked")
        tracker.update(UserUttered(message.text, PARSED["intent"], [], PARSED, input_channel=message.input_channel,
                                   message_id=message.message_id, metadata=message.metadata), DOMAIN)

    async def run_action_extract_slots(self, output: Any, tracker: DialogueStateTracker) -> None:
        """Has none."""

    async def _run_prediction_loop(self, output: Any, tracker: DialogueStateTracker) -> None:
        text = tracker.latest_message.text
        if text == "calla":
            return
        city = tracker.get_slot("city")
        buttons = [{"title": "Sí", "payload": "/affirm", "type": "postback"}]
        tracker.update_with_events([
            ActionExecuted("action_greet"),
            BotUttered(f"eco: {text}" + (f" ({city})" if city else ""), {"buttons": buttons}),
            SlotSet("city", None)], DOMAIN)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Any]:
    """A database of its own, and no waiting between attempts."""
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    monkeypatch.setenv("HILO_RATE_LIMIT", "0")
    monkeypatch.setattr("hilo.handoff.hours.attended", lambda at: False)  # a failed turn hands over by day only
    monkeypatch.setattr("hilo.memory.inbox.RETRY", timedelta(milliseconds=1))
    get_settings.cache_clear()
    yield tmp_path
    engine().dispose()
    engine_at.cache_clear()
    get_settings.cache_clear()


@pytest.fixture
def echo(home: Any) -> Echo:
    return Echo()


@pytest.fixture
def app(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> Sanic:
    monkeypatch.setattr("connectors.server.check_parts", lambda app: None)  # it has a test of its own
    for place in ("server", "consumer"):  # each test's agent is another, and the heap of all tests is large
        monkeypatch.setattr(f"connectors.{place}.settle", lambda processor: None)
    rates.rates.cache_clear()
    Sanic.test_mode = True
    app = create_app()
    app.ctx.agent = echo
    register([ConversationInput(), WebChatInput(), WhatsAppInput(), SmsInput(), FilesInput(), ServerInput()], app,
             "/webhooks/")
    return app
