"""Somebody who asks for an appointment, as the form's actions meet them."""
from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any

from icalendar import Calendar
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_questions import (
    ActionAskAppointmentCancel,
    ActionAskAppointmentChange,
    ActionAskAppointmentPlace,
    ActionAskAppointmentTime,
    ActionAskAppointmentTopic,
    ActionAskAppointmentWhich,
)
from actions.appointments import ValidateAppointmentForm
from hilo.crm.agenda import Appointment
from hilo.crm.crm import get_crm
from hilo.memory import files
from hilo.memory.database import writing
from hilo.memory.tables import Contact
from hilo.texts import texts
from tests.actions.conftest import ended

FORM = "appointment_form"
NOON = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)
ASKS: dict[str, Any] = {"appointment_time": ActionAskAppointmentTime, "appointment_place": ActionAskAppointmentPlace,
                        "appointment_topic": ActionAskAppointmentTopic, "appointment_which": ActionAskAppointmentWhich,
                        "appointment_change": ActionAskAppointmentChange,
                        "appointment_cancel": ActionAskAppointmentCancel}
_FRAME = {"text", "buttons", "elements", "custom", "template", "response", "image", "attachment"}


class Person:
    """Somebody who writes to the form; what the form sets is kept, as Rasa does."""

    def __init__(self, name: str | None = None, **slots: Any) -> None:
        self.id = str(uuid.uuid4())
        self.slots: dict[str, Any] = {"person_name": name, "city": "Santa Fe", **slots}
        self.loop: str | None = None
        self.messages: list[dict[str, Any]] = []
        self.number = 0
        with writing() as session:
            session.add(Contact(id=self.id, name=name, stage="prospect", created_at=NOON, seen_at=NOON))

    def say(self, text: str, intent: str = "inform", again: bool = False, **entities: Any) -> list[str]:
        """Writes a message (the same once more); the names of what is answered."""
        self.number += not again
        before = dict(self.slots)
        self.slots |= entities
        message = {"text": text, "intent": {"name": intent, "confidence": 0.9},
                   "entities": [{"entity": name, "value": value} for name, value in entities.items()]}
        events = [{"event": "user", "text": text, "message_id": f"{self.id}-{self.number}", "metadata": {}}]
        self.messages = []
        events_got = self._run(ValidateAppointmentForm(), message, events)
        if any(event["event"] == "action_execution_rejected" for event in events_got):
            self.slots = before
            return ["(rejected)"]
        asked = self.slots.get("requested_slot")
        self.loop = FORM if asked else None
        if asked in ASKS:
            self._run(ASKS[asked](), message, events)
        elif asked:
            self.messages.append({"response": f"utter_ask_{asked}"})
        return self.said

    def _run(self, action: Any, message: dict[str, Any], events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        tracker = Tracker(self.id, self.slots, message, events, False, None,
                          {"name": self.loop} if self.loop else {}, "action_listen")
        dispatcher = CollectingDispatcher()
        got = ended(action.run(dispatcher, tracker, {}))
        self.slots |= {event["name"]: event["value"] for event in got if event["event"] == "slot"}
        self.messages += dispatcher.messages
        return got

    @property
    def said(self) -> list[str]:
        """The names of what was answered last."""
        return [message["response"] for message in self.messages if message.get("response")]

    def reads(self, name: str) -> str:
        """A text of the last answer, filled."""
        message = next(one for one in self.messages if one.get("response") == name)
        return texts.fill(name, **{key: value for key, value in message.items() if key not in _FRAME})

    @property
    def appointments(self) -> list[Appointment]:
        return get_crm().agenda.of(self.id)


def booking(name: str = "Ana Sosa") -> Person:
    """Somebody to whom Thursday afternoon was offered."""
    person = Person(name)
    assert person.say("quiero un turno para elegir cortinas el jueves a la tarde", "book_appointment") == [
        "utter_ask_appointment_time"]
    return person


def entry(person: Person) -> Any:
    """The calendar entry that they were sent."""
    [file] = files.of([person.id])
    return Calendar.from_ical(file.read_bytes())
