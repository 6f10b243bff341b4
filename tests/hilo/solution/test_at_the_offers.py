"""What is written while offers are shown."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hilo.analytics.rating import read_rating
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.solution.at_the_offers import picks_later
from hilo.solution.changed import change_of
from hilo.solution.gathering import Message
from hilo.solution.need import DECLINED
from hilo.solution.open_questions import Reply, action_for
from hilo.spanish.ordinals import all_pointed_at

CHOOSE, MORE, ABOUT = "action_choose_option", "action_more_options", "action_about_offers"
NEED = {"product": "zapatilla", "size": "40", "color": None, "preferences": {"uses": ["caminar"]},
        "budget": {"min": None, "max": 180000, "currency": "ARS"}, "needed_by": "2026-12-18"}


def meant(text: str, intent: str = "inform", confidence: float = 0.9, question: str = "buy", bare: str | None = None,
          **told: Any) -> str | None:
    return action_for(question, Reply(text, intent, confidence, "action_recommend", told, bare), get_shop(), now())


@pytest.mark.parametrize(("text", "intent", "told", "action"), [
    ("mejor azul", "inform", {"color": "azul"}, CHOOSE), ("en talle M", "availability_inquiry", {"size": "M"}, None),
    ("hay en azul", "availability_inquiry", {"color": "azul"}, None),
    ("¿y en azul?", "inform", {"color": "azul"}, None),
    ("quiero 50 en azul para la empresa", "request_quote", {"color": "azul"}, None),
    ("quiero unas zapatillas azules", "inform", {"product": "zapatilla", "color": "azul"}, None),
    ("olvida la fecha", "change_appointment", {}, CHOOSE), ("sin apuro", "inform", {}, CHOOSE),
    ("cualquier color", "inform", {}, CHOOSE), ("¡la talla!", "inform", {}, CHOOSE),
    ("no me gusta el color", "deny", {}, CHOOSE), ("¿qué talla es?", "inform", {}, None),
    ("hay otro color", "inform", {}, None), ("la cuarta", "out_of_scope", {}, CHOOSE),
    ("7", "rate_service", {}, CHOOSE), ("39", "rate_service", {}, CHOOSE), ("me gusta", "not_interested", {}, CHOOSE),
    ("no me gusta", "not_interested", {}, None), ("la más barata", "price_inquiry", {}, CHOOSE),
    ("quiero ver más opciones", "help", {}, MORE), ("¿tienen otros modelos?", "product_inquiry", {}, MORE),
    ("¿cómo es la 2?", "availability_inquiry", {}, MORE), ("¿cómo es el envío?", "shipping_inquiry", {}, None),
    ("¿hay más opciones de pago?", "payment_inquiry", {}, None), ("algo más barato que eso", "deny", {}, MORE),
    ("¿hay alguna que no sea tan cara?", "promotion_inquiry", {}, MORE),
    ("¿hay un envío más barato?", "shipping_inquiry", {}, None),
    ("¿por qué me recomiendas esas?", "product_inquiry", {}, ABOUT), ("¿por qué esas?", "product_inquiry", {}, ABOUT),
    ("¿por qué tarda tanto?", "shipping_inquiry", {}, None),
    ("¿qué diferencia hay entre la 1 y la 2?", "product_inquiry", {"date_time": "2026-11-23T13:00:00-03:00"}, ABOUT),
    ("¿cuál me conviene más?", "product_inquiry", {}, ABOUT),
    ("¿me conviene pagar en cuotas?", "payment_inquiry", {}, None),
    ("¿qué diferencia hay entre los talles?", "product_inquiry", {}, None), ("quiero comprar", "purchase", {}, None),
])
def test_words_among_the_offers(text: str, intent: str, told: dict[str, Any], action: str | None) -> None:
    assert meant(text, intent, **told) == action


def test_an_unsure_question_with_a_size_changes_it() -> None:
    assert meant("en talle M", "availability_inquiry", 0.5, size="M") == CHOOSE


def test_the_day_of_a_date_points_at_no_offer() -> None:
    assert meant("para el 2 de diciembre", bare="               ", date_time="2026-12-02") == CHOOSE
    assert change("para el 2 de diciembre", needed_by="2026-12-02").changed == {"needed_by": "2026-12-02"}


def change(text: str, asked: str | None = None, before: dict[str, Any] | None = None, **told: Any) -> Any:
    message = Message(text, "inform", 0.9, told, text)
    return change_of(get_shop(), {**NEED, **(before or {})}, message, date(2026, 11, 23), asked)


@pytest.mark.parametrize(("text", "told", "changed"), [
    ("mejor azul", {"color": "azul"}, {"color": "azul"}), ("en talle 40", {"size": "40"}, {}),
    ("olvida la fecha", {}, {"needed_by": None}), ("sin apuro", {}, {"needed_by": None}),
    ("sin presupuesto", {}, {"budget": None}), ("39", {}, {"size": "39"}), ("7", {}, {}), ("la cuarta", {}, {}),
    ("que sean para correr", {}, {"preferences": {"uses": ["correr"]}}),
    ("en talle 60", {"size": "60"}, {"size": "60"}),
    ("para el 3 de noviembre", {"needed_by": "2026-11-03"}, {}),
])
def test_what_a_message_changes_of_the_need(text: str, told: dict[str, Any], changed: dict[str, Any]) -> None:
    found = change(text, **told)
    assert (found.changed, found.asks) == (changed, None)


def test_a_day_gone_by_is_said_and_the_old_one_stays() -> None:
    found = change("para el 3 de noviembre", needed_by="2026-11-03")
    assert (found.slots["needed_by"], found.outcome.say) == (NEED["needed_by"], ["utter_past_date"])


def test_a_part_that_is_only_named_is_asked_for() -> None:
    assert change("¡la talla!").asks == "size"
    assert change("¡la talla!", before={"product": "lámpara"}).asks is None
    assert change("150 mil", asked="budget").changed == {"budget": {"amount": 150000, "currency": None}}
    assert change("sin apuro", before={"needed_by": DECLINED}).changed == {}


def test_all_that_are_pointed_at() -> None:
    assert all_pointed_at("¿qué diferencia hay entre la 1 y la 3?", 3) == [0, 2]
    assert all_pointed_at("¿la última o la segunda?", 2) == [1]
    assert all_pointed_at("¿cuál es mejor?", 3) == []


@pytest.mark.parametrize(("text", "rating"), [
    ("pésima", 1), ("malísima la atención", 1), ("muy buena", 5), ("regular", 3), ("más o menos", 3)])
def test_a_judgement_is_a_rating_where_one_was_asked_for(text: str, rating: int) -> None:
    assert meant(text, "complaint", question="rating") == "action_record_rating"
    assert read_rating(text) == rating


@pytest.mark.parametrize(("text", "action"), [
    ("prefiero no opinar", "action_skip_rating"), ("no quiero calificar", "action_skip_rating"),
    ("paso, gracias", "action_skip_rating"), ("la manta llegó rota", None), ("¿es buena la manta?", None),
    ("no llegó mi pedido", None)])
def test_a_refusal_to_rate_is_one_and_a_complaint_is_none(text: str, action: str | None) -> None:
    assert meant(text, "complaint", question="rating") == action


@pytest.mark.parametrize(("text", "intent", "told", "action"), [
    ("el presupuesto es 300", "request_quote", {"budget": {"amount": 300}}, CHOOSE),
    ("el presupuesto", "request_quote", {}, CHOOSE), ("mi presupuesto es menos", "request_quote", {}, CHOOSE),
    ("quiero un presupuesto", "request_quote", {}, None), ("¿me pasan el presupuesto?", "request_quote", {}, None),
    ("el presupuesto por mail", "request_quote", {}, None),
    ("quiero dos", "purchase", {"quantity": 2}, CHOOSE), ("quiero 2 de esas", "purchase", {"quantity": 2}, CHOOSE),
    ("no, así está bien", "deny", {}, "action_not_interested"),
    ("no, eso es todo", "deny", {}, "action_not_interested"),
    ("no gracias, estoy bien así", "deny", {}, "action_not_interested"), ("no está bien", "deny", {}, None),
    ("está bien", "affirm", {}, None), ("no", "deny", {}, None)])
def test_own_budget_counts_and_a_kind_end(text: str, intent: str, told: dict[str, Any], action: str | None) -> None:
    assert meant(text, intent, 1.0, **told) == action


@pytest.mark.parametrize(("text", "picks"), [
    ("hola! soy yo otra vez\nal final me quedo con la primera q me dijiste", True), ("me llevo la 2", True),
    ("pues nada, voy con la última", True), ("quiero la segunda", True), ("prefiero el del medio", True),
    ("¿y si quiero la primera?", False), ("no quiero la primera", False), ("quiero dos", False),
    ("quiero 2 gorras", False), ("compro por primera vez", False), ("quiero la primera cuota en enero", False),
    ("prefiero el martes", False),
])
def test_who_comes_back_takes_an_option_by_its_place(text: str, picks: bool) -> None:
    assert picks_later(text) is picks
