"""Greeting by time of day, style and mood."""
from __future__ import annotations

from actions.company_facts import company_facts
from actions.turn import HiloAction, Turn
from hilo.spanish.courtesy import part_of_day_said
from hilo.spanish.style import read_style


def part_of_day(hour: int) -> str:
    """morning from 5, afternoon from 12, night from 20, as people greet in most countries."""
    return "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 20 else "night"


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
        said = part_of_day_said(turn.text)  # the person may be in another time zone
        facts = dict(company_facts(turn), name=turn.address(),
                     part_of_day=turn.fill(f"utter_part_of_day_{said or part_of_day(turn.now.hour)}"))
        if turn.mood:
            turn.say("utter_greet_upset", **facts)
            return
        turn.say("utter_greet_again" if turn.said_lately("utter_greet", 50) else f"utter_greet_{style}", **facts)
        if not turn.tracker.active_loop_name:
            turn.say("utter_ask_need")
