"""Leaving: a goodbye in the person's mood, and the one question of the survey."""
from __future__ import annotations

from datetime import date, timedelta

from actions.company_facts import company_facts
from actions.consent import ask_for_news, may_ask_for_news
from actions.turn import HiloAction, Turn
from hilo.followups import resuming

RATE_AGAIN = timedelta(days=7)
"""A survey that was not answered is not put again within so many days."""


def leave(turn: Turn, cheerful: str) -> None:
    """Says the closing words and asks for a rating, if none was asked for lately."""
    upset = bool(turn.mood) or turn.said_lately("utter_mood_", 5) or turn.said_lately("utter_greet_upset", 5)
    facts = dict(company_facts(turn), name=turn.address())
    if upset:
        turn.say("utter_goodbye_upset", **facts)
        turn.set("open_question", None)
        return
    turn.say(cheerful, **facts)
    if turn.slot("rating") is None and turn.slot("shown") and not _asked_to_rate(turn):
        turn.say("utter_ask_rating")
        turn.set("open_question", "rating")
        turn.set("rating_asked_on", turn.now.date().isoformat())
    elif turn.slot("chosen") and may_ask_for_news(turn):
        ask_for_news(turn)
    else:
        turn.set("open_question", None)
    turn.set("chosen", None)


def _asked_to_rate(turn: Turn) -> bool:
    """Whether the survey was put so lately that once more would be a nuisance."""
    asked = turn.slot("rating_asked_on")
    return bool(asked) and turn.now.date() - date.fromisoformat(asked) < RATE_AGAIN


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
        turn.set(resuming.SLOT, None)  # the search that was left is left for good
        turn.set("open_question", None)


class ActionClose(HiloAction):
    """Nothing else is needed."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_close"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        leave(turn, "utter_close_success" if turn.slot("shown") else "utter_close_calm")
