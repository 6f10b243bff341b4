"""Booking, moving and cancelling step by step: what a message answers, what is still to be asked, what is to be done.

Plain decisions over plain values; the form in `actions/appointments.py` translates them.
"""
from __future__ import annotations

import re

from hilo.agenda import offering, places
from hilo.agenda.changing import CANCELS, answer_cancel, answer_change, answer_which, change_in, choose_appointment
from hilo.agenda.desk import Desk, Message, Outcome, State, Text
from hilo.agenda.replies import read_reply
from hilo.solution.open_questions import is_nothing
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import read_ordinal

WHICH, CHANGE, CANCEL = "appointment_which", "appointment_change", "appointment_cancel"
PLACE, TOPIC, TIME, NAME, PHONE = ("appointment_place", "appointment_topic", "appointment_time", "appointment_name",
                                   "appointment_phone")
ANSWERS = frozenset({"inform", "affirm", "deny", "greet", "thank", "out_of_scope", "chitchat", "book_appointment",
                     "change_appointment", "appointment_booked", "rate_service", "request_quote", "purchase",
                     "product_inquiry", "availability_inquiry", "follow_up_later", "busy", "cancel_order"})
"""Intents that, in the middle of it, may be an answer worded unusually."""
UNLIKELY = frozenset({"product_inquiry", "availability_inquiry", "request_quote", "purchase", "follow_up_later",
                      "busy"})
"""Not an answer where nothing was understood and the reading is sure."""
OF_THE_SHOP = frozenset({"shipping_inquiry", "payment_inquiry", "promotion_inquiry", "order_status", "return_exchange"})
"""Intents of questions in which a town or a thing is none of the appointment's («¿cuánto sale el envío a Rosario?»)."""
SURE, VERY_SURE = 0.4, 0.7
MOST_CONFUSED = 2
"""Questions that are not understood so often are let go, so that nobody is held up."""
LONGEST_ABOUT = 80
_OF_APPOINTMENT = re.compile(r"\b(?:turnos?|citas?|reunion\w*|visitas?|agend\w+|asesor\w*|horarios?|encuentro|"
                             r"reserv\w+|videollamada|probador|hora)\b")
_ASKS_OWN = re.compile(r"\b(?:cuando|a que hora|que dia|que hora|donde|con quien)\b.{0,12}"
                       r"\b(?:es|era|tengo|tenia|quedo)\b.{0,12}\b(?:turno|cita|reunion|visita|hora)\b")
_GIVES_UP = re.compile(r"\b(?:(?:cancel|anul)\w+|no (?:voy a|puedo|podre|podria) (?:poder )?ir|"
                       r"ya no (?:voy|quiero ir))\b")


def begin(desk: Desk, message: Message) -> Outcome:
    """The first message."""
    state: State = {}
    calls_off = desk.upcoming and message.intent != "book_appointment" and CANCELS.search(fold(message.text))
    job = None if message.intent == "change_appointment" or calls_off else "book"
    say: list[Text] = []
    if _ASKS_OWN.search(fold(message.text)):
        known = ("utter_appointment_known", {"appointments": desk.upcoming}) if desk.upcoming else (
            "utter_appointment_none_known", {})
        return Outcome(None, say=[known])
    if job == "book":
        state["job"] = job
        if places.wants_at_home(message.text):
            say.append(("utter_appointment_not_at_home", {}))
        if desk.upcoming:
            say.append(("utter_appointment_another", {"appointment": desk.upcoming[0]}))
    elif not desk.upcoming and not _OF_APPOINTMENT.search(fold(message.text)):
        return Outcome(None, say=[("utter_appointment_or_else", {})])  # they may mean anything but an appointment
    else:
        state["job"] = change_in(message.text)
        choose_appointment(desk, state, message)
    _take(desk, state, message, begins=True)
    return _next(desk, state, say)


def read(desk: Desk, asked: str, state: State, message: Message) -> Outcome:
    """A further message, while something is asked."""
    state = dict(state)
    if message.intent.startswith("EXTERNAL_"):
        return Outcome(state, left_to_rules=True)
    if message.intent == "change_appointment" and message.confidence >= VERY_SURE and state["job"] == "book" \
            and desk.upcoming and CANCELS.search(fold(message.text)):
        return begin(desk, message)
    if asked == TIME and state["job"] == "move" and _GIVES_UP.search(fold(message.text)):
        return _next(desk, {**state, "job": "cancel"}, [])
    if asked in (PLACE, TOPIC, TIME, NAME, PHONE) and is_nothing(message.text):
        booking = state["job"] == "book"
        return Outcome(None, say=[("utter_drop_appointment" if booking else "utter_drop_appointment_change", {})])
    if message.intent in OF_THE_SHOP and message.confidence >= VERY_SURE and asked in (PLACE, TOPIC, TIME):
        return Outcome(state, left_to_rules=True)
    if message.intent == "price_inquiry" and not message.product:
        return _next(desk, state, [("utter_appointment_is_free", {})])
    say: list[Text] = []
    answered = _ANSWERS[asked](desk, state, message, say)
    if message.name and asked != NAME:
        state["name"], answered = message.name, True
    if asked not in (CANCEL, CHANGE, WHICH):
        answered = _take(desk, state, message, begins=False) or answered
    if not answered and _is_aside(message):
        return Outcome(state, left_to_rules=True)
    if state.pop("over", None):
        return Outcome(None, say=say)
    state["confused"] = 0 if answered else (state.get("confused") or 0) + 1
    if state["confused"] >= MOST_CONFUSED:
        return Outcome(None, say=[("utter_appointment_left", {})])
    if not answered:
        say.append(("utter_appointment_not_understood", {}))
    return _next(desk, state, say)


def taken(desk: Desk, state: State) -> Outcome:
    """Somebody else was quicker: the next ones are offered. desk: with what is booked by now."""
    state = {**state, "slot": None, "offered": None}
    return _next(desk, state, [("utter_appointment_taken", {})])


def _is_aside(message: Message) -> bool:
    if "?" in message.text and message.intent in ("out_of_scope", "chitchat"):
        return True
    if message.intent in UNLIKELY:
        return message.confidence >= VERY_SURE
    return message.intent not in ANSWERS and message.confidence >= SURE


def _next(desk: Desk, state: State, say: list[Text]) -> Outcome:
    """The next question, or what is to be done."""
    if state.get("job") != "book" and not desk.upcoming:  # people have cancelled it meanwhile
        return Outcome(None, say=[*say, ("utter_appointment_none_known", {})])
    if state.get("job") is None:
        return Outcome(state, CHANGE, say)
    if state["job"] != "book" and desk.mine_called(state.get("number")) is None:
        return Outcome(state, WHICH, say)
    if state["job"] == "cancel":
        return Outcome(state, None, say, "cancel") if state.get("sure") else Outcome(state, CANCEL, say)
    if state["job"] == "book" and not state.get("place") and not state.get("agenda"):
        state["place"] = places.place_for(desk.agendas_for(state), desk.shop, desk.city, desk.is_abroad)
        if state["place"] is None:
            return Outcome(state, PLACE, say)
    if state["job"] == "book" and not state.get("topic") and _topic_matters(desk, state):
        return Outcome(state, TOPIC, say)
    if not state.get("slot"):
        if not state.get("offered"):
            say = [*say, *offering.make_offer(desk, state)]
        if not state["offered"]:
            return Outcome(None, say=[*say, ("utter_appointment_no_room", {})])
        return Outcome(state, TIME, say)
    if state["job"] == "book":
        if not (state.get("name") or desk.name):
            return Outcome(state, NAME, say)
        if any(one.by == "phone" for one in desk.agendas_for(state)) and not (state.get("phone") or desk.phone):
            return Outcome(state, PHONE, say)
    return Outcome(state, None, say, state["job"])


def _topic_matters(desk: Desk, state: State) -> bool:
    """Whether who could see them deals with some matters only."""
    topics = {topic.id for topic in desk.rules.topics}
    return any(set(agenda.topics) != topics for agenda in desk.agendas_for(state))


def _take(desk: Desk, state: State, message: Message, begins: bool) -> bool:
    """What a message says of matter, place, adviser and (at first) time, whatever was asked. Whether it said any."""
    told = False
    topic = places.topic_in(message.text, desk.rules, desk.shop, desk.product if begins else None)
    if state.get("job") == "book" and topic and topic.id != state.get("topic"):
        state["topic"], told = topic.id, True
    adviser = places.adviser_in(message.text, desk.rules)
    place = adviser.place if adviser else places.place_in(message.text, desk.rules, desk.shop)
    if adviser and adviser.id != state.get("agenda"):
        state["agenda"], state["place"], told = adviser.id, adviser.place, True
    elif place and place != state.get("place"):
        state["agenda"], state["place"], told = None, place, True
    if begins and not place and places.wants_visit(message.text):
        state["visit"] = True
    if state.get("topic") and not desk.agendas_for(state):  # nobody there deals with it
        state["agenda"], state["place"] = None, None
    if told and not begins:
        state["offered"] = None
    if (begins or not state.get("offered")) and state.get("job") != "cancel":
        offering.take_first_wish(desk, state, message.text)
    return told


def _answer_place(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    found = list(dict.fromkeys(agenda.place for agenda in desk.agendas_for(state)))
    number = read_ordinal(message.text)
    if re.search(r"\b(?:cualquier\w*|me da igual|da lo mismo|donde sea|lo mismo)\b", fold(message.text)):
        state["place"] = found[0]
    elif desk.city and not places.place_in(message.text, desk.rules, desk.shop) and message.intent == "inform":
        state["place"] = places.place_for(desk.agendas_for(state), desk.shop, desk.city, desk.is_abroad)
    elif number and 0 < number <= len(found) and not places.place_in(message.text, desk.rules, desk.shop):
        state["place"] = found[number - 1]
    return bool(state.get("place"))


def _answer_topic(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    """One of ours, or what they say in their words."""
    topic = places.topic_in(message.text, desk.rules, desk.shop)
    if topic is None and _is_aside(message):
        return False
    if topic is None:
        state["topic"], state["about"] = places.OTHER, message.text[:LONGEST_ABOUT]
    return True


def _answer_time(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    agendas = desk.agendas_for(state)
    zone = desk.clock(agendas[0] if agendas else None)
    before = dict(state)
    told = _take(desk, state, message, begins=False)
    reply = read_reply(message.text, message.intent, message.confidence,
                       [] if told else offering.offered(before), desk.now, zone, desk.shop.company.profile.country)
    if reply.unclear:
        say.append(("utter_appointment_which_one", {}))
        return True
    if not reply.says_something or (told and reply.other and not reply.avoid):
        return told
    say += offering.take_reply(desk, state, reply)
    return True


def _answer_name(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    state["name"] = message.name
    return bool(message.name)


def _answer_phone(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    state["phone"] = message.phone
    return bool(message.phone)


_ANSWERS = {WHICH: answer_which, CHANGE: answer_change, CANCEL: answer_cancel, PLACE: _answer_place,
            TOPIC: _answer_topic, TIME: _answer_time, NAME: _answer_name, PHONE: _answer_phone}
