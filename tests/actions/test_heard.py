"""Anger, sadness, a bare «?» and a day that is asked about are heard as what they are."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.common import ActionAskAgain, ActionRepeat
from actions.company_info import ActionBusinessInfo
from actions.greeting import ActionGreet
from actions.handoff import ActionHandoff
from actions.information_gathering import ValidateInformationGatheringForm
from actions.order_help import ActionOrderHelp
from actions.small_talk import ActionOutOfScope

SAD = {"sentiment": {"label": "negative", "score": -0.8}, "emotion": {"label": "sadness", "confidence": 0.9}}
FORM = "information_gathering_form"


def heard(text: str, intent: str = "complaint") -> dict[str, Any]:
    return {"event": "user", "text": text, "parse_data": {"intent": {"name": intent}}}


def said(name: str, text: str = "…") -> dict[str, Any]:
    return {"event": "bot", "text": text, "metadata": {"utter_action": name}}


def test_what_was_told_goes_to_people_with_what_is_demanded(run: Callable[..., Any]) -> None:
    ran = run(ActionHandoff(), "quiero mi plata", "purchase", before=[heard("la campera nunca llegó")])
    kept = next(one for one in ran.slots["remember"] if one["kind"] == "handoff")
    assert (ran.said, kept["quote"]) == (["utter_handoff_waiting"], "la campera nunca llegó\nquiero mi plata")


def test_a_number_that_they_do_not_have_is_not_asked_again(run: Callable[..., Any]) -> None:
    before = [heard("no llegó"), said("utter_order_ask_number"), heard("no lo tengo", "inform")]
    ran = run(ActionOrderHelp(), "¿dónde está mi paquete?", "order_status", before=before)
    assert "utter_order_ask_number" not in ran.said
    assert ran.slots["open_question"] == "person"


def test_who_calls_while_a_person_is_offered_hears_the_offer_again(run: Callable[..., Any]) -> None:
    assert run(ActionAskAgain(), "¿hola?", "greet", slots={"open_question": "person"}).said == [
        "utter_still_here", "utter_offer_person_again"]


def test_a_bare_question_mark_is_answered_with_the_last_words(run: Callable[..., Any]) -> None:
    ran = run(ActionRepeat(), "?", "repeat", before=[heard("hola", "greet"), said("utter_x", "Cuesta $ 10.")])
    assert [m.get("response") or m["text"] for m in ran.messages] == ["utter_said_again", "Cuesta $ 10."]


def test_who_only_is_sad_is_neither_refused_nor_sold_anything(run: Callable[..., Any]) -> None:
    assert run(ActionOutOfScope(), "ando muy triste", "out_of_scope", **SAD).said == [
        "utter_mood_sadness", "utter_comfort"]
    ran = run(ValidateInformationGatheringForm(), "ando muy triste", "chitchat", loop=FORM,
              slots={"product": "zapatilla", "requested_slot": "preferences"}, **SAD)
    assert (ran.said, ran.slots["requested_slot"]) == (["utter_mood_sadness", "utter_comfort"], "preferences")


def test_a_quiet_sadness_gets_a_short_word_and_no_cheer(run: Callable[..., Any]) -> None:
    low = {"sentiment": {"label": "neutral", "score": -0.1}, "emotion": {"label": "sadness", "confidence": 0.6}}
    assert run(ActionOutOfScope(), "ando algo apagada", "chitchat", **low).said == ["utter_mood_low", "utter_comfort"]
    assert run(ActionGreet(), "hola, ando algo apagada", **low).said == ["utter_mood_low", "utter_comfort"]


@pytest.mark.parametrize(("text", "entities", "told", "date"), [
    ("¿trabajan los domingos?", {}, ["utter_day_closed"], "domingo 29 de noviembre"),
    ("¿abren mañana?", {"date_time": "2026-11-25"}, ["utter_day_open"], "miércoles 25 de noviembre")])
def test_the_day_that_is_asked_about_is_answered_alone(run: Callable[..., Any], text: str, entities: dict[str, str],
                                                       told: list[str], date: str) -> None:
    ran = run(ActionBusinessInfo(), text, "business_info", entities)
    assert (ran.said, ran.messages[0]["date"]) == (told, date)


def test_what_is_told_before_the_thing_itself_is_noted(run: Callable[..., Any]) -> None:
    ran = run(ValidateInformationGatheringForm(), "12 azules", "inform", {"quantity": 12, "color": "azul"},
              slots={"product": None})
    assert "utter_form_noted" in ran.said
