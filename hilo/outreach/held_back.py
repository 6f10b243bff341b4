"""The whole of what a template stood for: sent as the first thing when the person writes and so opens the window.

A message that could not go as free text went as a template, and the rest of it was held back. It stands in the outbox
row itself, so that it survives a restart, and is posted once.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Message, Outbox, Send
from hilo.memory.tables.delivery import TEMPLATE
from hilo.outreach import statuses
from hilo.outreach.decide import CONTINUED, within
from hilo.outreach.letters import Letter, post
from hilo.outreach.policy import get_policy
from hilo.outreach.situation import same_address
from hilo.outreach.templates import get_templates
from hilo.spanish.refusals import read_permission

CANCELLING = frozenset({"opt_out", "not_interested"})
"""Intents of somebody who does not want to read it."""
LEFT = ("sent", "delivered", "read")
DONE = "held_back"
"""Key of a payload: what became of the rest."""
WITH_IT = ("buttons", "image", "attachment", "media")
SURE = 0.95
"""Of a refusal by its words alone."""


def is_cancelled(texts: Iterable[str], intents: Iterable[str]) -> bool:
    """Whether what the person wrote says that they do not want to read it."""
    if CANCELLING.intersection(intents):
        return True
    said = [read_permission(text) for text in texts]
    return any(one is not None and one.kind == "opt_out" and one.confidence >= SURE for one in said)


def send_rest(session: Session, contact_ids: Sequence[str], channel: str, address: str, cancelled: bool,
              at: datetime) -> int:
    """Posts what was held back from an address that has just written; how many messages.

    contact_ids: the contact's and those merged into it. cancelled: the person wants none of it. What is older than
    `held_back_days` (data/business/outreach.yml) is no longer sent. Neither of these is looked at again.
    """
    if channel != "whatsapp":
        return 0
    posted = 0
    for row in _held(session, contact_ids, address):
        if row.status == "pending":
            posted += _released(session, row, cancelled)
            continue
        stale = at - (row.sent_at or row.created_at) > timedelta(days=get_policy().held_back_days)
        outcome = "cancelled" if cancelled else "too old" if stale else "posted"
        row.payload = {**row.payload, DONE: outcome}
        if outcome == "posted":
            message = session.get(Message, row.message_id)
            data: dict[str, Any] = {name: row.payload[name] for name in WITH_IT if row.payload.get(name)}
            text = str(row.payload.get("ungreeted") or row.payload["text"])  # its template has greeted
            posted += post(session, Letter(
                contact_ids[0], channel, address, text, key=f"rest:{row.id}", author=message.author,
                action=message.action, purpose=row.purpose, triggered=True, data=data or None), at) is not None
    return posted


def _held(session: Session, contact_ids: Sequence[str], address: str) -> list[Outbox]:
    """Messages to an address of which only the template has left, or that wait for an answer to one; oldest first."""
    rows = session.execute(select(Outbox, Send.text).join(Send, Send.outbox_id == Outbox.id).where(
        Send.contact_id.in_(contact_ids), Send.kind == TEMPLATE, Send.provider_id.is_not(None),
        Outbox.channel == "whatsapp", Outbox.status.in_(LEFT)).order_by(Outbox.id)).all()
    cut = [row for row, said in rows if not row.payload.get(DONE) and row.payload.get("text")
           and same_address(row.address, address) and not _says_all(session, row, said)]
    waiting = [row for row in session.scalars(select(Outbox).where(
        Outbox.contact_id.in_(contact_ids), Outbox.channel == "whatsapp", Outbox.status == "pending",
        Outbox.reason.startswith(CONTINUED))) if same_address(row.address, address)]
    return sorted([*cut, *waiting], key=lambda row: int(row.id))


def _released(session: Session, row: Outbox, cancelled: bool) -> bool:
    """A message that waited for the person to write goes now, behind what was said before it; or not at all."""
    if cancelled:
        row.status = "cancelled"
        statuses.show(session, row, "cancelled")
        return False
    payload = {name: value for name, value in row.payload.items() if name != "window_closed"}
    if session.scalar(select(Send.id).where(Send.outbox_id == row.id).limit(1)) is not None:
        row.payload, row.not_before, row.reason = payload, None, None
        return True
    again = Outbox(contact_id=row.contact_id, message_id=row.message_id, channel=row.channel, address=row.address,
                   purpose=row.purpose, triggered=1, payload=payload, status="pending", attempts=0,
                   created_at=row.created_at)
    session.delete(row)
    session.flush()  # a message is in the queue once
    session.add(again)
    session.flush()
    return True


def _says_all(session: Session, row: Outbox, said: str) -> bool:
    """Whether the template said what the message says: by its own nature, or because the words stand in it."""
    message = session.get(Message, row.message_id)
    name = ((message.data or {}).get("sent_as") or {}).get("template")
    template = get_templates().get(str(name))
    if template is not None and template.says_all:
        return True
    # An adviser's greeting and last full stop are the template's own.
    text = str(row.payload["text"])
    stands = any(_line(words) in _line(said) for words in (text, within(text)))
    return stands and not any(row.payload.get(one) for one in WITH_IT)


def _line(text: str) -> str:
    return " ".join(text.split())
