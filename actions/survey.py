"""The one-question survey."""
from __future__ import annotations

from actions.consent import ask_for_news, may_ask_for_news
from actions.turn import HiloAction, Turn
from hilo.analytics.rating import read_rating

SATISFIED = 4
"""The rating from which on a conversation went well."""


class ActionRecordRating(HiloAction):
    """Takes a rating from 1 to 5, also where it was said on another scale or in words."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_record_rating"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        rating = read_rating(turn.text, turn.message.get("sentiment"))
        if rating is None and turn.slot("open_question") != "rating":
            turn.say("utter_rephrase")  # nobody asked for a rating and none was given
            return
        if rating is None:
            turn.say("utter_rating_unclear")
            turn.set("open_question", "rating")
            return
        turn.set("rating", rating)
        turn.remember("fact", name="rating", value=rating)
        turn.set("open_question", None)
        if rating >= SATISFIED and may_ask_for_news(turn):
            turn.say("utter_rating_thanks")
            ask_for_news(turn)
            return
        turn.say("utter_rating_high" if rating >= SATISFIED else "utter_rating_middle" if rating == 3
                 else "utter_rating_low")


class ActionSkipRating(HiloAction):
    """The person would rather not rate."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_skip_rating"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("open_question", None)
        turn.say("utter_rating_skipped")
