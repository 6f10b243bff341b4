"""The time of the played world: the one of the product, which `HILO_NOW` may pin."""
from __future__ import annotations

import os
from datetime import datetime, timezone
from email.utils import format_datetime


def now() -> datetime:
    """The present moment in UTC."""
    pinned = os.environ.get("HILO_NOW")
    return datetime.fromisoformat(pinned).astimezone(timezone.utc) if pinned else datetime.now(timezone.utc)


def rfc2822(at: datetime | None) -> str | None:
    """A moment as Twilio's API writes it: Mon, 23 Nov 2026 13:00:00 +0000."""
    return format_datetime(at.astimezone(timezone.utc)) if at else None
