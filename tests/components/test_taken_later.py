"""Who comes back and takes one of the options that were shown is heard, though no question about them is open."""
from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.reading_policy import ReadingPolicy
from tests.components.test_components import CONTEXT, storage

SLOTS = ("open_question", "commitments", "recommended", "cart", "quote_made", "quote", "product", "interrupted")
DOMAIN = Domain.from_dict({
    "intents": ["not_interested"], "actions": ["action_choose_option", "action_clarify"],
    "slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in SLOTS}})


@pytest.mark.parametrize(("text", "recommended", "question", "action"), [
    ("hola! soy yo otra vez\nal final me quedo con la primera q me dijiste", ["manta-telar"], None, True),
    ("al final me quedo con la primera", ["manta-telar"], "anything_else", True),
    ("al final me quedo con la primera", None, None, False),
    ("al final me quedo con la primera", ["manta-telar"], "order_which", False),
    ("no, gracias, al final ninguna", ["manta-telar"], None, False),
])
def test_an_option_is_taken_where_nothing_else_hangs_on_the_answer(
        tmp_path: Path, text: str, recommended: list[str] | None, question: str | None, action: bool) -> None:
    tracker = DialogueStateTracker.from_events("x", [
        SlotSet("recommended", recommended), SlotSet("open_question", question), ActionExecuted("action_listen"),
        UserUttered(text, {"name": "not_interested", "confidence": 0.8}, input_channel="whatsapp"),
    ], slots=DOMAIN.slots)
    policy = ReadingPolicy.create(ReadingPolicy.get_default_config(), storage(tmp_path), Resource("x"), CONTEXT)
    likely = policy.predict_action_probabilities(tracker, DOMAIN).probabilities
    assert (likely[DOMAIN.index_for_action("action_choose_option")] == 1.0) is action
