"""The handoff flow: a person takes over, or a message is taken for when people are there."""
from __future__ import annotations

from datetime import datetime

from actions.complaints import late_order
from actions.follow_up import say_when_called, told_phone
from actions.order_delay import tell_delay
from actions.order_help import begin
from actions.turn import HiloAction, Turn
from hilo.followups.moment import asked_moment
from hilo.followups.reach import Reach, reach
from hilo.handoff import by_phone, calling, hours
from hilo.handoff.messages import ANSWER, CALL_BACK
from hilo.handoff.reasons import ASKED, RESERVED, UPSET, reason_for
from hilo.handoff.unheard import LATELY, is_unheard, tells
from hilo.orders.wishes import calls_off


def hand_over(turn: Turn, reason: str, matter: str | None = None) -> None:
    """Inside hours the conversation waits for a person; outside, a message is taken and the assistant goes on.

    matter: what the person has already told, where this message only says yes to the offer; it is not asked for again.
    """
    turn.close_form()
    turn.set("open_question", None)
    if turn.channel in by_phone.CHANNELS and hours.attended(turn.now) and not by_phone.can_pass_on(turn.now):
        _leave_message(turn, matter or turn.said_by_person, reason, CALL_BACK, turn.written_from or None)
        turn.say("utter_handoff_call_noted", phone=turn.written_from)
    elif hours.attended(turn.now):
        turn.set("message_for_people", None)
        turn.say("utter_handoff_waiting")
        turn.remember("handoff", reason=reason, quote=matter or turn.said_by_person)
    elif reason == ASKED and not matter:
        _ask_for_message(turn)
    else:
        turn.say("utter_handoff_closed_noted", back=_back(turn))
        _leave_message(turn, matter or turn.said_by_person, reason)


def _ask_for_message(turn: Turn) -> None:
    again = turn.slot("message_for_people") and _still_away(turn)
    known = turn.channel not in by_phone.CHANNELS and reach(turn.tracker.sender_id).phone
    turn.say("utter_handoff_closed_again" if again else "utter_handoff_closed_number_known" if known
             else "utter_handoff_closed", back=_back(turn))
    if not again:
        _leave_message(turn, turn.said_by_person, ASKED)  # noted at once: not everybody answers
    turn.set("open_question", "message")


def _leave_message(turn: Turn, text: str, reason: str, kind: str = ANSWER, phone: str | None = None,
                   due: datetime | None = None) -> None:
    """Adds to what people have to do, and to what they will read.

    due: the moment that was agreed; None: as soon as people are there, which may be now.
    """
    before = turn.slot("message_for_people") if _still_away(turn) else None
    whole = f"{before}\n{text}" if before else text
    back = None if hours.attended(turn.now) else hours.back_at(turn.now)
    due = due or back
    turn.set("message_for_people", whole)
    turn.set("people_back_at", back.isoformat() if back else None)
    turn.remember("message_for_people", type=kind, text=whole, reason=reason, phone=phone,
                  due=due.isoformat() if due else None)


def words_of_complaint(turn: Turn) -> str | None:
    """What they told before and insist on now, in their words; None where this message does not insist."""
    heard = [e for e in turn.tracker.events if e.get("event") == "user"]
    last = float((heard[-1] if heard else {}).get("timestamp") or 0.0)
    lately = [((e.get("text") or ""), ((e.get("parse_data") or {}).get("intent") or {}).get("name") or "")
              for e in heard[:-1] if last - float(e.get("timestamp") or last) < LATELY]
    sure = float((turn.message.get("intent") or {}).get("confidence") or 0.0)
    if not is_unheard(lately, turn.text, turn.intent, sure):
        return None
    return "\n".join([*[text for text, intent in lately if tells(text, intent)][-2:], turn.said_by_person])


def _left(turn: Turn) -> str:
    """What they wanted when nobody was there, with what they write now."""
    before = turn.slot("message_for_people")
    return f"{before}\n{turn.said_by_person}" if before else turn.said_by_person


def _note_beside(turn: Turn) -> None:
    """Somebody upset is helped meanwhile."""
    turn.say("utter_handoff_noted_beside", back=_back(turn))
    _leave_message(turn, turn.said_by_person, UPSET)


def _back(turn: Turn) -> str:
    """When people are there again, by the person's clock, as every other moment that is told them."""
    return hours.back_in_words(turn.now, reach(turn.tracker.sender_id).zone)


def _still_away(turn: Turn) -> bool:
    back = turn.slot("people_back_at")
    return bool(back) and turn.now.isoformat() < str(back)


def _begins_calling_off(turn: Turn) -> bool:
    """With nobody there, whoever wants their money back for an order that is late gets it from us."""
    found = late_order(turn) if calls_off(turn.text) and not hours.attended(turn.now) else None
    if found is None:
        return False
    turn.close_form()
    seen, delay = found
    begin(turn, seen, delay.order, {"wish": "cancel", "order": delay.order.number})
    return True


class ActionHandoff(HiloAction):
    """Hands over: the person wants it, or their message is one for people. With nobody there an order that is late is
    not left until somebody comes: the message is noted, and the ways out are offered now."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_handoff"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        reason = reason_for(turn.shop, turn.text, turn.intent, turn.message)
        offered = turn.slot("open_question") == "person" and turn.intent == "affirm"
        if reason != RESERVED and turn.intent != "request_human" and _begins_calling_off(turn):
            return
        told = words_of_complaint(turn) if reason is None and not offered else None
        if told is not None:
            hand_over(turn, UPSET, told)
            return
        if reason == UPSET and turn.intent != "request_human" and not hours.attended(turn.now):
            found = late_order(turn)
            if found is not None:
                turn.close_form()
                tell_delay(turn, *found, beside=lambda: _note_beside(turn))
                return
        hand_over(turn, ASKED if turn.intent == "request_human" else reason or ASKED,
                  turn.said_before if offered else None)


class ActionAskMessage(HiloAction):
    """Asks once more what the team is to be told, after a question that came between."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_ask_message"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("next_step", "wait")
        if hours.attended(turn.now):  # the team has opened meanwhile
            hand_over(turn, ASKED, _left(turn))
            return
        turn.say("utter_handoff_listening" if turn.intent == "affirm" else "utter_handoff_ask_message")
        turn.set("open_question", "message")


class ActionTakeMessage(HiloAction):
    """Notes what the person leaves for the team, and whether they want to be called."""

    answers_mood = False  # they were asked for it, and it was answered then

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_take_message"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("open_question", None)
        ways = reach(turn.tracker.sender_id)
        phone = _number_for_call(turn, ways)
        asked = asked_moment(turn.text, turn.now, ways.zone, ways.country) if phone else None
        due = calling.when(asked, turn.now, ways.zone, ways.country) if asked else None
        if phone and due:
            say_when_called(turn, ways, phone, asked, due)
        elif phone and hours.attended(turn.now):
            turn.say("utter_handoff_call_noted", phone=phone)
        elif hours.attended(turn.now):  # the team has opened meanwhile
            hand_over(turn, ASKED, _left(turn))
            return
        elif turn.mood and not phone:
            turn.say("utter_handoff_noted_upset", back=_back(turn))
        else:
            turn.say(f"utter_handoff_noted_{CALL_BACK if phone else ANSWER}", back=_back(turn), phone=phone)
        _leave_message(turn, turn.said_by_person, ASKED, CALL_BACK if phone else ANSWER, phone or None, due)


def _number_for_call(turn: Turn, ways: Reach) -> str:
    """Where they want to be called; empty where they do not want that, or no number is known."""
    known = turn.written_from if turn.channel in by_phone.CHANNELS else ways.phone
    return told_phone(turn, ways) or (known or "" if turn.intent == "request_call" else "")
