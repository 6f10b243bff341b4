"""What the agent is told of whoever calls, while it rings. Reads only; nothing of a number that nobody has proven."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.calling import variables
from hilo.calls.live import Caller
from hilo.calls.opening import hello_to, opening
from hilo.memory import conversations
from hilo.memory.addresses import names_of
from hilo.memory.context import context_of
from hilo.memory.identity import resolve
from hilo.memory.phones import canonical, is_withheld
from hilo.memory.tables import Identity
from hilo.settings import get_settings


def initiation(session: Session, caller_id: str, at: datetime) -> dict[str, Any]:
    """`conversation_initiation_client_data` for a call from a number."""
    contact_id = _who(session, caller_id)
    context = context_of(session, contact_id, at, with_facts=False) if contact_id else None
    phone = canonical(caller_id, get_shop().company.profile.country)
    if context is None:
        told, first = variables.of_nobody(phone.country if phone else None), _first(phone.country if phone else None)
    else:
        told = variables.of_person(session, context, at)
        first = opening(session, Caller(
            "", "", context.contact.id, caller_id, context.contact.country,
            context.last is not None and context.last.status in conversations.WITH_PEOPLE), at).text
    number = "" if is_withheld(caller_id) else caller_id
    return {"type": "conversation_initiation_client_data", "dynamic_variables": told,
            "conversation_config_override": {"agent": {
                "first_message": first, "language": get_settings().elevenlabs_language}},
            "custom_llm_extra_body": {"contact_id": told["contact_id"], "caller_id": number},
            **({"user_id": told["contact_id"]} if told["contact_id"] else {})}


def _who(session: Session, number: str) -> str | None:
    """The contact from whose number something has come before; a number that somebody merely told is nobody's here."""
    phone = canonical(number, get_shop().company.profile.country)
    if phone is None:
        return None
    row = session.execute(select(Identity.contact_id, Identity.proven, Identity.claimed_by).where(
        *(column == value for column, value in zip((Identity.kind, Identity.address),
                                                   names_of("phone", phone.key, phone)[0], strict=True)))).first()
    return resolve(session, row.contact_id) if row and row.proven and not row.claimed_by else None


def _first(country: str | None) -> str:
    return get_settings().elevenlabs_first_message or hello_to(country)
