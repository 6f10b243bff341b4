"""Whose call it is: by the telephone, else by what our own side told the provider, else by nothing."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hilo.calls import failures
from hilo.calls.events import FAILURE, KNOWN, CallEvent, as_object
from hilo.memory.identity import contact_for, resolve
from hilo.memory.phones import canonical, is_withheld
from hilo.memory.tables import Contact, Identity, Inbox

SOURCE = "elevenlabs"
_CONTACT = ("contact_id", "hilo_contact_id")
_PHONES = ("phone", "phone_number", "telefono", "caller_id", "system__caller_id", "system__called_number", "user_phone")
"""Dynamic variables in which our side, or a designer's, names the person."""
_CALLED = ("system__called_number", "phone", "phone_number", "user_phone", "telefono")
"""Those that name the number of a call of ours that did not come about, where the carrier's report does not."""


def number_of(event: CallEvent) -> str:
    """The person's telephone as the provider writes it; empty where it is withheld or not told."""
    metadata = as_object(event.data.get("metadata"))
    if event.type == FAILURE:
        told = [_variables(event).get(name) for name in _CALLED]
        return failures.dialled(event.data) or next((n for n in told if isinstance(n, str) and canonical(n)), "")
    whatsapp = as_object(metadata.get("whatsapp")).get("whatsapp_user_id")
    found = as_object(metadata.get("phone_call")).get("external_number") or whatsapp or ""
    return found if isinstance(found, str) and found and not is_withheld(found) else ""


def is_inbound(event: CallEvent) -> bool:
    """Whether the person called us."""
    metadata = as_object(event.data.get("metadata"))
    call = as_object(metadata.get("phone_call")) or as_object(metadata.get("whatsapp"))
    return call.get("direction") == "inbound" and event.type != FAILURE


def contact_of(session: Session, event: CallEvent, country: str | None, at: datetime) -> str:
    """The contact whose call it is, made where there is none; a withheld number is nobody's but this call's."""
    before = _by_call(session, event.call)
    number = number_of(event)
    if before and not number:
        return before  # the recording came first, or again
    if number:
        contact = contact_for(session, "phone", number, at, country, proven=is_inbound(event))
    else:
        contact = _named(session, event, country, at) or contact_for(session, "phone", "", at)
    if before and before != contact:
        _adopt(session, event.call, contact)
    return contact


def _named(session: Session, event: CallEvent, country: str | None, at: datetime) -> str | None:
    variables = _variables(event)
    for name in [*(variables.get(key) for key in _CONTACT), event.data.get("user_id")]:
        if isinstance(name, str) and session.get(Contact, name):
            return resolve(session, name)
    for name in [*(variables.get(key) for key in _PHONES), event.data.get("user_id")]:
        if isinstance(name, str) and canonical(name, country):
            return contact_for(session, "phone", name, at, country, proven=False)
    user = event.data.get("user_id")
    if isinstance(user, str) and user.strip():
        return contact_for(session, "conversation", user.strip()[:200], at)
    return None


def _variables(event: CallEvent) -> dict[str, Any]:
    """What our side told the provider as the call began; of one that did not come about it stands deeper."""
    started = as_object(event.data.get("conversation_initiation_client_data"))
    return as_object(event.data.get("dynamic_variables")) or as_object(started.get("dynamic_variables"))


def _calls(session: Session, call: str) -> Iterator[Inbox]:
    names = [f"{type_}:{call}" for type_ in KNOWN]
    return iter(session.scalars(select(Inbox).where(Inbox.source == SOURCE, Inbox.provider_id.in_(names))
                                .order_by(Inbox.number)))


def _by_call(session: Session, call: str) -> str | None:
    """The contact of what else was reported of this call."""
    row = next(_calls(session, call), None) if call else None
    return resolve(session, row.contact_id) if row else None


def _adopt(session: Session, call: str, contact: str) -> None:
    """A recording that came before its call was kept under a contact made for it: it goes over."""
    left = {row.contact_id for row in _calls(session, call)} - {contact}
    for row in _calls(session, call):
        row.contact_id = contact
    session.flush()
    for nobody in left:
        if not session.execute(select(Identity.id).where(Identity.contact_id == nobody).limit(1)).first():
            session.execute(delete(Contact).where(Contact.id == nobody))
