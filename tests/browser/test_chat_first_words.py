"""The first words on the page: greetings by mood, what the assistant can do, what it does not understand."""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.browser.chat import Chat
from tests.talking import missing


@pytest.mark.parametrize(("says", "greeting"), [
    ("hola buenas, acá escribiendo desde Colombia", "¡Hola! Buenos días."), ("buenas tardes señores", "Buenas tardes."),
    ("hey qué más pues", "¡Hola!"),
])
def test_a_greeting_is_returned_in_its_own_tone_and_asks_what_is_needed(chat: Chat, says: str, greeting: str) -> None:
    said = chat.write(says)
    assert said.startswith(greeting)
    assert "asistente virtual de Ceibo" in said
    assert re.search(ask.NEED, said)
    assert len(chat.buttons) == 4


def test_who_comes_upset_is_met_with_understanding(chat: Chat) -> None:
    said = chat.write("hola, estoy muy molesto con ustedes")
    assert re.search("[Ll]amento|[Ss]iento|[Ee]ntiendo", said)
    assert not re.search("Qué gusto|¡Hola", said)


@pytest.mark.parametrize(("button", "answer"), [
    (0, ask.PRODUCT), (1, "¿Qué es lo que no funciona"), (2, ask.PRODUCT), (3, "con tus palabras"),
])
def test_each_button_of_the_greeting_leads_to_its_flow(chat: Chat, button: int, answer: str) -> None:
    chat.write("hola, recién llego")
    assert re.search(answer, chat.press(re.escape(chat.buttons[button])))


def test_a_flow_begun_by_button_can_be_left(chat: Chat) -> None:
    chat.write("hola, recién llego")
    assert re.search(ask.PRODUCT, chat.press(re.escape(chat.buttons[2])))
    assert re.search(ask.DROPPED, chat.write("mejor cancelemos todo"))


def test_what_is_not_understood_is_asked_again_then_offered_then_handed_to_a_person(chat: Chat) -> None:
    assert re.search(ask.REPHRASE, chat.write("azulejo tranvía mandarina"))
    assert "¿Es algo de esto?" in chat.write("cucurucho espantapájaros ventisca")
    assert len(chat.buttons) == 4
    said = chat.write("dgfhjk lñkj")
    assert missing(said, "equipo", "martes", "09:00") == []


def test_an_offered_meaning_or_none_of_them_can_be_pressed(chat: Chat) -> None:
    chat.write("azulejo tranvía mandarina")
    chat.write("cucurucho espantapájaros ventisca")
    assert re.search(r"persona del equipo|con tus palabras", chat.press("Ninguna de estas"))


def test_after_a_misunderstanding_the_conversation_goes_on(chat: Chat) -> None:
    chat.write("azulejo tranvía mandarina")
    assert "$ 64.000" in chat.write("¿cuánto sale la Manta Panal?")
    assert re.search(ask.REPHRASE, chat.write("cucurucho espantapájaros ventisca"))  # counted anew: no buttons yet
    assert chat.buttons == []


@pytest.mark.parametrize(("says", "answer"), [
    ("!!! ... ???", "sin texto"), ("🙂🙂🙂", "."), ("Do you have running shoes please?", "solo entiendo español"),
])
def test_what_cannot_be_read_gets_an_answer(chat: Chat, says: str, answer: str) -> None:
    assert re.search(answer, chat.write(says))


def test_the_last_answer_can_be_repeated(chat: Chat) -> None:
    said = chat.write("¿cuánto sale la Manta Panal?")
    assert chat.write("¿me repites lo último, porfa?") == said
