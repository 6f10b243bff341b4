"""What time it is, in one place, so that a test or a demonstration can set it."""
from __future__ import annotations

import os
from datetime import datetime, timezone
from zoneinfo import ZoneInfo


def now(time_zone: str = "UTC") -> datetime:
    """The present moment in an IANA time zone, or the one that `HILO_NOW` (ISO 8601 with offset) pins."""
    pinned = os.environ.get("HILO_NOW")
    zone = ZoneInfo(time_zone)
    return datetime.fromisoformat(pinned).astimezone(zone) if pinned else datetime.now(zone)


def wall() -> datetime:
    """The real moment, whatever `HILO_NOW` says: for leases, waits and retries, which must run out."""
    return datetime.now(timezone.utc)
