"""A greeting that stands before the matter is answered in a word."""
from __future__ import annotations

from typing import TYPE_CHECKING

from hilo.personalization.meeting import meeting_of
from hilo.spanish.style import read_style

if TYPE_CHECKING:
    from actions.turn import Turn


def greet_back(turn: Turn) -> None:
    """Says the text for how well the person is known and how formally they write; not twice in a day."""
    greeted = any(i.get("name") == "greet" for i in turn.message.get("secondary_intents") or [])
    meeting = meeting_of(turn.tracker.slots, turn.now.date())
    if not greeted or turn.mood or meeting.again:
        return
    profile = turn.shop.company.profile
    who = {"stranger": "", "known": "_known", "call": "_after_call"}[meeting.kind]
    style = "_formal" if read_style(turn.text) == "formal" and meeting.kind != "call" else ""
    turn.say(f"utter_greet{who}_before_matter{style}", part_of_day=turn.part_of_day(), name=turn.address(),
             company=profile.name, assistant=profile.assistant_name)
    turn.set("greeted", meeting.kept)
