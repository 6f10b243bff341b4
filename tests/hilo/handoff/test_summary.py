"""What a person of the team reads before the first word."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from handed_over import TUESDAY, minutes

from hilo.handoff import desk, messages
from hilo.memory import commitments, facts, questions, timeline
from hilo.memory.database import writing
from hilo.memory.tables import Contact, Conversation
from hilo.turns.summarise import write_summaries

Make = Callable[..., Any]


def knows(person: Any, name: str, value: Any, confidence: float = 1.0, quote: str = "…") -> None:
    with writing() as session:
        facts.learn(session, person.id, [person.id], facts.Told(name, value, quote, confidence, "turn", "x", TUESDAY))


def says(person: Any, action: str, number: int) -> None:
    with writing() as session:
        timeline.append(session, person.id, person.conversation, timeline.Entry(
            "hilo", f"in-{number}", 0, minutes(-number), "out", "bot", person.channel, "…", person.address,
            action=action))


def test_somebody_of_whom_nothing_is_known(waiting: Make) -> None:
    ana = waiting()
    found = desk.sheet(ana.id, minutes(1)).summary
    assert found.who == "Visitante del chat web, primera vez que escribe"
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
    ana.writes("me tienen harta, ¡es urgente!", minutes(1), "price_inquiry")
    for number, action in enumerate(("action_clarify", "information_gathering_form", "action_recommend",
                                     "action_clarify", "action_goodbye")):
        says(ana, action, number)
    found = desk.sheet(ana.id, minutes(2)).summary
    assert found.who == "Ana Ríos, sin compras registradas, contacto desde el martes 24 de noviembre"
    assert found.wants.replace("\xa0", " ") == ("Quería: saber un precio. Busca: zapatilla, hasta $ 90.000. "
                                                "Lo último que dijo: «me tienen harta, ¡es urgente!».")
    assert found.tried == "El asistente preguntó por lo que busca, recomendó productos y no entendió (2)."
    assert found.promised == ("La persona: mando el comprobante, vencido desde el lunes 23 de noviembre",
                              "La empresa: enviar la cotización, para el miércoles 25 de noviembre a las 16:00")
    assert found.mood == "Enojo, con urgencia"
    assert found.next_step == "Contestar: «¿llega antes del sábado?»."


@pytest.mark.parametrize(("action", "text", "tried"), [
    ("action_product_info", "¿De qué color la buscás?", "El asistente preguntó lo que faltaba saber."),
    ("action_product_info", "¡Claro! ¿De qué talle?", "El asistente preguntó lo que faltaba saber."),
    ("action_ask_quote_step", "En remeras hay:\n• Remera Ribera: $ 34.900\n¿Cuál cotizo?",
     "El asistente preguntó lo que faltaba saber."),
    ("action_product_info", "La Remera Ribera cuesta $ 34.900. ¿De qué talle?", "El asistente dio información."),
    ("action_recommend", "¿Te sirve esta?", "El asistente recomendó productos."),
    ("action_product_info", "Sí, hay.", "El asistente dio información.")])
def test_who_only_asked_gave_no_information(waiting: Make, action: str, text: str, tried: str) -> None:
    ana = waiting()
    with writing() as session:
        timeline.append(session, ana.id, ana.conversation, timeline.Entry(
            "hilo", "in-1", 0, minutes(-1), "out", "bot", ana.channel, text, ana.address, action=action))
    assert desk.sheet(ana.id, minutes(1)).summary.tried == tried


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


BROKEN = "hola, compré una campera la semana pasada y me llegó rota, es una vergüenza"


def test_who_complains_of_something_broken_does_not_look_for_it(waiting: Make) -> None:
    ana = waiting(text=BROKEN)
    ana.writes("quiero que me devuelvan la plata", minutes(1), "complaint")
    ana.writes("soy Ana, ¿hay alguien ahí?", minutes(2), "complaint")
    knows(ana, "product", "campera", quote="campera")
    found = desk.sheet(ana.id, minutes(3)).summary
    assert found.wants == f"Problema: algo dañado o que falla (campera). Lo contó así: «{BROKEN}»."
    assert found.next_step == "Responder su mensaje: «soy Ana, ¿hay alguien ahí?»."


def test_who_looked_for_something_last_month_and_complains_today_does_not_look_for_it_today(waiting: Make) -> None:
    ana = waiting()
    knows(ana, "product", "zapatilla", quote="zapatillas")
    ana.writes("me cobraron mal y nadie contesta, quiero una respuesta ya", minutes(1), "complaint")
    assert "Busca" not in desk.sheet(ana.id, minutes(2)).summary.wants


def test_who_complains_and_also_buys_has_both(waiting: Make) -> None:
    ana = waiting(text=BROKEN)
    ana.writes("además busco unas zapatillas para mi hijo", minutes(1), "product_inquiry")
    knows(ana, "product", "zapatilla", quote="zapatillas")
    wants = desk.sheet(ana.id, minutes(2)).summary.wants
    assert wants.startswith("Problema: algo dañado o que falla. Lo contó así:")
    assert "Quería: ver productos. Busca: zapatilla." in wants


@pytest.mark.parametrize(("text", "intent"), [
    ("busco una campera que no se rompa", "product_inquiry"),
    ("¿cuánto demora el envío a Rosario?", "shipping_inquiry"),
    ("quiero dos camperas, la otra me quedó chica", "purchase")])
def test_who_buys_has_no_problem(waiting: Make, text: str, intent: str) -> None:
    ana = waiting()
    knows(ana, "product", "campera", quote="campera")
    ana.writes(text, minutes(1), intent)
    wants = desk.sheet(ana.id, minutes(2)).summary.wants
    assert "Problema" not in wants
    assert "Busca: campera." in wants


@pytest.mark.parametrize(("channel", "address", "who"), [
    ("whatsapp", "whatsapp:+5493425551234", "+54 9 342 555-1234"), ("phone", "+525512345678", "+52 55 1234 5678"),
    ("webchat", "s" * 24, "Visitante del chat web"), ("conversation", "ana", "Sin nombre")])
def test_who_has_not_said_a_name_is_called_by_number_or_channel(waiting: Make, channel: str, address: str,
                                                                who: str) -> None:
    ana = waiting(channel, address)
    assert desk.sheet(ana.id, minutes(1)).summary.who.startswith(f"{who}, ")
    assert [line.unnamed for line in desk.board().waiting] == [who]


def test_a_message_is_quoted_once_and_a_promise_says_which_message_it_is_about(waiting: Make) -> None:
    ana = waiting(text="¿tienen cuotas sin interés?")
    with writing() as session:
        messages.leave(session, ana.id, "answer", "¿tienen cuotas sin interés?", "asked", minutes(600), "in", TUESDAY)
    found = desk.sheet(ana.id, minutes(1)).summary
    assert "cuotas" not in found.wants
    assert found.next_step == "Responder su mensaje: «¿tienen cuotas sin interés?»."
    assert found.promised == ("La empresa: responder el mensaje «¿tienen cuotas sin interés?», para el martes 24 de "
                              "noviembre a las 20:00",)


def test_a_second_message_left_for_people_does_not_take_the_place_of_the_first(waiting: Make) -> None:
    ana = waiting()
    for text in ("¿tienen cuotas?", "¿abren el sábado?", "¿tienen cuotas?"):
        with writing() as session:
            messages.leave(session, ana.id, "answer", text, "asked", None, "in", TUESDAY)
    assert [line.last for line in desk.board().left] == []
    [action] = desk.sheet(ana.id, minutes(1)).actions
    assert action.data["text"] == "¿tienen cuotas?\n¿abren el sábado?"


@pytest.mark.parametrize(("intent", "said"), [("complaint", "Era por: campera."),
                                              ("product_inquiry", "Busca: campera.")])
def test_what_is_kept_of_a_conversation_that_ended_with_a_complaint_is_no_search(waiting: Make, intent: str,
                                                                                 said: str) -> None:
    ana = waiting()
    ana.writes("la campera", minutes(1), intent)
    knows(ana, "product", "campera", quote="campera")
    desk.close(ana.id, "Lucía", "", minutes(2))
    with writing() as session:
        write_summaries(session, minutes(3))
    [talk] = ana.rows(Conversation)
    assert said in talk.summary


def test_who_complains_and_looks_for_nothing_wanted_to_see_no_products(waiting: Make) -> None:
    ana = waiting(text=BROKEN)
    ana.writes("ya les mandé la foto, qué más quieren ver", minutes(1), "product_inquiry")
    assert "ver productos" not in desk.sheet(ana.id, minutes(2)).summary.wants
