"""Leaving: a goodbye in the person's mood, and the one question of the survey."""
from __future__ import annotations

from actions.company_facts import company_facts
from actions.turn import HiloAction, Turn


def leave(turn: Turn, cheerful: str) -> None:
    """Says the closing words and asks for a rating, if none was asked for lately."""
    upset = bool(turn.mood) or turn.said_lately("utter_mood_", 5) or turn.said_lately("utter_greet_upset", 5)
    facts = dict(company_facts(turn), name=turn.address())
    if upset:
        turn.say("utter_goodbye_upset", **facts)
        turn.set("open_question", None)
        return
    turn.say(cheerful, **facts)
    if turn.slot("rating") is None and not turn.said_lately("utter_ask_rating", 20) and turn.slot("shown"):
        turn.say("utter_ask_rating")
        turn.set("open_question", "rating")
    else:
        turn.set("open_question", None)


class ActionGoodbye(HiloAction):
    """Answers a goodbye."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_goodbye"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        leave(turn, "utter_goodbye")


class ActionNotInterested(HiloAction):
    """Takes a no to the offer gracefully; what was asked before is asked no more."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_not_interested"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.say("utter_not_interested")
        turn.set("open_question", None)


class ActionClose(HiloAction):
    """Nothing else is needed."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_close"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        leave(turn, "utter_close_success" if turn.slot("shown") else "utter_close_calm")
