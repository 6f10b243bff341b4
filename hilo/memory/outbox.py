"""The outbox: what a provider's API is to send, kept before it leaves."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo.memory.tables import Outbox

CHANNELS = frozenset({"whatsapp", "sms", "email"})
"""Channels whose messages leave by a provider's API; the others answer in the same breath."""


WITH = "with"
"""Key of a payload: further messages of the timeline that the letter carries, before its own."""


def put(session: Session, contact_id: str, message_id: int, channel: str, address: str, payload: dict[str, Any],
        at: datetime, purpose: str = "service", triggered: bool = True) -> None:
    """Adds a message of the timeline to what is to be sent."""
    session.add(Outbox(contact_id=contact_id, message_id=message_id, channel=channel, address=address,
                       payload=payload, purpose=purpose, triggered=int(triggered), status="pending", attempts=0,
                       created_at=at))


def carried(message_id: int, payload: Mapping[str, Any]) -> list[int]:
    """The messages of the timeline that a letter carries, its own the last."""
    return [*(payload.get(WITH) or []), message_id]
