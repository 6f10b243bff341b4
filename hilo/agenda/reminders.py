"""The reminder of an appointment: planned as it is booked, posted once when it is due, if it is still true then."""
from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.agenda import words
from hilo.business.agendas import Agendas, get_agendas
from hilo.business.load import get_shop
from hilo.crm.agenda import Appointment
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import get_crm
from hilo.followups.reach import reach
from hilo.memory import database
from hilo.memory.roots import group
from hilo.memory.tables import Contact, NextAction
from hilo.outreach.letters import Letter, post
from hilo.personalization.register import register_of
from hilo.texts import texts

logger = logging.getLogger(__name__)
REMIND = "remind_appointment"
TEMPLATE = "appointment_reminder"
NOT_SOONER = timedelta(hours=3)
"""Who has just booked is not reminded within this time."""
AT_ONCE = 50


def due_at(rules: Agendas, starts_at: datetime, now: datetime) -> datetime | None:
    """When to remind; None: not at all."""
    due = starts_at - timedelta(hours=rules.remind_hours)
    return due if rules.remind_hours and due - now >= NOT_SOONER else None


def plan(session: Session, contact_id: str, number: str, due: datetime, channel: str, address: str, source_id: str,
         at: datetime) -> None:
    """Notes a reminder; an appointment has one, which moves with it."""
    row = next((one for one in _open(session, contact_id) if (one.data or {}).get("number") == number), None)
    row = row or NextAction(contact_id=contact_id, type=REMIND, priority="media", status="open", created_at=at)
    row.due, row.source_id = due, source_id
    row.data = {"number": number, "channel": channel, "address": address}
    session.add(row)


def _open(session: Session, contact_id: str) -> list[NextAction]:
    return list(session.scalars(select(NextAction).where(
        NextAction.contact_id.in_(group(session, contact_id)), NextAction.type == REMIND,
        NextAction.status == "open")))


def send_due(at: datetime) -> None:
    """Posts what has fallen due, each in a transaction of its own; where the CRM is away, later."""
    with database.reading() as session:
        rows = [(row.id, row.contact_id, row.data["number"]) for row in session.scalars(select(NextAction).where(
            NextAction.status == "open", NextAction.type == REMIND, NextAction.due <= at)
            .order_by(NextAction.due).limit(AT_ONCE))]
    for row, contact_id, number in rows:
        try:
            _send(row, contact_id, number, at)
        except CrmError:
            return
        except Exception:  # one that cannot be written holds up no other
            logger.exception("The reminder of an appointment could not be written.")


def _send(row_id: int, contact_id: str, number: str, at: datetime) -> None:
    crm = get_crm()
    found = next((one for one in ask(lambda: crm.agenda.of(contact_id)) if one.number == number), None)
    zone = reach(contact_id).zone
    with database.writing() as session:
        row = session.get(NextAction, row_id, with_for_update=True)
        if row is None or row.status != "open" or row.due > at:
            return
        is_true = found is not None and found.status == "booked" and found.starts_at > at
        row.status, row.closed_at = ("done" if is_true else "cancelled"), at
        if found is not None and is_true:
            _post(session, row, found, zone, at)


def _post(session: Session, row: NextAction, appointment: Appointment, zone: str, at: datetime) -> None:
    shop, agenda = get_shop(), get_agendas().agenda(appointment.agenda)
    if agenda is None:
        return
    contact = session.get(Contact, group(session, row.contact_id)[0])
    name = (contact.name or "").split(" ")[0]
    moment = words.moment(shop, agenda, appointment.starts_at, at, words.zone(zone))
    where = words.place(shop, agenda)
    text = texts.fill("utter_appointment_reminder", register=register_of(contact), name=f", {name}" if name else "",
                      moment=moment, place=where, adviser=agenda.adviser)
    post(session, Letter(contact.id, row.data["channel"], row.data["address"], text,
                         f"{REMIND}:{appointment.number}:{appointment.changes}", action=REMIND, template=TEMPLATE,
                         variables={**({"name": name} if name else {}), "moment": moment,
                                    "place": where}, not_before=row.due), at)
