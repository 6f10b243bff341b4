"""What the actions of appointments share: what is known as a message comes in, and how appointments are said."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

from actions.crm import from_crm
from actions.turn import Turn
from hilo import wording
from hilo.agenda import words
from hilo.agenda.desk import Desk
from hilo.agenda.known import Known, known
from hilo.agenda.places import adviser_in
from hilo.agenda.slots import bounds
from hilo.business.agendas import get_agendas
from hilo.crm.agenda import Appointment
from hilo.crm.crm import Crm

SLOT = "appointment"
"""What has been settled so far (`hilo.agenda.desk.State`)."""
BOOK = "book_appointment"


def desk_of(turn: Turn) -> Desk | None:
    """What is known as the message comes in; where the CRM is away that is said, and None."""
    rules, contact = get_agendas(), turn.tracker.sender_id
    _, last = bounds(rules, turn.now)
    ids = [agenda.id for agenda in rules.agendas]
    until = last + timedelta(days=1)
    read = from_crm(turn, lambda crm: (_own(crm, contact), crm.agenda.taken(ids, turn.now, until)))
    if read is None:
        return None
    who: Known = known(contact, turn.now, turn.told("city"))
    named = turn.entity("person_name") and adviser_in(turn.text, rules) is not None  # «con Paula» is no name of theirs
    return Desk(turn.shop, rules, turn.now, who.zone, read[0], read[1], f"{turn.cause}:{BOOK}", who.country,
                turn.told("city"), turn.slot("product"), who.name or (None if named else turn.told("person_name")),
                who.phone, who.email, who.whatsapp, who.wished)


def _own(crm: Crm, contact_id: str) -> list[Appointment]:
    try:
        return crm.agenda.of(contact_id)
    except LookupError:  # a sender of Rasa's own API is nobody's contact
        return []


def in_words(desk: Desk, appointment: Appointment) -> dict[str, Any]:
    """An appointment for filling a text: moment, place, adviser, number, topic."""
    agenda = desk.rules.agenda(appointment.agenda)
    if agenda is None:  # it is no longer in the file
        return {"moment": wording.day(appointment.starts_at.date()), "place": "", "adviser": "",
                "number": appointment.number, "topic": appointment.topic}
    return {"moment": words.moment(desk.shop, agenda, appointment.starts_at, desk.now, desk.zone),
            "place": words.place(desk.shop, agenda), "adviser": agenda.adviser, "number": appointment.number,
            "topic": appointment.topic}


def listed(turn: Turn, desk: Desk) -> str:
    """The person's appointments to come, a piece each."""
    return wording.listing([turn.fill("utter_appointment_item", **in_words(desk, one)) for one in desk.upcoming])
