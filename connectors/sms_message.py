"""A text message (SMS, or MMS with pictures) as Twilio tells it, in our own terms."""
from __future__ import annotations

import logging
import re
from typing import Any

from connectors.ingress import Incoming
from connectors.twilio_message import Fields, event_of, media, noted, titled
from hilo.consent.keywords import HELP, keyword_of
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
CHANNEL = "sms"
_PERSON = re.compile(r"\+\d{7,15}")
"""From is else a short code or a name («Banco»): a machine, which would answer our answer."""


def incoming(fields: Fields) -> Incoming | None:
    """The message of a webhook whose From and MessageSid are there; None where a machine wrote it."""
    sender, text = fields["From"], fields.get("Body", "")
    if not _PERSON.fullmatch(sender):
        logger.info("A text message of a short code or a name is left alone.")
        return None
    found = keyword_of(text, fields.get("OptOutType") or None)
    attached = media(fields)
    event = {} if text.strip() else titled(event_of(attached))
    title = event.get("title")
    if found and found.kind == HELP:
        text, title = f"/{HELP}", text
    data: dict[str, Any] = {"media": attached, "to": fields.get("To"), "event": event.get("event"),
                            "keyword": noted(found)}
    return Incoming(CHANNEL, "phone", sender, text, name=fields["MessageSid"], title=title,
                    data={name: value for name, value in data.items() if value},
                    bubble_wait=get_settings().bubble_wait_seconds)
