"""The appointments flow: a form that books, moves and cancels, and what is known of an appointment."""
from __future__ import annotations

import re
from abc import abstractmethod
from datetime import timedelta
from itertools import dropwhile
from typing import Any

from rasa_sdk.events import ActionExecutionRejected, SlotSet

from actions.crm import from_crm, into_crm
from actions.information_gathering import returns_from_an_aside
from actions.turn import HiloAction, Turn
from hilo import wording
from hilo.agenda import steps, words
from hilo.agenda.calendar_file import calendar_file, file_name
from hilo.agenda.desk import Desk, Message, Outcome, State, Text, to_slot
from hilo.agenda.known import Known, known
from hilo.agenda.offering import offered
from hilo.agenda.places import adviser_in
from hilo.agenda.reminders import due_at
from hilo.agenda.slots import bounds
from hilo.business.agendas import Agenda, get_agendas
from hilo.crm.agenda import Appointment, TakenError
from hilo.crm.jobs import Values
from hilo.followups.reach import WHATSAPP, reach
from hilo.memory.phones import canonical
from hilo.outreach import files
from hilo.spanish.people import capitalised

FORM = "appointment_form"
SLOT = "appointment"
JOBS = {"book": "book_appointment", "move": "move_appointment", "cancel": "cancel_appointment"}
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
            turn.set("open_question", None)
        else:
            turn.answer_mood()
        _say(turn, desk, outcome.say)
        self._go_on(turn, _carry_out(turn, desk, outcome) if outcome.do else outcome)

    @staticmethod
    def _go_on(turn: Turn, outcome: Outcome) -> None:
        turn.set(SLOT, outcome.state)
        turn.set("requested_slot", outcome.ask)


def desk_of(turn: Turn) -> Desk | None:
    """What is known as the message comes in; where the CRM is away that is said, and None."""
    rules, contact = get_agendas(), turn.tracker.sender_id
    _, last = bounds(rules, turn.now)
    ids = [agenda.id for agenda in rules.agendas]
    until = last + timedelta(days=1)
    read = from_crm(turn, lambda crm: (crm.agenda.of(contact), crm.agenda.taken(ids, turn.now, until)))
    if read is None:
        return None
    who: Known = known(contact, turn.now, turn.told("city"))
    named = turn.entity("person_name") and adviser_in(turn.text, rules) is not None  # «con Paula» is no name of theirs
    return Desk(turn.shop, rules, turn.now, who.zone, read[0], read[1], f"{turn.cause}:{JOBS['book']}", who.country,
                turn.told("city"), turn.slot("product"), who.name or (None if named else turn.told("person_name")),
                who.phone, who.wished)


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
        name = capitalised(found[1].strip()) if found else None
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


def in_words(desk: Desk, appointment: Appointment) -> dict[str, Any]:
    """An appointment for filling a text: moment, place, adviser, number, topic."""
    agenda = desk.rules.agenda(appointment.agenda)
    if agenda is None:  # it is no longer in the file
        return {"moment": wording.day(appointment.starts_at.date()), "place": "", "adviser": "",
                "number": appointment.number, "topic": appointment.topic}
    return {"moment": words.moment(desk.shop, agenda, appointment.starts_at, desk.now, desk.zone),
            "place": words.place(desk.shop, agenda), "adviser": agenda.adviser, "number": appointment.number,
            "topic": appointment.topic}


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


def _calendar_entry(turn: Turn, agenda: Agenda, appointment: Appointment) -> str:
    """Keeps the entry where the person's calendar finds it; its address."""
    entry = calendar_file(turn.shop, agenda, appointment, turn.now)
    return files.keep(turn.tracker.sender_id, file_name(appointment), entry)


def _plan_reminder(turn: Turn, desk: Desk, appointment: Appointment) -> None:
    due = due_at(desk.rules, appointment.starts_at, turn.now)
    ways = reach(turn.tracker.sender_id)
    if due is not None and ways.whatsapp is not None and not ways.refused:
        turn.remember("appointment_reminder", number=appointment.number, due=due.isoformat(), channel=WHATSAPP,
                      address=ways.whatsapp)


class AskInAppointment(HiloAction):
    """Puts one question of the form."""

    answers_mood = False

    @property
    @abstractmethod
    def slot(self) -> str:
        """The slot it asks for."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"action_ask_{self.slot}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        who = known(turn.tracker.sender_id, turn.now, turn.told("city"))
        self.ask(turn, Desk(turn.shop, get_agendas(), turn.now, who.zone), turn.slot(SLOT) or {})

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """Puts the question."""
        turn.say(f"utter_ask_{self.slot}")


class ActionAskAppointmentTopic(AskInAppointment):
    """What it is about."""

    slot = "appointment_topic"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        some = {topic for agenda in desk.agendas_for(state) for topic in agenda.topics}
        turn.say_with_buttons("utter_ask_appointment_topic", [
            {"title": topic.button, "payload": topic.name} for topic in desk.rules.topics if topic.id in some])


class ActionAskAppointmentPlace(AskInAppointment):
    """Where, or by which way."""

    slot = "appointment_place"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        titles = []
        for agenda in desk.agendas_for(state):
            branch = words.branch_of(desk.shop, agenda)
            titles.append(branch.city if branch else turn.fill(f"utter_button_appointment_{agenda.by}"))
        turn.say_with_buttons("utter_ask_appointment_place", [{"title": title, "payload": title}
                                                              for title in dict.fromkeys(titles)])


class ActionAskAppointmentTime(AskInAppointment):
    """Which of the moments that are free."""

    slot = "appointment_time"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        pairs = [(agenda, slot) for slot in offered(state) if (agenda := desk.rules.agenda(slot.agenda))]
        moments = [slot.starts_at.astimezone(desk.clock(agenda)) for agenda, slot in pairs]
        buttons = [{"title": words.button(at), "payload": words.payload(at)} for at in moments]
        if len(moments) == 1:
            buttons = [{"title": turn.fill("utter_button_appointment_yes"), "payload": words.payload(moments[0])}]
        other = turn.fill("utter_button_appointment_other")
        name = "utter_ask_appointment_time" if len(pairs) > 1 else "utter_ask_appointment_time_one"
        turn.say_with_buttons(name, [*buttons, {"title": other, "payload": other}],
                              place=words.place(desk.shop, pairs[0][0]),
                              moments=words.several(desk.shop, pairs, desk.now, desk.zone))


class ActionAskAppointmentName(AskInAppointment):
    """In whose name."""

    slot = "appointment_name"


class ActionAskAppointmentPhone(AskInAppointment):
    """Where the adviser is to call."""

    slot = "appointment_phone"


class AskAboutOwn(AskInAppointment):
    """A question about the person's own appointments."""

    asks_outside = True

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        desk = desk_of(turn)
        if desk is not None:
            self.ask(turn, desk, turn.slot(SLOT) or {})


class ActionAskAppointmentWhich(AskAboutOwn):
    """Which of several."""

    slot = "appointment_which"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        turn.say_with_buttons("utter_ask_appointment_which", _own_buttons(desk), appointments=listed(turn, desk))


class ActionAskAppointmentChange(AskAboutOwn):
    """Whether to move it or to cancel it."""

    slot = "appointment_change"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        one = desk.mine_called(state.get("number"))
        if one is not None:
            turn.say("utter_ask_appointment_change", **in_words(desk, one))
        else:
            turn.say("utter_ask_appointment_change_any")


class ActionAskAppointmentCancel(AskAboutOwn):
    """Whether it is really to be cancelled."""

    slot = "appointment_cancel"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        one = desk.mine_called(state.get("number"))
        if one is not None:
            turn.say("utter_ask_appointment_cancel", **in_words(desk, one))


def _own_buttons(desk: Desk) -> list[dict[str, str]]:
    moments = [one.starts_at.astimezone(desk.clock(desk.rules.agenda(one.agenda))) for one in desk.upcoming]
    return [{"title": words.button(at), "payload": words.payload(at)} for at in moments]


def listed(turn: Turn, desk: Desk) -> str:
    """The person's appointments to come, a piece each."""
    return wording.listing([turn.fill("utter_appointment_item", **in_words(desk, one)) for one in desk.upcoming])


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
