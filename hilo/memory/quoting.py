"""The message that a person quotes, found by the provider's name for it."""
from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.roots import group
from hilo.memory.tables import Message, Outbox, Send


class Quoted(NamedTuple):
    """What was quoted: its words, and who said them (customer, bot or agent)."""

    text: str
    author: str


def quoted(session: Session, contact_id: str, source: str, address: str, name: str) -> Quoted | None:
    """A message of ours or theirs in the person's own timeline; None where there is none of that name.

    source, address: where their own messages come from. name: the provider's, as the quoting message tells it. Of ours
    that went out in several parts, it is the part that was quoted.
    """
    ids = group(session, contact_id)
    ours = session.execute(select(Send.text, Message.text.label("whole"), Message.author).join(
        Outbox, Outbox.id == Send.outbox_id).join(Message, Message.id == Outbox.message_id).where(
        Send.provider_id == name, Send.contact_id.in_(ids))).first()
    if ours is not None:
        return Quoted(ours.text or ours.whole, ours.author)
    theirs = session.execute(select(Message.text, Message.author).where(
        Message.source == source, Message.provider_id == f"{address}:{name}", Message.contact_id.in_(ids))).first()
    return Quoted(theirs.text, theirs.author) if theirs is not None else None
