"""Each action through its tracker and its events."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.closing import ActionClose, ActionGoodbye
from actions.common import ActionRepeat
from actions.company_info import ActionBusinessInfo, ActionShippingInfo
from actions.goods_asked import ActionAvailabilityInfo, ActionPriceInfo
from actions.greeting import ActionGreet
from actions.information_gathering import ActionAskSummaryConfirmed, ActionTakeNote, ValidateInformationGatheringForm
from actions.intent_capture import ActionClarify
from actions.offers import ActionChooseOption, ActionMoreOptions
from actions.payment_info import ActionPaymentInfo
from actions.product_info import ActionProductInfo
from actions.promotions import ActionPromotionInfo
from actions.solution import ActionRecommend
from actions.survey import ActionRecordRating
from tests.actions.conftest import bot, ended, user

Run = Callable[..., Any]
UPSET = {"sentiment": {"label": "negative", "score": -0.8}, "emotion": {"label": "anger", "confidence": 0.9}}
FORM = "information_gathering_form"


@pytest.mark.parametrize(("text", "style"), [
    ("Buenos días, quisiera hacer una consulta", "formal"), ("hola", "casual"), ("holaa q onda 👋", "friendly")])
def test_the_greeting_keeps_the_style_of_the_person(run: Run, text: str, style: str) -> None:
    ran = run(ActionGreet(), text)
    assert ran.said == [f"utter_greet_{style}", "utter_ask_need"]
    assert ran.slots["communication_style"] == style


def test_the_greeting_answers_the_part_of_day_that_the_person_named(run: Run) -> None:
    assert run(ActionGreet(), "buenas noches").messages[0]["part_of_day"] == "Buenas noches"
    assert run(ActionGreet(), "hola").messages[0]["part_of_day"] == "Buenos días"


def test_an_upset_person_is_not_greeted_with_cheer(run: Run) -> None:
    assert run(ActionGreet(), "hola, estoy furiosa con ustedes", **UPSET).said == ["utter_greet_upset"]


def test_mood_is_answered_before_the_matter_and_only_once(run: Run) -> None:
    ran = run(ActionShippingInfo(), "cuánto tarda el maldito envío", "shipping_inquiry", **UPSET)
    assert ran.said[0] == "utter_mood_anger"
    again = run(ActionShippingInfo(), "contesten!!", "shipping_inquiry", before=[user(), bot("utter_mood_anger")],
                **UPSET)
    assert "utter_mood_anger" not in again.said


def test_a_greeting_before_a_matter_is_greeted_back_in_a_word(run: Run) -> None:
    ran = run(ActionPriceInfo(), "hola, cuánto sale una remera", "price_inquiry", {"product": "remera"},
              secondary_intents=[{"name": "greet", "confidence": 1.0}])
    assert ran.said == ["utter_greet_before_matter", "utter_price_kind"]


@pytest.mark.parametrize(("before", "said"), [
    ([], "utter_rephrase"),
    ([user("x"), {"event": "action", "name": "action_clarify"}], "utter_offer_meanings"),
    ([user("x"), {"event": "action", "name": "action_clarify"}] * 2, "utter_handoff_closed_noted"),
    ([user("x"), {"event": "action", "name": "action_clarify"}, user("hola"),
      {"event": "action", "name": "action_greet"}], "utter_rephrase"),
])
def test_asking_back_rephrases_then_offers_meanings_then_takes_a_message(
        run: Run, monkeypatch: pytest.MonkeyPatch, before: list[Any], said: str) -> None:
    monkeypatch.setenv("HILO_NOW", "2026-11-24T22:00:00-03:00")  # nobody is there
    ranking = [{"name": n, "confidence": 0.2} for n in ("price_inquiry", "complaint", "greet", "deny")]
    ran = run(ActionClarify(), "eso del otro día pues", "deny", before=before, intent_ranking=ranking)
    assert ran.said == [said]
    if said == "utter_offer_meanings":
        assert [b["payload"] for b in ran.messages[0]["buttons"]] == ["/price_inquiry", "/complaint", "/greet",
                                                                      "/help"]


@pytest.mark.parametrize(("text", "said"), [
    ("...", "utter_nothing_to_read"), ("", "utter_nothing_to_read"),
    ("where is my order please", "utter_other_language"),
    ("quiero zapatillas " * 200, "utter_too_long"),
])
def test_what_cannot_be_read_is_said_so(run: Run, text: str, said: str) -> None:
    assert run(ActionClarify(), text).said == [said]


def test_repeat_says_the_last_turn_again_with_its_buttons(run: Run) -> None:
    buttons = [{"title": "Sí", "payload": "/affirm"}]
    last = {"event": "bot", "text": "¿Te gusta?", "data": {"buttons": buttons}, "metadata": {}}
    ran = run(ActionRepeat(), "cómo?", "repeat", before=[user(), bot("utter_x", "antes"), user(), last])
    assert [(m["text"], m["buttons"]) for m in ran.messages] == [("¿Te gusta?", buttons)]
    assert run(ActionRepeat(), "cómo?", "repeat").said == ["utter_repeat_nothing"]


def test_one_product_is_described_and_a_kind_leads_to_the_gathering(run: Run) -> None:
    one = run(ActionProductInfo(), "contame de la Zapatilla Litoral", "product_inquiry",
              {"product": "zapatilla litoral"})
    assert (one.said, one.slots["next_step"]) == (["utter_item_details"], "wait")
    assert "lona de algodón" in one.messages[0]["attributes"]
    assert one.messages[0]["page"] == "\nAquí está en la página: https://www.ceibo.example/zapatilla-litoral"
    kind = run(ActionProductInfo(), "tienen tenis?", "product_inquiry", {"product": "tenis"})
    assert (kind.said, kind.slots["next_step"]) == (["utter_kind_overview"], "gather")


@pytest.mark.parametrize(("product", "said"), [
    ("televisor", "utter_not_sold"), ("zapatilla tero", "utter_item_discontinued"),
    ("mantel sobremesa", "utter_sold_out")])
def test_what_is_not_sold_is_said_honestly(run: Run, product: str, said: str) -> None:
    assert run(ActionProductInfo(), "tienen?", "product_inquiry", {"product": product}).said[0] == said


def test_price_of_the_thing_talked_about_and_its_promotion(run: Run) -> None:
    ran = run(ActionPriceInfo(), "y cuánto cuesta?", "price_inquiry", slots={"product": "acolchado escarchilla"})
    assert ran.said == ["utter_price_item", "utter_price_promotion"]
    assert run(ActionPriceInfo(), "cuánto sale?", "price_inquiry").said == ["utter_ask_which_product"]


@pytest.mark.parametrize(("entities", "said"), [
    ({"product": "zapatilla litoral", "size": "44", "color": "negro"}, ["utter_not_available_item"]),
    ({"product": "zapatilla litoral", "size": "38"}, ["utter_available_item"]),
    ({"product": "sandalia lapacho"}, ["utter_sold_out", "utter_restock"]),
    ({"product": "zapatilla", "size": "38"}, ["utter_available_kind"]),
    ({"product": "televisor"}, ["utter_not_sold"]),
])
def test_availability_by_size_and_colour(run: Run, entities: dict[str, str], said: list[str]) -> None:
    assert run(ActionAvailabilityInfo(), "hay?", "availability_inquiry", entities).said == said


def test_promotions_of_today_and_those_announced_with_their_days(run: Run) -> None:
    ran = run(ActionPromotionInfo(), "hay ofertas?", "promotion_inquiry")
    assert ran.said == ["utter_promotions", "utter_promotions_next", "utter_transfer_discount"]
    assert "CyberMonday" not in ran.messages[0]["promotions"]
    assert "Black Friday" in ran.messages[1]["promotions"]


def test_shipping_to_a_branchs_town_names_the_pick_up_and_abroad_its_limits(run: Run) -> None:
    rosario = run(ActionShippingInfo(), "a rosario?", "shipping_inquiry", {"city": "Rosario"})
    assert rosario.said == ["utter_shipping_zone", "utter_shipping_free", "utter_shipping_pick_up"]
    lima = run(ActionShippingInfo(), "a lima?", "shipping_inquiry", {"city": "Lima"})
    assert lima.said == ["utter_shipping_zone", "utter_shipping_not_abroad"]
    assert run(ActionShippingInfo(), "llega?", "shipping_inquiry", {"city": "Humahuaca"}).said == [
        "utter_shipping_unknown_town"]


def test_payment_abroad_is_by_that_countrys_means(run: Run) -> None:
    ran = run(ActionPaymentInfo(), "cómo pago desde lima", "payment_inquiry", {"city": "Lima"})
    assert "Yape" in ran.messages[0]["methods"]
    home = run(ActionPaymentInfo(), "/payment_inquiry", "payment_inquiry")
    assert "hasta 6 cuotas sin interés desde $\xa090.000" in home.messages[0]["methods"]


def test_hours_group_the_days_and_name_the_next_holiday(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run(ActionBusinessInfo(), "/business_info", "business_info")
    assert ran.messages[0]["hours"].splitlines() == [
        "Lunes a viernes: 09:00 a 12:30 y 16:30 a 20:00", "Sábado: 09:00 a 13:00", "Domingo: cerrado"]
    monkeypatch.setenv("HILO_NOW", "2026-12-20T10:00:00-03:00")
    assert "utter_branch_holiday" in run(ActionBusinessInfo(), "/business_info", "business_info").said


def test_the_form_reads_an_answer_and_asks_the_next_question(run: Run) -> None:
    ran = run(ValidateInformationGatheringForm(), "unos 300", "inform", loop=FORM,
              slots={"product": "lámpara", "preferences": "declined", "requested_slot": "budget"})
    assert ran.slots["budget"] == {"amount": 300, "currency": None}
    assert ran.slots["requested_slot"] == "needed_by"


def test_a_second_need_starts_empty_although_rasa_offers_the_first_ones_slots(run: Run) -> None:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher
    old = {"preferences": {"uses": ["caminar"]}, "needed_by": "declined", "budget": {"amount": 5}, "size": "40"}
    slots = {**old, "product": "lámpara", "summary_confirmed": True, "requested_slot": None}
    events = [user("quiero una lámpara"), {"event": "slot", "name": "product", "value": "lámpara"},
              {"event": "action", "name": FORM}, *({"event": "slot", "name": k, "value": v} for k, v in old.items())]
    tracker = Tracker("x", slots, {"text": "quiero una lámpara", "intent": {"name": "purchase", "confidence": 0.9}},
                      events, False, None, {"name": FORM}, "action_listen")
    after = {e["name"]: e["value"] for e in ended(ValidateInformationGatheringForm().run(
        CollectingDispatcher(), tracker, {}))}
    assert {name: after[name] for name in old} == dict.fromkeys(old)
    assert after["requested_slot"] == "preferences"


def test_what_a_thing_is_for_is_not_taken_for_the_thing() -> None:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher
    text, things = "una mochila para mi notebook", ("mochila", "notebook")
    message = {"text": text, "intent": {"name": "inform", "confidence": 0.9},
               "entities": [{"entity": "product", "value": thing} for thing in things]}
    events = [user(text), *({"event": "slot", "name": "product", "value": thing} for thing in things)]
    said = CollectingDispatcher()
    after = {e["name"]: e["value"] for e in ended(ValidateInformationGatheringForm().run(
        said, Tracker("x", {"product": "notebook"}, message, events, False, None, {}, "action_listen"), {}))}
    assert (after["product"], after["requested_slot"]) == ("mochila", "preferences")
    assert not [m for m in said.messages if m.get("response") == "utter_product_not_sold"]


def test_the_form_leaves_a_question_to_the_rules_and_then_asks_again(run: Run) -> None:
    slots = {"product": "lámpara", "requested_slot": "budget"}
    ran = run(ValidateInformationGatheringForm(), "cuánto sale el envío?", "shipping_inquiry", slots=slots, loop=FORM)
    assert ran.events[-1]["event"] == "action_execution_rejected"
    assert "requested_slot" not in ran.slots


def test_the_summary_says_back_every_part(run: Run) -> None:
    ran = run(ActionAskSummaryConfirmed(), "…", "inform", slots={
        "product": "zapatilla", "color": "negro", "size": "40", "quantity": 2, "needed_by": "2026-12-04",
        "city": "Rosario",
        "preferences": {"uses": ["correr"], "note": "livianas"}, "budget": {"min": 20, "max": 90, "currency": "USD"}})
    assert ran.messages[0]["summary"].replace("\xa0", " ") == (
        "zapatilla, cantidad 2, color negro, talla 40, para correr, «livianas», entre US$ 20 y US$ 90, "
        "para el viernes 4 de diciembre, en Rosario")


def test_loose_data_begins_a_need_and_a_name_is_greeted(run: Run) -> None:
    assert run(ActionTakeNote(), "unos 50 mil", "inform", {"budget": {"amount": 50000}}).slots["next_step"] == "gather"
    named = run(ActionTakeNote(), "soy Ana", "inform", {"person_name": "Ana López"})
    assert (named.said, named.messages[0]["name"]) == (["utter_nice_to_meet"], "Ana")


NEED = {"product": "zapatilla", "color": "azul", "size": "41", "preferences": {"uses": ["correr"]},
        "budget": {"min": None, "max": 150000, "currency": "ARS"}, "needed_by": "declined"}


def test_a_recommendation_gives_its_true_reasons_and_asks(run: Run) -> None:
    ran = run(ActionRecommend(), "sí", "affirm", slots=NEED)
    assert ran.said == ["utter_recommend_one", "utter_option", "utter_ask_buy_one"]
    assert ran.messages[1]["reasons"] == "sirve para correr, hay talla 41 en azul y entra en tu presupuesto"
    assert ran.slots["open_question"] == "buy"


@pytest.mark.parametrize(("channel", "begins"), [
    ("webchat", "/webhooks/pictures/"), ("whatsapp", "http://localhost:5005/webhooks/pictures/"), ("phone", None)])
def test_an_option_comes_with_its_picture_where_the_channel_shows_any(run: Run, channel: str,
                                                                     begins: str | None) -> None:
    ran = run(ActionRecommend(), "sí", "affirm", slots=NEED, channel=channel)
    assert ran.messages[1]["image"] == (f"{begins}zapatilla-costanera.png" if begins else None)


def test_when_nothing_fits_it_says_what_the_nearest_fails(run: Run) -> None:
    ran = run(ActionRecommend(), "sí", "affirm", slots={**NEED, "color": "negro"})
    assert ran.said[:3] == ["utter_nothing_fits", "utter_nearest", "utter_near_option"]
    assert ran.messages[2]["misfits"] == "no hay en negro"


def test_a_budget_in_money_that_is_not_priced_is_not_converted(run: Run) -> None:
    ran = run(ActionRecommend(), "sí", "affirm", slots={**NEED, "budget": {"amount": 900, "currency": "MXN"}})
    assert ran.said[0] == "utter_currency_not_priced"


@pytest.mark.parametrize(("text", "chosen"), [
    ("la segunda", "zapato-b"), ("2", "zapato-b"), ("quiero la última", "zapato-b"), ("el primero", "zapato-a")])
def test_an_option_is_chosen_by_its_place(run: Run, text: str, chosen: str) -> None:
    from hilo.business.load import get_shop
    ids = [p.id for p in get_shop().company.products[:2]]
    ran = run(ActionChooseOption(), text, "inform", slots={"recommended": ids})
    assert ran.slots["chosen"] == ids[0 if chosen == "zapato-a" else 1]
    assert (ran.slots["next_step"], ran.slots["cart"]["choosing"]["product"]) == ("purchase", ran.slots["chosen"])


def test_an_option_that_is_not_clear_is_asked_for(run: Run) -> None:
    ran = run(ActionChooseOption(), "sí", "affirm", slots={"recommended": ["zapatilla-litoral", "zapatilla-costanera"]})
    assert ran.said == ["utter_which_option"]


def test_others_are_never_those_already_shown(run: Run) -> None:
    need = {"product": "zapatilla", "size": "38"}
    first = run(ActionRecommend(), "sí", "affirm", slots=need).slots["recommended"]
    second = run(ActionMoreOptions(), "otras", "product_inquiry", slots={**need, "shown": first}).slots["recommended"]
    assert first
    assert not set(first) & set(second)


@pytest.mark.parametrize(("text", "rating", "said"), [
    ("5", 5, "utter_rating_high"), ("un 10!", 5, "utter_rating_high"), ("3 estrellas", 3, "utter_rating_middle"),
    ("⭐⭐", 2, "utter_rating_low"), ("cero", 1, "utter_rating_low"), ("excelente atención", 5, "utter_rating_high"),
    ("6 de 10", 3, "utter_rating_middle"), ("y yo qué sé", None, "utter_rating_unclear"),
])
def test_a_rating_is_read_on_any_scale(run: Run, text: str, rating: int | None, said: str) -> None:
    ran = run(ActionRecordRating(), text, "rate_service", slots={"open_question": "rating"})
    assert (ran.slots.get("rating"), ran.said) == (rating, [said])


def test_words_taken_for_a_rating_that_nobody_asked_for_are_asked_back(run: Run) -> None:
    assert run(ActionRecordRating(), "xk plm trg", "rate_service").said == ["utter_rephrase"]


def test_naming_another_kind_of_thing_after_a_recommendation_begins_a_new_need(run: Run) -> None:
    slots = {"recommended": ["zapatilla-litoral"], "shown": ["zapatilla-litoral"]}
    for action, intent in ((ActionChooseOption(), "purchase"), (ActionMoreOptions(), "product_inquiry")):
        ran = run(action, "quiero una lámpara", intent, {"product": "lámpara"}, slots=slots)
        assert (ran.said, ran.slots["next_step"]) == ([], "gather")


def test_the_survey_is_put_once_and_not_to_an_upset_person(run: Run) -> None:
    assert run(ActionClose(), "no", "deny", slots={"shown": ["x"]}).said == ["utter_close_success", "utter_ask_rating"]
    assert run(ActionGoodbye(), "chau", "goodbye", slots={"shown": ["x"], "rating": 4}).said == ["utter_goodbye"]
    assert run(ActionGoodbye(), "chau, una vergüenza", "goodbye", slots={"shown": ["x"]}, **UPSET).said == [
        "utter_goodbye_upset"]
