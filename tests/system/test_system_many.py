"""Many people at once, and what a person finds again after the server ended."""
from __future__ import annotations

import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor

from tests import questions as ask
from tests.running import Assistant
from tests.talking import Talk, missing

PEOPLE = 20
COLORS = ("negro", "azul", "gris", "blanco", "rojo")
TOWNS = ("Rosario", "Córdoba", "Salta", "Mendoza")


def test_twenty_people_at_once_each_get_their_own_answer(assistant: Assistant) -> None:
    def visit(number: int) -> list[str]:
        person = Talk(assistant.address)
        town, color, amount = TOWNS[number % 4], COLORS[number % 5], 60 + number
        person.send(f"quiero comprar una remera {color}, talle M")
        said = person.write(f"hasta {amount} mil pesos, para el 14 de diciembre, en {town}")
        person.close()
        return missing(said, f"color {color}", f"$ {amount}.000", "lunes 14 de diciembre", f"en {town}")

    with ThreadPoolExecutor(PEOPLE) as people:
        assert list(people.map(visit, range(PEOPLE))) == [[]] * PEOPLE


def test_one_persons_messages_sent_at_once_are_each_answered(assistant: Assistant, talk: Talk) -> None:
    texts = ["¿cuánto sale la Manta Panal?", "¿cuánto sale la Taza Ronda?", "¿cuánto sale el Jean Puente?"]
    with ThreadPoolExecutor(len(texts)) as at_once:
        answers = [body["response"] for body in at_once.map(talk.send, texts)]
    prices = ("64.000", "12.900", "79.000")
    assert [price for said, price in zip(answers, prices, strict=True) if price not in said] == []


def test_a_form_is_continued_after_the_server_was_killed(assistant: Assistant, talk: Talk) -> None:
    assert re.search(ask.BUDGET, talk.write("quiero comprar una campera negra talle M"))
    os.kill(assistant.process_running("run --enable-api"), signal.SIGKILL)
    try:
        assistant.wait_until_gone()  # honcho ends the rest
    finally:
        assistant.start()  # the next tests need one too
    assert re.search(ask.NEEDED_BY, talk.write("hasta 150 mil pesos, como te decía"))
    assert missing(talk.write("no tengo apuro, la verdad"), "campera", "color negro", "talla M", "150.000") == []
