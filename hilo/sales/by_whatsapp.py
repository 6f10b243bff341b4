"""The link of an order that was placed on the telephone: nobody writes down an address that is read out to them."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo.followups.reach import reach_of
from hilo.memory.tables import Contact
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts

TEXT, TEMPLATE = "utter_order_link", "order_notice"


def send_link(session: Session, contact_id: str, values: Mapping[str, Any], key: str, at: datetime) -> None:
    """Writes to the person's WhatsApp where an order is paid. values: {number, total, until, link}."""
    address = reach_of(session, contact_id).whatsapp
    if address is None:
        return
    contact = session.get(Contact, contact_id)
    register = register_of(contact)
    news = texts.fill("utter_order_link_news", register=register, **values)
    variables = {"order": str(values["number"]), "news": news}
    if contact.name:
        variables["name"] = contact.name.split()[0]
    letters.post(session, letters.Letter(
        contact_id, "whatsapp", address, texts.fill(TEXT, register=register, **values), key, action=TEXT,
        template=TEMPLATE, variables=variables, asked_for=True), at)
