"""Photos, videos and files: whether one may be sent, and one that came without words."""
from __future__ import annotations

from typing import Any

from actions.company_facts import company_facts
from actions.crm import into_crm, quietly
from actions.turn import HiloAction, Turn
from hilo.crm.attaching import case_for
from hilo.solution.open_questions import is_step
from hilo.spanish.pictures import offers_picture, only_shows

TAKE_PICTURES = frozenset({"whatsapp", "sms"})
"""Channels by which a photo can reach us."""
SETTLED = ("utter_complaint_registered", "utter_complaint_known", "utter_complaint_ticket", "utter_support_case",
           "utter_order_return_registered", "utter_order_exchange_registered")
"""Texts that name the case that has just been opened."""
KINDS = ("image", "video", "file")
LONGEST_WORDS = 200
"""Of what was written under a photo, in the case."""


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
    """Thanks for a photo, a video or a file. One that comes beside a complaint is kept with the case, also when that is
    open already, and what is asked goes on; one that comes beside a form too. Of any other it has to be told what it
    shows."""

    answers_mood = False
    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_sent_picture"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        kind = kind_sent(turn)
        matter = turn.slot("matter")
        if is_step(turn.slot("open_question")):
            turn.say(f"utter_sent_{kind}_case")
            if matter:  # so that whoever reads the case knows of it
                said = "\n".join(part for part in (matter.get("said"), turn.fill(f"utter_title_{kind}")) if part)
                turn.set("matter", {**matter, "said": said})
        elif turn.tracker.active_loop_name:
            turn.say(f"utter_sent_{kind}_beside")
        elif added_to_case(turn, kind) or with_case(turn):
            turn.say(f"utter_sent_{kind}_case")
        else:
            turn.say(f"utter_sent_{kind}")


def media_of(turn: Turn) -> list[dict[str, Any]]:
    """The photos, videos and files that came with the message."""
    heard: dict[str, Any] = next((e for e in reversed(turn.tracker.events) if e.get("event") == "user"), {})
    bubbles = (heard.get("metadata") or {}).get("bubbles") or []
    return [one for bubble in bubbles for one in (bubble.get("data") or {}).get("media") or []]


def kind_sent(turn: Turn) -> str:
    """image, video or file: by the name of the intent, else by what came along with the words."""
    named = next((one for one in KINDS if turn.intent.endswith(one)), None)
    of_media = str((media_of(turn) or [{}])[0].get("type") or "").partition("/")[0]
    return named or (of_media if of_media in KINDS else KINDS[0])


def added_to_case(turn: Turn, kind: str) -> bool:
    """Notes it in the case that they have opened of late; false where there is none, or the CRM does not answer."""
    tickets = quietly(lambda crm: crm.tickets.of(turn.tracker.sender_id))
    case = case_for(tickets or (), turn.now)
    if case is None:
        return False
    what = turn.fill(f"utter_title_{kind}")
    if not turn.text.startswith("/"):
        what = f"{what}: {turn.said_by_person[:LONGEST_WORDS]}"
    into_crm(turn, "attach_to_ticket", number=case.number, what=what)
    return True


def thank_for_picture(turn: Turn) -> bool:
    """Where a message that tells what is wrong came with a photo; whether it only shows more of an open case."""
    if not media_of(turn):
        return False
    more = only_shows(turn.text) and added_to_case(turn, kind_sent(turn))
    turn.say(f"utter_sent_{kind_sent(turn)}_case")
    return more
