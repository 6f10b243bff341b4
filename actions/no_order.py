"""Somebody who has ordered nothing yet."""
from __future__ import annotations

from actions.asking import settled
from actions.turn import HiloAction, Turn


class ActionNoOrder(HiloAction):
    """There is nothing to look for: what was asked about an order is left."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_no_order"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        settled(turn)
        turn.say("utter_no_order")
