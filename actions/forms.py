"""What any form may need, whatever flow it is of."""
from __future__ import annotations

from actions.turn import HiloAction, Turn
from hilo.flows import asked_by


class ActionForgetForm(HiloAction):
    """Forgets what was answered in the form that is open, or that was open last, so that it asks all of it again."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_forget_form"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        for name in asked_by(form_of(turn) or ""):
            if turn.slot(name) is not None:
                turn.set(name, None)


def form_of(turn: Turn) -> str | None:
    """The form that is open, or the last one that was; None where there was none of late."""
    opened = (e.get("name") for e in reversed(turn.tracker.events) if e.get("event") == "active_loop")
    return turn.tracker.active_loop_name or next((str(name) for name in opened if name), None)
