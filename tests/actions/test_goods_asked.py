"""What a thing costs and whether it is there, where size or budget are known, and by an article's short name."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.goods_asked import ActionAvailabilityInfo, ActionPriceInfo
from actions.product_info import ActionProductInfo
from tests.actions.conftest import Ran

Run = Callable[..., Any]
KNOWN = {"product": "zapatilla", "size": "38"}


def pesos(amount: int) -> dict[str, Any]:
    return {"max": amount, "currency": "ARS"}


@pytest.mark.parametrize(("known", "said", "name", "lowest"), [
    ({}, "utter_price_kind", "Zapatilla Gurí", "$\xa068.000"),
    ({"size": "38"}, "utter_price_kind", "Zapatilla Litoral", "$\xa092.000"),
    ({"size": "38", "budget": pesos(60000)}, "utter_price_over", "Zapatilla Litoral", "$\xa092.000"),
    ({"size": "38", "budget": pesos(95000)}, "utter_price_kind_one", "Zapatilla Litoral", "$\xa092.000"),
    ({"size": "38", "budget": pesos(150000)}, "utter_price_kind", "Zapatilla Litoral", "$\xa092.000"),
    ({"size": "M"}, "utter_price_kind", "Zapatilla Gurí", "$\xa068.000"),
    ({"budget": "declined"}, "utter_price_kind", "Zapatilla Gurí", "$\xa068.000"),
])
def test_prices_are_told_for_the_size_and_the_budget_that_are_known(
        run: Run, known: dict[str, Any], said: str, name: str, lowest: str) -> None:
    ran = run(ActionPriceInfo(), "¿cuánto salen?", "price_inquiry", slots={"product": "zapatilla", **known})
    assert ran.said == [said]
    told = ran.messages[0]
    size = " en talla 38" if known.get("size") == "38" else ""
    assert (told["name"], told["lowest"], told["wanted"]) == (name, lowest, size)
    if said == "utter_price_over":
        assert told["amount"] == "$\xa060.000"


@pytest.mark.parametrize("text", ["las guri en 38 tenes?", "¿y las zapatillas gurí en 38?", "la Gurí, ¿hay?",
                                  "unas guri 38 habrá"])
def test_an_article_that_is_called_by_its_short_name_is_answered_itself(run: Run, text: str) -> None:
    ran = run(ActionAvailabilityInfo(), text, "availability_inquiry", {"size": "38"}, slots=KNOWN)
    assert (ran.said, ran.messages[0]["name"]) == (["utter_not_available_item"], "Zapatilla Gurí")
    costs = run(ActionPriceInfo(), text, "price_inquiry", slots=KNOWN)
    assert (costs.said[0], costs.messages[0]["name"]) == ("utter_price_item", "Zapatilla Gurí")


def test_whether_there_is_something_for_so_much_is_answered_by_the_price(run: Run) -> None:
    budget = {"amount": 60000, "currency": "ARS"}
    ran = run(ActionAvailabilityInfo(), "no hay por 60 lucas?", "availability_inquiry", {"budget": budget},
              slots={**KNOWN, "budget": budget})
    assert ran.said == ["utter_price_over"]


@pytest.mark.parametrize(("asked", "entities", "said", "told"), [
    ("en qué otros colores hay?", {}, "utter_available_colors", "colors"),
    ("y qué tallas tienen?", {}, "utter_available_sizes", "sizes"),
    ("en negro qué números quedan?", {"color": "negro"}, "utter_available_sizes", "sizes"),
    ("hay en color negro?", {"color": "negro"}, "utter_available_kind", "names"),
])
def test_whoever_asks_which_colours_or_sizes_a_kind_has_reads_these(
        run: Run, asked: str, entities: dict[str, str], said: str, told: str) -> None:
    found = run(ActionAvailabilityInfo(), asked, "availability_inquiry", {"product": "zapatilla", **entities})
    assert found.said == [said]
    assert found.messages[0][told]


def test_what_embroidery_costs_is_left_to_people_and_no_price_of_shirts(run: Callable[..., Ran]) -> None:
    asked = run(ActionPriceInfo(), "¿y bordarles el logo cuánto vale?", "price_inquiry", slots={"product": "remera"})
    assert asked.said == ["utter_embroidery_price"]


def test_what_was_shown_is_spoken_of_where_no_kind_was_said(run: Run) -> None:
    slots = {"product": "declined", "recommended": ["taza-ronda", "taza-barro"], "open_question": "buy"}
    ran = run(ActionAvailabilityInfo(), "¿y en rojo?", "availability_inquiry", {"color": "rojo"}, slots=slots)
    assert (ran.said, ran.messages[0]["plural"]) == (["utter_not_available_kind"], "tazas")


@pytest.mark.parametrize(("text", "first"), [
    ("¿qué tallas hay?", "34"), ("¿de cuántos cm tienen, qué tallas?", "34 (22,3 cm)")])
def test_sizes_are_told_in_order_and_in_centimetres_where_those_are_asked_for(run: Run, text: str, first: str) -> None:
    ran = run(ActionAvailabilityInfo(), text, "availability_inquiry", slots={"product": "zapatilla"})
    assert ran.said == ["utter_available_sizes"]
    assert ran.messages[0]["sizes"].startswith(f"{first}, 35")


PAYING = [{"name": "payment_inquiry", "confidence": 0.8}]


def test_a_length_of_foot_that_was_answered_is_the_size_that_is_kept(run: Run) -> None:
    ran = run(ActionAvailabilityInfo(), "¿hay zapatillas de 27 cm?", "availability_inquiry",
              {"product": "zapatilla", "size": "27"})
    assert (ran.said, ran.slots["size"], ran.slots["next_step"]) == (["utter_available_kind"], "41", "wait")


def test_who_tells_by_when_and_how_they_pay_is_answered_about_the_thing_first_and_asked_the_rest(run: Run) -> None:
    ran = run(ActionAvailabilityInfo(), "¿les quedan zapatillas 40? las paso a buscar mañana, pago en efectivo",
              "availability_inquiry", {"product": "zapatilla", "size": "40", "date_time": "2026-03-12"},
              secondary_intents=PAYING)
    assert (ran.said, ran.messages[1]["passage"]) == (["utter_available_kind", "utter_faq"], "pago-efectivo")
    assert ran.slots["next_step"] == "gather"


def test_by_telephone_the_length_of_a_foot_is_said_in_words(run: Run) -> None:
    ran = run(ActionAvailabilityInfo(), "¿de cuántos centímetros tienen, qué tallas?", "availability_inquiry",
              slots={"product": "zapatilla"}, channel="phone")
    assert ran.messages[0]["sizes"].startswith("34, que son 22,3 centímetros")


@pytest.mark.parametrize("text", [
    "tenes la litoral y la camalote? cual es la diferencia", "qué diferencia hay entre la litoral y la camalote",
    "y entre litoral y camalote cuál me recomendás?", "compárame las litoral con las camalote porfa",
])
@pytest.mark.parametrize("action", [ActionAvailabilityInfo, ActionPriceInfo, ActionProductInfo])
def test_two_articles_that_are_named_are_told_apart(run: Run, action: type, text: str) -> None:
    ran = run(action(), text, "product_inquiry", slots={"product": "zapatilla"})
    assert [one["name"] for one in ran.messages if one.get("response") == "utter_item_details"] == [
        "Zapatilla Litoral", "Zapatilla Camalote"]
    assert ran.said == ["utter_item_details"] * 2


@pytest.mark.parametrize("text", ["qué diferencia de precio hay con envío entre la litoral y la camalote",
                                  "tenés la litoral?", "cuál es la diferencia con la litoral?"])
def test_of_one_article_alone_or_of_sending_nothing_is_compared(run: Run, text: str) -> None:
    assert "utter_item_details" not in run(ActionAvailabilityInfo(), text, "availability_inquiry").said
