"""What a person sent beside words, for whoever of the team answers them."""
from __future__ import annotations

import logging
import time

import httpx

from hilo.memory import database
from hilo.memory.roots import group
from hilo.memory.tables import Message
from hilo.outreach import received

logger = logging.getLogger(__name__)
PATIENCE = 10.0
"""Seconds."""


def attached(contact_id: str, message: int, number: int) -> tuple[bytes, str] | None:
    """A file of a message of theirs with its type, as the provider tells it; None where there is none, or where it
    cannot be had (blocks).

    Raises:
        UnknownContactError
    """
    with database.reading() as session:
        row = session.get(Message, message)
        if row is None or row.contact_id not in group(session, contact_id):
            return None
        files = (row.data or {}).get("media") or []
    if not 0 <= number < len(files):
        return None
    try:
        data = received.fetch(str(files[number]["url"]), time.monotonic() + PATIENCE)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
        logger.warning("What a person sent could not be fetched: %s", type(error).__name__)
        return None
    return data, str(files[number].get("type") or "").partition(";")[0].strip().lower()
