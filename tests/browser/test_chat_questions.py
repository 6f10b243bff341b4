"""Questions about goods and shop on the page, service flows and small talk: the facts, what follows, leaving."""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.browser.chat import Chat
from tests.talking import missing


@pytest.mark.parametrize(("says", "facts"), [
    pytest.param("¿cómo es la Zapatilla Quebracho?", ["Quebracho – $ 178.000", "impermeable", "420 g"], id="item"),
    pytest.param("¿cuánto cuesta el Buzo Algarrobo?", ["$ 51.200", "Fuera de temporada", "$ 64.000"], id="lowered"),
    pytest.param("¿cuánto valen las sábanas?", ["$ 39.100", "$ 132.600", "Sábana Siesta"], id="price of a kind"),
    pytest.param("¿queda el Vestido Madreselva rojo en S?", ["Vestido Madreselva", "rojo (S)"], id="in stock"),
    pytest.param("¿qué rebajas tienen esta semana?", ["Mes del descanso", "30 de noviembre", "viernes 27 de noviembre"],
                 id="promotions"),
    pytest.param("¿cuánto demora un envío a Córdoba?", ["$ 6.900", "4 días hábiles", "$ 120.000"], id="shipping"),
    pytest.param("¿se puede abonar en cuotas?", ["sin interés", "$ 90.000"], id="payment"),
    pytest.param("¿los sábados están abiertos?", ["El sábado", "Santa Fe", "09:00 a 13:00"], id="hours of a day"),
    pytest.param("¿en qué horario atienden?", ["San Martín 2480", "Sábado: 09:00 a 13:00", "Sarmiento 845",
                                               "lunes 23 de noviembre (Día de la Soberanía Nacional)"], id="hours"),
])
def test_a_question_is_answered_with_the_facts_and_another_can_follow(chat: Chat, says: str, facts: list[str]) -> None:
    assert missing(chat.write(says), *facts) == []
    assert "$ 64.000" in chat.write("¿y cuánto sale la Manta Panal?")


def test_the_thing_and_the_town_talked_about_are_remembered(chat: Chat) -> None:
    chat.write("¿cómo es la Zapatilla Quebracho?")
    assert "Zapatilla Quebracho cuesta $ 178.000" in chat.write("¿y cuánto vale?")
    assert missing(chat.write("¿la tienen en negro, número 42?"), "Zapatilla Quebracho", "negro (42)") == []
    assert "US$ 32" in chat.write("¿cuánto se demora una entrega en Medellín?")
    assert "PayPal" in chat.write("¿y cómo se paga?")


def test_a_correction_of_the_thing_is_followed(chat: Chat) -> None:
    chat.write("¿cuánto sale la Manta Panal?")
    assert "$ 30.400" in chat.write("no, quise decir la Manta Fogón, ¿cuánto sale?")


def test_a_kind_of_thing_is_shown_in_a_line_and_leads_to_the_questions_which_can_be_left(chat: Chat) -> None:
    said = chat.write("¿qué pantalones tienen para mostrarme?")
    assert missing(said, "pantalones", "$ 43.200", "$ 94.000", "Pantalón Camino") == []
    assert re.search(ask.PREFERENCES, said)
    assert re.search(ask.DROPPED, chat.write("mejor cancelemos todo"))


def test_what_the_shop_does_not_have_is_said(chat: Chat) -> None:
    said = chat.write("¿cuánto cuesta una heladera?")
    assert re.search(ask.NOT_SOLD, said)
    assert missing(said, "ropa", "calzado") == []


def test_no_answer_has_a_gap_where_nothing_was_filled_in(chat: Chat) -> None:
    assert not re.search(r"  | [:,.]|\{", chat.write("¿hay zapatillas?"))


@pytest.mark.parametrize(("says", "facts"), [
    pytest.param("¿dónde anda mi paquete? el pedido es el CE-10442", ["teléfono o correo", "CE-10442"], id="order"),
    pytest.param("necesito anular la compra que hice ayer", ["número de pedido"], id="cancel an order"),
    pytest.param("me quedó chica la remera, ¿la puedo cambiar?", ["número de pedido"], id="exchange"),
    pytest.param("la lámpara que compré no prende", ["Suele arreglarse"], id="support"),
    pytest.param("esto es una vergüenza, me mandaron cualquier cosa", ["número de pedido"],
                 id="complaint"),
    pytest.param("quisiera agendar una reunión con un asesor", ["¿Dónde te queda mejor?"], id="appointment"),
    pytest.param("necesito presupuesto para 40 remeras con logo para mi empresa",
                 ["bordado con logo", "Remera Cardenal"], id="quote"),
    pytest.param("escríbeme la próxima semana", ["no puedo escribirte yo primero"], id="later"),
    pytest.param("¿me pueden llamar por teléfono?", ["número"], id="a call"),
    pytest.param("no me manden más publicidad", ["no te mando más promociones"], id="no more messages"),
])
def test_a_service_begins_then_comes_another_matter_or_the_end(chat: Chat, says: str, facts: list[str]) -> None:
    assert missing(chat.write(says), *facts) == []
    assert "$ 4.500" in chat.write("¿y cuánto sale mandar algo a Rosario?")
    assert re.search(f"{ask.GOODBYE}|Gracias por", chat.write("me voy, hasta luego"))


def test_a_message_for_people_is_taken_at_night_then_the_assistant_goes_on(chat: Chat) -> None:
    assert missing(chat.write("pásame con una persona de verdad"), "nadie del equipo", "martes", "09:00") == []
    assert "Anotado" in chat.write("díganle a Carla que la campera me quedó chica")
    assert "$ 4.500" in chat.write("¿y cuánto sale mandar algo a Rosario?")


@pytest.mark.parametrize(("says", "answer"), [
    ("¿eres un robot?", ask.BOT), ("jaja qué risa", ask.SMALL_TALK), ("mil gracias, me ayudaste mucho", ask.THANKED),
    ("¿me haces la tarea de matemáticas?", ask.NOT_OUR_MATTER), ("te felicito, atienden muy bien", "racias"),
])
def test_small_talk_is_short_and_true_and_leads_back(chat: Chat, says: str, answer: str) -> None:
    said = chat.write(says)
    assert re.search(answer, said)
    assert len(said) < 250
    assert re.search(ask.BUDGET, chat.write("quiero comprar una campera negra talle M"))
    assert re.search(ask.BUDGET, chat.write("¿eres un robot?"))


def test_leaving_after_an_answer(chat: Chat) -> None:
    chat.write("¿cuánto sale la Manta Panal?")
    assert re.search(ask.THANKED, chat.write("muchas gracias por el dato"))
    said = chat.write("me voy, hasta luego")
    assert re.search(ask.GOODBYE, said)
    assert not re.search(ask.RATING, said)  # nothing was recommended


def test_an_upset_person_is_not_sent_off_cheerfully(chat: Chat) -> None:
    assert re.search("^(Entiendo|Lamento)", chat.write("esto es una vergüenza, me mandaron cualquier cosa"))
    said = chat.write("me voy, hasta luego")
    assert re.search(r"Gracias por (contármelo|decírmelo)", said)
    assert not re.search(f"{ask.GOODBYE}|{ask.RATING}", said)
