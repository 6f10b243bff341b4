"""Shipping and paying, by what is known of where somebody is."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.company_info import ActionPaymentInfo, ActionShippingInfo
from actions.order_help import ActionOrderHelp
from actions.solution import ActionMoreOptions

Run = Callable[..., Any]
SPAIN, HOME = "whatsapp:+34600111222", "whatsapp:+5493425551234"


@pytest.mark.parametrize("text", [
    "¿hacéis factura?", "¿emitís facturas para autónomos?", "¿y la factura a nombre de mi empresa?",
    "si emiten factura o boleta"])
@pytest.mark.parametrize("address", [SPAIN, HOME, None])
def test_a_question_about_invoices_is_answered_and_not_with_the_ways_to_pay(
        run: Run, text: str, address: str | None) -> None:
    ran = run(ActionPaymentInfo(), text, "payment_inquiry", address=address)
    assert [message.get("passage", "").startswith("pago-factura") for message in ran.messages] == [True]


def test_the_country_of_the_telephone_chooses_the_ways_to_pay(run: Run) -> None:
    ran = run(ActionPaymentInfo(), "¿cómo se puede pagar?", "payment_inquiry", address=SPAIN)
    assert (ran.said, ran.messages[0]["country"]) == (["utter_payment_abroad"], "España")
    assert "Bizum" in ran.messages[0]["methods"]
    assert "Rapipago" not in ran.messages[0]["methods"]
    told = run(ActionPaymentInfo(), "¿cómo pago si vivo en Perú?", "payment_inquiry", address=SPAIN)
    assert told.messages[0]["country"] == "Perú"


def test_a_country_is_enough_to_tell_cost_and_time_of_shipping(run: Run) -> None:
    for text, address in (("envío a España cuánto tarda", None), ("¿cuánto tarda el envío?", SPAIN)):
        ran = run(ActionShippingInfo(), text, "shipping_inquiry", address=address)
        assert ran.said == ["utter_shipping_zone", "utter_shipping_not_abroad"]
        assert (ran.messages[0]["place"], ran.messages[0]["min"], ran.messages[0]["max"]) == ("España", 10, 20)


def test_what_is_asked_besides_cost_and_time_keeps_its_own_answer(run: Run) -> None:
    ran = run(ActionShippingInfo(), "¿tengo que pagar impuestos al recibirlo en Chile?", "shipping_inquiry")
    assert [message.get("passage") for message in ran.messages] == ["envio-aduana"]


@pytest.mark.parametrize(("action", "intent"), [
    (ActionOrderHelp(), "return_exchange"), (ActionMoreOptions(), "product_inquiry")])
def test_a_question_about_the_warranty_of_what_was_shown_is_answered(run: Run, action: Any, intent: str) -> None:
    ran = run(action, "¿Qué garantía tiene el producto, estimado señor?", intent,
              slots={"open_question": "buy", "recommended": ["manta-panal"], "shown": ["manta-panal"]})
    assert [message.get("passage") for message in ran.messages] == ["garantia-plazo"]
    assert ran.slots.get("open_question", "buy") == "buy"
