"""Whether a WebSocket's handshake is Twilio's: it signs the address as the TwiML names it, wss and all, without fields.

Seen: https://www.twilio.com/docs/voice/conversationrelay/onboarding («following the same verification mechanism used
for standard Twilio webhooks»); a proxy may have changed the scheme, so each spelling of the address is tried.
"""
from __future__ import annotations

from sanic import Request

from connectors.twilio_door import addresses
from connectors.twilio_signature import HEADER, is_genuine
from hilo.settings import get_settings

_SOCKETS = {"https": "wss", "http": "ws"}


def is_signed_handshake(request: Request) -> bool:
    """Whether a handshake was signed with our token."""
    given = request.headers.get(HEADER)
    return bool(given) and is_genuine(get_settings().twilio.token, str(given), spellings(addresses(request)), [], b"")


def spellings(urls: list[str]) -> list[str]:
    """The addresses under which a socket may have been opened: as told, and as a socket's, with and without the
    slash at the end."""
    found = []
    for url in urls:
        scheme, _, rest = url.partition("://")
        base = _SOCKETS.get(scheme, scheme)
        found += [f"{one}://{rest}{slash}" for one in (base, scheme) for slash in ("", "/")]
    return found


def socket_address() -> str:
    """Where Twilio opens the socket."""
    scheme, _, rest = get_settings().public_address.partition("://")
    return f"{_SOCKETS.get(scheme, scheme)}://{rest}/webhooks/phone/relay"


def door(path: str) -> str:
    """The address of one of our own doors, as Twilio calls and signs it."""
    return f"{get_settings().public_address}/webhooks/phone/{path}"
