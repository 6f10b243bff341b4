"""What is beside the matter, and what only looks so."""
from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.small_talk import ActionOutOfScope
from tests.actions.conftest import ended


def test_whoever_says_nothing_but_a_name_is_met_as_somebody_new() -> None:
    name = {"entity": "person_name", "value": "Marta Gómez", "start": 0, "end": 11}
    dispatcher = CollectingDispatcher()
    for text, said in (("Marta Gómez", "utter_nice_to_meet"), ("Marta Gómez ganó el premio", "utter_out_of_scope")):
        message = {"text": text, "intent": {"name": "out_of_scope", "confidence": 0.9}, "entities": [name]}
        tracker = Tracker("someone", {}, message, [{"event": "user", "text": text}], False, None, {}, "action_listen")
        ended(ActionOutOfScope().run(dispatcher, tracker, {}))
        assert dispatcher.messages[-1]["response"] == said
