"""What a person of the team sees and does: who waits, one person's thread, taking, answering, giving back."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hilo.crm.agenda import Appointment
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import get_crm
from hilo.crm.orders import Order
from hilo.crm.quotes import Quote
from hilo.crm.tickets import Ticket
from hilo.handoff import called, coming_back, messages, queue, speaking
from hilo.handoff.summary import LATELY, Summary, mood_of, summarise
from hilo.memory import conversations, database, facts, next_actions, outbox, timeline
from hilo.memory.context import Context, context_of
from hilo.memory.conversations import topics
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Handoff, Interaction, Message, NextAction, Outbox

MOST = 100
THREAD = 400
"""Messages of a thread that are shown, the last ones, or before the one that was looked for."""
LONGEST_THREAD = 10_000


class NobodyError(LookupError):
    """There is no such person."""


class NoWayError(RuntimeError):
    """The person has never written: there is no address to answer to."""


@dataclass(frozen=True)
class Line:
    """A conversation in the list. since: waits (or is left to be answered) since then. topics: intents, weightiest
    first. last: the person's last words. unanswered: they have written since the team's last answer. unnamed: what to
    call whoever has no name."""

    contact_id: str
    name: str | None
    channel: str | None
    topics: list[str]
    mood: str
    urgent: bool
    since: datetime
    last: str
    reason: str
    by: str | None = None
    unanswered: bool = True
    due: datetime | None = None
    type: str | None = None
    phone: str | None = None
    unnamed: str = ""


@dataclass(frozen=True)
class Board:
    """waiting: nobody has taken them, the oldest first. taken: with a person. left: messages to answer, people to
    call."""

    waiting: list[Line]
    taken: list[Line]
    left: list[Line]


@dataclass(frozen=True)
class Sheet:
    """All about one person. thread: messages of all channels. calls: by id. reasons: why a message was not delivered,
    by the row's id. unnamed: what to call whoever has no name. has_earlier: there are
    older messages than those of `thread`."""

    context: Context
    handoff: Handoff | None
    summary: Summary
    thread: list[Message]
    calls: dict[str, Interaction]
    reasons: dict[int, str]
    actions: list[NextAction]
    heard: Message | None
    service: Service
    unnamed: str = ""
    has_earlier: bool = False


@dataclass(frozen=True)
class Service:
    """What the CRM has of a person; `away`: it does not answer just now."""

    orders: tuple[Order, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    away: bool = False


def service_of(contact_id: str) -> Service:
    """Asked of the CRM with the patience of a turn: the page does without it where it is late."""
    crm = get_crm()
    try:
        return ask(lambda: Service(tuple(crm.orders.of(contact_id)), tuple(crm.tickets.of(contact_id)),
                                   tuple(crm.agenda.of(contact_id)), tuple(crm.quotes.of(contact_id))))
    except CrmError:
        return Service(away=True)
    except LookupError:
        return Service()


def board() -> Board:
    """Everybody who needs a person."""
    with database.reading() as session:
        rows = list(session.scalars(select(Handoff).where(Handoff.status != queue.ENDED)
                                    .order_by(Handoff.asked_at).limit(MOST)))
        left = list(session.scalars(select(NextAction).where(
            NextAction.status == "open", NextAction.type.in_(messages.KINDS)).order_by(NextAction.created_at)
            .limit(MOST)))
        lines = [(row, _line(session, row.contact_id, row.asked_at, row.reason, row)) for row in rows]
        here = {line.contact_id for _, line in lines}
        to_do = [_left(session, action) for action in left]
        return Board([line for row, line in lines if row.status == queue.WAITING],
                     [line for row, line in lines if row.status == queue.WITH_PERSON],
                     [line for line in to_do if line.contact_id not in here])


def _line(session: Session, contact_id: str, since: datetime, reason: str, row: Handoff | None = None,
          **more: object) -> Line:
    ids = group(session, contact_id)
    contact = session.get(Contact, ids[0])
    said = list(session.scalars(select(Message).where(Message.contact_id.in_(ids))
                                .order_by(Message.at.desc(), Message.id.desc()).limit(LATELY)))[::-1]
    theirs = [message for message in said if message.direction == "in"]
    answered = max((m.at for m in said if m.author == "agent"), default=None)
    mood, urgent = mood_of(theirs)
    talk = conversations.last_of(session, ids)
    told = facts.held(session, ids, since, "person_name")
    return Line(ids[0], contact.name or (str(told[0].value) if told else None), theirs[-1].channel if theirs else None,
                [name for name in topics(session, talk.id) if name != "request_human"] if talk else [], mood, urgent,
                since, theirs[-1].text if theirs else "", reason, by=row.taken_by if row else None,
                unanswered=answered is None or bool(theirs and theirs[-1].at > answered),
                unnamed=called.unnamed(session, ids), **more)  # type: ignore[arg-type]


def _left(session: Session, action: NextAction) -> Line:
    data = action.data or {}
    line = _line(session, action.contact_id, action.created_at, str(data.get("reason") or "asked"), due=action.due,
                 type=action.type, phone=data.get("phone"))
    return Line(**{**line.__dict__, "last": str(data.get("text") or line.last)})


def sheet(contact_id: str, at: datetime, back_to: int | None = None) -> Sheet:
    """One person's page.

    back_to: the number of a message from before which on the thread is shown; None: its last THREAD messages.

    Raises:
        NobodyError
    """
    service = service_of(contact_id)
    with database.reading() as session:
        context = context_of(session, contact_id, at)
        if context is None:
            raise NobodyError(contact_id)
        handoff = queue.live(session, context.ids)
        most = _how_many(session, context.ids, back_to)
        read = timeline.latest(session, context.ids, most + 1)
        thread = read[-most:]
        calls = {call.id: call for call in session.scalars(select(Interaction).where(
            Interaction.contact_id.in_(context.ids), Interaction.kind == "call"))}
        unsent = [row.id for row in thread if row.delivery_status in ("failed", "queued")]
        letters = session.execute(select(Outbox.message_id, Outbox.payload, Outbox.reason).where(
            Outbox.contact_id.in_(context.ids), Outbox.message_id >= min(unsent),
            Outbox.reason.is_not(None))) if unsent else ()
        reasons = {number: row.reason for row in letters for number in outbox.carried(row.message_id, row.payload)}
        found = Sheet(context, handoff, summarise(session, context, handoff, at), thread, calls, reasons,
                      next_actions.still_open(session, context.ids), speaking.last_heard(session, context.ids), service,
                      called.unnamed(session, context.ids), len(read) > most)
        session.expunge_all()
        return found


def _how_many(session: Session, ids: list[str], back_to: int | None) -> int:
    """Messages of a thread to be shown, so that one of them is among them, with those before it."""
    row = session.get(Message, back_to) if back_to else None
    if row is None or row.contact_id not in ids:
        return THREAD
    newer = session.scalar(select(func.count()).where(Message.contact_id.in_(ids), Message.at >= row.at))
    return min(THREAD + int(newer or 0), LONGEST_THREAD)


def take(contact_id: str, by: str, at: datetime) -> None:
    """A person has the conversation now; the assistant is silent."""
    with database.writing() as session:
        _take(session, contact_id, by, at)


def _take(session: Session, contact_id: str, by: str, at: datetime) -> tuple[Handoff, list[str]]:
    context = context_of(session, contact_id, at, with_facts=False)
    if context is None:
        raise NobodyError(contact_id)
    heard = speaking.last_heard(session, context.ids)
    conversation = conversations.current(session, context.contact.id, context.ids,
                                         heard.channel if heard else "webchat", at)
    session.flush()
    return queue.take(session, conversation, context.ids, by, at), context.ids


def answer(contact_id: str, text: str, by: str, key: str, at: datetime) -> None:
    """Sends what a person wrote, once for a `key`, to where the contact wrote last; it takes the conversation too.

    Raises:
        NobodyError
        NoWayError
    """
    with database.writing() as session:
        _, ids = _take(session, contact_id, by, at)
        if speaking.last_heard(session, ids) is None:
            raise NoWayError(contact_id)
        number = speaking.post(session, ids, text, f"agent:{key}", at, author="agent", action="adviser", by=by)
        if number is not None:
            messages.done(session, ids, messages.ANSWER, f"message:{number}", at)
            coming_back.read_promise(session, ids, "business", text, f"message:{number}", at)


def give_back(contact_id: str, by: str, note: str, at: datetime) -> None:
    """The assistant goes on."""
    _end(contact_id, by, note, at, close=False)


def close(contact_id: str, by: str, note: str, at: datetime) -> None:
    """The matter is settled."""
    _end(contact_id, by, note, at, close=True)


def _end(contact_id: str, by: str, note: str, at: datetime, close: bool) -> None:
    with database.writing() as session:
        row = queue.live(session, group(session, contact_id))
        if row is not None:
            (coming_back.close if close else coming_back.give_back)(session, row, by, note, at)


def done(contact_id: str, type_: str, by: str, at: datetime) -> None:
    """Somebody has done what was left to people: answered, or called."""
    with database.writing() as session:
        messages.done(session, group(session, contact_id), type_, f"adviser:{by}", at)
