"""The edge between Rasa's NLU graph and `hilo.spanish.values`."""
from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.spanish import refusals
from hilo.spanish.values import read_values, warm_up

COUNTRY = "country"
"""Of a message's metadata: where the person is, as far as is known."""
CLOCK_OF_TESTS = "2026-11-23T10:00:00-03:00"
"""«el viernes» in a conversation test means the Friday after this moment, on whatever day `rasa test` runs."""


def _hold_the_clock_for_rasa_test() -> None:
    if Path(sys.argv[0]).name in ("rasa", "__main__.py", "rasa_quietly.py") and sys.argv[1:2] == ["test"]:
        os.environ.setdefault("HILO_NOW", CLOCK_OF_TESTS)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ValueReader(GraphComponent):
    """Adds the entities of a message, with normalised values."""

    def __init__(self) -> None:
        """Reads the company's words once."""
        shop = get_shop()
        self._lexicon = lexicon_of(shop.company)
        self._profile = shop.company.profile
        warm_up(self._lexicon)
        refusals.warm_up()  # every message is read for it too, before it is parsed
        _hold_the_clock_for_rasa_test()

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> ValueReader:
        """Needs neither settings nor storage."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Reads each message's values."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            found = read_values(text, lexicon=self._lexicon, now=now(self._profile.time_zone),
                                country=self._profile.country, speaker=(message.get(METADATA) or {}).get(COUNTRY))
            entities = [{"entity": f.entity, "value": f.value, "start": f.start, "end": f.end,
                         "confidence_entity": f.confidence, "extractor": "ValueReader"} for f in found]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
