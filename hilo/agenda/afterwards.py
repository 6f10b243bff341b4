"""What follows an appointment that the CRM took late: the calendar's entry, the mail, the reminder.

Done by the worker; in a turn `actions/appointments.py` does the same with what it knows there.
"""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo.agenda import reminders, words
from hilo.agenda.calendar_file import calendar_file, file_name
from hilo.agenda.known import known
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop
from hilo.crm.agenda import Appointment
from hilo.followups.reach import WHATSAPP
from hilo.handoff import speaking
from hilo.memory.tables import Contact
from hilo.outreach import files, letters, mail
from hilo.personalization.register import register_of
from hilo.texts import texts

Values = dict[str, Any]


def prepare(contact_id: str, values: Values, at: datetime) -> Values:
    """Outside of any transaction: keeps the entry, and looks up where the person is written to."""
    appointment: Appointment = values["appointment"]
    agenda, who = get_agendas().agenda(appointment.agenda), known(contact_id, at)
    url = files.keep(contact_id, file_name(appointment),
                     calendar_file(get_shop(), agenda, appointment, at)) if agenda else ""
    return {**values, "url": url, "email": who.email, "whatsapp": who.whatsapp}


def follow(session: Session, contact_ids: list[str], key: str, values: Values, at: datetime) -> None:
    """In the transaction in which the person is told."""
    appointment: Appointment = values["appointment"]
    agenda, rules = get_agendas().agenda(appointment.agenda), get_agendas()
    if agenda is None:
        return
    if appointment.status == "booked":
        speaking.say(session, contact_ids, "utter_appointment_calendar", f"{key}:calendar", at, url=values["url"])
        due = reminders.due_at(rules, appointment.starts_at, at)
        if due is not None and values["whatsapp"]:
            reminders.plan(session, contact_ids[0], appointment.number, due, WHATSAPP, values["whatsapp"], key, at)
    if values["email"]:
        _mail(session, contact_ids[0], appointment, values, at)


def _mail(session: Session, contact_id: str, appointment: Appointment, values: Values, at: datetime) -> None:
    state = "cancelled" if appointment.status == "cancelled" else "booked"
    agenda = get_agendas().agenda(appointment.agenda)
    register = register_of(session.get(Contact, contact_id))
    told = {"number": appointment.number, "moment": values["moment"], "topic": appointment.topic,
            "place": words.place(get_shop(), agenda) if agenda else "", "adviser": agenda.adviser if agenda else ""}
    letters.post(session, mail.mail(
        contact_id, values["email"], texts.fill(f"utter_mail_subject_appointment_{state}", register=register, **told),
        texts.fill(f"utter_mail_appointment_{state}", register=register, **told),
        f"{appointment.number}:{appointment.changes}", [values["url"]], action="appointment", asked_for=True), at)
