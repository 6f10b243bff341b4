"""Shipping and paying, by what is known of where somebody is."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.company_info import ActionShippingInfo
from actions.offers import ActionMoreOptions
from actions.order_help import ActionOrderHelp
from actions.payment_info import ActionPaymentInfo
from hilo import wording
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.spanish.normalize import fold
from hilo.spanish.values import read_values

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


@pytest.mark.parametrize(("text", "intent", "of_home"), [
    ("¿viene envuelta para regalo?", "product_inquiry", "$ 3.500"),
    ("¿me dan factura a nombre de mi empresa?", "payment_inquiry", "CUIT")])
def test_what_holds_only_at_home_is_not_told_abroad(run: Run, text: str, intent: str, of_home: str) -> None:
    told = [" ".join(message["answer"] for message in run(ActionPaymentInfo(), text, intent, address=address).messages)
            for address in (HOME, SPAIN, "whatsapp:+573001112233")]
    assert [of_home in wording.replace("\xa0", " ") for wording in told] == [True, False, False]
    assert all(told)


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


@pytest.mark.parametrize(("text", "town", "place"), [
    ("¿me lo mandan a Miami?", "Miami", "Miami"), ("¿hacen envíos a Italia?", None, "Italia"),
    ("mandan a EEUU?", None, "Estados Unidos")])
def test_whoever_asks_for_a_place_that_no_zone_has_is_told_that_nothing_goes_there(
        run: Run, text: str, town: str | None, place: str) -> None:
    ran = run(ActionShippingInfo(), text, "shipping_inquiry", {"city": town} if town else {})
    assert (ran.said, ran.messages[0]["place"]) == (["utter_shipping_not_there"], place)


@pytest.mark.parametrize(("text", "town"), [("¿envían a Madrid?", "Madrid"), ("¿mandan a São Paulo?", "São Paulo")])
def test_towns_abroad_that_a_zone_has_are_told_their_cost(run: Run, text: str, town: str) -> None:
    assert run(ActionShippingInfo(), text, "shipping_inquiry", {"city": town}).said[0] == "utter_shipping_zone"


def test_an_unknown_village_is_still_told_what_it_costs_at_most(run: Run) -> None:
    assert run(ActionShippingInfo(), "¿y a Ñorquinco?", "shipping_inquiry", {"city": "Ñorquinco"}).said == [
        "utter_shipping_unknown_town"]


@pytest.mark.parametrize("written", [wording.country, lambda code: fold(wording.country(code))])
@pytest.mark.parametrize("code", [code for code in get_shop().ships_to if get_shop().is_abroad(code)])
def test_every_country_is_told_its_own_cost_and_days_though_towns_have_its_name(
        run: Run, code: str, written: Callable[[str], str]) -> None:
    zone = next(zone for zone in get_shop().company.shipping.zones if code in zone.countries)
    for text in (f"hola, ¿envían a {written(code)}?", f"vivo en {written(code)}, cuanto sale el envio?"):
        read = {one.entity: one.value for one in read_values(text, now=now("UTC")) if one.entity == "city"}
        told = run(ActionShippingInfo(), text, "shipping_inquiry", read).messages[0]
        assert (told["response"], told["place"], told["cost"], told["min"], told["max"]) == (
            "utter_shipping_zone", wording.country(code), wording.money(zone.cost["USD"], "USD"), zone.days.min,
            zone.days.max)


def test_a_country_that_was_taken_for_a_town_before_is_still_that_country(run: Run) -> None:
    ran = run(ActionShippingInfo(), "¿y cuánto sale el envío?", "shipping_inquiry", slots={"city": "Costa Rica"})
    assert (ran.said[0], ran.messages[0]["min"]) == ("utter_shipping_zone", 9)


def test_the_price_of_what_is_to_be_paid_so_is_told_first(run: Any) -> None:
    ran = run(ActionPaymentInfo(), "¿cuánto sale la manta panal si pago en efectivo?", "payment_inquiry",
              {"product": "manta panal"})
    assert ran.said[0] == "utter_price_item"
    assert len(ran.said) > 1
    only = run(ActionPaymentInfo(), "¿puedo pagar la manta panal en efectivo?", "payment_inquiry",
               {"product": "manta panal"})
    assert "utter_price_item" not in only.said


def test_a_day_told_beside_the_payment_is_heard(run: Any) -> None:
    day = {"date_time": "2026-11-25"}
    ran = run(ActionPaymentInfo(), "¿puedo pagar con tarjeta? es para mañana", "payment_inquiry", day)
    assert (ran.said[-1], ran.slots["needed_by"]) == ("utter_form_noted", "2026-11-25")
    assert "utter_form_noted" not in run(ActionPaymentInfo(), "¿puedo pagar mañana?", "payment_inquiry", day).said
    assert "utter_form_noted" not in run(ActionPaymentInfo(), "¿puedo pagar con tarjeta? es para mañana",
                                         "payment_inquiry", day, loop="information_gathering_form").said


def test_a_way_to_pay_that_is_chosen_is_noted_where_one_can_pay_so(run: Run) -> None:
    mexico = "whatsapp:+525512345678"
    ran = run(ActionPaymentInfo(), "ok pues oxxo", "affirm", address=mexico)
    assert (ran.said, ran.messages[0]["method"]) == (["utter_payment_noted"], "OXXO")
    assert "48 horas" in ran.messages[0]["note"]
    ran = run(ActionPaymentInfo(), "ok pues oxxo", "affirm", address=mexico, slots={
        "cart": {"key": "cart:1", "name": "Ana"}})
    assert ran.slots["cart"] == {"key": "cart:1", "name": "Ana", "country": "MX", "paid_by": "oxxo"}
    assert run(ActionPaymentInfo(), "ok pues oxxo", "affirm", address=SPAIN).said == ["utter_payment_abroad"]


def test_how_long_one_may_take_to_pay_is_told(run: Run) -> None:
    for address in (HOME, "whatsapp:+525512345678"):
        ran = run(ActionPaymentInfo(), "y cuanto tiempo tengo p pagar?", "payment_inquiry", address=address)
        assert [message.get("passage") for message in ran.messages] == ["pago-plazo"]
