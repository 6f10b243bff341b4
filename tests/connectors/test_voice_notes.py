"""Voice notes: written down where somebody can, asked to be written otherwise; exact requests to both providers."""
from __future__ import annotations

import base64
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from hilo.llm import speech
from hilo.memory.tables import Message
from hilo.settings import get_settings
from tests.from_twilio import knock, message
from tests.turns_done import heard, rows, serve

MEDIA = "/2010-04-01/Accounts/AC0/Messages/MM1/Media/ME1"


class Ear:
    """Twilio's media and a transcription service at one address."""

    def __init__(self) -> None:
        self.said, self.status, self.pause = "busco unas zapatillas, mi tarjeta es 4111 1111 1111 1111", 200, 0.0
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.url = ""


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, b"OggS-sound", "audio/ogg")

        def do_POST(self) -> None:
            time.sleep(ear.pause)
            self._answer(ear.status, json.dumps({"text": ear.said}).encode(), "application/json")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            sent = self.rfile.read(int(self.headers.get("content-length") or 0))
            ear.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, sent))
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ear.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ear
    server.shutdown()


@pytest.fixture
def voice(set_environment: Any, ear: Ear) -> dict[str, str]:
    set_environment(BUBBLE_WAIT_SECONDS="0", OPENAI_API_KEY="sk-1", OPENAI_BASE_URL=f"{ear.url}/v1",
                    TWILIO_API_URL=ear.url)
    return message("", MessageType="audio", NumMedia="1", MediaContentType0="audio/ogg", MediaUrl0=ear.url + MEDIA)


async def test_its_words_are_the_message_and_what_is_secret_in_them_is_masked(app: Any, echo: Any, ear: Ear,
                                                                              voice: dict[str, str]) -> None:
    await knock(app, voice)
    await serve(app)
    assert (await heard(echo))[0].text == "busco unas zapatillas, mi tarjeta es •••• 1111"
    kept = rows(Message, direction="in")[0]
    assert (kept.text, kept.data["transcribed"]) == ("busco unas zapatillas, mi tarjeta es •••• 1111", True)
    (path, headers, _), (other, asked, body) = ear.asked
    account = get_settings().twilio
    assert (path, other) == (MEDIA, "/v1/audio/transcriptions")
    assert headers["authorization"] == "Basic " + base64.b64encode(f"{account.sid}:{account.token}".encode()).decode()
    assert asked["authorization"] == "Bearer sk-1"
    assert b"OggS-sound" in body
    assert re.search(rb'name="language"\r\n\r\nes\r\n', body)
    assert re.search(rb'name="model"\r\n\r\nwhisper-1\r\n', body)


async def test_without_a_key_the_person_is_asked_to_write(app: Any, echo: Any, ear: Ear, voice: dict[str, str],
                                                          set_environment: Any) -> None:
    set_environment(OPENAI_API_KEY="")
    await knock(app, voice)
    await serve(app)
    assert (await heard(echo))[0].text == "/EXTERNAL_voice_note"
    assert not ear.asked


@pytest.mark.parametrize("trouble", ["error", "silence", "late"])
async def test_when_it_cannot_be_written_down_in_time_the_person_is_asked_to_write(
        app: Any, echo: Any, ear: Ear, voice: dict[str, str], trouble: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ear.status, ear.said = (500, "") if trouble == "error" else (200, "" if trouble == "silence" else "tarde")
    if trouble == "late":
        monkeypatch.setattr(speech, "DEADLINE", 0.3)
        ear.pause = 1.0
    await knock(app, voice)
    await serve(app)
    assert (await heard(echo))[0].text == "/EXTERNAL_voice_note"


def test_our_account_is_shown_to_nobody_but_twilio(ear: Ear, voice: dict[str, str], set_environment: Any) -> None:
    set_environment(TWILIO_API_URL="https://api.twilio.com")
    assert speech.transcribe(ear.url + MEDIA, "audio/ogg")
    assert "authorization" not in ear.asked[0][1]
