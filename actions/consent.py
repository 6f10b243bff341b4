"""The consent flow: says how each request is dealt with."""
from __future__ import annotations

from actions.company_facts import AnswerByIntent
from actions.turn import Turn

SURE_OF_DATA = 0.6
"""Likeness from which a wish is one about the person's data, not about messages."""


class ActionConsent(AnswerByIntent):
    """Answers each intent of the flow with its own text; a wish about one's data with the approved answer."""

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        faq = turn.shop.faqs.answer(turn.text, turn.intent, SURE_OF_DATA)
        if faq:
            turn.say("utter_faq", answer=faq.answer)
        else:
            super().answer(turn)

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_consent"
