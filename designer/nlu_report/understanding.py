"""The part of the pipeline that decides an intent, trained on some phrases, without a whole model around it."""
from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_classifier import SpanishIntentClassifier
from components.values import ValueReader
from hilo.learning.phrase_files import Phrase
from hilo.settings import ROOT

ALL = 1000
"""Intents that are ranked: every one."""


class Answer(NamedTuple):
    """How a phrase was understood: `ranking` has intents with their confidence (0..1), the likeliest first."""

    phrase: Phrase
    ranking: list[tuple[str, float]]

    @property
    def guess(self) -> str:
        """The intent that it was given."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """How sure that was said to be."""
        return self.ranking[0][1]

    @property
    def is_right(self) -> bool:
        """Whether it is the phrase's own."""
        return self.guess == self.phrase.intent


def settings_of(kind: str, config: Path = ROOT / "config.yml") -> dict[str, Any]:
    """What `config.yml` sets for a component or policy, by its class."""
    written = yaml.safe_load(config.read_text(encoding="utf-8"))
    for entry in [*written.get("pipeline", []), *written.get("policies", [])]:
        if str(entry["name"]).rpartition(".")[2] == kind:
            return {name: value for name, value in entry.items() if name != "name"}
    return {}


class Understanding:
    """Trained once, asked often."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Trains the project's own classifier; `phrases`: two or more of two intents or more."""
        options = {**SpanishIntentClassifier.get_default_config(), **settings_of("SpanishIntentClassifier"),
                   "ranking_length": ALL}
        examples = [Message(data={TEXT: phrase.said, INTENT: phrase.intent}) for phrase in phrases]
        with tempfile.TemporaryDirectory() as folder:
            storage = LocalModelStorage(Path(folder))
            self._classifier = SpanishIntentClassifier(options, storage, Resource("classifier"))
            self._classifier.train(TrainingData(examples))

    def answers(self, phrases: Sequence[Phrase]) -> list[Answer]:
        """How each phrase is understood when it comes as a message."""
        messages = [Message(data={TEXT: phrase.said, ENTITIES: _values(phrase.said)}) for phrase in phrases]
        self._classifier.process(messages)
        return [Answer(phrase, [(one["name"], one["confidence"]) for one in message.get("intent_ranking")])
                for phrase, message in zip(phrases, messages, strict=True)]


@lru_cache(maxsize=1)
def _reader() -> ValueReader:
    return ValueReader()


@lru_cache(maxsize=50_000)
def _values(text: str) -> list[dict[str, Any]]:
    """Reading values costs more than the rest, and does not depend on what was trained."""
    message = Message(data={TEXT: text})
    _reader().process([message])
    found: list[dict[str, Any]] = message.get(ENTITIES) or []
    return found
