"""What somebody in another country is told: one currency, what is sent there, how it is paid there."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.goods_asked import ActionAvailabilityInfo, ActionPriceInfo
from actions.information_gathering import ActionAskBudget
from actions.need_in_words import budget_in_words
from actions.payment_info import ActionPaymentInfo
from actions.product_info import ActionProductInfo
from actions.solution import ActionRecommend
from hilo.business.load import get_shop
from tests.actions.conftest import user

Run = Callable[..., Any]
PHONES = {"ES": "whatsapp:+34600111222", "CL": "whatsapp:+56912345678", "MX": "whatsapp:+5215512345678",
          "PE": "whatsapp:+51987654321", "AR": "whatsapp:+5493425551234"}
ABROAD = ["ES", "CL", "MX", "PE"]


def values(ran: Any) -> str:
    return " ".join(str(value) for message in ran.messages for value in message.values())


@pytest.mark.parametrize("country", ABROAD)
@pytest.mark.parametrize(("action", "text", "intent", "product"), [
    (ActionProductInfo(), "busco zapatillas", "product_inquiry", "zapatilla"),
    (ActionPriceInfo(), "¿a cuánto las zapatillas?", "price_inquiry", "zapatilla"),
    (ActionPriceInfo(), "¿y la litoral a cuánto?", "price_inquiry", "zapatilla litoral"),
    (ActionAvailabilityInfo(), "¿hay zapatillas?", "availability_inquiry", "zapatilla"),
    (ActionProductInfo(), "cuéntame de la litoral", "product_inquiry", "zapatilla litoral"),
])
def test_whoever_has_a_telephone_of_another_country_reads_dollars_alone(
        run: Run, country: str, action: Any, text: str, intent: str, product: str) -> None:
    told = values(run(action, text, intent, {"product": product}, address=PHONES[country]))
    assert "US$\xa069" in told
    assert "$\xa0" not in told.replace("US$\xa0", "")
    assert "Gurí" not in told


def test_at_home_and_where_nothing_is_known_the_price_is_the_shops(run: Run) -> None:
    for address in (PHONES["AR"], None):
        ran = run(ActionPriceInfo(), "¿a cuánto la litoral?", "price_inquiry", {"product": "zapatilla litoral"},
                  address=address)
        assert ran.messages[0]["price"] == "$\xa092.000"


def test_without_a_telephone_the_country_that_was_named_counts(run: Run) -> None:
    ran = run(ActionPriceInfo(), "¿a cuánto la litoral?", "price_inquiry", {"product": "zapatilla litoral"},
              before=[user("hola, les escribo de Perú")], address="web:1")
    assert ran.messages[0]["price"] == "US$\xa069"


@pytest.mark.parametrize(("action", "intent", "first"), [
    (ActionPriceInfo(), "price_inquiry", "utter_price_item"),
    (ActionProductInfo(), "product_inquiry", "utter_item_details"),
    (ActionAvailabilityInfo(), "availability_inquiry", "utter_available_item")])
def test_what_is_not_sent_abroad_is_said_as_soon_as_it_is_asked_about(
        run: Run, action: Any, intent: str, first: str) -> None:
    ran = run(action, "¿y la zapatilla gurí?", intent, {"product": "zapatilla gurí"}, address=PHONES["CL"])
    assert ran.said == [first, "utter_not_shipped_there", "utter_shipped_instead"]
    if "price" in ran.messages[0]:
        assert ran.messages[0]["price"] == "68.000 pesos argentinos"
    home = run(action, "¿y la zapatilla gurí?", intent, {"product": "zapatilla gurí"}, address=PHONES["AR"])
    assert home.said == [first]


def test_the_budget_is_asked_for_and_said_back_in_dollars(run: Run) -> None:
    assert run(ActionAskBudget(), address=PHONES["MX"]).said == ["utter_ask_budget_abroad"]
    assert run(ActionAskBudget(), address=PHONES["AR"]).said == ["utter_ask_budget"]


@pytest.mark.parametrize(("budget", "words"), [
    ({"amount": 80, "currency": None}, "US$\xa080"), ({"amount": 50000, "currency": None}, "50.000"),
    ({"amount": 50000, "currency": "ARS"}, "50.000"), ({"amount": 900, "currency": "MXN"}, "MXN"),
])
def test_a_bare_figure_abroad_is_dollars_where_it_can_be_and_no_money_otherwise(
        monkeypatch: pytest.MonkeyPatch, budget: dict[str, Any], words: str) -> None:
    class Abroad:
        """A turn of somebody in Mexico."""

        shop = get_shop()

        @staticmethod
        def fill(_name: str, **figures: str) -> str:
            return figures["amount"]

    monkeypatch.setattr("actions.need_in_words.whereabouts", lambda _: type("W", (), {"country": "MX"}))
    said = budget_in_words(Abroad(), budget)  # type: ignore[arg-type]
    assert said.startswith(words)
    assert not said.startswith("$")


def test_lucas_of_a_chilean_are_not_the_shops_pesos(run: Run) -> None:
    slots = {"product": "zapatilla", "size": "38", "budget": {"amount": 50000, "currency": None}}
    ran = run(ActionRecommend(), "sí", "affirm", slots=slots, address=PHONES["CL"])
    assert ran.said[:2] == ["utter_prices_abroad", "utter_recommend_many"]
    assert ran.messages[0]["country"] == "Chile"
    home = run(ActionRecommend(), "sí", "affirm", slots=slots, address=PHONES["AR"])
    assert home.said[0] == "utter_nothing_fits"


@pytest.mark.parametrize("text", ["¿puedo pagar en efectivo cuando llegue?", "¿hay pago contra entrega?",
                                  "le pago al cartero en mano, ¿va?"])
def test_cash_at_the_door_is_not_promised_to_whoever_is_abroad(run: Run, text: str) -> None:
    ran = run(ActionPaymentInfo(), text, "payment_inquiry", address=PHONES["MX"])
    assert ran.said == ["utter_payment_abroad"]
    assert "OXXO" in ran.messages[0]["methods"]
    home = run(ActionPaymentInfo(), text, "payment_inquiry", address=PHONES["AR"])
    assert home.messages[0].get("passage") == "pago-efectivo"


def test_pesos_of_a_person_abroad_are_not_the_shops(run: Run) -> None:
    slots = {"product": "zapatilla", "city": "Guadalajara", "budget": {"amount": 2000, "currency": "ARS"}}
    ran = run(ActionRecommend(), "sí", "affirm", slots=slots)
    options = [one for one in ran.messages if one["template"] == "utter_option"]
    assert len(options) == 3
    assert all("US$" in one["price"] and "presupuesto" not in one["reasons"] for one in options)
