"""By which addresses the providers know a person."""
from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.roots import group
from hilo.memory.tables import Identity, Message, Outbox

KINDS = ("phone", "whatsapp", "whatsapp_user", "email")
CHANNELS = ("whatsapp", "sms", "voice", "email")


def reached_by(session: Session, contact_id: str) -> list[str]:
    """Phones, WhatsApp names and e-mail addresses of a person, in each spelling that was ever used, without
    "whatsapp:"; sorted."""
    ids = group(session, contact_id)
    found = set(session.scalars(select(Identity.address).where(Identity.contact_id.in_(ids), Identity.kind.in_(KINDS))))
    for table in (Message, Outbox):
        found |= set(session.scalars(select(table.address).distinct().where(
            table.contact_id.in_(ids), table.channel.in_(CHANNELS), table.address.is_not(None))))
    return sorted({str(address).removeprefix("whatsapp:") for address in found} - {""})
