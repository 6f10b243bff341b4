"""The simulator's own memory of a person, which goes with ours: the messages that its telephone shows."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.settings import get_settings

PATIENCE = 3.0
"""Seconds."""
_IN_A_PATH = re.compile(r"[+\w.@-]+")


class AwayError(RuntimeError):
    """It does not answer; the message says what that means."""


def is_used() -> bool:
    """Whether it stands in for a provider here."""
    settings = get_settings()
    return settings.simulator_address in (settings.twilio.url, settings.elevenlabs.url)


def forget(addresses: Sequence[str]) -> int:
    """Tells it to forget a person; how many messages went.

    Raises:
        AwayError
    """
    import httpx

    base, gone = get_settings().simulator_address, 0
    try:
        with httpx.Client(base_url=base, timeout=PATIENCE, trust_env=False) as client:
            for address in addresses:
                if _IN_A_PATH.fullmatch(address):
                    answer = client.delete(f"/simulator/people/{address}")
                    answer.raise_for_status()
                    gone += int(answer.json()["messages"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise AwayError(f"the simulator at {base} was not told ({type(error).__name__}); what it remembers it keeps in "
                        "memory only, and loses when it ends") from error
    return gone
