"""The edge between Rasa's NLU graph and `hilo.spanish.keywords`."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from hilo.spanish.keywords import read_keywords


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class KeywordReader(GraphComponent):
    """Sets `keywords` of a message, at top level of the parse result."""

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> KeywordReader:
        """Reads the word lists now, so that the first message does not wait for them."""
        read_keywords("quiero dos camisas")
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Reads each message's keywords."""
        for message in messages:
            message.set("keywords", read_keywords(message.get(TEXT) or ""), add_to_output=True)
        return messages
