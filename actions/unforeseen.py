"""What the script does not foresee, answered by a model from the company's own words, in the time that is left."""
from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from actions.turn import Turn
from hilo.clock import now
from hilo.llm.answering import Question, answer, warm_up
from hilo.texts import texts

TURN = 5.4
"""Seconds from the person's last message within which a model must have answered; the reply is there by the sixth."""
SLOT = "answered_freely"
"""Set in a turn in which a model answered: nothing was misunderstood then."""

warm_up()  # as the action server starts, where a model is configured


def seconds_left(turn: Turn) -> float:
    """What is left for a model: a channel that waits for further bubbles has used up some of it."""
    heard: dict[str, Any] = next((e for e in reversed(turn.tracker.events) if e.get("event") == "user"), {})
    spent = [time.time() - float(heard["timestamp"])] if heard.get("timestamp") else []
    arrived = [one["at"] for one in (heard.get("metadata") or {}).get("bubbles") or [] if one.get("at")]
    if arrived:
        spent.append((now() - datetime.fromisoformat(arrived[-1])).total_seconds())
    return TURN - max([0.0, *spent])


def answer_freely(turn: Turn, needs_passages: bool = False) -> bool:
    """Says a model's answer, if one can be had that may be said; whether it did (blocks).

    needs_passages: only where the company has something written that is like the question.
    """
    if turn.text.startswith("/"):
        return False
    meaning = f"utter_meaning_{turn.intent}"
    said = answer(Question(
        turn.text, turn.tracker.sender_id, turn.register,
        intent=turn.fill(meaning) if meaning in texts.names("utter_meaning_") else "",
        mood=(turn.message.get("emotion") or {}).get("label") or "",
        product=turn.product_named() or turn.told("product"), name=turn.told("person_name"),
        deadline=seconds_left(turn), needs_passages=needs_passages, channel=turn.channel, address=turn.written_from))
    if said is None:
        return False
    turn.say("utter_answered_freely", answer=said)
    turn.set(SLOT, True)
    return True
