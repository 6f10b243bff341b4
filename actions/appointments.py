"""The appointments flow: says how each request is dealt with."""
from __future__ import annotations

from actions.company_facts import AnswerByIntent


class ActionAppointment(AnswerByIntent):
    """Answers each intent of the flow with its own text."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_appointment"
