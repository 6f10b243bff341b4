"""No message makes the NLU pipeline fail, and what it says of it is always whole."""
from __future__ import annotations

import json

import pytest
from rasa.shared.nlu.training_data.message import Message

from bench.hostile_messages import HOSTILE
from bench.shipped_nlu import ShippedNlu
from components.tokenizer import SpanishTokenizer

PHRASES = {"greet": ["hola", "buenas", "qué tal", "buen día"], "deny": ["no", "nunca", "para nada", "no gracias"],
           "inform": ["talle 38", "en negro", "soy ana", "para mañana"], "opt_out": ["baja", "no escriban más"],
           "out_of_scope": ["quién ganó el partido", "receta de flan", "capital de francia", "cuánto es dos más dos"]}


@pytest.fixture(scope="module")
def nlu() -> ShippedNlu:
    return ShippedNlu([text for texts in PHRASES.values() for text in texts],
                      [name for name, texts in PHRASES.items() for _ in texts])


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_is_whole(nlu: ShippedNlu, name: str) -> None:
    text = HOSTILE[name]
    message = nlu.parse(text)
    intent, ranking = message.get("intent"), message.get("intent_ranking")
    assert intent["name"] in {*PHRASES, "opt_in"}
    assert intent == ranking[0]
    assert all(0.0 <= one["confidence"] <= 1.0 for one in ranking)
    assert all(text[e["start"]:e["end"]] for e in message.get("entities", []))
    assert len(message.get("keywords", [])) <= 10
    json.dumps({key: message.get(key) for key in message.output_properties})


@pytest.mark.parametrize("text", ["«hola», «chau»", "x" * 500 + " hola", "«“" * 400 + "a", "hola  \n  chau",
                                  "fin" + "!" * 90])
def test_tokens_lie_where_they_say(text: str) -> None:
    tokens = SpanishTokenizer({**SpanishTokenizer.get_default_config()}).tokenize(Message({"text": text}), "text")
    assert all(text[token.start:token.end] == token.text != "" for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


def test_half_a_character_becomes_the_sign_for_an_unreadable_one() -> None:
    tokens = SpanishTokenizer({**SpanishTokenizer.get_default_config()}).tokenize(
        Message({"text": "hola \ud83d chau"}), "text")
    assert [(token.text, token.start) for token in tokens] == [("hola", 0), ("\ufffd", 5), ("chau", 7)]
