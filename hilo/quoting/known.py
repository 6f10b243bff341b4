"""To whom a quotation is made out, as far as it is known."""
from __future__ import annotations

from datetime import datetime

from hilo.crm.quotes import Buyer
from hilo.memory import facts
from hilo.memory.database import reading
from hilo.memory.roots import UnknownContactError, group
from hilo.memory.tables import Contact


def country_of(contact_id: str) -> str | None:
    """Of the person, from their telephone number or told; None: not known."""
    with reading() as session:
        contact = session.get(Contact, contact_id)
        return contact.country if contact else None


def known(contact_id: str, at: datetime) -> Buyer:
    """What is held of the person for sure; nothing of somebody unknown (a sender of Rasa's own API)."""
    with reading() as session:
        try:
            ids = group(session, contact_id)
        except UnknownContactError:
            return Buyer()
        held = {fact.name: str(fact.value) for fact in reversed(facts.held(session, ids, at))
                if fact.confidence >= facts.SURE and fact.name in ("company", "email")}
        contact = session.get(Contact, ids[0])
        return Buyer(contact.name, held.get("company"), email=held.get("email"))
