"""The edge between Rasa's NLU graph and `hilo.spanish.mood`."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from hilo.spanish.mood import read_mood, warm_up


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MoodReader(GraphComponent):
    """Sets `sentiment`, `emotion` and `urgency` of a message, at top level of the parse result."""

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> MoodReader:
        """Needs neither settings nor storage."""
        warm_up()
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Reads each message's mood."""
        for message in messages:
            for name, value in read_mood(message.get(TEXT) or "")._asdict().items():
                message.set(name, value, add_to_output=True)
        return messages
