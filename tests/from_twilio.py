"""What Twilio sends, signed as Twilio signs it, for tests that stand at our door."""
from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from connectors.twilio_signature import HEADER, signature
from hilo.settings import get_settings

ANA = "whatsapp:+5493425550101"
OURS = "whatsapp:+5493424550101"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
_numbers = iter(range(1, 10_000))


def message(body: str = "hola", **more: str) -> dict[str, str]:
    """The fields of an incoming WhatsApp message, all that Twilio sends."""
    sid = more.pop("MessageSid", f"SM{next(_numbers):032x}")
    return {"SmsMessageSid": sid, "NumMedia": "0", "ProfileName": "Ana 🌸", "MessageType": "text", "SmsSid": sid,
            "WaId": "5493425550101", "SmsStatus": "received", "Body": body, "To": OURS, "NumSegments": "1",
            "ReferralNumMedia": "0", "MessageSid": sid, "AccountSid": get_settings().twilio.sid, "From": ANA,
            "ApiVersion": "2010-04-01", "ChannelMetadata": '{"type":"whatsapp","data":{}}', **more}


def signed(path: str, fields: dict[str, str], token: str | None = None) -> dict[str, str]:
    """The headers of a form."""
    account = get_settings()
    return {HEADER: signature(token or account.twilio.token, account.public_address + path, list(fields.items())),
            "content-type": FORM}


async def knock(app: Any, fields: dict[str, str], path: str = "/webhooks/whatsapp/webhook", **headers: str) -> Any:
    """Sends a signed form and returns the answer."""
    _, answer = await app.asgi_client.post(path, data=urlencode(fields), headers={**signed(path, fields), **headers})
    return answer
