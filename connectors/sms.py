"""Text messages by Twilio: they come in here; replies leave by the outbox and its worker, as on WhatsApp."""
from __future__ import annotations

from connectors.ingress import Incoming
from connectors.sms_message import CHANNEL, incoming
from connectors.twilio_channel import TwilioInput


class SmsInput(TwilioInput):
    """The number that customers write to by SMS."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return CHANNEL

    @staticmethod
    def incoming(fields: dict[str, str]) -> Incoming | None:
        """(see parent class for full docstring)."""
        return incoming(fields)
