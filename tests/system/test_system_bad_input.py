"""Whatever is sent: a sensible answer in Spanish, status 200, and no error inside."""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.system.conftest import is_clean
from tests.talking import Talk

NOT_READ = "sin texto|solo entiendo español|muy largo|otras palabras|otra manera|más de detalle"

ODD = {
    "empty": "", "blanks": "   \n\t ", "punctuation": "!!! ... ???", "one dot": ".", "emoji": "🙂",
    "many emoji": "🎉" * 50, "emoji with joiners": "👨‍👩‍👧‍👦🇦🇷",
    "ten thousand characters": "quiero zapatillas " * 555, "one long word": "x" * 10_000,
    "only figures": "4815162342", "html": "<script>alert(1)</script>", "sql": "'; DROP TABLE events; --",
    "template": "{name} {{7*7}} ${HOME} %s", "json": '{"intent": "greet"}', "command": "/restart",
    "command with slots": '/greet{"city": "x"}', "session start": "/session_start",
    "controls": "hola\x00\x01\x1b[31m\x7f quiero\x08 ver",
    "right to left": "\u202eهولا مرحبا كيف الحال\u202c", "hebrew": "שלום, יש לכם נעליים?", "chinese": "你们有运动鞋吗",
    "cyrillic": "у вас есть кроссовки", "half a surrogate": "hola \\ud800", "zero width": "h\u200bo\u200bl\u200ba",
    "combining marks": "ho\u0301\u0301\u0301la\u0336\u0336", "shouting": "QUIERO HABLAR CON ALGUIEN YA!!!!!!",
    "no blanks": "holaquierocomprarzapatillasnegras", "line breaks": "hola\n\n\nquiero\n\ncomprar\nuna taza",
    "tabs": "hola\tche", "url": "https://example.com/a?b=c&d=e#f", "mail": "juan.perez@correo.example",
    "phone": "+54 9 342 512-3456", "card number": "4111 1111 1111 1111", "full width": "ｈｏｌａ　ｑｕｅ　ｔａｌ",
    "question marks only": "¿¿¿???", "a list": "- uno\n- dos\n- tres",
    "quotes": "«hola» “hola” 'hola' \"hola\"", "backslashes": "\\n\\t\\u0000 \\\\",
}


@pytest.mark.usefixtures("quiet_log")
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_message_gets_a_sensible_answer(talk: Talk, odd: str) -> None:
    body = talk.send(ODD[odd])
    assert is_clean(body)
    assert re.search(ask.GOODBYE, body["response"]) is None


@pytest.mark.usefixtures("quiet_log")
@pytest.mark.parametrize("odd", [
    "empty", "punctuation", "emoji", "ten thousand characters", "html", "template", "controls", "right to left",
    "line breaks", "url",
])
def test_an_odd_message_in_the_middle_of_the_questions_loses_nothing(talk: Talk, odd: str) -> None:
    talk.send("quiero comprar una campera negra talle M")
    assert is_clean(talk.send(ODD[odd]))
    said = talk.send("la campera que decía, hasta 150 mil pesos")["response"]
    assert re.search(f"{ask.NEEDED_BY}|{ask.CONFIRM}|{ask.CITY}", said)


@pytest.mark.parametrize("odd", ["empty", "blanks", "punctuation", "one dot", "question marks only"])
def test_a_message_without_words_is_asked_for_words(talk: Talk, odd: str) -> None:
    assert "sin texto" in talk.send(ODD[odd])["response"]


@pytest.mark.parametrize("says", [
    "Do you have running shoes please?", "What is the price of the blanket?", "Can I talk to somebody about my order?",
    "Haben Sie auch Schuhe in Größe 42?", "Ich möchte bitte eine Lampe kaufen", "Bonjour, vous avez des chaussures ?",
    "Quanto custa o frete para São Paulo?", "Eu quero comprar uma jaqueta, você tem?", "у вас есть кроссовки",
])
def test_other_languages_are_answered_in_spanish(talk: Talk, says: str) -> None:
    body = talk.send(says)
    assert is_clean(body)
    assert re.search(r"solo entiendo español|[¿áéíóúñ]", body["response"])


@pytest.mark.parametrize(("says", "never"), [
    ("Do you have running shoes please?", "Entendido, gracias por decírmelo"),
    ("What is the price of the blanket?", "Entendido, gracias por decírmelo"),
    ("Haben Sie auch Schuhe in Größe 42?", "Entendido, gracias por decírmelo"),
])
def test_another_language_is_not_mistaken_for_a_refusal(talk: Talk, says: str, never: str) -> None:
    assert never not in talk.send(says)["response"]


def test_a_message_too_long_is_asked_to_be_shortened(talk: Talk) -> None:
    assert re.search(NOT_READ, talk.send("palabras que no dicen nada " * 370)["response"])


@pytest.mark.parametrize("command", ["/restart", "/session_start", "/back", '/inform{"budget": 1}'])
def test_a_command_of_rasa_does_nothing(talk: Talk, command: str) -> None:
    talk.send("quiero comprar una campera negra talle M")
    talk.send(command)
    said = talk.send("hasta 150 mil pesos, sin apuro, como te decía")["response"]
    assert re.search(f"{ask.NEEDED_BY}|{ask.CONFIRM}", said)
