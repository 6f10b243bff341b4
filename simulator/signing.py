"""Signatures as the two providers make them; written apart from the product's, so that one checks the other."""
from __future__ import annotations

import base64
import hashlib
import hmac


def twilio(token: str, url: str, fields: dict[str, str]) -> str:
    """X-Twilio-Signature of a form posted to an address; its fragment is not signed."""
    signed = url.partition("#")[0] + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def elevenlabs(secret: str, body: bytes, at: float) -> str:
    """ElevenLabs-Signature of a body at a moment (seconds since 1970)."""
    moment = str(int(at))
    digest = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v0={digest}"
