"""A live call: its row while it lasts, what was really heard of it, and its end.

The row (`interactions`, status `live`) is there from the moment the telephone rings, so whatever dies afterwards, the
call is known; what is said in it enters the timeline turn by turn, like every message.
"""
from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.memory import conversations, inbox, timeline
from hilo.memory.identity import contact_for, resolve
from hilo.memory.phones import is_withheld
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Inbox, Interaction, Message
from hilo.personalization.register import register_of
from hilo.texts import texts

SOURCE = CHANNEL = "phone"
LIVE, DONE, PASSED_ON = "live", "done", "transferred"
"""Status of the call: under way; ended; ended with the team, to whom it was passed on."""
LEFT = timedelta(minutes=3)
"""A call of which nothing was heard for so long has ended without our being told: silence ends one much sooner."""


@dataclass(frozen=True)
class Caller:
    """A call and who is on it. number: theirs as the network writes it; empty where it is withheld.

    with_people: the team has their conversation.
    """

    interaction_id: str
    sid: str
    contact_id: str
    number: str
    country: str | None
    with_people: bool = False


def begin(session: Session, sid: str, number: str, at: datetime, outbound: bool = False,
          contact_id: str | None = None) -> Caller:
    """A call has come, or is told of once more; who withholds their number is a person of their own in each call.

    contact_id: whose call it is, where something else than the number tells.
    """
    number = "" if is_withheld(number) else number
    found = find(session, sid)
    if found is not None:
        return found
    country = get_shop().company.profile.country
    contact_id = contact_id or contact_for(session, "phone", number, at, country, proven=not outbound)
    conversation = conversations.current(session, contact_id, group(session, contact_id), CHANNEL, at)
    session.flush()
    timeline.insert_once(session, Interaction, {
        "id": str(uuid.uuid4()), "contact_id": contact_id, "conversation_id": conversation.id, "kind": "call",
        "channel": CHANNEL, "direction": "out" if outbound else "in", "provider": SOURCE, "provider_id": sid[:128],
        "started_at": at, "status": LIVE, "analysis": {"number": number}})
    session.flush()
    caller = find(session, sid)
    assert caller is not None
    return caller


def find(session: Session, sid: str) -> Caller | None:
    """The call of this name."""
    row = row_of(session, sid)
    if row is None:
        return None
    contact_id = resolve(session, row.contact_id)
    last = conversations.last_of(session, group(session, contact_id))
    return Caller(row.id, sid, contact_id, str((row.analysis or {}).get("number") or ""),
                  session.get(Contact, contact_id).country,
                  last is not None and last.status in conversations.WITH_PEOPLE)


def row_of(session: Session, sid: str) -> Interaction | None:
    """The call's row."""
    return session.scalars(select(Interaction).where(Interaction.provider == SOURCE,
                                                     Interaction.provider_id == sid[:128])).first()


def next_ordinal(session: Session, caller: Caller) -> int:
    """The number of the next thing that is heard, also after the line was taken up again."""
    return int(session.scalar(select(func.count()).select_from(Inbox).where(
        Inbox.source == SOURCE, Inbox.provider_id.startswith(f"{caller.number}:{caller.sid}-", autoescape=True))) or 0)


def words(session: Session, contact_id: str, name: str, values: Mapping[str, Any]) -> str:
    """A text of the designers', as this person is addressed."""
    return texts.fill(name, register=register_of(session.get(Contact, contact_id)), **values)


def note_said(session: Session, caller: Caller, text: str, name: str, at: datetime) -> tuple[str, int]:
    """Keeps what was said beside the dialogue (the greeting, «¿sigues ahí?»); its name in the timeline."""
    key = f"line:{caller.sid}"
    ordinal = int(session.scalar(select(func.count()).select_from(Message).where(
        Message.source == timeline.OURS, Message.provider_id == key)) or 0)
    contact_id = resolve(session, caller.contact_id)
    conversation = conversations.current(session, contact_id, group(session, contact_id), CHANNEL, at)
    timeline.append(session, contact_id, conversation.id, timeline.Entry(
        source=timeline.OURS, provider_id=key, ordinal=ordinal, at=at, direction="out", author="bot", channel=CHANNEL,
        text=text, address=caller.number or None, action=name, interaction_id=caller.interaction_id))
    return key, ordinal


def mark_interrupted(session: Session, cut: Sequence[tuple[str, int, str]]) -> None:
    """Keeps how much was heard of what somebody cut short: (provider id, ordinal, the words heard)."""
    for name, ordinal, heard in cut:
        row = session.scalars(select(Message).where(
            Message.source == timeline.OURS, Message.provider_id == name, Message.ordinal == ordinal)).first()
        if row is not None:
            row.data = {**(row.data or {}), "interrupted": {"heard": heard}}


def end(session: Session, sid: str, at: datetime, status: str = DONE) -> None:
    """The call has ended, told once or several times; what follows from it is the worker's (`live_report`)."""
    row = row_of(session, sid)
    if row is None or row.status != LIVE:
        return
    row.status, row.ended_at = status, at
    contact_id = resolve(session, row.contact_id)
    contact = session.get(Contact, contact_id)
    contact.memory_version = Contact.memory_version + 1
    session.flush()
    inbox.receive(session, source=SOURCE, provider_id=f"ended:{sid}", contact_id=contact_id, channel=CHANNEL,
                  address=str((row.analysis or {}).get("number") or ""), text="", at=at, kind="call",
                  data={"type": "live_call", "interaction": row.id})


def left(session: Session, at: datetime) -> list[str]:
    """The names of calls that ended without our being told: the server died with them, say."""
    latest = select(func.max(Message.at)).where(Message.interaction_id == Interaction.id).scalar_subquery()
    return list(session.scalars(select(Interaction.provider_id).where(
        Interaction.provider == SOURCE, Interaction.status == LIVE,
        func.coalesce(latest, Interaction.started_at) < at - LEFT)))
