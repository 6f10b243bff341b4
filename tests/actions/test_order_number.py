"""The question for an order's number is never put twice in the same words, and other data serve too."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.common import ActionAskAgain
from actions.order_help import ActionOrderAnswer, ActionOrderHelp
from hilo.crm.crm import get_crm
from hilo.memory.database import writing
from hilo.memory.identity import contact_for
from hilo.orders.answers import is_answer
from tests.actions.test_heard import heard, said
from tests.actions.test_order_help import NOON
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
ASKED = [heard("¿dónde está mi pedido?"), said("utter_order_ask_number")]
STATUS = {"open_question": "order_which", "matter": {"wish": "status", "again": ["utter_order_ask_number", [], {}]}}


def answered(run: Callable[..., Any], text: str, before: list[dict[str, Any]] | None = None, **entities: Any) -> Any:
    """What is said to an answer to the question for the number."""
    return run(ActionOrderAnswer(), text, "inform", entities, STATUS, before=before or ASKED)


def test_an_answer_without_a_number_is_asked_again_in_other_words_then_people_look(
        database: str, run: Callable[..., Any]) -> None:
    assert answered(run, "es una campera azul").said == ["utter_order_ask_number_again"]
    twice = [*ASKED, heard("es azul"), said("utter_order_ask_number_again")]
    ran = answered(run, "la azul, te digo", twice)
    assert (ran.said, ran.slots["open_question"]) == (["utter_order_no_number"], "person")


def test_who_asks_for_the_order_once_more_is_told_where_the_number_stands(
        database: str, run: Callable[..., Any]) -> None:
    ran = run(ActionOrderHelp(), "¿y mi pedido?", "order_status", {}, {}, before=ASKED)
    assert (ran.said, ran.slots["open_question"]) == (["utter_order_ask_number_again"], "order_which")


def test_after_a_question_in_between_it_is_asked_in_other_words(database: str, run: Callable[..., Any]) -> None:
    ran = run(ActionAskAgain(), "¿hola?", "greet", {}, STATUS, before=ASKED)
    assert ran.said == ["utter_still_here", "utter_order_ask_number_again"]


@pytest.mark.parametrize(("text", "entities"), [
    ("mi correo es ana@example.com", {"email": "ana@example.com"}), ("3425550101", {"phone": "+5493425550101"}),
    ("Ana Pérez", {"person_name": "Ana Pérez"}), ("está a nombre de mi marido", {})])
def test_who_tells_other_data_gets_a_person_who_looks_with_them(
        database: str, run: Callable[..., Any], text: str, entities: dict[str, str]) -> None:
    assert is_answer("order_which", text, "inform", 0.9)
    ran = answered(run, text, **entities)
    assert (ran.said, ran.slots["open_question"]) == (["utter_order_by_other_data"], "person")


def test_other_data_beside_a_complaint_stand_in_its_case(database: str, run: Callable[..., Any]) -> None:
    with writing() as session:
        contact = contact_for(session, "whatsapp", "whatsapp:+5493425550177", NOON)
    slots = {**STATUS, "matter": {"wish": "trouble", "trouble": "damaged", "said": "llegó rota"}}
    ran = run(ActionOrderAnswer(), "está a nombre de Ana", "inform", {}, slots, before=ASKED, sender=contact)
    [ticket] = get_crm().tickets.of(contact)
    assert ran.said == ["utter_complaint_ticket"]
    assert ticket.details["said"] == "llegó rota\nestá a nombre de Ana"


@pytest.mark.parametrize(("text", "intent"), [("sí", "affirm"), ("12", "rate_service"),
                                              ("es que lo compré ayer", "not_interested")])
def test_what_holds_no_number_is_an_answer_all_the_same(text: str, intent: str) -> None:
    assert is_answer("order_which", text, intent, 0.9)


@pytest.mark.parametrize(("text", "intent"), [
    ("no me interesa", "not_interested"), ("¿hacen envíos a Rosario?", "shipping_inquiry"), ("chau", "goodbye")])
def test_another_matter_is_no_answer_to_it(text: str, intent: str) -> None:
    assert not is_answer("order_which", text, intent, 0.9)


@pytest.mark.parametrize("text", ["cuanto tarda esto? tengo q esperar 1 mes?", "¿cuándo me lo resuelven?",
                                  "y cuánto falta", "cuántos días tengo que esperar"])
def test_who_asks_how_long_it_takes_is_told_what_that_needs(
        database: str, run: Callable[..., Any], text: str) -> None:
    assert is_answer("order_which", text, "return_exchange", 0.5)
    twice = [*ASKED, heard("es azul"), said("utter_order_ask_number_again")]
    ran = answered(run, text, twice)
    assert (ran.said, ran.slots["open_question"]) == (["utter_order_how_long"], "order_which")
    again = answered(run, text, [*twice, heard(text), said("utter_order_how_long")])
    assert again.slots["open_question"] == "person"


@pytest.mark.parametrize("text", ["¿cuánto tarda el envío a Lima?", "¿cuánto demora en llegar a Cusco?"])
def test_how_long_the_way_takes_is_another_question(text: str) -> None:
    assert not is_answer("order_which", text, "shipping_inquiry", 0.9)
