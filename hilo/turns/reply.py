"""The answer to one message, as a door that answers requests hands it out."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hilo.memory.tables import Contact, Conversation, Message
from hilo.memory.timeline import Entry

Row = Message | Entry
"""What stands in the timeline, or is about to."""


@dataclass(frozen=True)
class Reply:
    """The answer to one message, with how it was understood and where the conversation stands."""

    messages: list[dict[str, Any]]
    understanding: dict[str, Any]


def as_reply(row: Row) -> dict[str, Any]:
    """A row of the timeline as a channel hands it out; only what is there."""
    data = row.data or {}
    parts = {name: data[name] for name in ("image", "attachment", "custom") if data.get(name)}
    if data.get("buttons"):
        parts["buttons"] = [{"title": b["title"], "payload": b["payload"]} for b in data["buttons"]]
    by = {"author": "agent"} if row.author == "agent" else {}
    return {"id": f"{row.provider_id}:{row.ordinal}", "text": row.text, **parts, **by}


def reply(answers: Sequence[Row], heard: Row | None, contact: Contact | None,
          conversation: Conversation | None) -> Reply:
    """The answers to what was heard."""
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
