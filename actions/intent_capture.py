"""Asking back when a message was not understood: rephrase, then a person; likely meanings where nobody is there."""
from __future__ import annotations

from actions.handoff import hand_over
from actions.known import answer_from_knowledge
from actions.turn import HiloAction, Turn
from actions.unforeseen import SLOT, answer_freely
from hilo.handoff import hours
from hilo.handoff.reasons import MISUNDERSTOOD
from hilo.solution.unshown import points_at_shown
from hilo.spanish.legible import Legible, legibility
from hilo.texts import texts

MEANINGS = 3
UNREADABLE = {Legible.EMPTY: "utter_nothing_to_read", Legible.OTHER_LANGUAGE: "utter_other_language",
              Legible.TOO_LONG: "utter_too_long"}


def consecutive_misunderstandings(turn: Turn) -> int:
    """How many of the person's messages before this one, without a break, led to asking back."""
    count, clarified, answered, first = 0, False, False, True
    for event in reversed(turn.tracker.events):
        if event.get("event") == "slot" and event.get("name") == SLOT:
            answered = bool(event.get("value"))
        elif event.get("event") == "action" and event.get("name") == "action_clarify":
            clarified, answered = not answered, False
        elif event.get("event") == "user":
            if not first and not clarified:
                return count
            count += not first
            first, clarified, answered = False, False, False
    return count


class ActionClarify(HiloAction):
    """What to say when nothing fits well enough."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_clarify"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        legible = legibility(turn.text)
        before = consecutive_misunderstandings(turn)
        if legible in UNREADABLE and not (before and legible is Legible.OTHER_LANGUAGE):
            turn.say(UNREADABLE[legible])
        elif answer_from_knowledge(turn) or (not before and answer_freely(turn)):
            return
        elif points_at_shown(turn.text) and not turn.slot("recommended"):
            turn.say("utter_nothing_to_choose")
        elif before == 0:
            turn.say("utter_rephrase")
        elif before == 1 and not hours.attended(turn.now):  # nobody is there: one more try of our own
            turn.say_with_buttons("utter_offer_meanings", self._meanings(turn))
        else:
            hand_over(turn, MISUNDERSTOOD)

    def _meanings(self, turn: Turn) -> list[dict[str, str]]:
        ranking = [r["name"] for r in turn.message.get("intent_ranking") or []]
        known = set(texts.names("utter_meaning_"))
        likely = [name for name in ranking if f"utter_meaning_{name}" in known][:MEANINGS]
        buttons = [{"title": turn.fill(f"utter_meaning_{name}"), "payload": f"/{name}"} for name in likely]
        return [*buttons, {"title": turn.fill("utter_meaning_none"), "payload": "/help"}]
