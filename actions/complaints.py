"""The complaints flow: regret first, then the facts that are known, a ticket, and what the policy offers for it."""
from __future__ import annotations

from typing import Any

from actions.asking import ask, offer_person
from actions.attachments import answer_picture_beside, thank_for_picture
from actions.crm import into_crm, quietly
from actions.order_delay import tell_delay, urgency
from actions.order_help import go_on, look_up
from actions.turn import HiloAction, Turn
from hilo.orders.delay import Delay, worst_delay
from hilo.orders.seen import Seen, Writer, look
from hilo.orders.troubles import trouble_of
from hilo.solution.open_questions import is_nothing

SAYS_ENOUGH = 8
"""Words from which on a complaint has told what happened."""


class ActionComplaint(HiloAction):
    """Regrets, and finds by itself what the complaint is about: an order that is late is told of unasked."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_complaint"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if thank_for_picture(turn):
            return
        if not turn.mood and not turn.said_lately("utter_mood_"):
            turn.say("utter_complaint_sorry")
        answer_picture_beside(turn)
        seen = look_up(turn)
        if seen is None:
            offer_person(turn, "utter_complaint")
        else:
            hear(turn, seen, {"said": turn.said_by_person[:300], "urgency": urgency(turn)})


class ActionComplaintAnswer(HiloAction):
    """What happened has been told."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_complaint_answer"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        before: dict[str, Any] = dict(turn.slot("matter") or {})
        if is_nothing(turn.text):  # nothing has been told yet that anybody could look into
            turn.say("utter_person_declined")
            turn.set("matter", None)
            turn.set("open_question", None)
            return
        seen = look_up(turn)
        if seen is None:
            offer_person(turn, "utter_complaint")
            return
        said = "\n".join(part for part in (before.get("said"), turn.said_by_person[:300]) if part)
        hear(turn, seen, {"said": said, "urgency": before.get("urgency") or urgency(turn)}, asked=True)


def hear(turn: Turn, seen: Seen, matter: dict[str, Any], asked: bool = False) -> None:
    """What a complaint leads to. asked: what happened was asked for already."""
    trouble = trouble_of(matter["said"])
    delay = worst_delay(seen.open, turn.now.date())
    if delay and trouble in (None, "delay"):
        tell_delay(turn, seen, delay)
    elif trouble == "delay":
        go_on(turn, seen, {**matter, "wish": "status", "order": turn.entity("order_number")})
    elif trouble:
        go_on(turn, seen, {**matter, "wish": "trouble", "trouble": trouble, "order": turn.entity("order_number"),
                           "product": turn.product_named()})
    elif asked or len(matter["said"].split()) >= SAYS_ENOUGH:
        register(turn, matter)
    else:
        ask(turn, "complaint_what", matter, "utter_complaint_ask_what")


def register(turn: Turn, matter: dict[str, Any]) -> None:
    """A ticket for what has to do with no order, and the offer of a person."""
    done = into_crm(turn, "open_ticket", kind="complaint", urgency=matter["urgency"],
                    subject=turn.fill("utter_subject_complaint"), details={"said": matter["said"]})
    if done:
        offer_person(turn, "utter_complaint_ticket", number=done["number"])
    else:
        turn.set("matter", None)
        turn.set("open_question", None)


def late_order(turn: Turn) -> tuple[Seen, Delay] | None:
    """The late order that an angry message is about, as far as its words tell of nothing else; None where there is
    none, or the CRM does not answer: nobody asked for it, so nothing is said of that."""
    if trouble_of(turn.text) not in (None, "delay"):
        return None
    seen = quietly(lambda crm: look(crm, Writer(turn.tracker.sender_id, turn.channel, turn.written_from)))
    delay = worst_delay(seen.open, turn.now.date()) if seen else None
    return (seen, delay) if seen and delay else None


class ActionDeclinePerson(HiloAction):
    """Nobody of the team is wanted: closes kindly."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_decline_person"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.say("utter_person_declined")
        turn.set("open_question", None)
