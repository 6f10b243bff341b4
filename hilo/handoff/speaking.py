"""What is said to somebody who waits, or who has waited, on the channel where they are."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Contact, Message
from hilo.outreach import files, letters
from hilo.personalization.register import register_of
from hilo.texts import texts


def last_heard(session: Session, contact_ids: list[str]) -> Message | None:
    """The person's last written message: where they are."""
    return session.scalars(select(Message).where(
        Message.contact_id.in_(contact_ids), Message.direction == "in", Message.author == "customer",
        Message.interaction_id.is_(None), Message.address.is_not(None))
        .order_by(Message.at.desc(), Message.id.desc()).limit(1)).first()


def post(session: Session, contact_ids: list[str], text: str, key: str, at: datetime, author: str = "bot",
         action: str | None = None, buttons: list[dict[str, str]] | None = None, by: str | None = None,
         file: str | None = None) -> int | None:
    """Writes to a person where they wrote last; the timeline's row, None for a repeat or where there is no way.

    What the assistant says answers what they asked for, so it counts as triggered; what people write is decided upon.
    by: who of the team wrote it. file: the address of one that goes with it.
    """
    heard = last_heard(session, contact_ids)
    if heard is None:
        return None
    data: dict[str, Any] = {**({"buttons": buttons} if buttons else {}), **({"by": by} if by else {}),
                            **({"attachment": files.attachment(file)} if file else {})}
    return letters.post(session, letters.Letter(
        contact_ids[0], heard.channel, heard.address, text, key, author=author, action=action,
        triggered=author == "bot", data=data or None), at)


def say(session: Session, contact_ids: list[str], name: str, key: str, at: datetime, file: str | None = None,
        **values: Any) -> int | None:
    """As `post`, in a text of the designers', with its buttons."""
    register, heard = register_of(session.get(Contact, contact_ids[0])), last_heard(session, contact_ids)
    text = texts.fill(name, register=register, on=heard.channel if heard else None, **values)
    return post(session, contact_ids, text, key, at, action=name,
                buttons=texts.buttons(name, register), file=file)
