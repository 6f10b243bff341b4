"""The channels of a conversation in the words of the ledger."""
from __future__ import annotations

from hilo.consent.ledger import CHANNELS

WRITTEN_FIRST = frozenset({"whatsapp", "sms"})
"""Channels on which the assistant can write without having been written to."""
_CALLS = frozenset({"phone", "elevenlabs", "voice"})


def ledger_channel(channel: str) -> str:
    """The ledger's name of a conversation's channel; any page or program counts as the web chat."""
    if channel in _CALLS:
        return "voice"
    return channel if channel in CHANNELS else "webchat"


def is_written_first(channel: str) -> bool:
    """Whether news can reach the person there at all."""
    return channel in WRITTEN_FIRST
