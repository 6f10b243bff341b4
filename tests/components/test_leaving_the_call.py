"""Who has to go and wants it in writing is heard before anything else on the telephone, whatever is open."""
from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.reading_policy import GATHERING, ReadingPolicy
from hilo.handoff import by_phone
from tests.components.test_components import CONTEXT, storage

DOMAIN = Domain.from_dict({
    "intents": ["help", "goodbye"], "actions": ["action_in_writing", "action_handoff", "action_begin_purchase"],
    "forms": {GATHERING: {"required_slots": []}},
    "slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in ("open_question", "commitments")}})


@pytest.mark.parametrize(("channel", "text", "action"), [
    (by_phone.CHANNELS, "uy no me contestan, me voy corriendo, páseme los precios por whatsapp", "action_in_writing"),
    (by_phone.CHANNELS, "mándeme las opciones al whatsapp que llegó mi camión", "action_in_writing"),
    (("whatsapp",), "mándeme las opciones por mensaje", None)])
def test_a_caller_who_leaves_gets_it_in_writing(tmp_path: Path, channel: tuple[str, ...], text: str,
                                                action: str | None) -> None:
    tracker = DialogueStateTracker.from_events("x", [
        ActionExecuted(GATHERING), ActiveLoop(GATHERING), ActionExecuted("action_listen"),
        UserUttered(text, {"name": "help", "confidence": 0.8}, input_channel=sorted(channel)[0]),
    ], slots=DOMAIN.slots)
    policy = ReadingPolicy.create(ReadingPolicy.get_default_config(), storage(tmp_path), Resource("x"), CONTEXT)
    likely = policy.predict_action_probabilities(tracker, DOMAIN).probabilities
    assert (DOMAIN.action_names_or_texts[likely.index(1.0)] if 1.0 in likely else None) == action
