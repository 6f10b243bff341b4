"""What time it is, in one place, so that a test or a demonstration can set it."""
from __future__ import annotations

import contextlib
import os
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from hilo.settings import get_settings

STILL = timedelta()


def now(time_zone: str = "UTC") -> datetime:
    """The present moment in an IANA time zone, or the one that `HILO_NOW` (ISO 8601 with offset) pins."""
    pinned = os.environ.get("HILO_NOW")
    zone = ZoneInfo(time_zone)
    return (datetime.fromisoformat(pinned).astimezone(zone) if pinned else datetime.now(zone)) + ahead()


def ahead() -> timedelta:
    """By how much a demonstration has moved the clock: the seconds in `var/clock`, which the simulator's page writes.

    Nothing where a real provider is set: nobody moves the clock of customers.
    """
    settings = get_settings()
    if not settings.simulates_twilio:
        return STILL
    file = str(settings.var / "clock")
    try:
        written = os.stat(file)
    except OSError:
        return STILL
    return _moved(file, written.st_mtime_ns, written.st_ino)


@lru_cache(maxsize=8)
def _moved(file: str, written_at: int, number: int) -> timedelta:
    """What the file says; read anew when it is written anew (its time and its number tell)."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        return timedelta(seconds=float(Path(file).read_text(encoding="ascii")))
    return STILL


def counted(real: datetime) -> datetime:
    """A moment of the machine's clock (an event's) as `now` counts it: the pinned one, or moved along."""
    pinned = os.environ.get("HILO_NOW")
    return (datetime.fromisoformat(pinned).astimezone(timezone.utc) if pinned else real) + ahead()


def wall() -> datetime:
    """The real moment, whatever `HILO_NOW` says: for leases, waits and retries, which must run out."""
    return datetime.now(timezone.utc)


def is_pinned() -> bool:
    """Whether the time is not the real one, so that other programs' moments cannot be compared with ours."""
    return bool(os.environ.get("HILO_NOW")) or ahead() != STILL
