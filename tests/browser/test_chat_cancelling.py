"""Giving up in the middle: at every question, in other words, and what is left of it afterwards."""
from __future__ import annotations

import re

import pytest

from tests.browser import questions as ask
from tests.browser.chat import Chat, defect

UNTIL = {
    "product": ("quiero hacer una compra", ask.PRODUCT),
    "preferences": ("quiero comprar una campera", ask.PREFERENCES),
    "size": ("quiero comprar una campera negra", ask.SIZE),
    "budget": ("quiero comprar una campera negra talle M", ask.BUDGET),
    "needed_by": ("quiero comprar una campera negra talle M, hasta 150 mil pesos", ask.NEEDED_BY),
    "city": ("quiero comprar una campera negra talle M, hasta 150 mil pesos, para el 4 de diciembre", ask.CITY),
    "summary": ("quiero comprar una campera negra talle M, hasta 150 mil pesos, para el 4 de diciembre en Salta",
                ask.CONFIRM),
}


@pytest.mark.parametrize("question", UNTIL)
@pytest.mark.parametrize("says", ["no gracias, cancela la búsqueda", "dejá, no sigas preguntando"])
def test_the_search_can_be_dropped_at_every_question(chat: Chat, question: str, says: str) -> None:
    until, asked = UNTIL[question]
    assert re.search(asked, chat.write(until))
    said = chat.write(says)
    assert re.search(ask.DROPPED, said)
    assert not re.search(asked, said)


@pytest.mark.parametrize("says", [
    "olvida lo que te pedí, ya no lo quiero", "quiero salir de aquí", "no quiero contestar más preguntas",
    pytest.param("ya no quiero nada", marks=defect("it asks for more detail instead, then lets only the question go")),
    pytest.param("paso, mejor lo dejo por ahora", marks=defect("it goes on asking; from «por ahora» it takes today as the day")),
])
def test_it_can_be_dropped_in_other_words(chat: Chat, says: str) -> None:
    chat.write("quiero comprar una campera negra talle M")
    assert re.search(ask.DROPPED, chat.write(says))


def test_after_dropping_it_nothing_of_it_is_left(chat: Chat) -> None:
    chat.write("quiero comprar una campera negra talle M, hasta 150 mil pesos")
    chat.write("no gracias, cancela la búsqueda")
    assert re.search(ask.PREFERENCES, chat.write("quiero comprar un buzo"))
    assert re.search(ask.SIZE, chat.press(ask.NO_MATTER))
    assert re.search(ask.BUDGET, chat.write("L"))


@pytest.mark.parametrize(("says", "answer"), [
    ("pásame con una persona de verdad", r"\+54 342 455-0100"),
    ("me voy, hasta luego", "pronto|vaya muy bien|[Hh]asta luego"),
    ("ahora no puedo hablar, estoy manejando", "seguimos"),
    ("escríbeme la próxima semana", "[Tt]odavía no puedo escribirte"),
    ("no me manden más publicidad", "Entendido"),
    ("esto es una vergüenza, me mandaron cualquier cosa", "hola@ceibo.example"),
])
def test_leaving_for_another_matter_ends_the_questions(chat: Chat, says: str, answer: str) -> None:
    chat.write("quiero comprar una campera negra talle M")
    said = chat.write(says)
    assert re.search(answer, said)
    assert not re.search(ask.BUDGET, said)


def test_who_left_for_a_moment_can_take_it_up_again(chat: Chat) -> None:
    chat.write("quiero comprar una campera negra talle M")
    chat.write("ahora no puedo hablar, estoy manejando")
    said = chat.write("ya estoy, quiero comprar la campera")
    assert re.search(ask.BUDGET, said)  # colour and size are still known


@pytest.mark.parametrize("says", ["mejor cancelemos todo", "no importa, olvida eso"])
def test_cancelling_with_nothing_open_is_answered_calmly(chat: Chat, says: str) -> None:
    assert re.search(ask.LEFT, chat.write(says))
