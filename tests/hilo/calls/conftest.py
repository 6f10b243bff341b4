"""A fresh database for each test, on every back end, and calls as ElevenLabs reports them."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from hilo.calls import events, receiving
from hilo.calls.process import process_due
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
START = datetime(2026, 11, 20, 18, 30, tzinfo=timezone.utc)
"""A Friday, half past three in Santa Fe."""
ENDED = START + timedelta(minutes=3)


@pytest.fixture
def report(database: str) -> Callable[..., int]:
    """Reports a call ("agente: …" and "cliente: …" lines) and processes it; how many events were dealt with."""

    def call(lines: str, conversation: str = "conv_1", number: str = "+5493425550101", direction: str = "inbound",
             at: datetime = ENDED, **more: Any) -> int:
        transcript = []
        for place, line in enumerate(one.strip() for one in lines.strip().splitlines()):
            role, _, text = line.partition(":")
            transcript.append({"role": "agent" if role == "a" else "user", "message": text.strip(),
                               "time_in_call_secs": 6 * place})
        receiving.receive(events.read({"type": "post_call_transcription", "data": {
            "conversation_id": conversation, "transcript": transcript, "analysis": more.pop("analysis", None),
            "metadata": {"start_time_unix_secs": int(START.timestamp()), "call_duration_secs": 150,
                         "phone_call": {"direction": direction, "external_number": number}, **more}}}, "AR"), at)
        return process_due(at)

    return call
