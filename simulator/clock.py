"""The time of the played world: the product's, which `HILO_NOW` may pin, and which can be moved forward.

How far it is moved stands in `var/clock`, in seconds; the product looks there only while its messages are simulated.
"""
from __future__ import annotations

import contextlib
import os
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

from hilo.settings import get_settings

FARTHEST = 366 * 24 * 3600
"""Seconds."""


class ClockError(ValueError):
    """The clock goes forward only, and not for ever."""


def now() -> datetime:
    """The present moment in UTC."""
    pinned = os.environ.get("HILO_NOW")
    real = datetime.fromisoformat(pinned).astimezone(timezone.utc) if pinned else datetime.now(timezone.utc)
    return real + timedelta(seconds=ahead())


def _file() -> Path:
    return get_settings().var / "clock"


def ahead() -> float:
    """By how many seconds the clock is moved."""
    with contextlib.suppress(OSError, ValueError):
        return float(_file().read_text(encoding="ascii"))
    return 0.0


def forward(seconds: float) -> None:
    """Moves the clock.

    Raises:
        ClockError
    """
    total = ahead() + seconds
    if not seconds > 0 or total > FARTHEST:
        raise ClockError(f"forward: more than 0 seconds, and at most {FARTHEST} in all")
    new = _file().with_suffix(".new")
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(str(total), encoding="ascii")
    new.replace(_file())


def real() -> None:
    """The clock is no longer moved."""
    _file().unlink(missing_ok=True)


def rfc2822(at: datetime | None) -> str | None:
    """A moment as Twilio's API writes it: Mon, 23 Nov 2026 13:00:00 +0000."""
    return format_datetime(at.astimezone(timezone.utc)) if at else None
