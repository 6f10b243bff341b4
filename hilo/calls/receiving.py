"""Keeps what a provider reports of a call, once; it is dealt with later, by the worker."""
from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlalchemy import select, update

from hilo.business.load import get_shop
from hilo.calls.callers import SOURCE, contact_of, number_of
from hilo.calls.events import KNOWN, CallEvent
from hilo.memory import database, inbox
from hilo.memory.identity import contact_for
from hilo.memory.tables import Inbox

NOBODY = "elevenlabs"
"""Whose the events are that belong to no call we know: an identity of the channel "conversation"."""
IGNORED = "ignored"
"""The status of an event whose type we do not know."""


def receive(event: CallEvent, at: datetime) -> inbox.Received:
    """Stores an event; a repeat of (type, conversation) is recognised and changes nothing (blocks)."""
    name = f"{event.type}:{event.call or _digest(event)}"
    with database.writing(first=True) as session:
        before = session.execute(select(Inbox.id, Inbox.contact_id).where(
            Inbox.source == SOURCE, Inbox.provider_id == name[:255])).one_or_none()
        if before:
            return inbox.Received(before.id, before.contact_id, False)
        known = event.type in KNOWN
        if known or event.call:
            contact = contact_of(session, event, get_shop().company.profile.country, at)
        else:
            contact = contact_for(session, "conversation", NOBODY, at, proven=False)
        received = inbox.receive(
            session, source=SOURCE, provider_id=name, contact_id=contact, channel="voice", address=number_of(event),
            text="", data={**event.data, "type": event.type}, at=at, kind="call")
        if not known and received.is_new:
            session.execute(update(Inbox).where(Inbox.id == received.id).values(status=IGNORED, done_at=at))
        return received


def _digest(event: CallEvent) -> str:
    return hashlib.sha256(json.dumps(event.data, sort_keys=True, default=str).encode()).hexdigest()[:32]
