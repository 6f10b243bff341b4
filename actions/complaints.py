"""The complaints flow: a complaint is heard, and a person of the team offered."""
from __future__ import annotations

from actions.company_facts import AnswerByIntent
from actions.turn import HiloAction, Turn


class OffersPerson(AnswerByIntent):
    """Answers, then leaves open whether a person of the team is to take over."""

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        super().answer(turn)
        turn.set("open_question", "person")


class ActionComplaint(OffersPerson):
    """Answers each intent of the flow with its own text."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_complaint"


class ActionDeclinePerson(HiloAction):
    """Nobody of the team is wanted: closes kindly."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_decline_person"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.say("utter_person_declined")
        turn.set("open_question", None)
