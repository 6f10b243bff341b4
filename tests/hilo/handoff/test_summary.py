"""What a person of the team reads before the first word."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from handed_over import TUESDAY, minutes

from hilo.handoff import desk
from hilo.memory import commitments, facts, questions, timeline
from hilo.memory.database import writing
from hilo.memory.tables import Contact

Make = Callable[..., Any]


def knows(person: Any, name: str, value: Any, confidence: float = 1.0) -> None:
    with writing() as session:
        facts.learn(session, person.id, [person.id], facts.Told(name, value, "…", confidence, "turn", "x", TUESDAY))


def says(person: Any, action: str, number: int) -> None:
    with writing() as session:
        timeline.append(session, person.id, person.conversation, timeline.Entry(
            "hilo", f"in-{number}", 0, minutes(-number), "out", "bot", person.channel, "…", person.address,
            action=action))


def test_somebody_of_whom_nothing_is_known(waiting: Make) -> None:
    ana = waiting()
    found = desk.sheet(ana.id, minutes(1)).summary
    assert found.who == "Sin nombre, primera vez que escribe"
    assert found.reason == "Pidió hablar con una persona."
    assert found.wants == "Lo último que dijo: «quiero hablar con una persona»."
    assert (found.tried, found.promised, found.mood) == ("Nada todavía.", (), "En calma")
    assert found.next_step == "Saludar y preguntar en qué ayudar."


def test_the_whole_story(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        contact = session.get(Contact, ana.id)
        contact.name, contact.stage = "Ana Ríos", "interested"
        commitments.make(session, ana.id, commitments.Promise("business", "send_quote", "enviar la cotización", "",
                                                              "turn", "x", TUESDAY, TUESDAY + timedelta(hours=30)))
        commitments.make(session, ana.id, commitments.Promise("customer", "pay", "mando el comprobante", "", "turn",
                                                              "x", TUESDAY, TUESDAY - timedelta(hours=20)))
        questions.ask(session, ana.id, "¿llega antes del sábado?", "turn", "x", TUESDAY)
    knows(ana, "product", "zapatilla")
    knows(ana, "budget", {"amount": None, "min": None, "max": 90000, "currency": "ARS"})
    knows(ana, "city", "Rosario", 0.5)
    ana.writes("me tienen harta, ¡es urgente!", minutes(1), "complaint")
    for number, action in enumerate(("action_clarify", "information_gathering_form", "action_recommend",
                                     "action_clarify", "action_goodbye")):
        says(ana, action, number)
    found = desk.sheet(ana.id, minutes(2)).summary
    assert found.who == "Ana Ríos, sin compras registradas, contacto desde el martes 24 de noviembre"
    assert found.wants.replace("\xa0", " ") == ("Quería: contar un problema o una queja. Busca: zapatilla, hasta "
                                                "$ 90.000. Lo último que dijo: «me tienen harta, ¡es urgente!».")
    assert found.tried == "El asistente preguntó por lo que busca, recomendó productos y no entendió (2)."
    assert found.promised == ("La persona: mando el comprobante, vencido desde el lunes 23 de noviembre",
                              "La empresa: enviar la cotización, para el miércoles 25 de noviembre a las 16:00")
    assert found.mood == "Enojo, con urgencia"
    assert found.next_step == "Contestar: «¿llega antes del sábado?»."


def test_who_was_furious_and_then_only_says_hello_is_not_calm(waiting: Make) -> None:
    ana = waiting(text="es una vergüenza, son unos mentirosos")
    for number, text in enumerate(("hola?", "estás?", "bueno", "gracias", "y la plata?", "sigo acá"), 1):
        ana.writes(text, minutes(number))
    assert desk.sheet(ana.id, minutes(7)).summary.mood == "Enojo"
    assert [line.mood for line in desk.board().waiting] == ["anger"]


def test_the_anger_of_a_conversation_that_is_over_is_not_todays(waiting: Make) -> None:
    ana = waiting(text="es una vergüenza, son unos mentirosos")
    desk.close(ana.id, "Lucía", "", minutes(2))
    ana.writes("hola, quería ver zapatillas", minutes(3000))
    assert desk.sheet(ana.id, minutes(3001)).summary.mood == "En calma"


def test_a_name_that_only_the_profile_shows_is_shown_as_such(waiting: Make) -> None:
    ana = waiting()
    knows(ana, "person_name", "Marce", 0.5)
    assert desk.sheet(ana.id, minutes(1)).summary.who == "Marce (nombre por confirmar), primera vez que escribe"
    assert [line.name for line in desk.board().waiting] == ["Marce"]


def test_what_was_promised_for_a_day_is_told_without_an_hour(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        commitments.make(session, ana.id, commitments.Promise(
            "business", "refund", "devolver el dinero", "", "agent", "x", TUESDAY, TUESDAY, minutes(14 * 60)))
    assert desk.sheet(ana.id, minutes(1)).summary.promised == (
        "La empresa: devolver el dinero, para el martes 24 de noviembre",)


@pytest.mark.parametrize(("reason", "text", "said"), [
    ("misunderstood", "asdf", "El asistente no entendió lo que quería."), ("upset", "¡ya!", "Hay enojo y urgencia."),
    ("reserved", "me cobraron dos veces el pedido",
     "Es un asunto que solo ve una persona (cobros que la persona no reconoce o que se hicieron dos veces)."),
    ("failure", "hola", "El asistente falló y no pudo responder.")])
def test_why_it_was_handed_over(waiting: Make, reason: str, text: str, said: str) -> None:
    assert desk.sheet(waiting(text=text, reason=reason).id, minutes(1)).summary.reason == said


def test_a_long_message_is_cut_and_nothing_is_read_as_a_place_in_a_text(waiting: Make) -> None:
    ana = waiting(text="{name} " + "x" * 3000)
    wants = desk.sheet(ana.id, minutes(1)).summary.wants
    assert len(wants) < 220
    assert "{name}" in wants
