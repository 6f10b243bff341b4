"""What is said in the middle of the gathering that belongs to the person, not to the need: a moment to be written to,
a greeting, a name, a joke."""
from __future__ import annotations

import re
from itertools import dropwhile
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet

from actions.turn import Turn
from hilo import wording
from hilo.knowledge.asked import is_question
from hilo.solution.gathering import Message
from hilo.solution.intents import SURE, VERY_SURE
from hilo.spanish.courtesy import split_greeting
from hilo.spanish.going_on import puts_off
from hilo.turns.told import introduces

CONTACT = frozenset({"follow_up_later", "busy", "request_call"})
"""Intents to which a moment belongs that a message names."""
OF_THE_SHOP = frozenset({"business_info", "promotion_inquiry"})
"""Intents of questions whose day is the shop's."""
_NEEDS = re.compile(r"\b(?:necesit\w+|precis\w+|ocupo|quiero|quisiera|lleg\w+|para el|antes del?)\b", re.IGNORECASE)
BESIDES = 2
"""Words that may stand beside a name which is all that a message tells («soy Rosa, no Rosana»)."""
AROUND_DATA = 7
"""Words that may stand around a mail and a telephone which are all that a message tells."""
_INTRODUCTION = re.compile(
    r"\b(?:yo|me llamo|mi nombre es|soy|me dicen|(?:te|le|les) (?:habla|escribe|saluda)|habla)\b", re.IGNORECASE)


def beside_the_search(turn: Turn, form: str, asked: str, message: Message) -> list[EventType] | None:
    """The events with which such a message is left to the rules, or met right here; None: it is about the need."""
    if "needed_by" in message.told and (puts_off_contact(message) or asks_of_a_day(message)):
        return [SlotSet("needed_by", before_this_message(turn.tracker, "needed_by")),
                SlotSet("summary_confirmed", None), ActionExecutionRejected(form)]
    if message.told or message.text.startswith("/"):
        return None
    joke = message.intent == "chitchat" and "?" in message.text and not turn.shop.words.uses_in(message.words)
    if joke or (message.intent == "greet" and message.confidence >= VERY_SURE):
        return [SlotSet("summary_confirmed", None), ActionExecutionRejected(form)]
    name, data = introduced(turn) or bare_name(turn), own_data(turn)
    if name is None and not data:
        return None
    if data:  # it answers no question of the search, and a «no» to the summary it is not either
        turn.say("utter_form_noted", heard=wording.listing(data))
    else:
        turn.say("utter_met_in_search", name=str(name).split()[0])
    return [SlotSet("summary_confirmed", None), SlotSet("requested_slot", asked)]


def puts_off_contact(message: Message) -> bool:
    """Whether the moment in a message is one to write or to call at: intent and words say so. A bare «el lunes a las 9»
    answers the open question, though it looks the same to the intents."""
    return message.intent in CONTACT and message.confidence >= VERY_SURE and puts_off(message.text)


def asks_of_a_day(message: Message) -> bool:
    """Whether the day in a message is the one that a question is about («¿a qué hora cierran hoy?»), not by when
    something is needed."""
    return (message.intent in OF_THE_SHOP and message.confidence >= SURE and is_question(message.text)
            and set(message.told) <= {"needed_by", "city"} and not _NEEDS.search(message.text))


def introduced(turn: Turn) -> str | None:
    """The name of somebody who tells nothing else."""
    name = turn.entity("person_name")
    if name is None or "?" in turn.text or not introduces(turn.text, turn.message.get("entities") or []):
        return None
    rest = _INTRODUCTION.sub(" ", split_greeting(turn.text_without("person_name"))[1])
    return str(name) if len(re.findall(r"\w+", rest)) <= BESIDES else None


def bare_name(turn: Turn) -> str | None:
    """The name and surname of somebody who writes nothing else; one word may be a colour or a model."""
    name = turn.entity("person_name")
    alone = name is not None and not re.search(r"\w", turn.text_without("person_name"))
    return str(name) if alone and len(str(name).split()) > 1 else None


def own_data(turn: Turn) -> list[str]:
    """The mail and the telephone of somebody who tells nothing else («mi correo es …»), as they are written."""
    found = [str(turn.entity(name)) for name in ("email", "phone") if turn.entity(name)]
    rest = re.findall(r"\w+", turn.text_without("email", "phone"))
    return found if found and len(rest) <= AROUND_DATA and "?" not in turn.text else []


def before_this_message(tracker: Tracker, name: str) -> Any:
    """What a slot held before the entities of the last message were taken."""
    before = dropwhile(lambda event: event.get("event") != "user", reversed(tracker.events))
    return next((e.get("value") for e in before if e.get("event") == "slot" and e.get("name") == name), None)
