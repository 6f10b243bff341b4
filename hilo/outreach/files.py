"""A file for a person, sent as an address: a calendar entry, a quote as PDF. Where they lie: `hilo/memory/files.py`."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from hilo.memory import files
from hilo.settings import get_settings

TYPES = {".ics": "text/calendar; charset=utf-8", ".pdf": "application/pdf", ".png": "image/png",
         ".jpg": "image/jpeg"}
"""What may be kept, and as what it is served."""


def keep(contact_id: str, name: str, data: bytes) -> str:
    """Keeps a file for a person, in place of one of the same name; its public address, the same as before.

    Raises:
        ValueError: for a name of other than ASCII letters, digits, '.', '_' and '-', or of a type not in `TYPES`.
    """
    if Path(name).suffix not in TYPES:
        raise ValueError(f"no type of file that is sent: {name!r}")
    token = files.write(contact_id, name, data)
    return f"{get_settings().public_address}/webhooks/files/{token}/{name}"


def attachment(url: str) -> dict[str, Any]:
    """A file as a message carries it: `turn.say(…, attachment=attachment(url))`. WhatsApp takes pictures and PDF; a
    calendar entry it refuses, so its address goes into the text."""
    return {"type": "file", "payload": {"src": url, "title": url.rsplit("/", 1)[-1]}}
