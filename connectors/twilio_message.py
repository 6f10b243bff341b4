"""What a message of Twilio's brings besides words, whatever the channel.

What says nothing in words (a photo, a voice note, a place) has an empty text and an `event`, which the dialogue hears
as the intent `EXTERNAL_<event>` (flow `attachments`).
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectors.voice_notes import VOICE_NOTE
from hilo.consent.keywords import Keyword
from hilo.texts import texts

MOST_MEDIA = 10
_EVENTS = {"image": "image", "video": "video", "audio": VOICE_NOTE}

Fields = Mapping[str, str]


def media(fields: Fields) -> list[dict[str, str]]:
    """Pictures, sounds and files: {url, type} each."""
    number = fields.get("NumMedia", "0")
    count = min(int(number), MOST_MEDIA) if number.isascii() and number.isdigit() else 0
    return [{"url": fields.get(f"MediaUrl{n}", ""), "type": fields.get(f"MediaContentType{n}", "")}
            for n in range(count) if fields.get(f"MediaUrl{n}")]


def event_of(attached: list[dict[str, str]], location: dict[str, Any] | None = None) -> str | None:
    """What a message without words brings."""
    if location:
        return "location"
    if not attached:
        return None
    kind = attached[0]["type"].lower()
    return "contact" if "vcard" in kind else _EVENTS.get(kind.partition("/")[0], "file")


def titled(event: str | None) -> dict[str, Any]:
    """How an event reads in the history: {event, title}; nothing where there is none."""
    return {"event": event, "title": texts.fill(f"utter_title_{event}")} if event else {}


def noted(keyword: Keyword | None) -> dict[str, Any] | None:
    """A keyword that stops or starts a number, as it is kept with the message."""
    return {"kind": keyword.kind, "answered": keyword.answered} if keyword and keyword.kind != "help" else None
