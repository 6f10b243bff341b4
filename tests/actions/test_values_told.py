"""A value of a text may not take the text's place."""
from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from actions.values_told import TAKEN, TakenNameError


def turn() -> Turn:
    return Turn(CollectingDispatcher(), Tracker("ana", {}, {}, [], False, None, {}, "action_listen"))


@pytest.mark.parametrize("name", sorted(TAKEN - {"response"}))
def test_a_value_by_whose_name_a_message_is_sent_is_refused_with_its_name(name: str) -> None:
    with pytest.raises(TakenNameError, match=f"utter_deny.*«{name}»"):
        turn().say("utter_deny", **{name: "hola"})
    with pytest.raises(TakenNameError, match=f"utter_deny.*«{name}»"):
        turn().say_with_buttons("utter_deny", [], **{name: "hola"})


def test_other_values_fill_the_text() -> None:
    asked = turn()
    asked.say("utter_deny", said="hola")
    assert (asked.said_here[0]["response"], asked.said_here[0]["said"]) == ("utter_deny", "hola")
