"""What the team has promised a person, asked for when the assistant has the conversation again."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hilo.spanish.normalize import fold

REFUND = "refund"
"""The kind of such a promise (`hilo.calls.agent_words`)."""
_MONEY = re.compile(r"\b(?:plata|dinero|reembols\w+|reintegr\w+|devolucion)\b")


def refund_promised(slots: Mapping[str, Any], text: str) -> Mapping[str, Any] | None:
    """The promise of a person of the team to give money back, for a message that is about that money."""
    if not _MONEY.search(fold(text)):
        return None
    return next((promise for promise in slots.get("commitments") or ()
                 if promise["who"] == "business" and promise["kind"] == REFUND and promise.get("source") == "agent"
                 and promise.get("quote")), None)
