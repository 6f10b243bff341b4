"""Asking step by step: what was asked, and what is known of the matter so far (the slot `matter`)."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.turn import Turn

Button = dict[str, str]
AGAIN = "again"
"""Of a matter: the text, values and buttons of the question that is open."""


def ask(turn: Turn, question: str, matter: dict[str, Any], response: str, buttons: Sequence[Button] = (),
        **values: Any) -> None:
    """Puts a question, and keeps it so that it can be put again. question: a value of the slot `open_question`."""
    turn.close_form()  # what is asked now is answered next
    turn.say_with_buttons(response, list(buttons), **values)
    turn.set("open_question", question)
    turn.set("matter", {**matter, AGAIN: [response, list(buttons), values]})


def offer_person(turn: Turn, response: str, **values: Any) -> None:
    """Says something that ends with the offer of a person; the matter is settled otherwise."""
    turn.say(response, **values)
    turn.set("open_question", "person")
    turn.set("matter", None)


def asked_about(turn: Turn, question: str) -> dict[str, Any]:
    """What is known of the matter while that question of it is open; else nothing."""
    return dict(turn.slot("matter") or {}) if turn.slot("open_question") == question else {}


def settled(turn: Turn) -> None:
    """Nothing of the matter is open any more."""
    turn.set("open_question", None)
    turn.set("matter", None)
