"""What a short message means right after a question."""
from __future__ import annotations

from datetime import datetime

import pytest

from hilo.business.load import get_shop
from hilo.followups.resuming import resumes
from hilo.solution.open_questions import Reply, action_for, asks_message_again, asks_step_again, gives_up
from hilo.spanish.ordinals import pointed_at

NOW = datetime.fromisoformat("2026-11-24T10:00:00-03:00")
ZONE = "America/Argentina/Cordoba"
LEFT = {"interrupted": {"at": "2026-11-23T18:00:00-03:00", "gathering": True, "question": None}}


def answer(question: str, text: str, intent: str = "inform", last: str = "") -> str | None:
    return action_for(question, Reply(text, intent, 0.9, last), get_shop(), NOW)


@pytest.mark.parametrize("text", ["mañana a las 9", "el lunes", "a la tarde", "en un rato", "al rato", "tipo 5",
                                  "la semana que viene", "cuando puedas"])
def test_a_bare_moment_tells_when_to_write(text: str) -> None:
    assert answer("moment", text, last="action_follow_up") == "action_follow_up"


@pytest.mark.parametrize(("text", "action"), [
    ("ahora", "action_resume"), ("nada, dejá", "action_let_be"), ("talle 38", None), ("gracias", None)])
def test_what_is_no_moment_is_not_one(text: str, action: str | None) -> None:
    assert answer("moment", text, last="action_follow_up") == action


@pytest.mark.parametrize(("text", "intent", "last", "action"), [
    ("mejor a las 11", "inform", "action_follow_up", "action_follow_up"),
    ("mejor a las 11", "inform", "action_promotion_info", None),
    ("dale", "affirm", "action_follow_up", "utter_deny"), ("nada, dejá", "cancel", "action_follow_up", "action_let_be"),
])
def test_a_moment_that_was_said_may_be_moved_at_once(text: str, intent: str, last: str, action: str | None) -> None:
    assert answer("other_moment", text, intent, last) == action


@pytest.mark.parametrize(("text", "intent", "action"), [
    ("que el mantel llegó roto", "complaint", "action_take_message"),
    ("¿cuándo me devuelven la plata?", "complaint", "action_take_message"),
    ("que quiero saber el precio al por mayor", "price_inquiry", "action_take_message"),
    ("¿a qué hora abren mañana?", "business_info", None), ("hasta qué hora abren hoy", "business_info", None),
    ("nada, dejá", "cancel", "action_let_be"), ("gracias", "thank", None),
])
def test_a_question_we_can_answer_is_no_message(text: str, intent: str, action: str | None) -> None:
    assert answer("message", text, intent, "action_handoff") == action


def test_the_message_is_asked_for_again_after_such_a_question_only() -> None:
    asked = Reply("¿a qué hora abren mañana?", "business_info", 0.9, "action_handoff")
    assert asks_message_again("message", asked)
    assert not asks_message_again("message", Reply("gracias", "thank", 0.9, "action_handoff"))
    assert not asks_message_again("message", Reply(asked.text, asked.intent, 0.9, "action_promotion_info"))


@pytest.mark.parametrize(("text", "intent", "last", "action"), [
    ("sí", "affirm", "action_complaint", "action_handoff"), ("no", "deny", "action_support", "action_decline_person"),
    ("no, gracias", "thank", "action_complaint", "action_decline_person"), ("/affirm", "affirm", "action_support",
                                                                           "action_handoff"),
    ("sí", "affirm", "action_promotion_info", None), ("se rompió a la semana", "complaint", "action_complaint", None),
])
def test_a_person_is_wanted_or_not_only_right_after_the_offer(text: str, intent: str, last: str,
                                                             action: str | None) -> None:
    assert answer("person", text, intent, last) == action


def resumed(text: str, intent: str = "affirm", slots: dict | None = None, now: datetime = NOW) -> bool:
    return resumes(LEFT if slots is None else slots, text, intent, 0.9, now, ZONE, "AR")


@pytest.mark.parametrize("text", ["dale", "ok", "sí, dale", "dale, sigamos", "ok, seguimos", "retomemos", "ya estoy",
                                  "ya me desocupé", "sigo con lo de ayer", "volví", "aquí estoy"])
def test_who_comes_back_goes_on(text: str) -> None:
    assert resumed(text, "affirm" if text in ("dale", "ok", "sí, dale") else "cancel")


@pytest.mark.parametrize("text", ["sigamos mañana", "no sigamos", "sigue roto", "sigo esperando", "ya estoy harta",
                                  "me sigue apareciendo el mismo error", "mañana seguimos", "seguimos en contacto"])
def test_who_puts_off_or_tells_of_something_else_does_not(text: str) -> None:
    assert not resumed(text, "follow_up_later")


def test_a_yes_at_once_is_a_mere_thank_you() -> None:
    assert not resumed("dale", now=datetime.fromisoformat("2026-11-23T18:05:00-03:00"))
    assert resumed("sigamos", now=datetime.fromisoformat("2026-11-23T18:05:00-03:00"))


def test_with_nothing_left_only_plain_words_count() -> None:
    assert not resumed("dale", slots={})
    assert resumed("sigamos con lo de ayer", slots={})


def test_an_open_step_is_asked_for_again_once_and_then_left() -> None:
    def again(last: str) -> bool:
        return asks_step_again("order_which", Reply("¿trabajan los domingos?", "business_info", 0.9, last))

    assert again("action_order_help")
    assert not again("action_ask_again")


@pytest.mark.parametrize(("text", "given_up"), [
    ("mejor no", True), ("no, mejor no gracias", True), ("uy, mejor ya no, lo pienso", True), ("déjalo, gracias", True),
    ("mejor no 😡", True), ("ya no quiero comprar nada", True), ("mejor no la roja", False), ("déjalo así", False),
    ("ya no quiero la azul", False), ("mejor no muy caras", False), ("¿mejor no?", False), ("no", False),
])
def test_mejor_no_gives_up_and_a_no_to_something_does_not(text: str, given_up: bool) -> None:
    assert gives_up(text) == given_up
    assert (answer("buy", text) == "action_not_interested") is given_up


@pytest.mark.parametrize("text", ["la de en medio", "el del medio, porfa", "la intermedia"])
def test_the_middle_one_of_what_was_shown_is_chosen(text: str) -> None:
    assert answer("buy", text) == "action_choose_option"
    assert pointed_at(text, 3) == 1
    assert pointed_at(text, 2) is None


@pytest.mark.parametrize(("text", "declined"), [
    ("No, gracias", True), ("no muchas gracias", True), ("pues no los quiero, que no llegan a tiempo", True),
    ("entonces no nos sirven, gracias", True), ("no las quiero ya", True), ("no me sirve", False), ("no", False),
    ("no la quiero en negro", False), ("no me sirven, gracias, ¿tiene otros?", False),
    ("no gracias, mejor muéstreme otras", False)])
def test_who_declines_what_was_shown_is_shown_no_more_of_it(text: str, declined: bool) -> None:
    assert (answer("buy", text, "deny") == "action_not_interested") is declined
