"""Voice notes written down by any address that speaks OpenAI's protocol (`POST /audio/transcriptions`)."""
from __future__ import annotations

import logging
import time
from urllib.parse import urlsplit

import httpx

from hilo.settings import Settings, get_settings

logger = logging.getLogger(__name__)
DEADLINE = 12.0
"""Seconds for fetching and writing down; somebody waits for the answer."""
LARGEST = 16 * 1024 * 1024
"""Bytes; WhatsApp's own limit for a voice note."""
MODEL = "whisper-1"
OFFICIAL = "https://api.openai.com/v1"
_ENDINGS = {"audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/amr": "amr", "audio/aac": "aac"}


def transcribe(url: str, media_type: str) -> str | None:
    """The words of a voice note in Spanish; None without a key, late, or when it cannot be had (blocks)."""
    settings = get_settings()
    if settings.openai_api_key is None:
        return None
    until = time.monotonic() + DEADLINE
    try:
        sound = _fetched(settings, url, until)
        plain = media_type.partition(";")[0].strip().lower()
        answer = httpx.post(
            f"{(settings.openai_base_url or OFFICIAL).rstrip('/')}/audio/transcriptions",
            headers={"Authorization": f"Bearer {settings.openai_api_key}"}, timeout=_left(until),
            data={"model": MODEL, "language": "es", "response_format": "json"},
            files={"file": (f"nota.{_ENDINGS.get(plain, 'ogg')}", sound, plain or "audio/ogg")})
        answer.raise_for_status()
        return str(answer.json().get("text") or "").strip() or None
    except (httpx.HTTPError, TimeoutError, ValueError, AttributeError) as error:
        logger.warning("A voice note was not written down: %s", type(error).__name__)
        return None


def _fetched(settings: Settings, url: str, until: float) -> bytes:
    """The sound, from Twilio's own hosts with our account, from elsewhere without it."""
    account, host = settings.twilio, urlsplit(url).netloc
    ours = host.endswith(".twilio.com") or (account.url is not None and host == urlsplit(account.url).netloc)
    auth = (account.sid, account.token) if ours else None
    with httpx.stream("GET", url, auth=auth, follow_redirects=True, timeout=_left(until)) as answer:
        answer.raise_for_status()
        sound = b""
        for piece in answer.iter_bytes():
            sound += piece
            if len(sound) > LARGEST:
                raise ValueError("the voice note is too large")
            _left(until)
        return sound


def _left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("late")
    return seconds
