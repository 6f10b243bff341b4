"""Whether a webhook comes from ElevenLabs: `ElevenLabs-Signature: t=<unix>,v0=<hex>`.

v0 is HMAC-SHA256 with the webhook's secret over "<t>.<raw body>" (elevenlabs-python, `webhooks.construct_event`). The
body may be long, so it is taken in piece by piece.
"""
from __future__ import annotations

import hashlib
import hmac

TOLERANCE = 30 * 60
"""Seconds by which `t` may differ from our clock, in both directions; the provider's own limit for the past."""


class ForgedError(ValueError):
    """The header is missing, cannot be read, is too old or from the future, or does not fit the body."""


class Check:
    """The check of one body; `feed` it, then ask `settle`."""

    def __init__(self, header: str | None, secret: str, at: float) -> None:
        """Reads the header; parts are found by their names, not by their places.

        Args:
            at: the present moment in Unix seconds.

        Raises:
            ForgedError: already by the header.
        """
        parts = [part.strip().partition("=") for part in (header or "").split(",")]
        sent = next((value for name, _, value in parts if name == "t"), "")
        self._given = [value.lower().encode() for name, _, value in parts if name == "v0" and value]
        if not (sent.isascii() and sent.isdigit()) or len(sent) > 12 or not self._given:
            raise ForgedError("there is no signature that can be read")
        if abs(at - int(sent)) > TOLERANCE:
            raise ForgedError("the signature is not of the last half hour")
        self._hmac = hmac.new(secret.encode(), f"{sent}.".encode(), hashlib.sha256)

    def feed(self, piece: bytes) -> None:
        """The next bytes of the body."""
        self._hmac.update(piece)

    def settle(self) -> None:
        """Compares in constant time.

        Raises:
            ForgedError: the body is another.
        """
        wanted = self._hmac.hexdigest().encode()
        if not any(hmac.compare_digest(wanted, given) for given in self._given):
            raise ForgedError("the signature does not fit the body")
