"""ElevenLabs: `POST /webhooks/elevenlabs/webhook`, what it reports after a call, checked, kept, answered at once;
`/initiation`, who is calling; `/v1/chat/completions`, what is to be answered (`connectors/elevenlabs_model.py`).

The body of a report may hold a recording of many minutes, so it goes to disk as it comes (`hilo/calls/body.py`).
"""
from __future__ import annotations

import asyncio
import logging
import tempfile
import uuid
from typing import Any, BinaryIO, cast

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse, ResponseStream
from sqlalchemy.exc import OperationalError
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from connectors.doors import Refused, from_memory, read_json
from connectors.elevenlabs_doors import LARGEST, check_secret
from connectors.elevenlabs_model import complete
from hilo.business.load import get_shop
from hilo.calling.initiation import initiation
from hilo.calls import receiving
from hilo.calls.body import TooLargeError, UnreadableError, read_event
from hilo.calls.callers import SOURCE
from hilo.calls.events import AUDIO, EventError, read
from hilo.calls.signature import Check, ForgedError
from hilo.clock import now
from hilo.memory import database, recordings
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
MAX_BODY = 96 * 1024 * 1024
"""Bytes: an hour and a half of sound as MP3 in base64."""
IN_MEMORY = 512 * 1024
"""Bytes up to which a body stays in memory; more goes to a file without a name, which vanishes with the process."""
PATIENCE = 3.0
"""Seconds for which an event is stored again before the provider is told to come back."""


async def take(request: Request) -> tuple[bool, str]:
    """Checks and keeps an event: whether it is new, and its type.

    Raises:
        Refused: 403 for a wrong signature, 413 for too much, 400 for what cannot be read, 503 without a database.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > MAX_BODY:
        raise Refused(413, f"the body is larger than {MAX_BODY} bytes")
    try:
        check = Check(request.headers.get("elevenlabs-signature"), get_settings().elevenlabs.webhook_secret,
                      now().timestamp())
        folder = await asyncio.to_thread(_folder)
        with tempfile.SpooledTemporaryFile(IN_MEMORY, dir=folder) as body:
            size = 0
            async for piece in request.stream:  # type: ignore[union-attr]
                size += len(piece or b"")
                if size > MAX_BODY:
                    raise Refused(413, f"the body is larger than {MAX_BODY} bytes")
                check.feed(piece or b"")
                body.write(piece or b"")
            check.settle()
            return await asyncio.to_thread(_keep, cast(BinaryIO, body))
    except ForgedError as error:
        raise Refused(403, str(error)) from error
    except TooLargeError as error:
        raise Refused(413, str(error)) from error
    except (UnreadableError, EventError) as error:
        raise Refused(400, str(error)) from error
    except OperationalError as error:
        raise Refused(503, "the event could not be stored, send it again in a moment", retry_after=5) from error


def _folder() -> str:
    folder = recordings.folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return str(folder)


def _keep(body: BinaryIO) -> tuple[bool, str]:
    """Stores the event, and its recording under the name of its call (blocks)."""
    part = recordings.folder() / f"{uuid.uuid4()}.part"
    try:
        raw, has_recording = read_event(body, part)
        event = read(raw, get_shop().company.profile.country)
        if event.type == AUDIO and has_recording:  # in place before the row says so: a crash between leaves it anew
            part.replace(recordings.file_of(SOURCE, event.call))
        return _store(event).is_new, event.type
    finally:
        part.unlink(missing_ok=True)


@retry(retry=retry_if_exception_type(OperationalError), stop=stop_after_delay(PATIENCE), wait=wait_fixed(0.2),
       reraise=True)
def _store(event: Any) -> Any:
    return receiving.receive(event, now())


def _told(caller_id: str) -> dict[str, Any]:
    with database.reading() as session:
        return initiation(session, caller_id, now())


class ElevenLabsInput(InputChannel):
    """Calls: before they begin, while they last, after they have ended."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "elevenlabs"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("elevenlabs")

        @door.post("/webhook", stream=True)
        async def webhook(request: Request) -> HTTPResponse:
            try:
                is_new, kind = await take(request)
            except Refused as error:
                logger.warning("An event of a call was refused: %s %s", error.status, error.message)
                return response.json({"error": error.message}, error.status, headers=error.headers)
            return response.json({"status": "received" if is_new else "repeated", "type": kind})

        @door.post("/initiation")
        async def begin(request: Request) -> HTTPResponse:
            try:
                check_secret(request, 403)
                caller_id = read_json(request, LARGEST).get("caller_id")
                told = await from_memory(_told, caller_id if isinstance(caller_id, str) else "")
            except Refused as error:
                return response.json({"error": error.message}, error.status, headers=error.headers)
            return response.json(told, ensure_ascii=False)

        @door.post("/v1/chat/completions")  # type: ignore[arg-type]  # Sanic's own type forgets what is streamed
        async def completions(request: Request) -> HTTPResponse | ResponseStream:
            return await complete(request)

        return door
