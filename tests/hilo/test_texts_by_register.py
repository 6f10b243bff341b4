"""A piece of a message is taken in the variant for how the person is addressed."""
from __future__ import annotations

from pathlib import Path

import pytest

from hilo.texts import Texts

DOMAIN = """
responses:
  utter_x:
  - condition: [{type: slot, name: register, value: usted}]
    text: "¿Qué necesita{name}?"
    buttons: [{title: Dígame más, payload: /help}]
  - condition: [{type: slot, name: register, value: vos}]
    text: "¿Qué necesitás{name}?"
    buttons: [{title: Decime más, payload: /help}]
  - channel: phone
    text: "¿Sí{name}?"
  - text: "¿Qué necesitas{name}?"
    buttons: [{title: Dime más, payload: /help}]
  utter_plain:
  - text: Listo.
"""


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    return Texts(tmp_path)


@pytest.mark.parametrize(("register", "said", "title"), [
    ("usted", "¿Qué necesita, Ana?", "Dígame más"), ("vos", "¿Qué necesitás, Ana?", "Decime más"),
    ("tu", "¿Qué necesitas, Ana?", "Dime más"), (None, "¿Qué necesitas, Ana?", "Dime más"),
])
def test_text_and_buttons_are_of_one_register(texts: Texts, register: str | None, said: str, title: str) -> None:
    assert texts.fill("utter_x", register=register, name=", Ana") == said
    assert texts.titles("utter_x", register) == [title]


@pytest.mark.parametrize(("channel", "said"), [("phone", "¿Sí, Ana?"), ("whatsapp", "¿Qué necesitás, Ana?")])
def test_a_caller_hears_the_wording_for_the_telephone(texts: Texts, channel: str, said: str) -> None:
    assert texts.fill("utter_x", register="vos", on=channel, name=", Ana") == said


def test_a_text_without_variants_is_for_everybody(texts: Texts) -> None:
    assert texts.fill("utter_plain", register="vos") == "Listo."
