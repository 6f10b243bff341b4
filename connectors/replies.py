"""What the assistant said, read back from the timeline after the commit."""
from __future__ import annotations

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from hilo.memory import database, inbox, timeline
from hilo.memory.conversations import last_of
from hilo.memory.identity import group, resolve
from hilo.memory.tables import Contact, Conversation, Inbox, Message
from hilo.turns.keep import ANSWERS_ONLY
from hilo.turns.reply import Reply, reply

_HEARD = (select(Message, Contact, Conversation).join_from(Inbox, Message, and_(
    Message.source == Inbox.source, Message.provider_id == Inbox.provider_id, Message.ordinal == 0))
    .join(Contact, Contact.id == Message.contact_id)
    .outerjoin(Conversation, Conversation.id == Message.conversation_id).where(Inbox.id == bindparam("of")))
"""A message of the timeline, by its inbox row, with who wrote it and in which conversation."""


def reply_to(inbox_id: str) -> Reply:
    """The answer to an inbox row whose turn is committed."""
    with database.reading() as session:
        found = session.execute(_HEARD, {"of": inbox_id}).first()
        if found is None or found.Contact.merged_into:
            return _reply_to_somebody_else(session, inbox_id)
        heard: Message = found.Message
        answers = timeline.replies_to(session, inbox_id)
        if heard.channel == ANSWERS_ONLY:
            answers = [*timeline.unasked_before(session, heard.contact_id, heard.channel, heard.address, heard.id),
                       *answers]
        return reply(answers, heard, found.Contact, found.Conversation)


def _reply_to_somebody_else(session: Session, inbox_id: str) -> Reply:
    """To a message that is not in the timeline, or of somebody who turned out to be another contact."""
    row = session.scalars(select(Inbox).where(Inbox.id == inbox_id)).one()
    contact_id = resolve(session, row.contact_id)
    return reply(timeline.replies_to(session, inbox_id), session.scalars(select(Message).where(
        Message.source == row.source, Message.provider_id == row.provider_id, Message.ordinal == 0)).first(),
        session.get(Contact, contact_id), last_of(session, group(session, contact_id)))


def status_of(inbox_id: str) -> str | None:
    """How far an inbox row is."""
    with database.reading() as session:
        return inbox.status_of(session, inbox_id)
