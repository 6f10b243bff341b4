"""What ElevenLabs' two questions during a call have in common: who may ask, and how a body is read."""
from __future__ import annotations

import hmac

from sanic import Request

from connectors.doors import Refused
from hilo.calls.signature import Check, ForgedError
from hilo.clock import now
from hilo.settings import get_settings

LARGEST = 4 * 1024 * 1024
"""Bytes: the whole of a long call comes with its last question, and the prompt and tools with each."""
SIGNATURE = "elevenlabs-signature"


def check_secret(request: Request, status: int) -> None:
    """Asks for the secret that ElevenLabs bears (as a bearer's, or bare where it fills a header from its own store), or
    for its signature.

    Raises:
        Refused: with `status`.
    """
    settings = get_settings()
    given = request.headers.get("authorization", "").strip()
    secret = given.partition(" ")[2].strip() if given.lower().startswith("bearer ") else given
    if secret and hmac.compare_digest(secret.encode(), settings.elevenlabs_bearer.encode()):
        return
    if request.headers.get(SIGNATURE):
        try:
            check = Check(request.headers.get(SIGNATURE), settings.elevenlabs.webhook_secret, now().timestamp())
            check.feed(request.body)
            check.settle()
            return
        except ForgedError as error:
            raise Refused(status, str(error)) from error
    raise Refused(status, "the secret is missing or wrong: Authorization: Bearer …")
