"""What every door that Twilio knocks at checks: size, form, signature."""
from __future__ import annotations

import json
from urllib.parse import parse_qsl

from sanic import Request, response
from sanic.response import HTTPResponse

from connectors.doors import Refused, is_loopback
from connectors.twilio_signature import BODY_HASH, HEADER, Fields, is_genuine
from hilo.settings import get_settings

MAX_BODY = 256 * 1024
"""Bytes; the longest WhatsApp message (4,096 signs) takes up to 50 KB in a form, its context a few more."""
MOST_FIELDS = 1000
NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""TwiML: nothing is to be done. The reply goes out over the REST API."""


def addresses(request: Request) -> list[str]:
    """Under which addresses Twilio may have sent a request: the public one, else what is told of a proxy or the host.

    X-Forwarded-* are believed from a proxy on this machine alone. Whoever may choose the host still needs the token.
    """
    target = request.raw_url.decode("ascii", "replace")
    settings = get_settings()
    bases = [settings.public_address]
    if settings.public_url is None:
        forwarded = is_loopback(str(request.ip))
        scheme = (request.headers.get("x-forwarded-proto") if forwarded else None) or request.scheme
        host = (request.headers.get("x-forwarded-host") if forwarded else None) or request.headers.get("host") or ""
        bases.append(f"{scheme.split(',')[0].strip()}://{host.split(',')[0].strip()}")
    return [base + target for base in bases]


def read_fields(request: Request) -> dict[str, str]:
    """The fields of a genuine request; of one that is there twice the last counts.

    Raises:
        Refused: 413 when it is too large, 400 when it cannot be read, 403 without the right signature.
    """
    body = request.body
    if len(body) > MAX_BODY:
        raise Refused(413, f"the body is larger than {MAX_BODY} bytes")
    given = request.headers.get(HEADER)
    if not given:
        raise Refused(403, "the request is not signed")
    is_json = BODY_HASH in request.args
    fields = [] if is_json else _form(body)
    if not is_genuine(get_settings().twilio.token, given, addresses(request), fields, body):
        raise Refused(403, "the signature is wrong")
    return _object(body) if is_json else dict(fields)


def needed(fields: dict[str, str], *names: str) -> list[str]:
    """Fields that must have a value.

    Raises:
        Refused: 400 naming the first that has none.
    """
    for name in names:
        if not fields.get(name):
            raise Refused(400, f"{name} is missing")
    return [fields[name] for name in names]


def done() -> HTTPResponse:
    """What Twilio wants to hear of a message that is kept."""
    return response.text(NOTHING, content_type="text/xml; charset=utf-8")


def refusal(error: Refused) -> HTTPResponse:
    """A request that was not let in."""
    return response.json({"error": error.message}, error.status, headers=error.headers)


def _form(body: bytes) -> Fields:
    """Not Sanic's own reading: it drops blank fields, which are signed."""
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, encoding="utf-8", errors="strict",
                         max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Refused(400, "the body is not a form in UTF-8") from error


def _object(body: bytes) -> dict[str, str]:
    try:
        found = json.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(400, "the body is not JSON in UTF-8") from error
    if not isinstance(found, dict):
        raise Refused(400, "the body is not a JSON object")
    return {str(name): value if isinstance(value, str) else json.dumps(value) for name, value in found.items()
            if value is not None}
