"""A WhatsApp message as Twilio tells it, in our own terms. Twilio adds fields now and then; unknown ones mean nothing
to us."""
from __future__ import annotations

import re
from typing import Any

from connectors.ingress import Incoming
from connectors.twilio_message import Fields, event_of, media, noted, titled
from hilo.consent.keywords import keyword_of
from hilo.settings import get_settings

CHANNEL = "whatsapp"
_PHONE = re.compile(r"whatsapp:\+?\d{5,}")
"""From is else the business-scoped id of somebody who hides the number: whatsapp:US.1A2B3C."""


def incoming(fields: Fields) -> Incoming:
    """The message of a webhook whose From and MessageSid are there."""
    sender, user = fields["From"], fields.get("ExternalUserId") or None
    has_number = bool(_PHONE.fullmatch(sender))
    attached = media(fields)
    stops = keyword_of("", fields["OptOutType"]) if fields.get("OptOutType") else None
    data: dict[str, Any] = {
        "media": attached, "location": _location(fields), "reply_to": fields.get("OriginalRepliedMessageSid"),
        "referral": _referral(fields), "forwarded": fields.get("Forwarded") == "true" or None,
        "to": fields.get("To"), "keyword": noted(stops),
    }
    text, title = _words(fields)
    event = {} if text else titled(event_of(attached, data["location"]))
    data["event"], title = event.get("event"), event.get("title", title)
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
