"""Repair moves that belong to no flow: a bare no, saying it again."""
from __future__ import annotations

from typing import Any

from actions.asking import AGAIN
from actions.order_number import in_other_words
from actions.turn import HiloAction, Turn
from hilo.followups import resuming


class ActionDeny(HiloAction):
    """A no with nothing asked."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_deny"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.say("utter_deny")
        turn.set(resuming.SLOT, None)  # the search that was left is left for good
        turn.set("open_question", "anything_else")


class ActionLetBe(HiloAction):
    """Withdraws what was asked."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_let_be"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.say("utter_cancel")
        turn.set("open_question", None)


class ActionRepeat(HiloAction):
    """Says the last turn's messages again, buttons included."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_repeat"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        last: list[dict[str, Any]] = []
        users = 0
        for event in reversed(turn.tracker.events):
            if event.get("event") == "user":
                users += 1
                if users == 2 or last:
                    break
            elif event.get("event") == "bot" and event.get("text"):
                last.append(event)
        if turn.tracker.active_loop_name:
            return  # the form asks its open question again by itself
        if last and not any(c.isalpha() for c in turn.text):  # a bare «?»
            turn.say("utter_said_again")
        for event in reversed(last):
            turn.say_again(event["text"], (event.get("data") or {}).get("buttons") or [])
        if not last:
            turn.say("utter_repeat_nothing")


class ActionAskAgain(HiloAction):
    """Puts the open question of a service flow once more, after something in between."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_ask_again"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if turn.intent == "greet":
            turn.say("utter_still_here")
        if turn.slot("open_question") == "person":
            turn.say("utter_offer_person_again")
            return
        again = (turn.slot("matter") or {}).get(AGAIN)
        if again:
            response, buttons, values = again
            turn.say_with_buttons(in_other_words(response), buttons, **values)
