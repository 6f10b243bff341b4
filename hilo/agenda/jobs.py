"""What a conversation writes into the agenda, at once or later (`hilo/crm/jobs.py`)."""
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from hilo.agenda import words
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop
from hilo.crm.agenda import Appointment, AppointmentDraft

if TYPE_CHECKING:
    from hilo.crm.crm import Crm

Values = dict[str, Any]


def book(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    """Books. data: {agenda, topic, starts_at, ends_at}."""
    start, end = (datetime.fromisoformat(data[one]) for one in ("starts_at", "ends_at"))
    return _told(crm.agenda.book(contact_id, AppointmentDraft(key, data["agenda"], data["topic"], start, end), at), at)


def move(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    """Moves. data: {number, agenda, starts_at, ends_at}."""
    start, end = (datetime.fromisoformat(data[one]) for one in ("starts_at", "ends_at"))
    return _told(crm.agenda.move(data["number"], data["agenda"], start, end, at), at)


def cancel(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    """Cancels. data: {number}."""
    return _told(crm.agenda.cancel(data["number"], at), at)


def _told(done: Appointment, at: datetime) -> Values:
    """The appointment, for whoever goes on with it, and what it is called in a text."""
    agenda = get_agendas().agenda(done.agenda)
    moment = words.moment(get_shop(), agenda, done.starts_at, at) if agenda else ""
    return {"appointment": done, "number": done.number, "moment": moment}
