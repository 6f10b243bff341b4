"""What happens when nobody comes: a call-back is offered, then the assistant goes on. The worker asks for it."""
from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.handoff import hours, messages, queue, speaking
from hilo.memory import conversations, database
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Conversation, Handoff, Message
from hilo.settings import get_settings
from hilo.turns.local import zone_of_person

GOES_ON_AFTER = 4
"""So many times the patience without anybody, and the assistant goes on."""
LEFT_ALONE = 6
"""So many times the patience with a message unanswered by the person who took it, and it waits again."""
AT_ONCE = 100


def process_due(at: datetime) -> int:
    """Does what is due at a moment; how many conversations were concerned. Each is a transaction of its own."""
    patience = timedelta(minutes=get_settings().handoff_patience_minutes)
    with database.reading() as session:
        due = _due(session, at, patience)
    return sum(_process(number, at, patience) for number in due)


def _due(session: Session, at: datetime, patience: timedelta) -> list[int]:
    """Those that may be due; looked at again under the lock."""
    waits = Handoff.status == queue.WAITING
    if hours.attended(at):
        waits = waits & (Handoff.asked_at <= at - patience) & (
            Handoff.offered_at.is_(None) | (Handoff.asked_at <= at - GOES_ON_AFTER * patience))
    waiting = select(Handoff.id).where(waits).order_by(Handoff.asked_at).limit(AT_ONCE)
    taken = select(Handoff.id).join(Conversation, Conversation.id == Handoff.conversation_id).where(
        Handoff.status == queue.WITH_PERSON, Conversation.last_at <= at - LEFT_ALONE * patience).limit(AT_ONCE)
    return [*session.scalars(waiting), *session.scalars(taken)]


def _process(number: int, at: datetime, patience: timedelta) -> bool:
    with database.writing() as session:
        row = session.get(Handoff, number, with_for_update=True)
        if row is None or row.status == queue.ENDED:
            return False
        ids = group(session, row.contact_id)
        if row.status == queue.WITH_PERSON:
            return _left_alone(session, row, at, patience)
        if not hours.attended(at) or row.asked_at <= at - GOES_ON_AFTER * patience:
            _go_on(session, row, ids, at)
            return True
        if row.offered_at is None and row.asked_at <= at - patience:
            row.offered_at = at
            speaking.say(session, ids, "utter_handoff_patience", _key(row, "offer"), at)
            return True
    return False


def _go_on(session: Session, row: Handoff, ids: list[str], at: datetime) -> None:
    """Nobody came: what was wanted is left for people, and the assistant answers again."""
    closed = not hours.attended(at)
    heard = speaking.last_heard(session, ids)
    text = row.quote or (heard.text if heard else "")
    messages.leave(session, ids[0], messages.ANSWER, text, row.reason, hours.back_at(at) if closed else None,
                   _key(row, "nobody"), at)
    if closed:
        back = hours.back_in_words(at, zone_of_person(session.get(Contact, ids[0])).key)
        speaking.say(session, ids, "utter_handoff_nobody_closed", _key(row, "nobody"), at, back=back)
    else:
        speaking.say(session, ids, "utter_handoff_nobody", _key(row, "nobody"), at)
    queue.end(session, row, "nobody", at)


def _left_alone(session: Session, row: Handoff, at: datetime, patience: timedelta) -> bool:
    """A person took it and went: an unanswered message waits again; where all is answered, silence ends it."""
    conversation = session.get(Conversation, row.conversation_id)
    if conversation.last_at > at - LEFT_ALONE * patience:
        return False
    last = session.scalars(select(Message.direction).where(Message.conversation_id == conversation.id)
                           .order_by(Message.at.desc(), Message.id.desc()).limit(1)).first()
    if last == "in":
        queue.wait_again(session, row, at)
        return True
    if conversation.last_at <= at - conversations.silence():
        queue.end(session, row, "silence", at)
        return True
    return False


def _key(row: Handoff, what: str) -> str:
    """The name of a message of this waiting: said once, and again when it waits again."""
    return f"handoff:{row.id}:{what}:{row.asked_at.isoformat()}"
