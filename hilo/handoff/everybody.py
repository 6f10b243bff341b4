"""All conversations, the newest first, a line for each person: a page reads its own rows, however many there are."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from hilo.handoff import called, queue
from hilo.memory import database
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Conversation, Fact, Handoff, Identity, Message

PAGE = 50
NAME = "person_name"
Place = tuple[datetime, str]
"""After which conversation a page begins: its last moment and its id."""


@dataclass(frozen=True)
class Talk:
    """A person's newest conversation. last: their last words, or the message that was looked for. by: who has it, or
    None. message: the number of a message that was looked for. author: whose words those are."""

    contact_id: str
    name: str | None
    unnamed: str
    channel: str | None
    status: str
    at: datetime
    last: str
    author: str
    by: str | None = None
    message: int | None = None


def page(after: Place | None = None) -> tuple[list[Talk], Place | None]:
    """A page of people by their newest conversation, and where the next page begins (None: it was the last)."""
    wanted = select(Conversation).where(~_has_newer())
    if after is not None:
        wanted = wanted.where(Conversation.last_at <= after[0], or_(  # the first bound is the index's
            Conversation.last_at < after[0], and_(Conversation.last_at == after[0], Conversation.id < after[1])))
    with database.reading() as session:
        rows = list(session.scalars(wanted.order_by(Conversation.last_at.desc(), Conversation.id.desc())
                                    .limit(PAGE + 1)))
        shown = rows[:PAGE]
        found = talks(session, _each_person_once(session, shown))
        return found, (shown[-1].last_at, shown[-1].id) if len(rows) > PAGE else None


def waiting() -> int:
    """How many people wait for somebody."""
    with database.reading() as session:
        return int(session.scalar(select(func.count()).where(Handoff.status == queue.WAITING)) or 0)


def groups_of(session: Session, ids: Collection[str]) -> dict[str, list[str]]:
    """All ids of each of these people, the root first: two queries where nobody was merged with anybody."""
    several = set(session.scalars(select(Contact.id).where(Contact.id.in_(ids), Contact.merged_into.is_not(None))))
    several |= set(session.scalars(select(Contact.merged_into).where(Contact.merged_into.in_(ids)).distinct()))
    return {one: group(session, one) if one in several else [one] for one in ids}


def newest_of(session: Session, roots: Collection[str]) -> dict[str, Conversation]:
    """The newest conversation of each person who has had one."""
    root_of = {one: root for root, ids in groups_of(session, roots).items() for one in ids}
    rows = session.scalars(select(Conversation).where(Conversation.contact_id.in_(root_of), ~_has_newer()))
    return {root_of[row.contact_id]: row for row in sorted(rows, key=lambda row: row.last_at)}


def _has_newer() -> Any:
    newer = aliased(Conversation)
    return select(newer.id).where(newer.contact_id == Conversation.contact_id,
                                  newer.started_at > Conversation.started_at).exists()


def _each_person_once(session: Session, rows: Sequence[Conversation]) -> list[Conversation]:
    """Of people who were several contacts, only the newest conversation of all."""
    groups = groups_of(session, {row.contact_id for row in rows})
    several = newest_of(session, {ids[0] for ids in groups.values() if len(ids) > 1})
    return [row for row in rows if several.get(groups[row.contact_id][0], row) is row]


def talks(session: Session, rows: Iterable[Conversation], found: dict[str, Message] | None = None) -> list[Talk]:
    """Lines for conversations. found: the message that was looked for, by the conversation's id."""
    rows, found = list(rows), found or {}
    people = _people(session, {row.contact_id for row in rows})
    said = {**_last_said(session, [row.id for row in rows if row.id not in found]), **found}
    having = dict(session.execute(select(Handoff.conversation_id, Handoff.taken_by).where(
        Handoff.conversation_id.in_([row.id for row in rows]), Handoff.status == queue.WITH_PERSON)).all())
    lines = []
    for row in rows:
        message, contact = said.get(row.id), people[row.contact_id]
        looked_for = found.get(row.id)
        lines.append(Talk(
            contact_id=contact.id, name=contact.name, unnamed=contact.unnamed, channel=row.channel, status=row.status,
            at=looked_for.at if looked_for else row.last_at, last=message.text if message else "",
            author=message.author if message else "customer", by=having.get(row.id),
            message=looked_for.id if looked_for else None))
    return lines


@dataclass(frozen=True)
class _Person:
    id: str
    name: str | None
    unnamed: str


def _people(session: Session, ids: set[str]) -> dict[str, _Person]:
    """Who they are, by the contact's id; those who go on as another are that one."""
    groups = groups_of(session, ids)
    every = {one for ids_ in groups.values() for one in ids_}
    names = dict(session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(every))).all())
    nameless = [one for one in every if not names.get(one)]
    told = {one: str(value) for one, value in session.execute(select(Fact.contact_id, Fact.value).where(
        Fact.contact_id.in_(nameless), Fact.ended_at.is_(None), Fact.name == NAME).order_by(Fact.id)).all()}
    addresses: dict[str, list[tuple[str, str]]] = {}
    for row in session.execute(select(Identity.contact_id, Identity.kind, Identity.address).where(
            Identity.contact_id.in_(nameless)).order_by(Identity.id)):
        addresses.setdefault(row.contact_id, []).append((row.kind, row.address))
    return {one: _Person(ids_[0], next((name for i in ids_ if (name := names.get(i) or told.get(i))), None),
                         called.in_words(address for i in ids_ for address in addresses.get(i, [])))
            for one, ids_ in groups.items()}


def _last_said(session: Session, ids: list[str]) -> dict[str, Message]:
    """The person's last words in each conversation; ours where they have said nothing."""
    newest = session.execute(select(func.max(Message.id), Message.conversation_id, Message.direction).where(
        Message.conversation_id.in_(ids)).group_by(Message.conversation_id, Message.direction)).all()
    numbers: dict[str, int] = {}
    for number, conversation, _ in sorted(newest, key=lambda row: row[2] == "in"):  # theirs over ours
        numbers[conversation] = number
    return {row.conversation_id: row for row in session.scalars(select(Message).where(
        Message.id.in_(numbers.values())))}
