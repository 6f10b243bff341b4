"""The door through which every message comes in: who it is, masked, and kept, before anything else happens."""
from __future__ import annotations

import asyncio
import hashlib
import unicodedata
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from connectors.consumer import Consumer
from connectors.doors import Refused
from hilo.business.load import get_shop
from hilo.clock import now, wall
from hilo.memory import database, inbox, link_codes, profile
from hilo.memory.identity import also_known_as, contact_for, known_contact
from hilo.memory.quoting import quoted
from hilo.memory.tables import Contact
from hilo.outreach import continuing
from hilo.outreach.text_message import chosen, offered
from hilo.quoting import own_number
from hilo.spanish.documents import mask_documents
from hilo.turns.pointing import subject

LONGEST = 20_000
"""Characters of one message; more is refused with 413."""
LONGEST_NAME = 120
_DOORKEEPERS = ThreadPoolExecutor(4, "door")
"""Threads that only store what comes in: a provider that waits for its acknowledgement does not queue behind turns."""
PATIENCE = 3.0
"""Seconds for which a message is stored again before its sender is told to come back."""


@dataclass(frozen=True)
class Incoming:
    """A message as a channel brings it.

    kind: which identity `address` is. name: the message's own name at the provider, None: it has none.
    title: what a button that was pressed says (`text` is then its payload). data: what else came along.
    contact_id: the person, where a door already knows them. profile_name: what the person calls themselves on the
    channel. user_id: what else the channel calls them, `whatsapp_user`.
    """

    channel: str
    kind: str
    address: str
    text: str
    name: str | None = None
    title: str | None = None
    data: dict[str, Any] | None = None
    contact_id: str | None = None
    bubble_wait: float = 0.0
    profile_name: str | None = None
    user_id: str | None = None


def clean(text: str) -> str:
    """Without control characters, which no person types and no database wants."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def provider_id(message: Incoming) -> str:
    """Its name in the inbox: unique within the channel, a repeat has the same."""
    if message.name is None:
        return str(uuid.uuid4())
    name = message.name
    if len(name) > LONGEST_NAME:
        name = hashlib.sha256(name.encode()).hexdigest()
    address = message.address
    if len(address) > LONGEST_NAME:
        address = hashlib.sha256(address.encode()).hexdigest()
    return f"{address}:{name}"


@retry(retry=retry_if_exception_type(OperationalError), stop=stop_after_delay(PATIENCE), wait=wait_fixed(0.2),
       reraise=True)
def _store(message: Incoming, consumer: str) -> tuple[inbox.Received, inbox.Claim | None]:
    at = now()
    with database.writing(first=True) as session:
        contact_id, country = _who(session, message, at)
        if message.channel == "whatsapp":
            contact_id, message = _from_page(session, message, contact_id, at)
        country = country or get_shop().company.profile.country
        data, text = dict(message.data or {}), mask_documents(clean(message.text), country)
        if message.channel == "sms" and message.title is None and not data.get("keyword"):
            message, text = _chosen(session, message, text, contact_id)
        own = own_number.own_number(session, contact_id, clean(message.text), country)
        if own:  # printed on their quotation; the words themselves stay masked
            data[own_number.TOLD] = own
        if data.get("reply_to"):
            data |= _quoted(session, message, text, contact_id)
        if message.title is not None:
            data["title"] = mask_documents(clean(message.title), country)
        received = inbox.receive(session, source=message.channel, provider_id=provider_id(message),
                                 contact_id=contact_id, channel=message.channel, address=message.address,
                                 text=text, data=data or None, at=at, bubble_wait=message.bubble_wait)
        if received.is_new and message.profile_name:
            profile.note_name(session, contact_id, message.profile_name, received.id, at)
        at_once = received.is_new and not message.bubble_wait
        return received, inbox.claim_contact(session, contact_id, consumer, wall(), at) if at_once else None


def _who(session: Session, message: Incoming, at: datetime) -> tuple[str, str | None]:
    if message.contact_id:
        contact_id = message.contact_id
    else:
        known = known_contact(session, message.kind, message.address)
        if known and not (message.channel == "whatsapp" and message.user_id):
            return known
        contact_id = known[0] if known else contact_for(session, message.kind, message.address, at)
    if message.channel == "whatsapp" and message.user_id:
        contact_id = also_known_as(session, contact_id, "whatsapp_user", message.user_id, at)
    contact = session.get(Contact, contact_id)
    return contact_id, contact.country if contact else None


def _from_page(session: Session, message: Incoming, contact_id: str, at: datetime) -> tuple[str, Incoming]:
    """Whoever sends the code that the web chat showed is that visitor. What is heard is what they say besides; where
    that is nothing, that they go on here, or that the code was good no longer."""
    if not link_codes.words_like_codes(message.text):
        return contact_id, message
    survivor = link_codes.redeem(session, message.text, contact_id, at)
    goes_on = survivor is not None or link_codes.redeemed_by(session, message.text, contact_id)
    if not goes_on and not continuing.is_ours(message.text):
        return contact_id, message
    contact_id = survivor or contact_id
    said = continuing.words_besides(message.text)
    if said:
        return contact_id, replace(message, text=said)
    event = "continued" if goes_on else "code_expired"
    return contact_id, replace(message, text="", title=message.text, data={**(message.data or {}), "event": event})


def _chosen(session: Session, message: Incoming, text: str, contact_id: str) -> tuple[Incoming, str]:
    """«2», or the words of a choice, to somebody who was sent choices by number: as if they had pressed the button."""
    button = chosen(text, offered(session, contact_id, message.channel))
    if button is None:
        return message, text
    return replace(message, title=str(button["title"])), str(button.get("payload") or button["title"])


def _quoted(session: Session, message: Incoming, text: str, contact_id: str) -> dict[str, Any]:
    """The message that was quoted, and what that means for the words of this one."""
    found = quoted(session, contact_id, message.channel, message.address, str((message.data or {})["reply_to"]))
    if found is None:
        return {}
    meant = subject(text, found.text) if message.title is None else {}
    return {"quoted": found._asdict(), **meant}


async def receive(message: Incoming, consumer: Consumer) -> inbox.Received:
    """Keeps a message and hands it to the consumer of this process.

    Raises:
        Refused: 503 when the database cannot be reached; nothing was kept, the sender should come again.
    """
    loop = asyncio.get_running_loop()

    def store() -> inbox.Received:
        received, claim = _store(message, consumer.name)
        # Handed over from here, not from the request: that may be cancelled while this thread works.
        loop.call_soon_threadsafe(consumer.take, received.contact_id, claim)
        return received

    try:
        return await loop.run_in_executor(_DOORKEEPERS, store)
    except OperationalError as error:
        raise Refused(503, "the message could not be stored, send it again in a moment", retry_after=5) from error
