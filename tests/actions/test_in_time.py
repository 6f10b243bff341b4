"""Whether what is sought can be there by the day on which it is needed."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.information_gathering import ActionAskSummaryConfirmed

Run = Callable[..., Any]
MEXICO = "whatsapp:+5215544332211"
NEED = {"product": "zapatilla", "preferences": {"uses": []}, "budget": "declined"}


@pytest.mark.parametrize("text", ["unos 1500 pesos, ¿y sí llegan para el viernes?", "en Querétaro"])
def test_a_day_by_which_nothing_arrives_is_told_before_anything_is_shown(run: Run, text: str) -> None:
    ran = run(ActionAskSummaryConfirmed(), text, "inform", address=MEXICO,
              slots={**NEED, "needed_by": "2026-11-27", "city": "Querétaro"})
    told = ran.messages[0]
    assert ran.said == ["utter_ask_summary_confirmed_late"]
    assert (told["day"], told["place"], told["arrives"], told["summary"]) == (
        "viernes 27 de noviembre", "Querétaro", "lunes 21 de diciembre", "zapatilla, sin presupuesto fijo")


def test_a_country_is_place_enough_to_tell_that_nothing_arrives(run: Run) -> None:
    ran = run(ActionAskSummaryConfirmed(), "no sé", "inform", address=MEXICO,
              slots={**NEED, "needed_by": "2026-11-27", "city": "declined"})
    assert (ran.said, ran.messages[0]["place"]) == (["utter_ask_summary_confirmed_late"], "México")


@pytest.mark.parametrize(("text", "said"), [
    ("¿pero me llegan para ese día?", ["utter_arrives_in_time", "utter_ask_summary_confirmed"]),
    ("sí pero le pregunto si van a llegar", ["utter_arrives_in_time", "utter_ask_summary_confirmed"]),
    ("en Santa Fe", ["utter_ask_summary_confirmed"]), ("no llego a tanta plata", ["utter_ask_summary_confirmed"])])
def test_who_asks_whether_it_arrives_is_told_yes_where_it_does(run: Run, text: str, said: list[str]) -> None:
    ran = run(ActionAskSummaryConfirmed(), text, "inform", slots={
        **NEED, "needed_by": "2026-12-18", "city": "Santa Fe"})
    assert ran.said == said


def test_a_day_is_promised_or_refused_only_where_the_place_is_known(run: Run) -> None:
    ran = run(ActionAskSummaryConfirmed(), "¿llega?", "inform", slots={
        **NEED, "needed_by": "2026-11-25", "city": "declined"})
    assert ran.said == ["utter_ask_summary_confirmed"]
