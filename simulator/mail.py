"""A mail server that delivers nowhere: what the product mails is shown on a page, at `/correo`."""
from __future__ import annotations

import email
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from html import escape
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from babel.dates import format_datetime
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from simulator.clock import now
from simulator.page import POLICY

MOST = 1000
"""Mails that are kept."""
PAGE = Path(__file__).parent / "page" / "mail.html"


@dataclass(frozen=True)
class Mail:
    """A mail that came. parts: its files, by name, with their types."""

    id: str
    to: str
    sender: str
    subject: str
    text: str
    at: datetime
    parts: dict[str, tuple[str, bytes]]

    def as_json(self) -> dict[str, Any]:
        """As the control API tells it."""
        return {"id": self.id, "to": self.to, "from": self.sender, "subject": self.subject, "text": self.text,
                "at": self.at.isoformat(), "files": {name: len(data) for name, (_, data) in self.parts.items()}}


class Mailbox:
    """All mails, the oldest forgotten first; one that comes again under its Message-ID is one."""

    def __init__(self) -> None:
        """Empty."""
        self.mails: OrderedDict[str, Mail] = OrderedDict()

    def take(self, raw: bytes) -> Mail:
        """Keeps a mail.

        Raises:
            ValueError: it is none.
        """
        message = cast(EmailMessage, email.message_from_bytes(raw, policy=default))
        body = message.get_body(("plain",))
        if not message["To"] or not message["Message-ID"] or body is None:
            raise ValueError("a mail has To, Message-ID and a text")
        parts = {str(part.get_filename()): (part.get_content_type(), bytes(part.get_payload(decode=True) or b""))
                 for part in message.iter_attachments()}
        mail = Mail(str(message["Message-ID"]), str(message["To"]), str(message["From"]), str(message["Subject"]),
                    body.get_content(), now(), parts)
        self.mails[mail.id] = mail
        while len(self.mails) > MOST:
            self.mails.popitem(last=False)
        return mail

    def forget(self, person: str) -> int:
        """Forgets the mails to an address; how many went."""
        gone = [one.id for one in self.mails.values() if one.to.lower() == person.lower()]
        for one in gone:
            del self.mails[one]
        return len(gone)


def blueprint(mails: Mailbox, changed: Callable[[], None]) -> Blueprint:
    """The way in, what a test asks, and the page."""
    door = Blueprint("mail")

    @door.post("/simulator/mail")
    async def take(request: Request) -> HTTPResponse:
        try:
            mail = mails.take(request.body)
        except (ValueError, LookupError) as error:
            return response.json({"error": str(error)}, 400)
        changed()
        return response.json({"id": mail.id}, 201)

    @door.get("/simulator/mail")
    async def known(_: Request) -> HTTPResponse:
        return response.json({"mails": [one.as_json() for one in mails.mails.values()]}, ensure_ascii=False)

    @door.get("/correo")
    async def page(_: Request) -> HTTPResponse:
        shown = "".join(_shown(one) for one in reversed(mails.mails.values()))
        body = PAGE.read_text(encoding="utf-8").replace("{mails}", shown or "<p>Todavía no llegó ningún correo.</p>")
        return response.html(body, headers={"Cache-Control": "no-store", "Content-Security-Policy": POLICY})

    @door.get("/correo/<mail_id:str>/<name:str>")
    async def file(_: Request, mail_id: str, name: str) -> HTTPResponse:
        found = mails.mails.get(f"<{mail_id}>")
        if found is None or name not in found.parts:
            return response.text("No hay tal archivo.", 404)
        kind, data = found.parts[name]
        return response.raw(data, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})

    return door


def _shown(mail: Mail) -> str:
    files = "".join(f'<li><a href="/correo/{quote(mail.id.strip("<>"), safe="")}/{quote(name)}">{escape(name)}</a></li>'
                    for name in mail.parts)
    moment = format_datetime(mail.at.astimezone(), "d 'de' MMMM, HH:mm", locale="es")
    return (f'<article><h2>{escape(mail.subject) or "(sin asunto)"}</h2><p class="who">De {escape(mail.sender)} para '
            f'{escape(mail.to)}, {escape(moment)}</p><pre>{escape(mail.text)}</pre>'
            f'{f"<ul>{files}</ul>" if files else ""}</article>')
