"""Talk beside the matter."""
from __future__ import annotations

import re

from actions.known import answer_from_knowledge
from actions.turn import HiloAction, Turn
from actions.unforeseen import answer_freely
from hilo.spanish.mood import DOWN


class ActionOutOfScope(HiloAction):
    """Brings back what is not our matter; what the company has written an answer to is answered."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_out_of_scope"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if turn.mood in DOWN:  # already met with a word of regret: nothing is denied, and nothing sold
            turn.say("utter_comfort")
        elif is_all_a_name(turn):
            turn.say("utter_nice_to_meet", name=str(turn.entity("person_name")).split()[0])
        elif not (answer_from_knowledge(turn) or answer_freely(turn, needs_passages=True)):
            turn.say("utter_out_of_scope")


def is_all_a_name(turn: Turn) -> bool:
    """«Marta Gómez», unasked: who says nothing but a name introduces themselves."""
    return bool(turn.entity("person_name")) and not re.search(r"\w", turn.text_without("person_name"))
