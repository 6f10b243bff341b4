"""The support flow: the approved answer, and a person of the team where it is not enough."""
from __future__ import annotations

from actions.complaints import OffersPerson


class ActionSupport(OffersPerson):
    """Answers each intent of the flow with its own text."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_support"
