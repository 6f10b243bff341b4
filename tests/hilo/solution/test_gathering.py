"""What a message does to the need that is being gathered."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.solution.gathering import Message, Outcome, next_open, read
from hilo.solution.need import DECLINED

SHOP, TODAY = get_shop(), date(2026, 11, 23)
COMPLETE: dict[str, Any] = {
    "product": "zapatilla", "color": "negro", "size": "40", "preferences": {"uses": ["correr"]},
    "budget": {"min": None, "max": 150000, "currency": "ARS"}, "needed_by": DECLINED}


def hear(asked: str | None, text: str, intent: str = "inform", confidence: float = 0.8, again: bool = False,
         slots: dict[str, Any] | None = None, **told: Any) -> Outcome:
    """Reads a message; `told` are the slots that its entities set, as Rasa has already done."""
    return read(SHOP, asked, {**(slots or {}), **told}, Message(text, intent, confidence, told, text), TODAY, again)


def test_everything_said_at_once_leads_to_the_summary() -> None:
    outcome = hear(None, "zapatillas negras 40 para correr hasta 150 lucas, sin apuro", product="zapatilla",
                   color="negro", size="40", budget={"max": 150000}, needed_by="2026-12-30")
    assert outcome.slots["preferences"] == {"uses": ["correr"]}
    assert outcome.ask == "city"  # a day is to be met, so the town matters


def test_who_goes_on_in_so_many_words_is_asked_again_and_drops_nothing() -> None:
    outcome = hear("budget", "dale, continuemos", "cancel", slots={"product": "lámpara", "preferences": DECLINED})
    assert (outcome.ask, outcome.slots, outcome.left_to_rules) == ("budget", {}, False)
    assert hear("summary_confirmed", "sigamos", "cancel", slots=COMPLETE).slots == {"summary_confirmed": True}


def test_size_is_asked_only_for_what_has_sizes_and_town_only_for_a_day_to_meet() -> None:
    assert next_open(SHOP, {"product": "lámpara", "preferences": DECLINED}) == "budget"
    assert next_open(SHOP, {"product": "zapatilla", "preferences": DECLINED}) == "size"
    assert next_open(SHOP, COMPLETE) == "summary_confirmed"
    assert next_open(SHOP, {**COMPLETE, "needed_by": "2026-12-01"}) == "city"


@pytest.mark.parametrize(("asked", "text"), [
    ("budget", "prefiero no decirlo"), ("size", "no sé"), ("preferences", "me da igual"), ("needed_by", "sin apuro"),
    ("needed_by", "no corre prisa"), ("budget", "no"),
])
def test_a_refusal_is_taken_as_an_answer(asked: str, text: str) -> None:
    outcome = hear(asked, text, intent="deny" if text == "no" else "inform")
    assert outcome.slots[asked] == DECLINED


@pytest.mark.parametrize(("asked", "text", "slot", "value"), [
    ("budget", "300", "budget", {"amount": 300, "currency": None}), ("size", "la 38", "size", "38"),
    ("size", "M porfa", "size", "M"), ("city", "Humahuaca", "city", "Humahuaca"),
    ("preferences", "algo cómodo y liviano", "preferences", {"uses": ["verano"], }),
    ("preferences", "que no apriete", "preferences", {"uses": [], "note": "que no apriete"}),
])
def test_a_bare_answer_is_read_by_the_question(asked: str, text: str, slot: str, value: Any) -> None:
    assert hear(asked, text).slots[slot] == value


@pytest.mark.parametrize(("text", "told", "changed"), [
    ("no, 300", {}, {"budget": {"min": None, "max": 300, "currency": "ARS"}}), ("mejor el 41", {}, {"size": "41"}),
    ("no, en rojo", {"color": "rojo"}, {}), ("que sea talle 42", {"size": "42"}, {}),
])
def test_a_correction_after_the_summary_is_read_back_again(text: str, told: dict[str, Any],
                                                           changed: dict[str, Any]) -> None:
    outcome = hear("summary_confirmed", text, intent="deny", slots=COMPLETE, **told)
    assert {k: v for k, v in outcome.slots.items() if k != "preferences"} == changed
    assert outcome.ask == "summary_confirmed"
    assert not outcome.left_to_rules


def test_naming_what_to_change_asks_for_it_anew() -> None:
    outcome = hear("summary_confirmed", "quiero cambiar el presupuesto", slots=COMPLETE)
    assert (outcome.slots["budget"], outcome.ask) == (None, "budget")


def test_yes_confirms_and_bare_no_asks_what_to_change() -> None:
    assert hear("summary_confirmed", "sí", "affirm", slots=COMPLETE).slots["summary_confirmed"] is True
    assert hear("summary_confirmed", "no", "deny", slots=COMPLETE).say == ["utter_more_detail_summary_confirmed"]


@pytest.mark.parametrize(("text", "intent"), [
    ("¿cuánto sale el envío?", "shipping_inquiry"), ("aceptan tarjeta?", "payment_inquiry"),
    ("gracias", "thank"), ("dejalo ahí", "cancel"), ("quiero una persona", "request_human"),
])
def test_what_is_no_answer_is_left_to_the_rules(text: str, intent: str) -> None:
    outcome = hear("budget", text, intent)
    assert outcome.left_to_rules
    assert "budget" not in outcome.slots


def test_an_answer_with_a_question_behind_it_is_taken_and_the_question_left_to_the_rules() -> None:
    outcome = hear("budget", "hasta 80 mil, ¿y el envío cuánto sale?", "shipping_inquiry", budget={"max": 80000})
    assert outcome.left_to_rules


def test_a_question_not_understood_is_put_once_more_and_then_let_go() -> None:
    first = hear("budget", "pues mira tú", confidence=0.3)
    assert (first.say, first.ask) == (["utter_more_detail_budget"], "budget")
    second = hear("budget", "pues mira tú", confidence=0.3, again=True)
    assert (second.slots["budget"], second.say) == (DECLINED, ["utter_noted"])


def test_what_is_not_sold_is_said_and_asked_again() -> None:
    outcome = hear("product", "un televisor", product="televisor")
    assert (outcome.slots["product"], outcome.say, outcome.ask) == (None, ["utter_product_not_sold"], "product")


def test_a_day_that_has_passed_is_not_taken() -> None:
    outcome = hear("needed_by", "para el 2 de noviembre", needed_by="2026-11-02")
    assert (outcome.slots["needed_by"], outcome.say) == (None, ["utter_past_date"])


def test_a_new_need_forgets_the_old_one_but_not_what_was_just_said() -> None:
    outcome = hear(None, "y ahora unas sábanas", slots={**COMPLETE, "summary_confirmed": True}, product="sábana")
    assert outcome.slots["budget"] is None
    assert "product" not in outcome.slots
    assert outcome.ask == "preferences"


def test_what_memory_knows_is_not_asked_again() -> None:
    known = {"size": "40", "budget": {"max": 150000}, "city": "Rosario"}
    outcome = hear(None, "quiero unas zapatillas", slots=known, product="zapatilla")
    assert outcome.ask == "preferences"
    assert next_open(SHOP, {**known, **outcome.slots, "product": "zapatilla", "preferences": DECLINED,
                            "needed_by": "2026-12-30"}) == "summary_confirmed"


@pytest.mark.parametrize(("product", "size", "kept"), [
    ("zapatilla", "40", True), ("remera", "40", False), ("lámpara", "40", False), ("remera", "M", True)])
def test_a_known_size_is_of_use_only_where_the_thing_is_made_in_it(product: str, size: str, kept: bool) -> None:
    outcome = hear(None, "quiero comprar", slots={"size": size}, product=product)
    assert ("size" not in outcome.slots) is kept


@pytest.mark.parametrize(("product", "kept"), [("bota", True), ("remera", False), ("sábana", False)])
def test_a_second_need_of_the_same_sort_keeps_the_size(product: str, kept: bool) -> None:
    shoes = [p.id for p in SHOP.company.products if p.type == "zapatilla"][:1]
    outcome = hear(None, "y ahora…", slots={**COMPLETE, "summary_confirmed": True, "recommended": shoes},
                   product=product)
    assert ("size" not in outcome.slots) is kept
    assert outcome.slots["budget"] is None


def test_a_day_of_an_earlier_talk_that_has_passed_is_dropped() -> None:
    assert hear(None, "quiero zapatillas", slots={"needed_by": "2026-11-02"}, product="zapatilla").slots[
        "needed_by"] is None


def test_a_refusal_of_messages_leaves_the_form_even_with_a_value_in_it() -> None:
    assert hear("size", "talla 40 y no me escriban más", "opt_out", 1.0, size="40").left_to_rules


@pytest.mark.parametrize("asked", ["budget", "city", "summary_confirmed"])
@pytest.mark.parametrize("text", ["Madrid 28004", "a Madrid, código postal 28004", "28004 Madrid"])
def test_a_postcode_is_no_money(asked: str, text: str) -> None:
    assert "budget" not in hear(asked, text, slots={**COMPLETE, asked: None}, city="Madrid").slots


def test_a_postcode_without_its_town_is_no_money_where_it_is_called_one() -> None:
    assert "budget" not in hear("summary_confirmed", "el código postal es 28004", slots=COMPLETE).slots


def test_money_beside_a_town_is_money_where_it_is_called_so() -> None:
    assert hear("budget", "15000 pesos, estoy en Rosario", city="Rosario").slots["budget"]["amount"] == 15000


@pytest.mark.parametrize("text", ["no, quiero solo una mochila, de 50 euros", "una sola", "es una nomás",
                                  "quiero una mochila nada más", "solamente 1", "una sola mochila",
                                  "una sola, en un solo pago", "uno solo por favor"])
def test_only_one_is_one_whatever_number_was_said_before(text: str) -> None:
    assert hear("summary_confirmed", text, "deny", slots={**COMPLETE, "quantity": 30}).slots["quantity"] == 1


def test_only_a_question_is_no_number_of_things() -> None:
    assert "quantity" not in hear("budget", "solo una pregunta", slots={"quantity": 2}).slots


@pytest.mark.parametrize(("text", "told", "taken"), [
    ("para la semana que viene", "2026-11-30", "2026-12-04"), ("la próxima semana", "2026-11-30", "2026-12-04"),
    ("esta semana", "2026-11-23", "2026-11-27"), ("a principios de la semana que viene", "2026-11-30", "2026-11-30"),
    ("el lunes de la semana que viene", "2026-11-30", "2026-11-30"),
])
def test_a_week_is_met_by_its_last_working_day_and_a_day_by_itself(text: str, told: str, taken: str) -> None:
    outcome = hear("needed_by", text, needed_by=told)
    assert outcome.slots["needed_by"] == taken
    assert ("utter_needed_by_week" in outcome.say) == (told != taken)


@pytest.mark.parametrize("text", ["un solo color", "en un solo pago", "solo un color", "en una sola entrega"])
def test_one_colour_or_payment_is_no_number_of_things(text: str) -> None:
    assert "quantity" not in hear("budget", text, slots={"quantity": 2}).slots


def test_a_yes_with_one_payment_is_a_yes() -> None:
    outcome = hear("summary_confirmed", "sí, en un solo pago", "affirm", slots={**COMPLETE, "quantity": 30})
    assert outcome.slots == {"summary_confirmed": True}


def test_a_value_in_a_courtesy_is_taken_as_a_value() -> None:
    outcome = hear("product", "le agradecería que fuese de color beige", "thank", color="beige")
    assert (outcome.left_to_rules, outcome.ask) == (False, "product")
    assert hear("product", "muchas gracias", "thank").left_to_rules


def test_who_chose_no_product_twice_but_tells_the_rest_goes_on_without_one() -> None:
    told = {"budget": {"amount": 200, "currency": "PEN"}}
    message = Message("dispongo de doscientos soles", "inform", 0.8, told, "dispongo de doscientos soles")
    assert read(SHOP, "product", told, message, TODAY, False, chose_none=True).slots["product"] == DECLINED
    assert "product" not in read(SHOP, "product", told, message, TODAY, False).slots


def test_who_takes_them_at_the_summary_has_confirmed_it() -> None:
    assert hear("summary_confirmed", "mm bueno no importa, me los llevo", "purchase", slots=COMPLETE).slots == {
        "summary_confirmed": True}
    assert not hear("summary_confirmed", "¿los puedo comprar en cuotas?", "purchase", slots=COMPLETE).slots.get(
        "summary_confirmed")
    assert hear("summary_confirmed", "me los llevo en rojo", "purchase", slots=COMPLETE, color="rojo").slots.get(
        "summary_confirmed") is None
