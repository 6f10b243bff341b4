"""E-mail: one message as a mail, handed over by SMTP (RFC 5321, 5322), or to the simulator where no server is set.

A mail server keeps no list that could be asked what became of a message. So each mail has a Message-ID of its own that
does not change: where nobody knows whether it left, it is sent again under the same one, which mail programs show once.
"""
from __future__ import annotations

import mimetypes
import smtplib
import ssl
import uuid
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from hilo.business.load import get_shop
from hilo.memory import files
from hilo.outreach.letters import Letter
from hilo.outreach.twilio import Accepted, Later, Outcome, Refused, Unknown
from hilo.settings import get_settings

CHANNEL = "email"
PATIENCE = 15.0
"""Seconds for a connection and for each of its answers."""
PORTS = {"smtp": 587, "smtps": 465}
_NAMES = uuid.UUID("6c1e4e0a-55a2-4f0f-9d2e-0b6a3a0f7a11")
"""Of which Message-IDs are made."""


def mail(contact_id: str, address: str, subject: str, text: str, key: str, attached: Sequence[str] = (),
         **more: Any) -> Letter:
    """A letter that goes by e-mail. attached: addresses of files that the person was sent (`hilo.outreach.files`).
    `more` is what else a letter says (action, purpose, triggered …)."""
    return Letter(contact_id, CHANNEL, address, text, key,
                  data={"subject": subject, "mail_id": str(uuid.uuid5(_NAMES, key)), "files": list(attached)}, **more)


def form_of(address: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a mail until it has left."""
    contact = get_shop().company.profile.contact
    return {"channel": CHANNEL, "To": address, "From": contact.email, "Subject": str(payload.get("subject") or ""),
            "Message-ID": f"<{payload.get('mail_id') or uuid.uuid4()}@{contact.email.partition('@')[2]}>",
            "Body": str(payload.get("text") or ""), "Files": list(payload.get("files") or [])}


def is_mail(form: Mapping[str, Any]) -> bool:
    """Whether a request is one of ours, and not the other provider's."""
    return form.get("channel") == CHANNEL


def written(form: Mapping[str, Any]) -> EmailMessage:
    """The mail itself. A file that is gone is left out: its address stands in the text."""
    message = EmailMessage(policy=SMTP)
    profile = get_shop().company.profile
    message["From"] = formataddr((profile.name, form["From"]))
    message["To"], message["Subject"] = form["To"], form["Subject"]
    message["Date"], message["Message-ID"] = formatdate(localtime=False), form["Message-ID"]
    message["Content-Language"] = "es"
    message.set_content(form["Body"])
    for url in form["Files"]:
        token, name = urlsplit(url).path.rsplit("/", 2)[1:]
        file = files.find(token, name)
        if file is not None:
            main, _, sub = (mimetypes.guess_type(name)[0] or "application/octet-stream").partition("/")
            message.add_attachment(file.read_bytes(), maintype=main, subtype=sub, filename=name)
    return message


def send(form: Mapping[str, Any]) -> Outcome:
    """Hands a mail over. Never raises for what the server or the network do."""
    try:
        message = written(form)
    except ValueError as error:  # a line break in an address or subject
        return Refused(0, f"no mail: {error}")
    server = get_settings().smtp_url
    return _by_smtp(server, message) if server else _to_simulator(message)


def _by_smtp(url: str, message: EmailMessage) -> Outcome:
    name = str(message["Message-ID"])
    state = "away"
    try:
        with _connection(url) as line:
            state = "unknown"  # from here on nobody knows, unless the server says
            line.send_message(message)
            state = "sent"
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()), (550, b""))
        return _refusal(code, why)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPHeloError) as error:
        return _refusal(error.smtp_code, error.smtp_error)
    except smtplib.SMTPAuthenticationError as error:
        return Later(f"the mail server refuses our name: {error.smtp_code}")  # ours to put right
    except (smtplib.SMTPException, OSError) as error:
        if state == "unknown":
            return Unknown(type(error).__name__)
        if state == "away":
            return Later(f"not reached: {type(error).__name__}")
    return Accepted(name, "sent")


def _refusal(code: int, why: bytes | str) -> Outcome:
    said = why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why)
    return Refused(code, said[:200]) if 500 <= code < 600 else Later(f"{code}: {said[:200]}")


def _connection(url: str) -> smtplib.SMTP:
    """A line to the server, encrypted where it offers that, with our name where one is given.

    Raises:
        OSError, smtplib.SMTPException
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        line = smtplib.SMTP(host, port, timeout=PATIENCE)
        line.ehlo()
        if line.has_extn("starttls"):
            line.starttls(context=ssl.create_default_context())
    if parts.username:
        line.login(unquote(parts.username), unquote(parts.password or ""))
    return line


def _to_simulator(message: EmailMessage) -> Outcome:
    try:
        answer = httpx.post(f"{get_settings().simulator_address}/simulator/mail", content=message.as_bytes(),
                            headers={"Content-Type": "message/rfc822"}, timeout=PATIENCE, trust_env=False)
    except httpx.HTTPError as error:
        return Later(f"not reached: {type(error).__name__}")
    if answer.status_code >= 300:
        return Later(f"the simulator: {answer.status_code}")
    return Accepted(str(message["Message-ID"]), "sent")
