"""A form that cannot take an answer leaves it to the rules and asks on; nobody is asked back again and again."""
from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from components.reading_policy import WAIT, ReadingPolicy
from tests.components.test_components import CONTEXT, storage

DOMAIN = Domain.from_dict({
    "intents": ["inform"], "actions": ["action_take_note", "action_clarify"],
    "forms": {"gift_form": {"required_slots": []}}, "slots": {
        name: {"type": "any", "mappings": [{"type": "custom"}]} for name in ("open_question", "requested_slot")}})
REFUSED: list[Event] = [ActionExecuted("gift_form"), ActiveLoop("gift_form"), ActionExecuted("action_listen"),
                        UserUttered("para Andrés", {"name": "inform", "confidence": 0.9}),
                        ActionExecutionRejected("gift_form")]


@pytest.mark.parametrize(("events", "action"), [
    (REFUSED, None), ([*REFUSED, ActionExecuted("action_take_note")], "gift_form"),
    ([*REFUSED, ActionExecuted("action_clarify")], "gift_form"),
    ([*REFUSED, ActionExecuted("action_clarify"), ActionExecuted("gift_form")], None)])
def test_the_form_asks_on_once_something_was_done(tmp_path: Path, events: list[Event], action: str | None) -> None:
    tracker = DialogueStateTracker.from_events("x", events, slots=DOMAIN.slots)
    policy = ReadingPolicy.create(ReadingPolicy.get_default_config(), storage(tmp_path), Resource("x"), CONTEXT)
    likely = policy.predict_action_probabilities(tracker, DOMAIN).probabilities
    assert (DOMAIN.action_names_or_texts[likely.index(WAIT)] if WAIT in likely else None) == action
