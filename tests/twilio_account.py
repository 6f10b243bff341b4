"""The fixture `twilio`: the settings point to a provider of our own (`tests/twilio_played.py`)."""
from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hilo.outreach import contents
from hilo.outreach.templates import get_templates
from hilo.outreach.twilio import Twilio
from hilo.settings import get_settings
from tests.twilio_played import TwilioPlayed

_made: dict[str, Any] = {}
"""Contents of the first test's provider, for the others: making them takes a second."""


@pytest.fixture
def twilio(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwilioPlayed]:
    """A provider to which the settings point; its templates are approved."""
    with TwilioPlayed() as played:
        for name, value in {"TWILIO_ACCOUNT_SID": played.sid, "TWILIO_AUTH_TOKEN": played.token,
                            "TWILIO_API_URL": played.address, "TWILIO_WHATSAPP_NUMBER": "+5493424550101",
                            "TWILIO_SMS_NUMBER": "", "PUBLIC_URL": "https://ceibo.example",
                            "HILO_HOME": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()
        played.contents.update(copy.deepcopy(_made))
        client = Twilio()
        contents.sync(client, get_templates())
        client.close()
        _made.update(copy.deepcopy(played.contents))
        played.requests.clear()
        yield played
        get_settings.cache_clear()
