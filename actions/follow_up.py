"""The follow_up flow: a better moment to write, or a call."""
from __future__ import annotations

from datetime import datetime

from actions.turn import HiloAction, Turn
from hilo.followups import moment, resuming
from hilo.followups.in_writing import PROMISE
from hilo.followups.plan import WRITE_BACK
from hilo.followups.reach import WHATSAPP, Reach, reach
from hilo.handoff import calling
from hilo.handoff.messages import CALL_BACK, PROMISED
from hilo.handoff.reasons import ASKED
from hilo.memory.phones import canonical
from hilo.solution.open_questions import CALL_MOMENT, MOMENTS, is_nothing
from hilo.spanish.calls_asked import asks_when_called, takes_back_call, wants_message_instead
from hilo.spanish.promises import read_promises


class ActionFollowUp(HiloAction):
    """Notes when to write or to call, and says what will really happen."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_follow_up"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        ways = reach(turn.tracker.sender_id)
        was_asked = turn.slot("open_question") in MOMENTS
        of_call = turn.intent == "request_call" or turn.slot("open_question") == CALL_MOMENT
        keep_place(turn, was_asked)
        promised = _promised(turn, ways, PROMISED[CALL_BACK] if of_call else WRITE_BACK) if was_asked else None
        asked = None if turn.text.startswith("/") else moment.moved_moment(
            turn.text, promised, turn.now, ways.zone, ways.country)
        if of_call and (takes_back_call(turn.text) or is_nothing(turn.text)):
            _call_off(turn, ways, asked)
        elif of_call and not turn.entity("phone") and asks_when_called(turn.text):
            _tell_call(turn, ways)
        elif of_call:
            _call(turn, ways, asked)
        elif asked is None and turn.intent == "busy":
            _busy(turn, ways)
        elif (asked is not None or was_asked) and any(one.kind in ("write", "answer") for one in read_promises(
                turn.text, turn.now, ways.country)):
            turn.say("utter_they_will_write", name=turn.address())
        elif asked is None and was_asked and moment.is_any_moment(turn.text):
            _write_back(turn, ways, moment.busy_moment(turn.now, ways.zone, ways.country))
        else:
            _write_back(turn, ways, asked)


class ActionResume(HiloAction):
    """Takes up again what was left: the search where it stopped, the options that were shown, or whatever is wanted."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_resume"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        goes_on = resuming.is_open(turn.tracker.slots)
        left = turn.slot(resuming.SLOT) or {}
        turn.set(resuming.SLOT, None)
        turn.set("next_step", "gather" if goes_on else "wait")
        if goes_on:
            turn.say("utter_resume")
        elif "buy" in (turn.slot("open_question"), left.get("question")) and turn.slot("recommended"):
            turn.say("utter_which_option" if len(turn.slot("recommended")) > 1 else "utter_ask_buy_one")
            turn.set("open_question", "buy")
        else:
            turn.say("utter_affirm")


class ActionInWriting(HiloAction):
    """On the telephone: what was just told is written after the call; who asks for it gives leave for it."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_in_writing"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        ways = reach(turn.tracker.sender_id)
        keep_place(turn, was_asked=False)
        turn.close_form()  # who says so is leaving: nothing more is asked
        if ways.whatsapp is None:
            turn.say("utter_in_writing_nowhere")
            return
        if ways.refused:
            turn.remember("consent", purpose="service", channel=WHATSAPP, status="granted")
        turn.remember("commitment", type=PROMISE, what=turn.fill("utter_in_writing_promise"))
        turn.say("utter_in_writing")


def keep_place(turn: Turn, was_asked: bool) -> None:
    """Notes what is left for another moment; what was left before is not forgotten when only the moment is told."""
    left = turn.slot(resuming.SLOT) or {}
    question = left.get("question") if was_asked else turn.slot("open_question")
    gathering = turn.closed_a_form() or resuming.is_open(turn.tracker.slots)
    if gathering or question == "buy":
        turn.set(resuming.SLOT, {"at": turn.now.isoformat(), "gathering": gathering, "question": question})
    if was_asked:
        turn.set("open_question", question)


def _busy(turn: Turn, ways: Reach) -> None:
    """Somebody who only says that it is a bad moment is left alone for some hours, and then written to where they are:
    to another channel only at their wish."""
    if turn.channel != WHATSAPP or ways.whatsapp is None or ways.refused:
        turn.say("utter_busy")
        return
    due = moment.busy_moment(turn.now, ways.zone, ways.country)
    _plan(turn, ways, due)
    turn.set("open_question", "other_moment")
    turn.say("utter_busy_write_back", moment=moment.in_words(due, turn.now))


def _write_back(turn: Turn, ways: Reach, asked: datetime | None) -> None:
    if ways.whatsapp is None:
        turn.say("utter_cannot_write")
    elif asked is None:
        turn.say("utter_write_back_when")
        turn.set("open_question", "moment")
    else:
        if ways.refused:  # who asks to be written to gives leave for it
            turn.remember("consent", purpose="service", channel=WHATSAPP, status="granted")
        _plan(turn, ways, asked)
        turn.set("open_question", "other_moment")
        name = "utter_write_back" if turn.channel == WHATSAPP else "utter_write_back_by_whatsapp"
        turn.say(name, name=turn.address(), moment=moment.in_words(asked, turn.now),
                 phone=ways.whatsapp.removeprefix("whatsapp:"))


def _plan(turn: Turn, ways: Reach, due: datetime) -> None:
    turn.remember("write_back", due=due.isoformat(), channel=WHATSAPP, address=ways.whatsapp)


def _call(turn: Turn, ways: Reach, asked: datetime | None) -> None:
    """People call, so it is noted among what they have to do, for when they are there."""
    phone = told_phone(turn, ways) or ways.phone
    if not phone:
        turn.say("utter_call_back_which_phone")
        return
    due = calling.when(asked, turn.now, ways.zone, ways.country)
    said = turn.said_by_person if turn.intent == "request_call" else f"{turn.said_before}\n{turn.said_by_person}"
    turn.remember("message_for_people", type=CALL_BACK, text=said, reason=ASKED, phone=phone,
                  due=due.isoformat() if due else None)
    if due is None:
        turn.say("utter_call_back_soon", name=turn.address(), phone=phone)
        return
    say_when_called(turn, ways, phone, asked, due)
    if not turn.tracker.active_loop:
        turn.set("open_question", CALL_MOMENT)


def _call_off(turn: Turn, ways: Reach, asked: datetime | None) -> None:
    """No call, then; who wants to be written to instead is, at the moment of the call where they name no other."""
    turn.remember("no_call")
    due = asked or _promised(turn, ways, PROMISED[CALL_BACK])
    if wants_message_instead(turn.text) and due is not None:
        turn.say("utter_no_call")
        _write_back(turn, ways, due)
    else:
        turn.say("utter_no_call_go_on")


def _tell_call(turn: Turn, ways: Reach) -> None:
    """When they are called, as far as a call is noted; where none is, one can be asked for."""
    due = _promised(turn, ways, PROMISED[CALL_BACK])
    noted = any((one["who"], one["kind"]) == ("business", PROMISED[CALL_BACK])
                for one in turn.slot("commitments") or ())
    if due:
        turn.say("utter_call_known", moment=moment.in_words(due, turn.now))
    else:
        turn.say("utter_call_known_soon" if noted else "utter_call_none_known")


def _promised(turn: Turn, ways: Reach, kind: str) -> datetime | None:
    """When what was promised them is due, by their clock; None where it is due as soon as somebody is free."""
    due = next((one.get("due") for one in turn.slot("commitments") or ()
                if (one["who"], one["kind"]) == ("business", kind)), None)
    found = datetime.fromisoformat(due).astimezone(moment.zone_of(ways.zone)) if due else None
    return found if found and found > turn.now else None


def told_phone(turn: Turn, ways: Reach) -> str:
    """The number that this message names, as it is dialled from abroad; empty where it names none."""
    told = str(turn.entity("phone") or "")
    read = canonical(told, ways.country or turn.shop.company.profile.country)
    return read.key if read else told


def say_when_called(turn: Turn, ways: Reach, phone: str, asked: datetime | None, due: datetime) -> None:
    """Tells the moment of a call, and that nobody is there at the one that was asked for."""
    turn.say("utter_call_back" if asked in (None, due) else "utter_call_back_closed", name=turn.address(),
             phone=phone, moment=moment.in_words(due.astimezone(moment.zone_of(ways.zone)), turn.now))
