"""An amount that surprises, and one that may be spent."""
from __future__ import annotations

from datetime import datetime

import pytest

from hilo.solution.answered_anyway import answered_anyway, goes_before_the_search
from hilo.solution.open_questions import Reply
from hilo.spanish.budget_told import tells_budget
from hilo.spanish.surprise import finds_it_much, is_surprise
from hilo.spanish.values import read_values

NOW = datetime.fromisoformat("2026-11-24T10:00:00-03:00")


def budgets(text: str) -> list[int]:
    return [one.start for one in read_values(text, now=NOW) if one.entity == "budget"]


@pytest.mark.parametrize("text", [
    "38 dólares??", "¿¿64 mil??", "$38???", "uy, 38 dólares de envío?!", "treinta y ocho dólares??",
    "qué? 64.000 pesos por una manta?!", "¡¿98 mil pesos?!", "cómo, 12 mil pesos el envío??"])
def test_an_amount_repeated_in_surprise_is_no_budget(text: str) -> None:
    assert is_surprise(text)
    assert budgets(text) == []
    assert answered_anyway(Reply(text, "inform", 0.4, "action_shipping_info"), {}) == "action_explain_price"
    assert answered_anyway(Reply(text, "inform", 0.4, "action_greet"), {}) is None  # nothing was priced
    assert goes_before_the_search("size", text)
    assert not goes_before_the_search("budget", text)


@pytest.mark.parametrize("text", [
    "38 dólares", "38 dólares?", "¡20 mil!", "hasta 38 dólares??", "tengo 38 dólares??",
    "¿tienen algo de 38 dólares??", "unos 50 mil??"])
def test_an_amount_that_may_be_spent_is_a_budget(text: str) -> None:
    assert not is_surprise(text)
    assert budgets(text)


@pytest.mark.parametrize(("text", "much"), [
    ("¿tanto?", True), ("¿tan caro el envío?", True), ("¿tanto tarda?", False), ("¿42??", False)])
def test_finding_it_much_needs_no_amount(text: str, much: bool) -> None:
    assert finds_it_much(text) is much


@pytest.mark.parametrize("text", ["el presupuesto son 60 euros", "tengo un presupuesto de 80 mil",
                                  "presupuesto: 50.000",
                                  "mi presupuesto máximo es de 100 dólares", "El presupuesto es hasta 90 mil pesos"])
def test_a_budget_is_told_in_the_word_for_a_quotation(text: str) -> None:
    assert tells_budget(text, budgets(text))


@pytest.mark.parametrize("text", ["¿me pasan un presupuesto?", "necesito presupuesto para 40 remeras",
                                  "presupuesto de 40 remeras, gasto hasta 60 mil",
                                  "pásenme presupuesto por 30 gorras, tengo 200 mil"])
def test_a_quotation_is_asked_for_still(text: str) -> None:
    assert not tells_budget(text, budgets(text))


@pytest.mark.parametrize(("speaker", "currency"), [("MX", "MXN"), ("CL", "CLP"), ("AR", "ARS"), (None, "ARS"),
                                                   ("ES", "ARS")])
def test_pesos_are_those_of_who_speaks(speaker: str | None, currency: str) -> None:
    told = [one.value for one in read_values("como 2500 pesos", now=NOW, country="AR", speaker=speaker)
            if one.entity == "budget"]
    assert told == [{"amount": 2500, "currency": currency}]


def test_a_currency_that_is_named_is_that_wherever_they_are() -> None:
    told = read_values("2500 pesos argentinos", now=NOW, country="AR", speaker="MX")
    assert [one.value["currency"] for one in told if one.entity == "budget"] == ["ARS"]
