"""Photos, videos and files: whether one may be sent, and one that came without words."""
from __future__ import annotations

from actions.company_facts import company_facts
from actions.turn import HiloAction, Turn
from hilo.solution.open_questions import is_step
from hilo.spanish.pictures import offers_picture

TAKE_PICTURES = frozenset({"whatsapp", "sms"})
"""Channels by which a photo can reach us."""
SETTLED = ("utter_complaint_registered", "utter_complaint_known", "utter_complaint_ticket", "utter_support_case",
           "utter_order_return_registered", "utter_order_exchange_registered")
"""Texts that name the case that has just been opened."""
KINDS = ("image", "video", "file")


def with_case(turn: Turn) -> bool:
    """Whether a complaint, an order or a fault is what is spoken of."""
    return is_step(turn.slot("open_question")) or any(turn.said_lately(text) for text in SETTLED)


def say_may_send(turn: Turn) -> None:
    """Says whether a photo may be sent here, or where else."""
    if turn.channel in TAKE_PICTURES:
        turn.say("utter_may_send_picture_case" if with_case(turn) else "utter_may_send_picture")
    else:
        facts = company_facts(turn)
        turn.say("utter_may_send_picture_elsewhere", whatsapp=facts["whatsapp"], email=facts["email"])


def answer_picture_beside(turn: Turn) -> None:
    """Where a message that tells what is wrong asks it besides."""
    if offers_picture(turn.text) and not turn.said_now("utter_may_send_picture"):
        if turn.channel in TAKE_PICTURES:
            turn.say("utter_may_send_picture_case")
        else:
            say_may_send(turn)


class ActionMaySendPicture(HiloAction):
    """Answers «¿puedo mandar una foto?»."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_may_send_picture"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        say_may_send(turn)


class ActionSentPicture(HiloAction):
    """Thanks for a photo, a video or a file. One that comes beside a complaint is kept with the case, and what is asked
    goes on; of any other it has to be told what it shows."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_sent_picture"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        kind = next((one for one in KINDS if turn.intent.endswith(one)), KINDS[0])
        if not with_case(turn):
            turn.say(f"utter_sent_{kind}")
            return
        turn.say(f"utter_sent_{kind}_case")
        matter = turn.slot("matter")
        if matter and is_step(turn.slot("open_question")):  # so that whoever reads the case knows of it
            said = "\n".join(part for part in (matter.get("said"), turn.fill(f"utter_title_{kind}")) if part)
            turn.set("matter", {**matter, "said": said})
