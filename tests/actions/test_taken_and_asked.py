"""What was shown is taken in the same message in which something is asked."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.goods_asked import ActionAvailabilityInfo
from actions.offers import ActionChooseOption
from actions.purchase_begun import ActionBeginPurchase
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.solution.open_questions import Reply, action_for

Run = Callable[..., Any]
CHILE, HOME = "whatsapp:+56912345678", "whatsapp:+5493425551234"


def meant(text: str) -> str | None:
    return action_for("buy", Reply(text, "affirm", 0.3, "action_recommend"), get_shop(), now())


@pytest.mark.parametrize("text", [
    "me la llevo! ¿se puede pagar con tarjeta?", "dale, esa quiero. aceptan débito?", "bueno lo compro\n¿tienen Pix?"])
def test_who_takes_it_and_asks_something_has_chosen(text: str) -> None:
    assert meant(text) == "action_choose_option"


@pytest.mark.parametrize("text", [
    "¿y si la llevo en rojo?", "si la llevo mañana, ¿cuánto tarda?", "no la llevo, ¿hay otra?", "me la llevo",
    "no me la llevo. ¿tienen otra?"])
def test_who_only_asks_has_not(text: str) -> None:
    assert meant(text) is None


def taken(run: Run, shown: list[str], address: str) -> Any:
    slots = {"recommended": shown, "product": "zapatilla", "size": "38", "color": "negro", "open_question": "buy"}
    return run(ActionChooseOption(), "dale, me la llevo. ¿aceptan Webpay?", "affirm", address=address,
               channel="whatsapp", slots=slots)


def test_how_it_is_paid_is_answered_and_the_purchase_goes_on(run: Run) -> None:
    ran = taken(run, ["zapatilla-litoral"], CHILE)
    assert ran.said == ["utter_payment_abroad", "utter_cart_added"]
    assert "Webpay" in ran.messages[0]["methods"]
    assert ran.slots["next_step"] == "purchase"
    assert taken(run, ["zapatilla-litoral"], HOME).said == ["utter_payment_methods", "utter_cart_added"]


def test_of_several_it_is_then_asked_which(run: Run) -> None:
    ran = taken(run, ["zapatilla-litoral", "zapatilla-costanera"], CHILE)
    assert ran.said == ["utter_payment_abroad", "utter_which_option"]


def test_the_only_one_there_is_what_is_spoken_of_and_may_be_taken_at_once(run: Run) -> None:
    asked = run(ActionAvailabilityInfo(), "¿hay acolchado en gris?", "availability_inquiry",
                {"product": "acolchado", "color": "gris"})
    assert asked.slots["product"] == "acolchado escarchilla"
    ran = run(ActionBeginPurchase(), "¿y ese abriga? lo llevo", "product_inquiry", slots={
        "product": "acolchado escarchilla"}, address=HOME)
    assert ran.messages[0]["name"] == "Acolchado Escarchilla"
    assert [message.get("name") for message in ran.messages].count("Acolchado Nube") == 0
    assert ran.slots["cart"]["choosing"]["product"] == "acolchado-escarchilla"
