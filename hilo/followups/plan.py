"""One durable follow-up per person: planned, taken back, and sent once when it is due."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.memory import commitments, conversations, next_actions
from hilo.memory.facts import LONGEST_QUOTE, held
from hilo.memory.identity import group
from hilo.memory.tables import Contact, Inbox, Message, NextAction, Outbox
from hilo.outreach.letters import Letter, post
from hilo.personalization.register import register_of
from hilo.spanish.forms_of_address import NOBODY
from hilo.texts import texts

WRITE_BACK = "write_back"
"""Type of the action, and kind of the promise that it keeps."""
TEMPLATE = "follow_up_asked"
COURTESY = frozenset({"thank", "affirm", "goodbye"})
"""«Dale, gracias» after «te escribo mañana» takes nothing back."""
COURTESY_FOR = timedelta(minutes=10)
WITH_PEOPLE_FOR = timedelta(hours=1)
"""People have the conversation: looked at again so much later."""


def plan(session: Session, contact_id: str, due: datetime, channel: str, address: str, source_id: str, quote: str,
         at: datetime, source: str = "turn") -> NextAction:
    """Notes that a person is to be written to at a moment, and that it was promised; an earlier plan gives way.

    source: turn (the dialogue) or call; source_id: the message or call; quote: the words that asked for it.
    """
    row = next_actions.plan(session, contact_id, WRITE_BACK, "media", at, source_id, due,
                            {"channel": channel, "address": address, "after": _last_message(session, contact_id)})
    row.created_at = at
    commitments.make(session, contact_id, commitments.Promise(
        "business", WRITE_BACK, texts.fill("utter_promise_write_back"), quote[:LONGEST_QUOTE], source, source_id, at,
        due))
    session.flush()
    return row


def person_wrote(session: Session, contact_ids: list[str], intents: Collection[str], at: datetime) -> int:
    """Takes back what was planned, also what is posted and waits to leave: the person has come by themselves. How many;
    none for a mere thank-you to the plan itself."""
    rows = session.scalars(select(NextAction).where(
        NextAction.contact_id.in_(contact_ids), NextAction.type == WRITE_BACK, NextAction.status == "open")).all()
    polite = bool(intents) and COURTESY.issuperset(intents)
    taken_back = [row for row in rows if not (polite and at - row.created_at < COURTESY_FOR)]
    for row in taken_back:
        _take_back(session, row, contact_ids, at)
    session.flush()  # what this very message plans anew must not be found in the one taken back
    if not rows:
        numbers = select(Message.id).where(Message.contact_id.in_(contact_ids), Message.action == WRITE_BACK)
        session.execute(update(Outbox).where(Outbox.message_id.in_(numbers), Outbox.status == "pending").values(
            status="cancelled", reason="person_wrote").execution_options(synchronize_session=False))
    return len(taken_back)


def _take_back(session: Session, row: NextAction, contact_ids: list[str], at: datetime) -> None:
    row.status, row.closed_at = "cancelled", at
    for promise in commitments.live(session, contact_ids):
        if promise.who == "business" and promise.kind == WRITE_BACK:
            promise.status, promise.closed_at, promise.closed_by = "cancelled", at, "person_wrote"


def due_ones(session: Session, at: datetime, limit: int = 100) -> list[int]:
    """The follow-ups whose moment has come."""
    return list(session.scalars(select(NextAction.id).where(
        NextAction.status == "open", NextAction.type == WRITE_BACK, NextAction.due <= at)
        .order_by(NextAction.due).limit(limit)))


def send_one(session: Session, number: int, at: datetime) -> bool:
    """Posts a follow-up that is due, in the transaction that closes it: once, or not at all. Whether it was posted."""
    row = session.scalars(select(NextAction).where(NextAction.id == number, NextAction.status == "open",
                                                   NextAction.due <= at).with_for_update(skip_locked=True)).first()
    if row is None:
        return False
    ids = group(session, row.contact_id)
    if _has_written(session, ids, row.data.get("after") or 0):
        _take_back(session, row, ids, at)
        return False
    if _is_writing(session, ids):
        return False  # their message is being answered; that decides
    last = conversations.last_of(session, ids)
    if last is not None and last.ended_at is None and last.status in conversations.WITH_PEOPLE:
        row.due = at + WITH_PEOPLE_FOR
        return False
    contact = session.get(Contact, ids[0])
    topic = _topic(session, ids, at)
    name = (contact.name or "").split(" ")[0]
    to = register_of(contact)
    text = texts.fill("utter_follow_up_now" if topic else "utter_follow_up_now_no_topic", register=to,
                      topic=_topic(session, ids, at, to), name=f", {name}" if name else "")
    post(session, Letter(ids[0], row.data["channel"], row.data["address"], text, f"{WRITE_BACK}:{row.id}",
                         action=WRITE_BACK, template=TEMPLATE, variables={"topic": topic} if topic else {},
                         not_before=row.due, asked_for=True, fulfils=WRITE_BACK), at)
    row.status, row.closed_at = "done", at
    return True


def _last_message(session: Session, contact_id: str) -> int:
    """The newest row of their timeline: the order in which things came holds whatever the clocks say."""
    return session.execute(select(func.max(Message.id)).where(Message.contact_id.in_(group(session, contact_id)))
                           ).scalar() or 0


def _has_written(session: Session, contact_ids: list[str], after: int) -> bool:
    """Whether anything but a thank-you came in since; what people of the team answered is there too."""
    return session.execute(select(Message.id).where(
        Message.contact_id.in_(contact_ids), Message.direction == "in", Message.id > after,
        or_(Message.intent.is_(None), Message.intent.not_in(COURTESY))).limit(1)).scalar() is not None


def _is_writing(session: Session, contact_ids: list[str]) -> bool:
    return session.execute(select(Inbox.number).where(
        Inbox.contact_id.in_(contact_ids), Inbox.status == "pending", Inbox.kind == "message").limit(1)
        ).scalar() is not None


def _topic(session: Session, contact_ids: list[str], at: datetime, register: str = NOBODY) -> str:
    """What they were looking for; empty where it is not known."""
    found = held(session, contact_ids, at, "product")
    if not found:
        return ""
    words = get_shop().words
    type_ = words.type_of(str(found[0].value))
    return texts.fill("utter_follow_up_topic", register=register,
                      product=words.plural(type_) if type_ else found[0].value)
