"""WhatsApp by Twilio: messages come in here and are answered at once; replies leave by the outbox and its worker."""
from __future__ import annotations

from connectors.ingress import Incoming
from connectors.twilio_channel import TwilioInput
from connectors.whatsapp_message import CHANNEL, incoming


class WhatsAppInput(TwilioInput):
    """The number that customers write to."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return CHANNEL

    @staticmethod
    def incoming(fields: dict[str, str]) -> Incoming:
        """(see parent class for full docstring)."""
        return incoming(fields)
