"""Questions about a discount in particular are not answered with the list of promotions."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.promotions import ActionPromotionInfo
from actions.turn import Turn

Run = Callable[..., Any]
GARZA = {"product": "remera-garza", "units": 30}


def asks(run: Run, text: str, entities: dict[str, Any] | None = None, **more: Any) -> Any:
    return run(ActionPromotionInfo(), text, "promotion_inquiry", entities, **more)


@pytest.mark.parametrize("text", ["¿hacen descuento por volumen?", "si llevo 20, ¿me hacen precio?",
                                  "¿tienen rebaja comprando varias?", "¿algún descuento por llevar muchas?"])
def test_a_discount_by_number_is_told_with_its_steps(run: Run, text: str) -> None:
    ran = asks(run, text)
    assert ran.said == ["utter_volume_discount"]
    assert ran.messages[0]["discounts"] == "5 % desde 12 unidades, 10 % desde 50 unidades y 15 % desde 200 unidades"


@pytest.mark.parametrize("text", ["¿ya tiene el descuento incluido?", "¿me aplicaron la rebaja?",
                                  "el precio ya viene con el descuento?"])
@pytest.mark.parametrize("slot", ["quote", "quote_made"])
def test_whether_a_quotation_has_its_discount_is_answered_by_that_quotation(run: Run, text: str, slot: str) -> None:
    ran = asks(run, text, slots={slot: {"wanted": [GARZA]}})
    assert (ran.said, ran.messages[0]["discounts"]) == (["utter_discount_applied"], "5 % por cantidad en Remera Garza")
    few = asks(run, text, slots={slot: {"wanted": [{**GARZA, "units": 3}]}})
    assert few.said == ["utter_discount_none", "utter_volume_discount"]


def test_whether_what_is_in_the_cart_has_its_discount_is_answered_by_the_cart(run: Run) -> None:
    cart = {"key": "cart:1", "items": [{"product": "sabana-alba", "units": 1, "color": "blanco", "size": "1 plaza"}]}
    ran = asks(run, "¿el descuento ya está aplicado?", slots={"cart": cart})
    assert (ran.said, ran.messages[0]["discounts"]) == (
        ["utter_discount_applied"], "15 % de «Mes del descanso» en Sábana Alba")
    without = {**cart, "items": [{"product": "zapatilla-litoral", "units": 1, "color": "negro", "size": "38"}]}
    assert asks(run, "¿el descuento ya está aplicado?", slots={"cart": without}).said == ["utter_discount_none"]


def test_something_for_less_than_so_much_is_a_question_of_prices(run: Run) -> None:
    budget = {"min": None, "max": 100000, "currency": "ARS"}
    ran = asks(run, "¿no tienen nada por menos de 100 mil?", {"budget": budget},
               slots={"product": "zapatilla", "size": "38"})
    assert ran.said[0].startswith("utter_price_kind")
    both = asks(run, "¿hay promos por menos de 100 mil?", {"budget": budget}, slots={"product": "zapatilla"})
    assert both.said[0] == "utter_promotions"


def test_the_article_that_is_named_is_the_one_that_is_told_of(run: Run) -> None:
    lowered = asks(run, "¿la sábana alba tiene rebaja?", {"product": "sábana alba"})
    assert lowered.said == ["utter_price_item", "utter_price_promotion"]
    assert asks(run, "¿y la litoral está en oferta?", {"product": "zapatilla litoral"}).said == [
        "utter_item_no_promotion", "utter_promotion_coming"]


def test_promotions_in_general_are_listed(run: Run) -> None:
    assert asks(run, "¿qué ofertas tienen?").said == ["utter_promotions", "utter_promotions_next",
                                                     "utter_transfer_discount"]


def test_what_paying_by_transfer_takes_off_stands_within_the_sentence(run: Run) -> None:
    cart = {"key": "cart:1", "paid_by": "transferencia",
            "items": [{"product": "zapatilla-litoral", "units": 1, "color": "negro", "size": "38"}]}
    ran = asks(run, "¿el descuento ya está aplicado?", slots={"cart": cart})
    assert ran.messages[0]["discounts"] == "$\xa09.200 por pagar con transferencia"


@pytest.mark.parametrize(("text", "product", "said"), [
    ("¿y esa en Black Friday baja?", "zapatilla litoral", "utter_promotion_lowers_item"),
    ("¿y esa en Black Friday baja?", "mochila gurí", "utter_promotion_not_on"),
    ("¿en el blackfriday van a bajar?", "zapatilla", "utter_promotion_lowers_kind"),
    ("¿en Black Friday baja?", "mochila", "utter_promotion_not_on"),
    ("¿qué hay en Black Friday?", "mochila", "utter_promotion_dates"),
    ("¿siguen con el CyberMonday?", "mochila", "utter_promotion_over")])
def test_a_promotion_called_by_its_name_is_told_of_the_thing_spoken_of(run: Run, text: str, product: str,
                                                                        said: str) -> None:
    ran = asks(run, text, slots={"product": product})
    assert ran.said == [said]
    assert not ran.messages[0].get("text")  # a value of that name would be said instead
    if said == "utter_promotion_lowers_item":
        assert ran.messages[0]["percent"] == "25"


@pytest.mark.parametrize("text", ["no me hacéis un descuentillo", "¿me hacés un descuento?", "¿me lo dejás más barato?",
                                  "¿y esa no tiene rebaja?", "¿nos haría un precio especial?"])
def test_a_favour_is_answered_with_what_holds_for_the_thing(run: Run, text: str) -> None:
    ran = asks(run, text, slots={"product": "mochila gurí"})
    assert ran.said[0] == "utter_item_no_promotion"
    assert "utter_promotions" not in ran.said
    lowered = asks(run, text, slots={"product": "sábana alba"})
    assert lowered.said == ["utter_price_item", "utter_price_promotion"]
    of_kind = asks(run, text, slots={"product": "mochila"})
    assert of_kind.said[0] == "utter_kind_no_promotion"
    assert asks(run, text).said[0] == "utter_promotions"


def test_two_of_a_thing_are_told_where_the_discount_by_number_begins(run: Run) -> None:
    ran = asks(run, "¿me hacen precio si llevo dos?", {"quantity": 2}, slots={"product": "mochila gurí"})
    assert ran.said == ["utter_volume_discount_not_yet", "utter_item_no_promotion"]
    assert ran.messages[0]["units"] == 2
    assert asks(run, "si llevo 20, ¿me hacen precio?", {"quantity": 20}).said == ["utter_volume_discount"]


@pytest.mark.parametrize(("text", "said"), [
    ("¿hay rebaja pagando en efectivo?", ["utter_payment_no_discount", "utter_transfer_discount"]),
    ("¿me descuentan si pago con débito?", ["utter_payment_no_discount", "utter_transfer_discount"]),
    ("¿me hacen precio si pago por transferencia?", ["utter_transfer_discount"])])
def test_a_way_to_pay_is_told_with_what_it_takes_off(run: Run, text: str, said: list[str]) -> None:
    assert asks(run, text).said == said


@pytest.mark.parametrize("text", ["¿qué promociones hay?", "¿hay algo en oferta esta semana?", "¿qué está rebajado?",
                                  "¿tienen descuentos?"])
def test_a_general_question_is_no_question_about_the_thing_before(run: Run, text: str) -> None:
    assert asks(run, text, slots={"product": "mochila gurí"}).said[0] == "utter_promotions"


def test_an_amount_that_may_be_spent_laments_nothing() -> None:
    heard = {"text": "el presupuesto son 60 euros", "intent": {"name": "inform"}, "sentiment": {
        "label": "negative", "score": -0.712}, "emotion": {"label": "neutral", "confidence": 0.833},
        "entities": [{"entity": "budget", "value": {"amount": 60, "currency": "EUR"}}]}
    def mood(message: dict[str, Any]) -> str | None:
        return Turn(CollectingDispatcher(), Tracker("x", {}, message, [], False, None, {}, "action_listen")).mood
    assert mood(heard) is None
    assert mood({**heard, "entities": []}) == "negative"
