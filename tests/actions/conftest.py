"""Runs an action as the action server does: a tracker in, texts and events out."""
from __future__ import annotations

import asyncio
import inspect
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from hilo.knowledge import get_knowledge


class Ran(NamedTuple):
    """The names of the texts said, with their values, and the slots set."""

    said: list[str]
    messages: list[dict[str, Any]]
    slots: dict[str, Any]
    events: list[dict[str, Any]]


def ended(result: Any) -> list[dict[str, Any]]:
    """The events of an action, whether it is a coroutine or not."""
    return list(asyncio.run(result) if inspect.iscoroutine(result) else result)


@pytest.fixture(scope="session", autouse=True)
def knowledge() -> None:
    """Built before a test starts a database server: a process forked while numbers are crunched beside it may stand
    still for ever (OpenBLAS)."""
    get_knowledge()


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no late CRM."""
    monkeypatch.setattr("hilo.crm.calling.PATIENCE", 60.0)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    monkeypatch.setenv("HILO_NOW", "2026-11-24T10:00:00-03:00")  # a Tuesday morning, people are there

    def go(action: Action, text: str = "hola", intent: str = "greet", entities: dict[str, Any] | None = None,
           slots: dict[str, Any] | None = None, before: list[dict[str, Any]] | None = None,
           loop: str | None = None, channel: str | None = None, title: str | None = None, sender: str = "someone",
           address: str | None = None, **parsed: Any) -> Ran:
        message = {"text": text, "intent": {"name": intent, "confidence": 0.9},
                   "entities": [{"entity": k, "value": v} for k, v in (entities or {}).items()], **parsed}
        told = [{"event": "slot", "name": k, "value": v} for k, v in (entities or {}).items()]
        said = {"event": "user", "text": text, "input_channel": channel, "message_id": str(uuid.uuid4()),
                "metadata": {"title": title, "address": address}}
        tracker = Tracker(sender, {**(slots or {}), **(entities or {})}, message,
                          [*(before or []), said, *told], False, None,
                          {"name": loop} if loop else {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = ended(action.run(dispatcher, tracker, {}))  # type: ignore[arg-type]
        return Ran([m["response"] for m in dispatcher.messages if m.get("response")], dispatcher.messages,
                   {e["name"]: e["value"] for e in events if e["event"] == "slot"}, events)

    return go


def bot(response: str, text: str = "…") -> dict[str, Any]:
    """A message of the assistant in the conversation before."""
    return {"event": "bot", "text": text, "metadata": {"utter_action": response}, "data": {}}


def user(text: str = "…") -> dict[str, Any]:
    """A message of the person in the conversation before."""
    return {"event": "user", "text": text}
