"""Writing to a person outside of a turn: the one way in which a message gets into timeline and outbox.

What is posted is not sent yet: the worker asks `hilo.outreach.decide` first.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo.consent.ledger import PURPOSES
from hilo.memory import conversations, outbox, timeline
from hilo.memory.identity import group
from hilo.memory.tables import Outbox

AUTHORS = ("bot", "agent")
PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Letter:
    """A message to a person.

    channel, address: by which way ("whatsapp", "whatsapp:+549…"). key, ordinal: its name, once; several messages of
    one occasion have one key and ordinals from 0. author: bot or agent. action: what wrote it, for the timeline.
    purpose: service or marketing. triggered: the person's own message asked for it just now. data: buttons, image,
    attachment. template, variables: the approved template that says the same where free text may not be sent.
    ungreeted: the text without its greeting, for what is held back until its template, which greets, is answered.
    not_before: when it is due. after_call_received_at: when the webhook of the call came that it follows; it is then
    sent whatever the hour, if soon enough. asked_for: the person asked for it at this moment («escríbeme a las 22»):
    neither hours nor counts hold it back. fulfils: the kind of the business's promise that is kept when it is sent.
    """

    contact_id: str
    channel: str
    address: str
    text: str
    key: str
    ordinal: int = 0
    author: str = "bot"
    action: str | None = None
    purpose: str = "service"
    triggered: bool = False
    data: Mapping[str, Any] | None = None
    template: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    ungreeted: str | None = None
    not_before: datetime | None = None
    after_call_received_at: datetime | None = None
    asked_for: bool = False
    fulfils: str | None = None

    def payload(self) -> dict[str, Any]:
        """What the outbox keeps of it."""
        payload: dict[str, Any] = {"text": self.text, **(self.data or {})}
        if self.template:
            payload |= {"template": self.template, "variables": dict(self.variables)}
            payload |= {"ungreeted": self.ungreeted} if self.ungreeted else {}
        if self.after_call_received_at:
            payload["after_call_received_at"] = self.after_call_received_at.isoformat()
        if self.not_before:
            payload["due"] = self.not_before.isoformat()
        payload |= {"asked_for": True} if self.asked_for else {}
        payload |= {"fulfils": self.fulfils} if self.fulfils else {}
        return payload


def post(session: Session, letter: Letter, at: datetime) -> int | None:
    """Adds a letter to the person's timeline and to what is to be sent; a repeat of (key, ordinal) changes nothing.

    A letter on a channel without an outbox stands in the timeline only: it is seen when the person comes back.

    Returns the row of the timeline, None for a repeat.

    Raises:
        UnknownContactError: for a contact whom nobody knows.
        ValueError: for an author or purpose that there is not.
    """
    if letter.author not in AUTHORS or letter.purpose not in PURPOSES:
        raise ValueError(f"unknown author or purpose: {letter.author}, {letter.purpose}")
    ids = group(session, letter.contact_id)
    sent_later = letter.channel in outbox.CHANNELS
    conversation = conversations.current(session, ids[0], ids, letter.channel, at)
    number = timeline.append(session, ids[0], conversation.id, timeline.Entry(
        source=timeline.OURS, provider_id=letter.key, ordinal=letter.ordinal, at=at, direction="out",
        author=letter.author, channel=letter.channel, text=letter.text, address=letter.address,
        data=dict(letter.data) if letter.data else None, action=letter.action,
        delivery_status="queued" if sent_later else None))
    if number is None:
        return None
    if sent_later:
        session.add(Outbox(
            contact_id=ids[0], message_id=number, channel=letter.channel, address=letter.address,
            payload=letter.payload(), purpose=letter.purpose, triggered=int(letter.triggered), status="pending",
            attempts=0, not_before=letter.not_before, created_at=at))
    return number
