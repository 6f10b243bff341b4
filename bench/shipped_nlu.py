"""The NLU pipeline of config.yml in this process, without Rasa's graph, trained on the designers' phrases."""
from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import class_from_module_path

from components.intent_classifier import SpanishIntentClassifier
from hilo.settings import ROOT


class ShippedNlu:
    """The parts as config.yml names them; each message passes all of them."""

    def __init__(self, texts: Sequence[str], intents: Sequence[str]) -> None:
        """Trains. `cpu_seconds`: what that took, `megabytes`: what the learned part weighs."""
        with tempfile.TemporaryDirectory(prefix="hilo-nlu-") as temporary:
            storage, context = LocalModelStorage(Path(temporary)), ExecutionContext(GraphSchema({}))
            self._parts = []
            for named in yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]:
                kind: Any = class_from_module_path(named["name"])
                config = {**kind.get_default_config(), **named}
                self._parts.append(kind.create(config, storage, Resource(named["name"]), context))
            [classifier] = [part for part in self._parts if isinstance(part, SpanishIntentClassifier)]
            examples = [Message({"text": t, "intent": i}) for t, i in zip(texts, intents, strict=True)]
            began = time.process_time()
            classifier.train(TrainingData(examples))
            self.cpu_seconds = time.process_time() - began
            self.megabytes = sum(f.stat().st_size for f in Path(temporary).rglob("*") if f.is_file()) / 1e6

    def parse(self, text: str) -> Message:
        """The message as it reaches the dialogue."""
        message = Message({"text": text})
        for part in self._parts:
            part.process([message])
        return message
