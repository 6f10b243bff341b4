"""Greeting by what is known of the person, by time of day, style and mood."""
from __future__ import annotations

from typing import Any

from actions.company_facts import company_facts
from actions.crm import quietly
from actions.order_delay import tell_delay
from actions.turn import HiloAction, Turn
from hilo.orders.delay import worst_delay
from hilo.orders.seen import Writer, look
from hilo.personalization.meeting import meeting_of, pending_of
from hilo.personalization.register import style_after
from hilo.spanish.mood import DOWN
from hilo.texts import texts


class Greets(HiloAction):
    """A greeting in the person's style and mood; a second one on the same day is shorter."""

    answers_mood = False  # the greeting itself carries the mood
    asks_outside = True

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        style = style_after(turn.text, turn.slot("communication_style")) or "casual"
        turn.set("communication_style", style)
        meeting = meeting_of(turn.tracker.slots, turn.now.date())
        turn.set("greeted", meeting.kept)
        facts = dict(company_facts(turn), name=turn.address(), part_of_day=turn.part_of_day())
        if not meeting.again and tell_of_late_order(turn, facts):
            return
        if turn.mood in DOWN:
            turn.say(f"utter_mood_{turn.mood}")
            turn.say("utter_comfort")
        elif turn.mood:
            turn.say("utter_greet_upset" if meeting.kind == "stranger" else "utter_greet_upset_known", **facts)
        elif turn.tracker.active_loop_name and (meeting.again or meeting.kind != "stranger"):
            called = meeting.kind == "call" and not meeting.again
            turn.say("utter_greet_after_call_before_matter" if called else "utter_greet_and_go_on", **facts)
        elif meeting.again:
            turn.say("utter_greet_again", **facts)
            ask_need(turn)
        elif meeting.kind == "stranger":
            turn.say(f"utter_greet_{style}", **facts)
            ask_need(turn)
        else:
            self.greet(turn, style, facts)

    def greet(self, turn: Turn, style: str, facts: dict[str, Any]) -> None:
        """The greeting of somebody who is known; `style` is theirs."""
        pending = pending_in_words(turn)
        if pending:
            turn.say("utter_greet_known_pending", **facts, pending=pending)
        else:
            turn.say("utter_greet_known_formal" if style == "formal" else "utter_greet_known", **facts)


class ActionGreet(Greets):
    """Greets a stranger, who is told whom they write to; then asks what they need."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_greet"


class ActionGreetKnown(Greets):
    """Greets somebody known, with what still stands between us: a promise, a question, the last matter."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_greet_known"


class ActionGreetAfterCall(Greets):
    """Goes on, in writing, with what was said by telephone."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_greet_after_call"

    def greet(self, turn: Turn, style: str, facts: dict[str, Any]) -> None:
        """(see parent class for full docstring)."""
        pending = pending_of(turn.tracker.slots, turn.now.date())
        words = pending_in_words(turn) if pending and pending.kind in ("ours", "ours_late", "theirs") else ""
        turn.say("utter_greet_after_call", **facts, pending=f" {words}" if words else "")


class ActionGoOnHere(HiloAction):
    """Somebody comes over from the web chat: says what we were at, so that nobody has to repeat anything."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_go_on_here"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("greeted", {"on": turn.now.date().isoformat(), "as": "known"})
        need = [str(turn.told(name)) for name in ("product", "color", "size") if turn.told(name)]
        if turn.told("product"):
            turn.say("utter_go_on_here_need", name=turn.address(), need=", ".join(need))
        else:
            turn.say("utter_go_on_here", name=turn.address())
        ask_need(turn)


def tell_of_late_order(turn: Turn, facts: dict[str, Any]) -> bool:
    """Greets a customer whose order is late with that, before they have to ask; False where none is."""
    if turn.slot("contact_stage") != "customer" or turn.tracker.active_loop_name:
        return False
    seen = quietly(lambda crm: look(crm, Writer(turn.tracker.sender_id, turn.channel, turn.written_from)))
    delay = worst_delay(seen.open, turn.now.date()) if seen else None
    if seen is None or delay is None:
        return False
    turn.say("utter_delay_greeting", **facts)
    tell_delay(turn, seen, delay)
    return True


def ask_need(turn: Turn) -> None:
    """Asks what the person needs, unless a form is about to ask its own question."""
    if not turn.tracker.active_loop_name:
        turn.say("utter_ask_need")


def pending_in_words(turn: Turn) -> str:
    """The sentence for what still stands between us; empty where nothing does, or where there are no words for it."""
    pending = pending_of(turn.tracker.slots, turn.now.date())
    if pending is None:
        return ""
    words = pending.words
    if pending.kind == "topic":
        if f"utter_topic_{words}" not in texts.names("utter_topic_"):
            return ""
        words = turn.fill(f"utter_topic_{words}")
    return turn.fill(f"utter_pending_{pending.kind}", words=words)
