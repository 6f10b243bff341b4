"""What every public door checks before a message comes in: size, form, token. (How often: `rates.py`.)"""
from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sanic import Request, Sanic
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

from hilo.forwarded import sender
from hilo.settings import get_settings

MAX_BODY = 64 * 1024
"""Bytes of a text message's request; ten thousand characters fit several times."""
FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
AWAY = (OperationalError, NoConnectionFreeError)
"""What the memory raises while its database cannot be used, after seconds of waiting: nobody's message is at fault."""

Found = TypeVar("Found")


class Refused(Exception):  # noqa: N818 (it is an answer more than an error)
    """A request that is not let in; `status` and a message for whoever sent it."""

    def __init__(self, status: int, message: str, retry_after: int | None = None) -> None:
        """`retry_after`: seconds."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def is_forwarded(request: Request) -> bool:
    """Whether the request came through a proxy, so that its peer is not its sender."""
    return any(name in request.headers for name in FORWARDING)


def client_address(request: Request) -> str:
    """Who is at the other end."""
    return sender(str(request.ip), request.headers.get("x-forwarded-for", ""))


def bears_token(request: Request) -> bool:
    """Whether the API token came along, as `Authorization: Bearer` or as `?token=` (Rasa's own way)."""
    token = get_settings().hilo_api_token
    if not token:
        return False
    header = request.headers.get("authorization", "")
    given = header[7:] if header.lower().startswith("bearer ") else str(request.args.get("token") or "")
    return hmac.compare_digest(given.encode(), token.encode())


def is_trusted(request: Request) -> bool:
    """Whether the request comes from this machine itself, or bears the API token."""
    return (is_loopback(str(request.ip)) and not is_forwarded(request)) or bears_token(request)


def check_token(request: Request) -> None:
    """Asks for the token where one is set.

    Raises:
        Refused: 401 without the right token.
    """
    if get_settings().hilo_api_token and not bears_token(request):
        raise Refused(401, "this API needs a token: Authorization: Bearer …")


def read_json(request: Request, most: int = MAX_BODY) -> dict[str, Any]:
    """The body as an object.

    Args:
        most: bytes.

    Raises:
        Refused: 413 when it is too large, 400 when it is not a JSON object in UTF-8.
    """
    if len(request.body) > most:
        raise Refused(413, f"the body is larger than {most} bytes")
    try:
        body = json.loads(request.body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(400, "the body is not JSON in UTF-8") from error
    if not isinstance(body, dict):
        raise Refused(400, "the body is not a JSON object")
    return body


def read_text(body: dict[str, Any], name: str, longest: int) -> str:
    """A text field that must be there.

    Raises:
        Refused: 400 when it is missing, not a text, or blank where blank means nothing (`longest` < a message's).
    """
    value = body.get(name)
    if not isinstance(value, str):
        raise Refused(400, f"{name}: a text is needed")
    if len(value) > longest:
        raise Refused(413, f"{name}: longer than {longest} characters")
    return value


def check_ready(app: Sanic) -> None:
    """Asks for a loaded model.

    Raises:
        Refused: 503 while there is none; the sender should come again.
    """
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise Refused(503, "the assistant is starting, try again in a moment", retry_after=5)


async def from_memory(call: Callable[..., Found], *arguments: Any) -> Found:
    """What a blocking call to the memory gives.

    Raises:
        Refused: 503 while the database cannot be reached; a message that it has accepted is kept.
    """
    with memory_away():
        return await asyncio.to_thread(call, *arguments)


@contextmanager
def memory_away() -> Iterator[None]:
    """Around what needs the memory.

    Raises:
        Refused: 503 while the database cannot be reached.
    """
    try:
        yield
    except AWAY as error:
        raise Refused(503, "the memory cannot be reached, ask again in a moment", retry_after=5) from error
