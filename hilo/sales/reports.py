"""Reports of the payment provider: kept once as they come, dealt with by the worker."""
from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from hilo.crm.crm import get_crm
from hilo.crm.payments import Payment
from hilo.handoff import speaking
from hilo.memory import database, inbox, stages
from hilo.memory.identity import contact_for
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Inbox
from hilo.sales.paying import Settled, settle
from hilo.sales.provider import Report, State

logger = logging.getLogger(__name__)
SOURCE, KIND = "payments", "payment"
NOBODY = "payments"
"""Whose the reports are of payments that we do not know: an identity of the channel "conversation"."""
MOST = 20
LONGEST_WAIT = timedelta(minutes=10)
FIRST_WAIT = timedelta(seconds=2)


def receive(report: Report, at: datetime) -> bool:
    """Keeps a report (blocks); whether it is new."""
    payment = get_crm().payments.find(report.provider_id)
    with database.writing(first=True) as session:
        whose = group(session, payment.contact_id)[0] if payment else contact_for(
            session, "conversation", NOBODY, at, proven=False)
        kept = inbox.receive(
            session, source=SOURCE, provider_id=report.id, contact_id=whose, channel="payments",
            address=report.provider_id, text="", kind=KIND, at=at, data={
                "payment": report.provider_id, "status": report.state.status, "amount": report.state.amount,
                "currency": report.state.currency})
        return kept.is_new


def process_due(at: datetime) -> None:
    """Deals with the reports that wait; one that fails waits longer each time, and is never given up: it is money."""
    with database.reading() as session:
        due = list(session.scalars(select(Inbox.id).where(
            Inbox.kind == KIND, Inbox.status == "pending", Inbox.source == SOURCE,
            or_(Inbox.not_before.is_(None), Inbox.not_before <= at)).order_by(Inbox.number).limit(MOST)))
    for name in due:
        try:
            _deal_with(name, at)
        except SQLAlchemyError:
            raise
        except Exception as error:
            logger.exception("A payment could not be dealt with; it is tried again.")
            _wait(name, type(error).__name__, at)


def _deal_with(name: str, at: datetime) -> None:
    with database.reading() as session:
        data = dict(session.scalar(select(Inbox.data).where(Inbox.id == name)) or {})
    payment = get_crm().payments.find(str(data.get("payment")))
    if payment is None:
        logger.warning("A payment is reported that nobody asked for.")
        with database.writing() as session:
            if inbox.status_of(session, name) == "pending":  # another worker may have been quicker
                inbox.finish(session, [name], at, "ignored")
        return
    state = State(data["status"], float(data["amount"]), str(data["currency"]))
    settled = settle(get_crm(), payment, state, name, at)
    with database.writing() as session:
        if inbox.status_of(session, name) == "pending":
            inbox.finish(session, [name], at)
            tell(session, payment, settled, at)


def tell(session: database.Session, payment: Payment, settled: Settled, at: datetime) -> None:
    """What follows for the person: who has bought is a customer; what went wrong is said."""
    ids = group(session, payment.contact_id)
    if settled.bought:
        contact = session.get(Contact, ids[0])
        contact.stage = stages.after(contact.stage, (), (), ["order_paid"])
    if settled.text:
        speaking.say(session, ids, settled.text, settled.key, at, **settled.values)


def _wait(name: str, problem: str, at: datetime) -> None:
    with database.writing() as session:
        attempts = session.scalar(select(Inbox.attempts).where(Inbox.id == name)) or 0
        wait = min(FIRST_WAIT * 2 ** min(attempts, 12), LONGEST_WAIT)
        session.execute(update(Inbox).where(Inbox.id == name).values(
            attempts=Inbox.attempts + 1, error=problem, not_before=at + wait))
