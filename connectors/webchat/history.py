"""The messages of a web chat, from the timeline.

A message of the assistant is known by the person's message that it answers and its place among the answers, so that
the live reply and the history agree.
"""
from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import select

from hilo.memory import database, timeline
from hilo.memory.tables import Inbox, Message
from hilo.turns.reply import as_reply

CHANNEL = "webchat"


def iso(at: datetime) -> str:
    """A moment as ISO 8601 in UTC."""
    return at.astimezone(timezone.utc).isoformat(timespec="milliseconds")


def history(session_name: str) -> list[dict[str, Any]]:
    """All messages of a browser's session in the form of the page's protocol, oldest first (blocks).

    Only what was said there: a visitor who turned out to be somebody else's contact does not read their letters.
    """
    prefix = f"{session_name}:"
    with database.reading() as session:
        rows = list(session.scalars(select(Message).where(Message.channel == CHANNEL, Message.address == session_name)
                                    .order_by(Message.id)))
        asked = {inbox_id: name.removeprefix(prefix) for inbox_id, name in session.execute(
            select(Inbox.id, Inbox.provider_id).where(Inbox.source == CHANNEL, Inbox.address == session_name))}
    return [_shown(row, asked, prefix) for row in rows]


def _shown(row: Message, asked: dict[str, str], prefix: str) -> dict[str, Any]:
    reply = as_reply(row)
    if row.direction == "in":
        name = row.provider_id.removeprefix(prefix)
    else:
        name = f"{asked.get(row.provider_id, row.provider_id)}:{row.ordinal}"
    said_by_us = row.source == timeline.OURS or row.direction == "out"
    return {"id": name, "direction": "out" if said_by_us else "in", "text": row.text,
            "buttons": reply.get("buttons") or [], "image": reply.get("image"),
            "attachment": reply.get("attachment"), "at": iso(row.at),
            **({"author": reply["author"]} if "author" in reply else {})}
