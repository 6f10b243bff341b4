"""The service flows and small talk: each says truthfully what it can do, whom to ask, and lets go again."""
from __future__ import annotations

import re

import pytest

from tests.browser import questions as ask
from tests.browser.chat import Chat, defect, missing

PHONE, WHATSAPP, EMAIL = "+54 342 455-0100", "+54 9 342 455-0101", "hola@ceibo.example"
BACK = "martes 24 de noviembre a las 09:00"
"""When people are back: the assistant's clock stands on a holiday."""

SERVICES = {
    "order status": ("¿dónde anda mi paquete? el pedido es el CE-10442", [PHONE, EMAIL, BACK, "seguimiento"]),
    "cancel an order": ("necesito anular la compra que hice ayer", [PHONE, EMAIL, BACK]),
    "exchange": ("me quedó chica la remera, ¿la puedo cambiar?", [PHONE, EMAIL, BACK]),
    "support": ("la lámpara que compré no prende", [PHONE, EMAIL, BACK]),
    "complaint": ("esto es una vergüenza, me mandaron cualquier cosa", [PHONE, EMAIL, BACK]),
    "appointment": ("quisiera agendar una reunión con un asesor", [PHONE, WHATSAPP, BACK]),
    "move an appointment": ("tengo que mover la cita del jueves", [PHONE, WHATSAPP, BACK]),
    "appointment booked": ("ya tengo turno para el lunes", ["ya tienes tu cita"]),
    "quote": ("necesito presupuesto para 40 remeras con logo para mi empresa", ["cotizaciones", EMAIL, PHONE]),
    "a person": ("pásame con una persona de verdad", [PHONE, WHATSAPP, EMAIL, BACK]),
    "busy": ("ahora no puedo hablar, estoy manejando", ["seguimos donde"]),
    "later": ("escríbeme la próxima semana", ["odavía no puedo escribirte"]),
    "a call": ("¿me pueden llamar por teléfono?", [PHONE, BACK]),
    "no more messages": ("no me manden más publicidad", ["Entendido", EMAIL]),
    "messages again": ("quiero que me avisen de las novedades", ["promociones"]),
}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_it_can_do_and_whom_to_ask(chat: Chat, service: str) -> None:
    says, facts = SERVICES[service]
    assert missing(chat.write(says), *facts) == []


@pytest.mark.parametrize(("service", "then", "answer"), [
    ("order status", "¿y cuánto sale mandar algo a Rosario?", "$ 4.500"),
    ("exchange", "¿a qué hora atienden?", "09:00"),
    ("complaint", "pásame con una persona de verdad", WHATSAPP),
    ("quote", "¿cuánto cuesta cada Remera Cardenal?", "$ 27.900"),
    ("appointment", "no, mejor olvídalo", "lo dejamos"),
    ("support", "quiero comprar una lámpara", "en mente|gustaría"),
    ("no more messages", "¿qué rebajas tienen esta semana?", "Mes del descanso"),
    ("a person", "mejor sigo acá: ¿tienen la Taza Ronda?", "Taza Ronda"),
])
def test_another_matter_can_follow_at_once(chat: Chat, service: str, then: str, answer: str) -> None:
    chat.write(SERVICES[service][0])
    assert re.search(re.escape(answer).replace(r"\|", "|"), chat.write(then))


@pytest.mark.parametrize("service", ["order status", "support", "appointment", "quote", "a call"])
def test_a_service_can_be_left(chat: Chat, service: str) -> None:
    chat.write(SERVICES[service][0])
    assert re.search("pronto|luego|vaya muy bien|Gracias por", chat.write("me voy, hasta luego"))


@pytest.mark.parametrize(("service", "never"), [
    pytest.param("exchange", "[Aa] máquina en frío|encoger", marks=defect("an exchange is answered with how to wash cotton")),
    pytest.param("support", "30 días", marks=defect("a lamp that does not light is answered with the days for an exchange")),
])
def test_no_answer_to_another_question_is_mixed_in(chat: Chat, service: str, never: str) -> None:
    assert not re.search(never, chat.write(SERVICES[service][0]))


def test_anger_is_answered_before_the_matter_and_once(chat: Chat) -> None:
    said = chat.write(SERVICES["complaint"][0])
    assert re.search("^(Entiendo|Lamento)", said)
    assert not re.search("^(Entiendo que|Lamento el)", chat.write("son unos irresponsables, esto es indignante"))


@pytest.mark.parametrize(("says", "answer"), [
    ("¿eres un robot?", "asistente virtual"), ("¿esto lo contesta una máquina?", "asistente virtual"),
    ("cuéntame un chiste", "tienda|ropa|casa"), ("jaja qué risa", "tienda|ropa|casa"),
    ("¿me haces la tarea de matemáticas?", "no puedo ayudarte|De eso no sé"),
    ("mil gracias, me ayudaste mucho", "gusto|De nada|Gracias a ti"), ("te felicito, atienden muy bien", "racias"),
    pytest.param("¿cómo estás hoy?", "tienda|ropa|casa|bien", marks=defect("taken for «repítelo»")),
    pytest.param("¿quién ganó el partido?", "no puedo ayudarte|De eso no sé", marks=defect("answered as if asked for a robot")),
])
def test_small_talk_is_short_and_true(chat: Chat, says: str, answer: str) -> None:
    said = chat.write(says)
    assert re.search(answer, said)
    assert len(said) < 250


def test_small_talk_in_the_middle_does_not_lose_the_question(chat: Chat) -> None:
    assert re.search(ask.BUDGET, chat.write("quiero comprar una campera negra talle M"))
    assert re.search(ask.BUDGET, chat.write("jaja qué risa"))
    assert re.search(ask.NEEDED_BY, chat.write("150 mil como máximo"))
