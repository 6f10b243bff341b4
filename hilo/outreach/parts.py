"""From a decision to the requests that the provider gets: one, or several for a long text."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from hilo.business.load import get_shop
from hilo.outreach import mail, text_message
from hilo.outreach.contents import LONGEST_QUESTION, MOST_ITEMS, buttons_definition, definition_of, filled
from hilo.outreach.decide import Decision
from hilo.outreach.split import length, split_text
from hilo.outreach.templates import get_templates
from hilo.settings import SettingError, get_settings

MOST_MEDIA = 10
MOST_LINES = 4
"""Lines that go with buttons: each number of lines is a content of its own."""
_LINES = re.compile(r"(\n+)")
CONTENT = "content"
"""Key of a form under which the content stands that is not made yet; the request has `ContentSid` in its place."""


@dataclass(frozen=True)
class Part:
    """One request. kind: text, content, template or mail. text: what the person reads."""

    kind: str
    form: dict[str, Any]
    text: str


def sender_of(channel: str) -> str:
    """Our address on a channel.

    Raises:
        SettingError: where we have none.
    """
    settings = get_settings()
    if channel == "sms":
        if settings.sms_number is None:
            raise SettingError("TWILIO_SMS_NUMBER is needed to send text messages")
        return settings.sms_number
    number = settings.twilio_whatsapp_number
    if number is None:  # as the company writes it, less the blanks: 54 9 is how WhatsApp knows an Argentine mobile
        written = get_shop().company.profile.contact.whatsapp
        number = "+" + "".join(c for c in written if c.isdigit())
    return f"whatsapp:{number.removeprefix('whatsapp:')}"


def callback(channel: str) -> str | None:
    """Where the provider reports what becomes of a message; None where it could not reach us (it would refuse)."""
    return None if _is_out_of_reach() else f"{get_settings().public_address}/webhooks/{channel}/status"


def _is_out_of_reach() -> bool:
    """Whether the real provider would have to come to this machine by a name that is its own there."""
    settings = get_settings()
    is_local = (urlsplit(settings.public_address).hostname or "") in ("localhost", "127.0.0.1", "::1")
    return is_local and settings.twilio.url is None


def _frame(channel: str, address: str) -> dict[str, Any]:
    to = address if channel == "sms" else f"whatsapp:{address.removeprefix('whatsapp:')}"
    frame: dict[str, Any] = {"To": to, "From": sender_of(channel)}
    if callback(channel):
        frame["StatusCallback"] = callback(channel)
    return frame


def parts_of(channel: str, address: str, payload: Mapping[str, Any], decision: Decision) -> list[Part]:
    """The requests that send a message, in order; none where there is nothing in it that can be sent."""
    if channel == mail.CHANNEL:
        return [Part("mail", mail.form_of(address, payload), str(payload.get("text") or ""))]
    frame = _frame(channel, address)
    if decision.template is not None and decision.language is not None:
        template = get_templates()[decision.template]
        text = template.text(decision.language, decision.variables)
        return [Part("template", {**frame, CONTENT: definition_of(template, decision.language),
                                  "ContentVariables": _json(decision.variables)}, text)]
    text = str(payload.get("text") or "").strip()
    media, buttons = _media(payload), buttons_of(payload)
    if channel == "sms":
        return _by_sms(frame, text, buttons, payload)
    if len(buttons) > MOST_ITEMS:
        text, buttons = "\n".join([text, *(f"- {button['title']}" for button in buttons)]).strip(), []
    parts = _asked(frame, text, buttons) if buttons and text else _texts(frame, text)
    if media:
        first = parts[0] if parts and parts[0].kind == "text" else None
        form = {**(first.form if first else frame), "MediaUrl": media}
        parts = [Part("text", form, first.text if first else ""), *(parts[1:] if first else parts)]
    return parts


def _by_sms(frame: Mapping[str, Any], text: str, buttons: Sequence[Mapping[str, str]],
            payload: Mapping[str, Any]) -> list[Part]:
    """Pictures are left out, since most networks carry none; a file goes as its address."""
    file = _attached(payload) or ("" if text else next(iter(_media(payload)), ""))
    text = "\n".join(filter(None, [text, file if file and file not in text else ""]))
    return [Part("text", {**frame, "Body": part}, part)
            for part in text_message.parts(text_message.with_choices(text, buttons))]


def _texts(frame: Mapping[str, Any], text: str) -> list[Part]:
    return [Part("text", {**frame, "Body": part}, part) for part in split_text(text)]


def _asked(frame: Mapping[str, Any], text: str, buttons: Sequence[Mapping[str, str]]) -> list[Part]:
    """A few lines go with the buttons below them, a variable each; of a longer text only the last line, and what stands
    before it goes ahead as text."""
    pieces, before = _LINES.split(text), ""  # lines, and the breaks between them
    if len(pieces) > 2 * MOST_LINES - 1 or length(text) > LONGEST_QUESTION:
        *ahead, question = split_text(pieces[-1], LONGEST_QUESTION)
        before, pieces = "\n".join(["".join(pieces[:-1]).rstrip(), *ahead]).strip(), [question]
    values = {str(n): " ".join(line.split()) for n, line in enumerate(pieces[::2], 1)}
    body = "".join(piece if place % 2 else f"{{{{{place // 2 + 1}}}}}" for place, piece in enumerate(pieces))
    form = {**frame, CONTENT: buttons_definition(buttons, body), "ContentVariables": _json(values)}
    return [*_texts(frame, before), Part("content", form, filled(body, values))]


def plain(form: Mapping[str, Any]) -> dict[str, Any]:
    """A request with buttons as a text that lists them: where the content cannot be made."""
    types = form[CONTENT]["types"]
    (kind,) = types.values()
    titles = [action["title"] for action in types.get("twilio/quick-reply", {}).get("actions", [])]
    titles += [item.get("description") or item["item"] for item in types.get("twilio/list-picker", {}).get("items", [])]
    words = filled(kind["body"], json.loads(form["ContentVariables"]))
    text = "\n".join([words, *(f"- {title}" for title in titles)])
    return {**{name: form[name] for name in ("To", "From", "StatusCallback") if name in form}, "Body": text}


def buttons_of(payload: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """What may be chosen below a message."""
    return [button for button in payload.get("buttons") or [] if button.get("title")]


def _media(payload: Mapping[str, Any]) -> list[str]:
    """Addresses of pictures and files; WhatsApp fetches them, so they must be public."""
    found = [payload.get("image"), *(payload.get("media") or [])]
    urls = [str(url) for url in [*found, _attached(payload)] if url and str(url).startswith(("http://", "https://"))
            and not (_is_out_of_reach() and str(url).startswith(get_settings().public_address))]
    return list(dict.fromkeys(urls))[:MOST_MEDIA]


def _attached(payload: Mapping[str, Any]) -> str | None:
    """The address of a file; a picture that Rasa writes down as one too is none."""
    attachment = payload.get("attachment")
    if isinstance(attachment, Mapping):
        inner = attachment.get("payload")
        attachment = (inner.get("src") or inner.get("url")) if isinstance(inner, Mapping) else attachment.get("url")
    return str(attachment) if attachment and str(attachment).startswith(("http://", "https://")) else None


def _json(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False)
