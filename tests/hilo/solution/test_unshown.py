"""Words in the middle of the gathering that belong to it, though nothing has been shown yet."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.solution.gathering import Message, Outcome, read
from hilo.solution.need import DECLINED

OPEN = {"product": "zapatilla", "size": "38", "preferences": {"uses": []}, "budget": {"max": 80000, "currency": "ARS"}}


def heard(text: str, intent: str, told: dict[str, Any] | None = None, words: str | None = None,
          asked: str = "needed_by", again: bool = False, **slots: Any) -> Outcome:
    message = Message(text, intent, 0.9, told or {}, text if words is None else words)
    return read(get_shop(), asked, {**OPEN, **slots}, message, date(2026, 11, 22), again)


@pytest.mark.parametrize(("text", "words"), [
    ("Santa Fe", ""), ("en Santa Fe", "en "), ("soy de Santa Fe!", "soy de !")])
def test_a_town_alone_is_no_question_for_its_branch(text: str, words: str) -> None:
    outcome = heard(text, "business_info", {"city": "Santa Fe"}, words)
    assert (outcome.left_to_rules, outcome.ask) == (False, "needed_by")
    assert heard("¿a qué hora abren en Santa Fe?", "business_info", {"city": "Santa Fe"}, "¿a qué hora abren en ?"
                 ).left_to_rules


@pytest.mark.parametrize("text", ["me urge", "lo antes posible", "Urgente!", "es urgente", "cuanto antes", "para ya",
                                  "lo necesito ya", "tengo prisa", "estoy apurada", "con mucha prisa"])
def test_hurry_is_met_with_the_question_for_a_day_and_then_taken_as_it_is(text: str) -> None:
    outcome = heard(text, "help")
    assert (outcome.say, outcome.ask) == (["utter_more_detail_needed_by_soon"], "needed_by")
    again = heard(text, "help", again=True)
    assert (again.slots, again.ask) == ({"needed_by": DECLINED}, "summary_confirmed")


def test_no_hurry_is_no_hurry() -> None:
    assert heard("no me urge", "inform").say != ["utter_more_detail_needed_by_soon"]
    assert heard("no es urgente", "inform").slots == {"needed_by": DECLINED}


@pytest.mark.parametrize("text", ["no me alcanza, algo mas barato?", "no hay algo más económico?", "uy, qué caro",
                                  "están muy caras", "se me va de presupuesto", "no puedo gastar tanto"])
@pytest.mark.parametrize("intent", ["cancel", "not_interested", "price_inquiry", "deny"])
def test_a_wish_for_something_cheaper_does_not_end_the_search(text: str, intent: str) -> None:
    outcome = heard(text, intent)
    assert (outcome.tells_prices, outcome.ask, outcome.left_to_rules) == (True, "needed_by", False)


@pytest.mark.parametrize(("asked", "text", "told", "slots", "ask"), [
    ("size", "la 38, algo más barato", {}, {"size": None}, "needed_by"),
    ("size", "la 38, algo más barato", {"size": "38"}, {}, "needed_by"),
    ("product", "una mochila, más barata", {"product": "mochila"}, {"size": None}, "needed_by"),
    ("needed_by", "para el viernes, y algo más barato", {"needed_by": "2026-11-27"}, {}, "city"),
])
def test_what_was_answered_beside_the_wish_for_something_cheaper_is_not_asked_again(
        asked: str, text: str, told: dict[str, Any], slots: dict[str, Any], ask: str) -> None:
    outcome = heard(text, "price_inquiry", told, asked=asked, **{**slots, **told})
    assert (outcome.tells_prices, outcome.ask) == (True, ask)


def test_who_wants_no_more_is_still_let_go() -> None:
    assert heard("dejalo, no quiero nada", "not_interested").left_to_rules
    assert heard("no me escriban más, qué caro todo", "opt_out").left_to_rules


@pytest.mark.parametrize("text", ["quiero la primera", "la 2", "dame el segundo", "la última"])
def test_one_of_what_was_not_shown_cannot_be_chosen_and_it_is_said(text: str) -> None:
    outcome = heard(text, "purchase")
    assert (outcome.say, outcome.ask) == (["utter_nothing_shown_yet"], "needed_by")
    assert heard(text, "purchase", recommended=["zapatilla-litoral"]).say != ["utter_nothing_shown_yet"]
