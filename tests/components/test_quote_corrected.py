"""Whose quotation was just made and is wrong is heard before any rule: the form takes the correction."""
from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.reading_policy import ReadingPolicy
from hilo.clock import now
from tests.components.test_components import CONTEXT, storage

DOMAIN = Domain.from_dict({
    "intents": ["complaint", "thank"], "actions": ["action_quote", "action_clarify"],
    "forms": {"quote_form": {"required_slots": []}},
    "slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in (
        "open_question", "quote_made", "quote")}})


@pytest.mark.parametrize(("text", "intent", "action"), [
    ("pero el nombre está mal, es Bar Manolo SL", "complaint", "quote_form"), ("muchas gracias", "thank", None),
])
def test_a_quotation_that_is_wrong_is_corrected(tmp_path: Path, text: str, intent: str, action: str | None) -> None:
    tracker = DialogueStateTracker.from_events("x", [
        UserUttered("solo por aquí", {"name": "thank", "confidence": 0.9}), ActionExecuted("action_quote"),
        SlotSet("quote_made", {"number": "COT-10001", "at": now().isoformat(), "buyer": "Azul", "wanted": []}),
        ActionExecuted("action_listen"), UserUttered(text, {"name": intent, "confidence": 0.9}),
    ], slots=DOMAIN.slots)
    policy = ReadingPolicy.create(ReadingPolicy.get_default_config(), storage(tmp_path), Resource("x"), CONTEXT)
    likely = policy.predict_action_probabilities(tracker, DOMAIN).probabilities
    assert (DOMAIN.action_names_or_texts[likely.index(1.0)] if 1.0 in likely else None) == action
