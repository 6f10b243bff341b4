"""Spanish tokens by spaCy's rules, for Rasa's evaluation and for the keywords."""
from __future__ import annotations

import re
from typing import Any, Dict, List

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from hilo.spanish.normalize import MAX_CHARACTERS

_ENDLESS = re.compile(r"\S{81}")
_PIECE = re.compile(r"\S{1,80}")
"""Nothing that people write is longer; spaCy takes the square of the length for a run of quotation marks."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half of a character, which a broken sender may write and spaCy does not take."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpanishTokenizer(Tokenizer):
    """spaCy's rule-based Spanish tokenizer; needs no downloaded model."""

    def __init__(self, config: Dict[str, Any]) -> None:
        """Builds the tokenizer once."""
        super().__init__(config)
        self._tokenize = spacy.blank("es").tokenizer

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Rasa's own options, unused here."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> List[str]:
        """spaCy, without a model."""
        return ["spacy"]

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> SpanishTokenizer:
        """Needs no storage."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """The tokens of a text, with their place; at least one, as Rasa expects."""
        text = _SURROGATE.sub("\ufffd", message.get(attribute))
        read = text[:MAX_CHARACTERS]
        pieces = [(m.start(), m.group()) for m in _PIECE.finditer(read)] if _ENDLESS.search(read) else [(0, read)]
        tokens = [Token(t.text, start + t.idx) for start, piece in pieces for t in self._tokenize(piece)
                  if not t.is_space]
        return tokens or [Token(text, 0)]
