"""How a person is met: as a stranger, as somebody known, after a telephone call, or again on the same day.

Plain decisions over the slots that memory set before the turn (`hilo/turns/recall.py`).
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

TOPIC_HOLDS = timedelta(days=14)
"""How long the matter of the last conversation is still worth a word."""
WEAK = frozenset({"answer", "other", "call"})
"""Promises of a customer of which nobody likes to be reminded by a machine ("lo pienso y te aviso")."""
LONGEST_QUOTE = 120


class Meeting(NamedTuple):
    """kind: stranger, known or call. again: met so already today. kept: the slot `greeted` for the next time."""

    kind: str
    again: bool
    kept: dict[str, str]


class Pending(NamedTuple):
    """What still stands between us: ours, ours_late, theirs, question or topic; `words` is what it is about."""

    kind: str
    words: str


def meeting_of(slots: Mapping[str, Any], today: date) -> Meeting:
    """How the person who writes now is to be greeted.

    A name alone makes nobody an acquaintance of the assistant: whoever was never greeted by it, nor finished a
    conversation with it, is told once whom they write to.
    """
    before = slots.get("greeted") or {}
    met = bool(before) or bool(slots.get("last_talk"))
    kind = "call" if slots.get("spoke_by_phone") else "known" if slots.get("known_person") and met else "stranger"
    same_day = before.get("on") == today.isoformat()
    again = same_day and (kind != "call" or before.get("as") == "call")
    return Meeting(kind, again, {"on": today.isoformat(), "as": kind})


def pending_of(slots: Mapping[str, Any], today: date) -> Pending | None:
    """The one thing to be met with: what we owe first, then what they said they would do, a question, the matter."""
    promises: Sequence[Mapping[str, Any]] = slots.get("commitments") or ()
    ours = [p for p in promises if p["who"] == "business"]
    for promise in sorted(ours, key=lambda p: p["status"] != "late"):
        return Pending("ours_late" if promise["status"] == "late" else "ours", promise["what"].strip().rstrip("."))
    for promise in promises:
        if promise["kind"] not in WEAK and _is_short(promise.get("quote")):
            return Pending("theirs", promise["quote"].strip())
    for question in slots.get("pending_questions") or ():
        if _is_short(question):
            return Pending("question", question.strip())
    return _topic(slots.get("last_talk"), today)


def _topic(last: Mapping[str, Any] | None, today: date) -> Pending | None:
    if last and last.get("topic") and today - date.fromisoformat(last["on"]) <= TOPIC_HOLDS:
        return Pending("topic", last["topic"])
    return None


def _is_short(words: str | None) -> bool:
    return bool(words) and len(str(words)) <= LONGEST_QUOTE
