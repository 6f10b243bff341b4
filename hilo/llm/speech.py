"""Voice notes written down by any address that speaks OpenAI's protocol (`POST /audio/transcriptions`)."""
from __future__ import annotations

import logging
import time

import httpx

from hilo.outreach import received
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
DEADLINE = 12.0
"""Seconds for fetching and writing down; somebody waits for the answer."""
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
        sound = received.fetch(url, until)
        plain = media_type.partition(";")[0].strip().lower()
        answer = httpx.post(
            f"{(settings.openai_base_url or OFFICIAL).rstrip('/')}/audio/transcriptions",
            headers={"Authorization": f"Bearer {settings.openai_api_key}"}, timeout=received.left(until),
            data={"model": MODEL, "language": "es", "response_format": "json"},
            files={"file": (f"nota.{_ENDINGS.get(plain, 'ogg')}", sound, plain or "audio/ogg")})
        answer.raise_for_status()
        return str(answer.json().get("text") or "").strip() or None
    except (httpx.HTTPError, TimeoutError, ValueError, AttributeError) as error:
        logger.warning("A voice note was not written down: %s", type(error).__name__)
        return None
