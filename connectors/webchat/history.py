"""The messages of a web chat, from the conversation as stored.

A message of the assistant is known by the person's message that it answers and its place
among the answers, so that the live reply and the history agree.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any


def iso(timestamp: float) -> str:
    """A Unix time as ISO 8601 in UTC."""
    return datetime.fromtimestamp(timestamp, timezone.utc).isoformat(timespec="milliseconds")


def numbered(reply_to: str, messages: Iterable[Mapping[str, Any]], at: str, first: int = 0) -> list[dict[str, Any]]:
    """A reply's messages in the form of the page's protocol, counted from `first`."""
    return [{"id": f"{reply_to}:{place}", "direction": "out", "text": m.get("text") or "",
             "buttons": m.get("buttons") or [], "image": m.get("image"), "at": at}
            for place, m in enumerate(messages, first)]


def history(events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """All messages of a conversation's events, oldest first."""
    found: list[dict[str, Any]] = []
    reply_to, place = "start", 0
    for event in events:
        at = iso(event.get("timestamp") or 0)
        if event.get("event") == "user":
            reply_to, place = str(event.get("message_id") or at), 0
            text = (event.get("metadata") or {}).get("title") or event.get("text") or ""
            found.append({"id": reply_to, "direction": "in", "text": text, "buttons": [], "image": None, "at": at})
        elif event.get("event") == "bot":
            data = event.get("data") or {}
            parts: list[dict[str, Any]] = []
            if event.get("text"):
                parts.append({"text": event["text"], "buttons": [{"title": b["title"], "payload": b["payload"]}
                                                                 for b in data.get("buttons") or []]})
            if data.get("image"):
                parts.append({"text": "", "image": data["image"]})
            found += numbered(reply_to, parts, at, place)
            place += len(parts)
    return found
