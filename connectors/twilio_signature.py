"""Twilio's request signature, as its own validator computes it.

Of a form it signs the address and every field, blank ones included; of JSON the address alone, which then bears the
body's hash as `bodySHA256`. The address may have been signed with or without its port.
"""
from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs, urlsplit, urlunsplit

HEADER = "x-twilio-signature"
BODY_HASH = "bodySHA256"
_PORTS = {"https": 443, "http": 80, "wss": 443, "ws": 80}

Fields = Sequence[tuple[str, str]]


def signature(token: str, url: str, fields: Fields = ()) -> str:
    """The signature of exactly this address with these fields; a value that is sent twice counts once."""
    return _signed(token, url + _told(fields))


def _told(fields: Fields) -> str:
    """The fields as they are signed: every name with each of its values, both in order, a repeated value once."""
    return "".join(name + value for name, value in sorted(set(fields)))


def _signed(token: str, what: str) -> str:
    return base64.b64encode(hmac.digest(token.encode(), what.encode("utf-8"), "sha1")).decode()


def is_genuine(token: str, given: str, urls: Iterable[str], fields: Fields, body: bytes) -> bool:
    """Whether a request was signed with our token; signatures are compared in constant time.

    urls: the addresses under which it may have been sent; a fragment (`#rc=2`, for Twilio alone) is not signed.
    fields: those of a form, empty for JSON.
    """
    told = _told(fields)
    for url in dict.fromkeys(urls):
        address = urlsplit(url)._replace(fragment="")
        hashes = parse_qs(address.query).get(BODY_HASH)
        if hashes and not _same(hashes[0].lower(), hashlib.sha256(body).hexdigest()):
            continue
        for one in _with_and_without_port(urlunsplit(address)):
            if _same(_signed(token, one if hashes else one + told), given):
                return True  # which of the addresses it was tells nobody anything of the token
    return False


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode("utf-8", "replace"))


def _with_and_without_port(url: str) -> list[str]:
    parts = urlsplit(url)
    try:
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:  # no number: nobody signed such an address
        return [url]
    host = parts.netloc.rpartition(":")[0] if parts.netloc.rpartition(":")[2].isdigit() else parts.netloc
    return list(dict.fromkeys([url, urlunsplit(parts._replace(netloc=host)),
                               urlunsplit(parts._replace(netloc=f"{host}:{port}"))]))
