"""What the assistant said, read back from the timeline after the commit."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from hilo.memory import database, inbox, timeline
from hilo.memory.conversations import last_of
from hilo.memory.identity import group, resolve
from hilo.memory.tables import Contact, Conversation, Inbox, Message

_HEARD = (select(Message, Contact, Conversation).join_from(Inbox, Message, and_(
    Message.source == Inbox.source, Message.provider_id == Inbox.provider_id, Message.ordinal == 0))
    .join(Contact, Contact.id == Message.contact_id)
    .outerjoin(Conversation, Conversation.id == Message.conversation_id).where(Inbox.id == bindparam("of")))
"""A message of the timeline, by its inbox row, with who wrote it and in which conversation."""
ANSWERS_ONLY = "conversation"
"""The channel that reaches nobody by itself: what people of the team wrote comes with the next answer."""


@dataclass(frozen=True)
class Reply:
    """The answer to one message, with how it was understood and where the conversation stands."""

    messages: list[dict[str, Any]]
    understanding: dict[str, Any]


def as_reply(row: Message) -> dict[str, Any]:
    """A row of the timeline as a channel hands it out; only what is there."""
    data = row.data or {}
    parts = {name: data[name] for name in ("image", "attachment", "custom") if data.get(name)}
    if data.get("buttons"):
        parts["buttons"] = [{"title": b["title"], "payload": b["payload"]} for b in data["buttons"]]
    by = {"author": "agent"} if row.author == "agent" else {}
    return {"id": f"{row.provider_id}:{row.ordinal}", "text": row.text, **parts, **by}


def reply_to(inbox_id: str) -> Reply:
    """The answer to an inbox row whose turn is committed."""
    with database.reading() as session:
        found = session.execute(_HEARD, {"of": inbox_id}).first()
        if found is None or found.Contact.merged_into:
            return _reply_to_somebody_else(session, inbox_id)
        heard: Message = found.Message
        answers = timeline.replies_to(session, inbox_id)
        if heard.channel == ANSWERS_ONLY:
            answers = [*timeline.unasked_before(session, heard), *answers]
        return _reply(answers, heard, found.Contact, found.Conversation)


def _reply_to_somebody_else(session: Session, inbox_id: str) -> Reply:
    """To a message that is not in the timeline, or of somebody who turned out to be another contact."""
    row = session.scalars(select(Inbox).where(Inbox.id == inbox_id)).one()
    contact_id = resolve(session, row.contact_id)
    return _reply(timeline.replies_to(session, inbox_id), session.scalars(select(Message).where(
        Message.source == row.source, Message.provider_id == row.provider_id, Message.ordinal == 0)).first(),
        session.get(Contact, contact_id), last_of(session, group(session, contact_id)))


def _reply(answers: Sequence[Message], heard: Message | None, contact: Contact | None,
           conversation: Conversation | None) -> Reply:
    data = (heard.data if heard else None) or {}
    return Reply([as_reply(answer) for answer in answers], {
        "intent": heard.intent if heard else None,
        "confidence": heard.confidence if heard else None,
        "sentiment": {"label": heard.sentiment, "score": heard.sentiment_score}
        if heard and heard.sentiment else {"label": "neutral", "score": 0.0},
        "emotion": data.get("emotion") or {"label": "neutral", "confidence": 1.0},
        "urgency": data.get("urgency") or {"label": "low", "score": 0.0},
        "stage": conversation.stage if conversation else "greeting",
        "contact_stage": contact.stage if contact else "prospect",
        "status": conversation.status if conversation else "bot",
    })


def status_of(inbox_id: str) -> str | None:
    """How far an inbox row is."""
    with database.reading() as session:
        return inbox.status_of(session, inbox_id)
