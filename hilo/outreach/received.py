"""What a person sent (a picture, a voice note, a file), fetched from the provider that keeps it."""
from __future__ import annotations

import time
from urllib.parse import urlsplit

import httpx

from hilo.settings import get_settings

LARGEST = 16 * 1024 * 1024
"""Bytes; WhatsApp's own limit."""


def fetch(url: str, until: float) -> bytes:
    """From Twilio's own hosts with our account, from elsewhere without it (blocks).

    until: of `time.monotonic()`.

    Raises:
        httpx.HTTPError
        TimeoutError: it is late.
        ValueError: it is too large.
    """
    account, host = get_settings().twilio, urlsplit(url).netloc
    ours = host.endswith(".twilio.com") or (account.url is not None and host == urlsplit(account.url).netloc)
    auth = (account.sid, account.token) if ours else None
    with httpx.stream("GET", url, auth=auth, follow_redirects=True, timeout=left(until)) as answer:
        answer.raise_for_status()
        data = b""
        for piece in answer.iter_bytes():
            data += piece
            if len(data) > LARGEST:
                raise ValueError("it is too large")
            left(until)
        return data


def left(until: float) -> float:
    """Seconds until then.

    Raises:
        TimeoutError: there are none.
    """
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("late")
    return seconds
