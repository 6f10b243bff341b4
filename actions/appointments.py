"""The appointments flow: a form that books, moves and cancels, and what is known of an appointment."""
from __future__ import annotations

import re
from itertools import dropwhile
from typing import Any

from rasa_sdk.events import ActionExecutionRejected, SlotSet

from actions.agenda import BOOK, SLOT, desk_of, in_words, listed
from actions.crm import into_crm
from actions.information_gathering import returns_from_an_aside
from actions.turn import HiloAction, Turn
from hilo.agenda import steps
from hilo.agenda.calendar_file import calendar_file, file_name
from hilo.agenda.desk import Desk, Message, Outcome, State, Text, to_slot
from hilo.agenda.places import adviser_in
from hilo.agenda.reminders import due_at
from hilo.business.agendas import Agenda
from hilo.crm.agenda import Appointment, TakenError
from hilo.crm.jobs import Values
from hilo.followups.reach import WHATSAPP
from hilo.memory.phones import canonical
from hilo.outreach import files
from hilo.spanish.free_names import is_remark
from hilo.spanish.people import capitalised

FORM = "appointment_form"
ACTION = "appointment"
"""What wrote a mail, for the timeline."""
JOBS = {"book": BOOK, "move": "move_appointment", "cancel": "cancel_appointment"}
DONE = {"book": "utter_appointment_made", "move": "utter_appointment_moved", "cancel": "utter_appointment_cancelled"}
_NAME = re.compile(r"\W*(?:(?:a nombre de|soy|me llamo|mi nombre es|es|de)\s+)?((?:[^\W\d_]+['’.-]?\s*){1,4})\W*",
                   re.IGNORECASE)


class ValidateAppointmentForm(HiloAction):
    """Reads the message as an answer, and writes what is settled; leaves to the rules what is no answer."""

    answers_mood = False
    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"validate_{FORM}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        state = turn.slot(SLOT)
        _put_back(turn, "needed_by", "date_time")  # when they come is not by when they need something
        asked = turn.slot("requested_slot") if turn.tracker.active_loop_name == FORM and state else None
        if asked and returns_from_an_aside(turn.tracker):
            self._go_on(turn, Outcome(state, asked))
            return
        desk = desk_of(turn)
        if desk is None:
            self._go_on(turn, Outcome(None))
            return
        message = _message(turn, desk, asked)
        outcome = steps.read(desk, asked, state, message) if asked else steps.begin(desk, message)
        if outcome.left_to_rules:
            # Rasa takes a validation that sets no slot for a refusal to run the form.
            turn.events = [*turn.events, SlotSet(SLOT, state), ActionExecutionRejected(FORM)]
            return
        if asked is None:
            turn.answer_greeting()
            turn.set("open_question", None)
        else:
            turn.answer_mood()
        _say(turn, desk, outcome.say)
        outcome = _carry_out(turn, desk, outcome) if outcome.do else outcome
        if outcome.state is not None:
            outcome.state["zone"] = desk.zone.key  # the question needs nothing else of the memory
        self._go_on(turn, outcome)

    @staticmethod
    def _go_on(turn: Turn, outcome: Outcome) -> None:
        turn.set(SLOT, outcome.state)
        turn.set("requested_slot", outcome.ask)


def _put_back(turn: Turn, slot: str, entity: str) -> None:
    """Gives a slot the value that it had before this message, where the message's entity has changed it."""
    told = turn.entity(entity)
    if told is None or turn.slot(slot) != told:
        return
    before = dropwhile(lambda event: event.get("event") != "user", reversed(turn.tracker.events))
    turn.set(slot, next((event.get("value") for event in before
                         if event.get("event") == "slot" and event.get("name") == slot), None))


def _message(turn: Turn, desk: Desk, asked: str | None) -> Message:
    text = "" if turn.text.startswith("/") else turn.text
    name = turn.entity("person_name")
    if asked == steps.NAME and not name and turn.intent not in ("deny", "affirm"):
        found = _NAME.fullmatch(text)
        name = capitalised(found[1].strip()) if found and not is_remark(found[1]) else None
    if name and adviser_in(text, desk.rules):
        name = None
        _put_back(turn, "person_name", "person_name")
    told = canonical(str(turn.entity("phone") or text), desk.country or turn.shop.company.profile.country)
    return Message(text, turn.intent, (turn.message.get("intent") or {}).get("confidence") or 0.0, name,
                   told.key if told else None, turn.entity("product"))


def _say(turn: Turn, desk: Desk, texts: list[Text]) -> None:
    for name, values in texts:
        appointment = values.get("appointment")
        told = in_words(desk, appointment) if isinstance(appointment, Appointment) else dict(values)
        if "appointments" in told:
            told["appointments"] = listed(turn, desk)
        if name in ("utter_appointment_no_room", "utter_appointment_none_known"):
            profile = turn.shop.company.profile
            told = {**told, "phone": profile.contact.phone, "whatsapp": profile.contact.whatsapp}
        turn.say(name, **told)


def _carry_out(turn: Turn, desk: Desk, outcome: Outcome) -> Outcome:
    """Writes what was settled; a moment that is gone by now is owned up to, and the next ones are offered."""
    state = outcome.state or {}
    try:
        done = into_crm(turn, JOBS[str(outcome.do)], **_data(turn, desk, state))
    except TakenError:
        fresh = desk_of(turn)
        again = steps.taken(fresh, state) if fresh else Outcome(None)
        _say(turn, desk, again.say)
        return again
    except (LookupError, ValueError):  # it was cancelled meanwhile, by people
        _say(turn, desk, [("utter_appointment_none_known", {})])
        return Outcome(None)
    if state.get("name"):
        turn.set("person_name", state["name"])
        turn.remember("fact", name="person_name", value=state["name"])
        turn.remember("profile", name=state["name"])
    if done is not None:
        _confirm(turn, desk, state, done)
    return Outcome(None)


def _data(turn: Turn, desk: Desk, state: State) -> dict[str, Any]:
    if state["job"] == "cancel":
        return {"number": state["number"]}
    slot = to_slot(state["slot"])
    data = {"agenda": slot.agenda, "starts_at": slot.starts_at.isoformat(), "ends_at": slot.ends_at.isoformat()}
    if state["job"] == "move":
        return {"number": state["number"], **data}
    topic = desk.rules.topic(state.get("topic"))
    return {**data, "topic": topic.name if topic else state.get("about") or turn.fill("utter_appointment_any_topic")}


def _confirm(turn: Turn, desk: Desk, state: State, done: Values) -> None:
    """Says what was done, with the calendar entry, and plans the reminder."""
    appointment: Appointment = done["appointment"]
    agenda = desk.rules.agenda(appointment.agenda)
    told = in_words(desk, appointment)
    name = str(state.get("name") or desk.name or "").split(" ")[0]
    url = _calendar_entry(turn, agenda, appointment) if agenda else ""
    turn.say(DONE[state["job"]], name=f", {name}" if name else "", **told)
    if appointment.status == "booked" and agenda is not None:
        if agenda.by == "video" and agenda.link:
            turn.say("utter_appointment_link", link=agenda.link)
        elif agenda.by == "phone":
            turn.say("utter_appointment_they_call", phone=state.get("phone") or desk.phone)
        turn.say("utter_appointment_calendar", url=url)
        _plan_reminder(turn, desk, appointment)
    if desk.email and url:
        _mail(turn, desk.email, appointment, told, url)


def _calendar_entry(turn: Turn, agenda: Agenda, appointment: Appointment) -> str:
    """Keeps the entry where the person's calendar finds it; its address."""
    entry = calendar_file(turn.shop, agenda, appointment, turn.now)
    return files.keep(turn.tracker.sender_id, file_name(appointment), entry)


def _mail(turn: Turn, email: str, appointment: Appointment, told: dict[str, Any], url: str) -> None:
    """Sends the entry by e-mail too: what a mail program shows as an appointment."""
    state = "cancelled" if appointment.status == "cancelled" else "booked"
    turn.remember("mail", address=email, subject=turn.fill(f"utter_mail_subject_appointment_{state}", **told),
                  text=turn.fill(f"utter_mail_appointment_{state}", **told), files=[url], action=ACTION,
                  key=f"{appointment.number}:{appointment.changes}")
    turn.say("utter_appointment_mailed", email=email)


def _plan_reminder(turn: Turn, desk: Desk, appointment: Appointment) -> None:
    due = due_at(desk.rules, appointment.starts_at, turn.now)
    if due is not None and desk.whatsapp is not None:
        turn.remember("appointment_reminder", number=appointment.number, due=due.isoformat(), channel=WHATSAPP,
                      address=desk.whatsapp)


class ActionAppointment(HiloAction):
    """Says which appointments are known; of one that was made elsewhere it takes note."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_appointment"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        desk = desk_of(turn)
        if desk is None:
            return
        if desk.upcoming:
            turn.say("utter_appointment_known", appointments=listed(turn, desk))
        elif "?" in turn.text:  # «¿tengo alguna cita?» says of none that it is booked
            _say(turn, desk, [("utter_appointment_none_known", {})])
        else:
            turn.say("utter_appointment_booked")


class ActionDropAppointment(HiloAction):
    """Leaves off what was being settled; what is booked stays."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_drop_appointment"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        job = (turn.slot(SLOT) or {}).get("job")
        turn.say("utter_drop_appointment" if job in (None, "book") else "utter_drop_appointment_change")
        turn.set(SLOT, None)
        turn.set("open_question", "anything_else")
