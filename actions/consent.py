"""The consent flow: says how each request is dealt with."""
from __future__ import annotations

from actions.company_facts import AnswerByIntent
from actions.product_info import answer_from_faq
from actions.turn import Turn


class ActionConsent(AnswerByIntent):
    """Answers each intent of the flow with its own text; a wish about one's data with the approved answer."""

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if not answer_from_faq(turn, turn.intent):
            super().answer(turn)

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_consent"
