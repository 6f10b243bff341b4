"""A WhatsApp message as Twilio tells it, in our own terms. Twilio adds fields now and then: unknown ones are nothing.

What says nothing in words (a photo, a voice note, a place) has an empty text and an `event`, which the dialogue hears
as the intent `EXTERNAL_<event>` (flow `attachments`).
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from connectors.ingress import Incoming
from connectors.voice_notes import VOICE_NOTE
from hilo.settings import get_settings
from hilo.texts import texts

CHANNEL = "whatsapp"
MOST_MEDIA = 10
_PHONE = re.compile(r"whatsapp:\+?\d{5,}")
"""From is else the business-scoped id of somebody who hides the number: whatsapp:US.1A2B3C."""
_EVENTS = {"image": "image", "video": "video", "audio": VOICE_NOTE}

Fields = Mapping[str, str]


def incoming(fields: Fields) -> Incoming:
    """The message of a webhook whose From and MessageSid are there."""
    sender, user = fields["From"], fields.get("ExternalUserId") or None
    has_number = bool(_PHONE.fullmatch(sender))
    media = _media(fields)
    data: dict[str, Any] = {
        "media": media, "location": _location(fields), "reply_to": fields.get("OriginalRepliedMessageSid"),
        "referral": _referral(fields), "forwarded": fields.get("Forwarded") == "true" or None,
        "to": fields.get("To"), "opt_out_type": fields.get("OptOutType"),
    }
    text, title = _words(fields)
    event = None if text else _event(media, data["location"])
    if event:
        data["event"], title = event, texts.fill(f"utter_title_{event}")
    return Incoming(
        CHANNEL, "whatsapp" if has_number else "whatsapp_user", sender, text, name=fields["MessageSid"], title=title,
        data={name: value for name, value in data.items() if value}, bubble_wait=get_settings().bubble_wait_seconds,
        profile_name=fields.get("ProfileName") or None, user_id=user if has_number and user != sender else None)


def _words(fields: Fields) -> tuple[str, str | None]:
    """What was said, and what the button or the row of a list that was pressed says."""
    body = fields.get("Body", "")
    payload = fields.get("ButtonPayload") or fields.get("ListId")
    if not payload:
        return fields.get("ButtonText") or fields.get("ListTitle") or body, None
    return payload, fields.get("ButtonText") or fields.get("ListTitle") or body or payload


def _media(fields: Fields) -> list[dict[str, str]]:
    number = fields.get("NumMedia", "0")
    count = min(int(number), MOST_MEDIA) if number.isascii() and number.isdigit() else 0
    return [{"url": fields.get(f"MediaUrl{n}", ""), "type": fields.get(f"MediaContentType{n}", "")}
            for n in range(count) if fields.get(f"MediaUrl{n}")]


def _location(fields: Fields) -> dict[str, Any] | None:
    try:
        place: dict[str, Any] = {"latitude": float(fields["Latitude"]), "longitude": float(fields["Longitude"])}
    except (KeyError, ValueError):
        return None
    return {**place, **{name.lower(): fields[name] for name in ("Address", "Label") if fields.get(name)}}


def _referral(fields: Fields) -> dict[str, str] | None:
    """The advertisement from which somebody came; ReferralCtwaClid is what its platform calls the click."""
    return {name.removeprefix("Referral"): value for name, value in fields.items()
            if name.startswith("Referral") and value and name != "ReferralNumMedia"} or None


def _event(media: list[dict[str, str]], location: dict[str, Any] | None) -> str | None:
    if location:
        return "location"
    if not media:
        return None
    kind = media[0]["type"].lower()
    return "contact" if "vcard" in kind else _EVENTS.get(kind.partition("/")[0], "file")
