"""What a turn consists of, in plain data: the edge of the dialogue engine translates into this."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Bubble:
    """One message as it came: `inbox_id` its row, `source` and `provider_id` its name there, `data` what came along
    (media, location, reply_to, referral …)."""

    inbox_id: str
    source: str
    provider_id: str
    text: str
    at: datetime
    data: dict[str, Any] | None = None

    @property
    def interaction(self) -> str | None:
        """The call in which it was said; None: it was written."""
        return (self.data or {}).get("interaction")


@dataclass(frozen=True)
class Heard:
    """What the person said, one bubble or several read as one text.

    reading: the parsed message (intent, entities, sentiment, emotion, urgency, keywords). ends_claim_of: the consumer
    that gives the contact back with this turn.
    """

    text: str
    channel: str
    address: str
    bubbles: tuple[Bubble, ...]
    reading: dict[str, Any]
    at: datetime
    ends_claim_of: str | None = None


@dataclass(frozen=True)
class Said:
    """What the assistant said: `action` said it, `data` are buttons, image, attachment."""

    text: str
    action: str
    at: datetime
    data: dict[str, Any] | None = None


@dataclass(frozen=True)
class Known:
    """What was read of the person before the turn, so that it need not be read again after it.

    ids: the contact's and those merged into it. commitments, questions: whether any were open. templates: whether
    any message went to them as one.
    """

    ids: tuple[str, ...]
    commitments: bool
    questions: bool
    templates: bool


@dataclass(frozen=True)
class Turn:
    """All that one turn brought.

    actions: the actions that ran. stage: where the conversation stands; None: unchanged. slots: what was set.
    remember: what actions asked to be kept (`hilo/turns/remember.py`). known: None: read it.
    """

    contact_id: str
    heard: tuple[Heard, ...]
    said: tuple[Said, ...]
    actions: tuple[str, ...]
    stage: str | None
    at: datetime
    slots: dict[str, Any] = field(default_factory=dict)
    remember: tuple[dict[str, Any], ...] = ()
    channel: str = ""
    address: str = ""
    known: Known | None = None
