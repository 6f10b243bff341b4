"""Greeting by time of day, style and mood."""
from __future__ import annotations

from actions.company_facts import company_facts
from actions.turn import HiloAction, Turn
from hilo.spanish.style import read_style


class ActionGreet(HiloAction):
    """Greets, then asks what the person needs; a second greeting is shorter."""

    answers_mood = False  # the greeting itself carries the mood

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_greet"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        style = read_style(turn.text) or turn.slot("communication_style") or "casual"
        turn.set("communication_style", style)
        facts = dict(company_facts(turn), name=turn.address(),
                     part_of_day=turn.part_of_day())
        if turn.mood:
            turn.say("utter_greet_upset", **facts)
            return
        turn.say("utter_greet_again" if turn.said_lately("utter_greet", 50) else f"utter_greet_{style}", **facts)
        if not turn.tracker.active_loop_name:
            turn.say("utter_ask_need")
