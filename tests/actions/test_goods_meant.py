"""A question that comes while goods are talked of is answered, and what was being asked is asked again."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.information_gathering import ValidateInformationGatheringForm
from actions.offers import ActionMoreOptions
from actions.order_help import ActionOrderHelp
from actions.product_info import ActionProductInfo
from hilo.knowledge.asked import is_question
from hilo.solution.need import DECLINED

FORM = "information_gathering_form"
BAG = {"open_question": "buy", "recommended": ["zapatilla-litoral", "zapatilla-quebracho"], "product": "zapatilla"}


def passages(ran: Any) -> list[str]:
    return [m["passage"] for m in ran.messages if m.get("passage")]


@pytest.mark.parametrize(("asked", "says", "intent"), [
    ("preferences", "¿qué garantía me dan?", "product_inquiry"),
    ("size", "y la garantía cuánto dura", "product_inquiry"),
    ("summary_confirmed", "si vienen falladas qué garantía hay", "affirm"),
])
def test_a_question_in_a_search_is_answered_and_is_no_answer(run: Callable[..., Any], asked: str, says: str,
                                                             intent: str) -> None:
    known = {"product": "zapatilla", "size": "40", "budget": {"max": 90000}, "needed_by": DECLINED, "preferences": None}
    order = ["product", "preferences", "size", "budget", "needed_by", "summary_confirmed"]
    slots = {name: known.get(name) for name in order[:order.index(asked)]} | (
        {"preferences": {"uses": []}} if asked != "preferences" else {})
    ran = run(ValidateInformationGatheringForm(), says, intent, slots={**slots, "requested_slot": asked}, loop=FORM)
    assert (passages(ran), ran.slots) == (["garantia-plazo"], {"summary_confirmed": None, "requested_slot": asked})


def test_what_a_question_tells_of_the_need_is_kept(run: Callable[..., Any]) -> None:
    ran = run(ValidateInformationGatheringForm(), "¿son para la lluvia?", "product_inquiry",
              slots={"product": "zapatilla", "requested_slot": "preferences"}, loop=FORM)
    assert passages(ran)
    assert (ran.slots["preferences"]["uses"], ran.slots["requested_slot"]) == (["lluvia"], "size")


def test_a_wish_is_still_an_answer(run: Callable[..., Any]) -> None:
    ran = run(ValidateInformationGatheringForm(), "que sean impermeables y para correr", "product_inquiry",
              slots={"product": "zapatilla", "requested_slot": "preferences"}, loop=FORM)
    assert (passages(ran), ran.slots["preferences"]) == ([], {"uses": ["correr"]})


def test_the_page_of_what_is_talked_of_answers(run: Callable[..., Any]) -> None:
    asks = ActionProductInfo(), "¿es liviana, cuánto pesa?", "product_inquiry"
    assert passages(run(*asks, slots={"product": "zapatilla costanera"})) == ["product:zapatilla-costanera"]


def test_of_what_was_shown_the_one_that_is_pointed_at_answers(run: Callable[..., Any]) -> None:
    ran = run(ActionMoreOptions(), "¿la segunda es impermeable?", "product_inquiry", slots=BAG)
    assert passages(ran) == ["product:zapatilla-quebracho"]


def test_what_holds_for_all_goods_is_told_of_a_kind_that_is_named(run: Callable[..., Any]) -> None:
    assert passages(run(ActionMoreOptions(), "¿qué garantía tienen las zapatillas?", "product_inquiry",
                        {"product": "zapatilla"}, slots=BAG)) == ["garantia-plazo"]
    ran = run(ActionProductInfo(), "busco zapatillas, ¿tienen garantía?", "product_inquiry", {"product": "zapatilla"})
    assert (passages(ran), ran.slots["next_step"]) == (["garantia-plazo"], "gather")


def test_a_kind_with_a_quality_is_looked_for(run: Callable[..., Any]) -> None:
    ran = run(ActionProductInfo(), "¿tienen zapatillas impermeables?", "product_inquiry", {"product": "zapatilla"})
    assert (ran.said, ran.slots["next_step"]) == (["utter_kind_overview"], "gather")


def test_who_asks_what_would_be_gets_the_rules_and_is_asked_for_no_order(run: Callable[..., Any]) -> None:
    ran = run(ActionOrderHelp(), "¿las puedo cambiar si no me van bien?", "return_exchange")
    assert (ran.said, passages(ran), ran.slots) == (["utter_faq"], ["cambio-plazo"],
                                                    {"open_question": None, "matter": None})


@pytest.mark.parametrize(("text", "asks"), [
    ("¿pesa mucho?", True), ("cuánto dura la garantía", True), ("es de cuero o no", True), ("se puede lavar", True),
    ("que sea impermeable", False), ("cuando pueda", False), ("talle 40", False), ("/product_inquiry?", False)])
def test_a_question_is_told_from_a_wish(text: str, asks: bool) -> None:
    assert is_question(text) is asks


def test_a_question_about_the_care_of_the_article_shown_is_answered_by_its_material(run: Callable[..., Any]) -> None:
    ran = run(ActionProductInfo(), "se puede lavar en lavadora?", "product_inquiry", slots={"product": "manta panal"})
    assert [message.get("passage") for message in ran.messages] == ["cuidado-algodon"]
    assert ran.slots["next_step"] == "wait"


def test_what_the_page_of_the_article_shown_does_not_tell_begins_no_search(run: Callable[..., Any]) -> None:
    ran = run(ActionProductInfo(), "¿se puede teñir?", "product_inquiry", slots={"product": "gorra isleña"})
    assert (ran.said, ran.slots["next_step"]) == (["utter_item_not_told"], "wait")


@pytest.mark.parametrize("text", ["¿qué más tienen?", "¿hay otras?", "¿qué otras cosas se venden?"])
def test_whoever_asks_for_others_is_still_told_what_is_sold(run: Callable[..., Any], text: str) -> None:
    ran = run(ActionProductInfo(), text, "product_inquiry", slots={"product": "gorra isleña"})
    assert "utter_item_not_told" not in ran.said
