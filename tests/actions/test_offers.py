"""The offers that were shown: searched again with what has changed, compared, chosen by what they are like."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.beside_the_search import asks_of_a_day
from actions.goods_asked import ActionAvailabilityInfo
from actions.information_gathering import ValidateInformationGatheringForm
from actions.offers import ActionAboutOffers, ActionChooseOption, ActionMoreOptions
from hilo.solution.gathering import Message
from hilo.solution.need import DECLINED

Run = Callable[..., Any]
SHOES = ["zapatilla-litoral", "zapatilla-camalote", "zapatilla-costanera"]
OPEN = {"open_question": "buy", "recommended": SHOES, "shown": SHOES, "product": "zapatilla", "size": "40",
        "preferences": {"uses": ["caminar"]}, "budget": {"min": None, "max": 180000, "currency": "ARS"},
        "needed_by": "2026-12-18", "city": "Rosario", "summary_confirmed": True}


def told(ran: Any, text: str) -> list[dict[str, Any]]:
    return [message for message in ran.messages if message.get("response") == text]


@pytest.mark.parametrize(("text", "entities", "changes"), [
    ("mejor azul", {"color": "azul"}, "color azul"), ("olvida la fecha", {}, "sin fecha fija"),
    ("en talla 39", {"size": "39"}, "talla 39")])
def test_user_changes_the_need_among_the_offers(run: Run, text: str, entities: dict[str, Any], changes: str) -> None:
    ran = run(ActionChooseOption(), text, "inform", entities, slots=OPEN)
    assert [one["changes"] for one in told(ran, "utter_searched_again")] == [changes]
    assert told(ran, "utter_option") or told(ran, "utter_near_option")
    assert (ran.slots["open_question"], "cart" in ran.slots) == ("buy", False)


def test_user_changes_the_colour_of_the_only_offer_and_takes_nothing(run: Run) -> None:
    slots = {**OPEN, "recommended": ["zapatilla-costanera"]}
    ran = run(ActionChooseOption(), "mejor rojo", "inform", {"color": "rojo"}, slots=slots)
    assert told(ran, "utter_searched_again")
    assert "chosen" not in ran.slots
    other = run(ActionChooseOption(), "es para mi hermano", "inform", slots=slots)
    assert (other.said, "chosen" in other.slots) == (["utter_ask_buy_one"], False)


def test_an_offer_is_chosen_by_its_colour_or_its_price(run: Run) -> None:
    blue = run(ActionChooseOption(), "la azul", "inform", {"color": "azul"}, slots=OPEN)
    assert blue.slots["chosen"] == "zapatilla-costanera"
    cheap = run(ActionChooseOption(), "la más barata", "price_inquiry", slots=OPEN)
    assert cheap.slots["chosen"] == "zapatilla-litoral"


@pytest.mark.parametrize("text", ["7", "la cuarta"])
@pytest.mark.parametrize("shown", [SHOES, SHOES[:1]])
def test_a_number_that_is_not_there_chooses_nothing(run: Run, text: str, shown: list[str]) -> None:
    ran = run(ActionChooseOption(), text, "rate_service", slots={**OPEN, "recommended": shown})
    assert ran.said == ["utter_which_option" if len(shown) > 1 else "utter_ask_buy_one"]
    assert "chosen" not in ran.slots


def test_user_changes_several_things_with_las_quiero_and_buys_nothing(run: Run) -> None:
    ran = run(ActionChooseOption(), "las quiero en azul y para el viernes", "inform",
              {"color": "azul", "date_time": "2026-11-27"}, slots=OPEN)
    assert told(ran, "utter_searched_again")
    assert "chosen" not in ran.slots


def test_one_that_is_pointed_at_is_described(run: Run) -> None:
    ran = run(ActionMoreOptions(), "¿cómo es la 2?", "availability_inquiry", slots=OPEN)
    assert [one["name"] for one in told(ran, "utter_item_details")] == ["Zapatilla Camalote"]


def test_where_nothing_is_cheaper_that_is_said_and_nothing_dearer_shown(run: Run) -> None:
    ran = run(ActionMoreOptions(), "algo más barato que eso", "product_inquiry", slots=OPEN)
    assert ran.said == ["utter_no_cheaper", "utter_ask_buy"]
    dear = run(ActionMoreOptions(), "son muy caras", "deny", slots={**OPEN, "recommended": SHOES[2:]})
    assert [one["name"] for one in told(dear, "utter_option")] == ["Zapatilla Litoral", "Zapatilla Camalote"]


def test_an_article_that_was_asked_about_is_not_all_that_is_sought(run: Run) -> None:
    slots = {**OPEN, "product": "zapatilla camalote"}
    asked = run(ActionMoreOptions(), "¿cómo es la Zapatilla Camalote?", "product_inquiry",
                {"product": "zapatilla camalote"}, slots=slots)
    assert asked.said == ["utter_item_details"]
    assert told(run(ActionMoreOptions(), "otras", "product_inquiry", slots=slots), "utter_option")


def test_two_are_compared_and_no_hour_is_taken_from_their_numbers(run: Run) -> None:
    before = [{"event": "slot", "name": "needed_by", "value": "2026-12-18"}]
    ran = run(ActionAboutOffers(), "¿qué diferencia hay entre la 1 y la 2?", "product_inquiry",
              {"date_time": "2026-11-24T13:00:00-03:00"}, slots={**OPEN, "needed_by": "2026-11-24T13:00:00-03:00"},
              before=before)
    assert [one["name"] for one in told(ran, "utter_option_compared")] == ["Zapatilla Litoral", "Zapatilla Camalote"]
    assert ran.slots["needed_by"] == "2026-12-18"


def test_why_they_are_offered_is_told_of_each(run: Run) -> None:
    ran = run(ActionAboutOffers(), "¿por qué me recomiendas esas?", "product_inquiry", slots=OPEN)
    assert len(told(ran, "utter_option_why")) == len(SHOES)
    assert "sirve para caminar" in told(ran, "utter_option_why")[0]["reasons"]


def test_a_question_points_at_one_of_the_offers_and_wishes_nothing_of_the_others(run: Run) -> None:
    before = [{"event": "slot", "name": "color", "value": None}]
    ran = run(ActionAvailabilityInfo(), "¿la 1 viene en beige?", "availability_inquiry", {"color": "beige"},
              slots=OPEN, before=before)
    assert told(ran, "utter_not_available_item")[0]["name"] == "Zapatilla Litoral"
    assert ran.slots["color"] is None


FORM = "information_gathering_form"
GATHERED = {"product": "campera", "size": "M", "color": "negro", "preferences": {"uses": []},
            "requested_slot": "budget"}


def test_the_day_of_a_question_is_not_by_when_it_is_needed(run: Run) -> None:
    ran = run(ValidateInformationGatheringForm(), "¿a qué hora cierran hoy?", "business_info",
              {"needed_by": "2026-11-24"}, slots=GATHERED, loop=FORM)
    assert ran.slots["needed_by"] is None
    assert not asks_of_a_day(Message("¿abren hoy? lo necesito para hoy", "business_info", 0.9,
                                     {"needed_by": "2026-11-24"}, ""))


@pytest.mark.parametrize(("text", "budget"), [
    ("lo que salga, no importa", DECLINED), ("da igual, cualquiera", DECLINED), ("no importa, déjalo", None),
    ("no importa", None)])
def test_who_does_not_mind_goes_on_and_who_leaves_it_goes(run: Run, text: str, budget: str | None) -> None:
    ran = run(ValidateInformationGatheringForm(), text, "cancel", slots=GATHERED, loop=FORM)
    assert ran.slots.get("budget") == budget
    assert any(event["event"] == "action_execution_rejected" for event in ran.events) is (budget is None)


@pytest.mark.parametrize(("text", "note"), [
    ("algo con rayitas finas y azules", "con rayitas finas y azules"), ("azul, sin mangas", "sin mangas"),
    ("azul por favor", None), ("de color azul", None), ("azul con blanco", None)])
def test_a_wish_told_with_a_colour_is_kept_too(run: Run, text: str, note: str | None) -> None:
    ran = run(ValidateInformationGatheringForm(), text, "inform", {"color": "azul"}, loop=FORM,
              slots={**GATHERED, "color": None, "preferences": None, "requested_slot": "preferences"})
    assert ran.slots["preferences"].get("note") == note


def test_a_colour_that_does_not_matter_leaves_the_size_to_be_asked(run: Run) -> None:
    ran = run(ValidateInformationGatheringForm(), "no importa el color", "inform", loop=FORM,
              slots={**GATHERED, "size": None, "requested_slot": "size"})
    assert (ran.slots.get("size"), ran.slots["requested_slot"]) == (None, "size")


def test_user_wants_two_of_several_offers_and_is_asked_of_which(run: Run) -> None:
    ran = run(ActionChooseOption(), "quiero dos", "purchase", {"quantity": 2}, slots=OPEN)
    assert (ran.said, ran.messages[0]["count"], ran.slots["quantity"]) == (["utter_which_option_count"], 2, 2)
    assert "chosen" not in ran.slots
    then = run(ActionChooseOption(), "la segunda", "purchase", slots={**OPEN, **ran.slots})
    assert then.slots["chosen"] == "zapatilla-camalote"


def test_user_wants_two_of_the_one_that_was_spoken_of_or_is_the_only_one(run: Run) -> None:
    spoken = run(ActionChooseOption(), "me llevo dos", "purchase", {"quantity": 2},
                 slots={**OPEN, "product": "Zapatilla Costanera"})
    assert spoken.slots["chosen"] == "zapatilla-costanera"
    only = run(ActionChooseOption(), "quiero dos", "purchase", {"quantity": 2},
               slots={**OPEN, "recommended": SHOES[:1]})
    assert only.slots["chosen"] == "zapatilla-litoral"


@pytest.mark.parametrize("text", ["quiero la dos", "la 2", "2"])
def test_one_of_several_is_no_count(run: Run, text: str) -> None:
    assert run(ActionChooseOption(), text, "purchase", slots=OPEN).slots["chosen"] == "zapatilla-camalote"


def test_a_colour_that_is_only_asked_for_among_the_offers_is_said_to_be_kept(run: Run) -> None:
    ran = run(ActionAvailabilityInfo(), "¿las tienen en azul?", "availability_inquiry", {"color": "azul"}, slots=OPEN)
    assert ran.said[:2] == ["utter_available_kind", "utter_wish_kept"]
    assert "azul" in ran.messages[1]["wanted"]
    before = run(ActionAvailabilityInfo(), "¿las tienen en azul?", "availability_inquiry", {"color": "azul"},
                 slots={"product": "zapatilla"})
    assert "utter_wish_kept" not in before.said
