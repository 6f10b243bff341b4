"""Order notices: paid, sent, late, delivered; each event is told once, where the person is.

They are service messages: whoever stopped our advertising still hears of their own order.
"""
from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from hilo import wording
from hilo.business.load import get_shop
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import get_crm
from hilo.crm.orders import Order, OrderEvent
from hilo.followups.reach import WHATSAPP, reach_of
from hilo.handoff.speaking import last_heard
from hilo.memory import database
from hilo.memory.outbox import CHANNELS
from hilo.memory.roots import UnknownContactError, group
from hilo.memory.tables import Contact
from hilo.orders import words
from hilo.outreach import letters
from hilo.outreach.policy import get_policy
from hilo.personalization.register import register_of
from hilo.texts import texts

logger = logging.getLogger(__name__)
TOLD = frozenset({"paid", "shipped", "delayed", "delivered"})
"""Statuses of which the person is told."""
STALE = timedelta(days=2)
"""An event that could not be told so long is news no more."""
TEMPLATE = "order_notice"


def process_due(at: datetime) -> None:
    """Tells of what has happened since. A letter has its event's name: killed in between, nothing is told twice."""
    try:
        for event in ask(lambda: get_crm().orders.untold(at - STALE)):
            order = ask(partial(get_crm().orders.find, event.order_number)) if event.status in TOLD else None
            if order is not None:
                with database.writing() as session:
                    _tell(session, order, event, at)
            ask(partial(get_crm().orders.told, event.key, at))
    except CrmError as error:
        logger.info("Orders cannot be looked at: %s", error)


def _tell(session: Session, order: Order, event: OrderEvent, at: datetime) -> None:
    try:
        ids = group(session, order.contact_id)
    except UnknownContactError:
        return
    where = _where(session, ids, at)
    if where is None:
        logger.info("Nobody knows where to tell of order %s.", order.number)
        return
    contact = session.get(Contact, ids[0])
    fill = partial(texts.fill, register=register_of(contact))
    channel, address = where
    letters.post(session, letters.Letter(
        ids[0], channel, address, _text(fill, order, event, at), f"order:{event.key}", action="order_notice",
        template=TEMPLATE, variables={**({"name": contact.name.split()[0]} if contact.name else {}),
                                      "order": order.number, "news": _news(fill, order, event, at)}), at)


def _where(session: Session, ids: list[str], at: datetime) -> tuple[str, str] | None:
    """Where they wrote last; a page they may have left is no such place while there is WhatsApp."""
    heard = last_heard(session, ids)
    here = heard is not None and (heard.channel in CHANNELS
                                  or at - heard.at < timedelta(minutes=get_policy().conversation_minutes))
    if heard is not None and here:
        return heard.channel, heard.address
    whatsapp = reach_of(session, ids[0]).whatsapp
    if whatsapp:
        return WHATSAPP, whatsapp
    return (heard.channel, heard.address) if heard is not None else None


def _text(fill: words.Fill, order: Order, event: OrderEvent, at: datetime) -> str:
    today = _today(at)
    facts = words.facts(fill, order, today)
    if event.status == "delayed":
        until = order.promised_until
        facts["news"] = fill("utter_delay_new_date", date=wording.day(until)) if until and until >= today else fill(
            "utter_notice_delayed_no_date")
    return fill(f"utter_notice_{event.status}", **facts)


def _news(fill: words.Fill, order: Order, event: OrderEvent, at: datetime) -> str:
    """In few words, for the template."""
    if event.status == "delayed" and (order.promised_until is None or order.promised_until < _today(at)):
        return fill("utter_notice_short_delayed_no_date")
    day = wording.day(order.promised_until) if order.promised_until else ""
    return fill(f"utter_notice_short_{event.status}", date=day)


def _today(at: datetime) -> date:
    return at.astimezone(get_shop().calendar.zone).date()
