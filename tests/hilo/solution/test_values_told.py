"""Sizes that are no money, changes of mind, and what is taken back while a need is gathered."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.solution.gathering import Message, Outcome, read
from hilo.solution.need import DECLINED

SHOP, TODAY = get_shop(), date(2026, 11, 23)
SHOES: dict[str, Any] = {"product": "zapatilla", "preferences": {"uses": ["correr"]}, "size": "40"}
COMPLETE: dict[str, Any] = {**SHOES, "color": "azul", "budget": {"amount": 27, "currency": None}, "needed_by": DECLINED}


def hear(asked: str | None, text: str, intent: str = "inform", confidence: float = 0.8, again: bool = False,
         slots: dict[str, Any] | None = None, **told: Any) -> Outcome:
    return read(SHOP, asked, {**(slots or SHOES), **told}, Message(text, intent, confidence, told, text), TODAY, again)


@pytest.mark.parametrize(("text", "told"), [
    ("uso 26 cm", {}), ("26", {}), ("mi número mexicano es 26", {"size": "26"}), ("26 centímetros, ya se los dije", {}),
])
def test_a_foot_in_centimetres_answers_which_size(text: str, told: dict[str, Any]) -> None:
    outcome = hear("size", text, "affirm", 0.5, slots={**SHOES, "size": None}, **told)
    assert (outcome.slots["size"], outcome.foot, outcome.say) == ("40", 26.0, ["utter_size_by_foot"])
    assert outcome.ask == "budget"


@pytest.mark.parametrize(("text", "told", "size"), [
    ("en blanco y talla 41", {"color": "blanco", "size": "41"}, "41"), ("mido 26 cm de pie", {}, "40"),
    ("ah no, va a ser un 41", {}, "41"), ("que sean dos, talla 41", {"size": "41", "quantity": 2}, "41"),
])
def test_a_number_told_as_a_size_is_no_budget(text: str, told: dict[str, Any], size: str) -> None:
    outcome = hear("budget", text, **told)
    assert outcome.slots.get("budget") is None
    assert {**told, **outcome.slots}["size"] == size
    assert outcome.ask == "budget"


def test_a_bare_number_is_still_the_budget_that_was_asked_for() -> None:
    assert hear("budget", "unos 90").slots["budget"] == {"amount": 90, "currency": None}


def test_what_the_freight_costs_is_no_budget() -> None:
    outcome = hear("budget", "¿y de envío me cobran 20 dólares?", "shipping_inquiry")
    assert "budget" not in outcome.slots
    assert outcome.left_to_rules


def test_a_value_that_is_denied_is_taken_back() -> None:
    outcome = hear("summary_confirmed", "eh, 27 es el talle mexicano, no el presupuesto", "deny",
                   slots=COMPLETE, size="27")
    assert (outcome.slots["size"], outcome.slots["budget"], outcome.ask) == ("41", None, "budget")


def test_a_freight_that_was_taken_for_what_may_be_spent_is_taken_back() -> None:
    outcome = hear("summary_confirmed", "27 no es lo que puedo gastar, es el envío", slots=COMPLETE)
    assert (outcome.slots["budget"], outcome.ask) == (None, "budget")


@pytest.mark.parametrize(("text", "slot", "left"), [
    ("sin presupuesto, lo mejor que haya", "budget", DECLINED), ("olvídate de la fecha", "needed_by", DECLINED),
    ("el color no importa", "color", None),
])
def test_what_is_to_be_left_open_is_left_open(text: str, slot: str, left: Any) -> None:
    assert hear("summary_confirmed", text, slots={**COMPLETE, "needed_by": "2026-12-20"}).slots[slot] == left


@pytest.mark.parametrize("asked", ["needed_by", "summary_confirmed"])
def test_another_size_is_taken_whatever_was_asked(asked: str) -> None:
    assert hear(asked, "y al final es un 39 seguro", "rate_service", 0.9, slots=COMPLETE).slots["size"] == "39"


@pytest.mark.parametrize("text", ["bueno, ¿y cuáles hay?", "a ver qué tienen", "muéstrame las opciones"])
def test_whoever_wants_to_see_at_the_summary_is_shown(text: str) -> None:
    outcome = hear("summary_confirmed", text, "availability_inquiry", slots=COMPLETE)
    assert (outcome.slots["summary_confirmed"], outcome.ask, outcome.left_to_rules) == (True, None, False)


def test_whoever_wants_to_see_other_ones_at_the_summary_is_shown_those() -> None:
    outcome = hear("summary_confirmed", "deja la fecha, ¿cuáles son para montaña?", "change_appointment", 0.3,
                   slots={**COMPLETE, "needed_by": "2026-12-20"})
    assert (outcome.slots["summary_confirmed"], outcome.slots["needed_by"]) == (True, DECLINED)
    assert outcome.slots["preferences"]["uses"] == ["montaña"]


def test_whoever_wants_to_see_before_saying_the_rest_is_not_asked_for_it() -> None:
    outcome = hear("budget", "¿y qué me ofrecen?", "chitchat", 0.5)
    assert (outcome.slots["budget"], outcome.slots["summary_confirmed"], outcome.ask) == (DECLINED, True, None)
    assert hear("size", "¿cuáles tienen?", "chitchat", 0.5, slots={**SHOES, "size": None}).tells_sizes


@pytest.mark.parametrize("text", ["¿qué hay del envío?", "¿cuáles son las formas de pago?"])
def test_a_question_of_another_matter_shows_nothing(text: str) -> None:
    assert hear("summary_confirmed", text, "payment_inquiry", slots=COMPLETE).left_to_rules


def test_naming_what_is_wrong_with_a_mark_behind_it_asks_for_it() -> None:
    outcome = hear("summary_confirmed", "¡el color!", slots=COMPLETE)
    assert outcome.slots == {"color": None}
    assert hear("summary_confirmed", "¡la medida!", slots=COMPLETE).ask == "size"


def test_a_second_no_without_a_value_shows_what_there_is() -> None:
    outcome = hear("summary_confirmed", "que no", "deny", again=True, slots=COMPLETE)
    assert (outcome.slots["summary_confirmed"], outcome.say) == (True, ["utter_shown_to_change"])


@pytest.mark.parametrize(("text", "read_as", "day"), [
    ("pa fines de mes", "2026-11-26", "2026-11-30"), ("a finales de enero", "2027-01-26", "2027-01-29"),
    ("el 26 de noviembre", "2026-11-26", "2026-11-26"),
])
def test_the_end_of_a_month_is_its_last_working_day(text: str, read_as: str, day: str) -> None:
    assert hear("needed_by", text, needed_by=read_as).slots["needed_by"] == day


@pytest.mark.parametrize("asked", ["size", "needed_by", "summary_confirmed"])
def test_mejor_no_leaves_the_search(asked: str) -> None:
    outcome = hear(asked, "uy no, mejor no, gracias", "deny", slots=COMPLETE)
    assert (outcome.left_to_rules, outcome.slots) == (True, {})


def test_mejor_no_to_how_much_is_a_no_to_that_alone() -> None:
    assert hear("budget", "mejor no", "deny").slots["budget"] == DECLINED


@pytest.mark.parametrize(("text", "uses"), [
    ("mi hijo se casa en marzo y ando solo en la casa, busco sábanas", []),
    ("quiero renovar la cama de la nena", ["dormir"]), ("sábanas de matrimonio", []),
    ("una de esas de matrimonio", []),
    ("es para un matrimonio", ["fiesta"]), ("zapatos para mi hijo", ["niños"]),
    ("algo para andar en la casa", ["casa"]),
])
def test_what_is_told_in_passing_is_no_use_of_what_is_sought(text: str, uses: list[str]) -> None:
    told = hear(None, text, slots={"product": "sábana"}).slots.get("preferences") or {"uses": []}
    assert told["uses"] == uses


@pytest.mark.parametrize(("text", "intent", "left"), [
    ("que no es para un casamiento", "deny", ["dormir"]), ("para fiesta no son", "deny", ["dormir"]),
    ("¿cuál fiesta?", "chitchat", ["dormir"]), ("no es para una boda, es para el living", "inform", ["casa"]),
    ("sí, es para una fiesta", "inform", ["fiesta"])])
def test_a_use_that_is_denied_is_taken_back(text: str, intent: str, left: list[str]) -> None:
    known = {**COMPLETE, "product": "sábana", "preferences": {"uses": ["fiesta", "dormir"]}}
    assert hear("summary_confirmed", text, intent, slots=known).slots["preferences"] == {"uses": left}


@pytest.mark.parametrize("text", ["la quiero para un casamiento en diciembre", "para diciembre",
                                  "que llegue en diciembre", "viajo en diciembre", "sería para diciembre, más o menos"])
def test_a_month_alone_is_no_day_to_meet_and_its_day_is_asked_for(text: str) -> None:
    outcome = hear(None, text, slots={**SHOES, "budget": DECLINED}, needed_by="2026-12-01")
    assert (outcome.slots["needed_by"], outcome.ask, outcome.say) == (None, "needed_by", [])


@pytest.mark.parametrize(("text", "day"), [
    ("el 12 de diciembre", "2026-12-12"), ("para mediados de diciembre", "2026-12-12"),
    ("antes de diciembre", "2026-12-01"), ("la boda es en diciembre, lo necesito el viernes", "2026-11-27")])
def test_a_day_or_part_of_a_month_is_taken_as_it_is_told(text: str, day: str) -> None:
    assert hear("needed_by", text, slots={**SHOES, "budget": DECLINED}, needed_by=day).slots["needed_by"] == day


def test_who_names_the_month_again_means_any_of_its_days_until_the_last_working_one() -> None:
    before = {**SHOES, "budget": DECLINED}
    first = hear("needed_by", "diciembre", slots=before)
    assert (first.ask, first.say) == ("needed_by", [])
    again = hear("needed_by", "en diciembre nomás", again=True, slots=before, needed_by="2026-12-01")
    assert (again.slots["needed_by"], again.say) == ("2026-12-31", ["utter_needed_by_latest"])
