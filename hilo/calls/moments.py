"""The moments of a call: when the customer is to be called or written to, and for when an appointment is."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hilo.calls import circumstances
from hilo.calls.asked import asked_in
from hilo.calls.facts import CallFact, moment
from hilo.calls.later import follows_up_later
from hilo.calls.promised import Promised, time_in
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.times import find_times

_REACHES = re.compile(r"\b(?:te|le|se lo|se la|te lo|te la) (?:escrib|llam|mand|envi|aviso|confirm)\w*")
_BEFORE = re.compile(r"\bantes de\b")


def callback_of(turns: Sequence[Turn], made: Sequence[Promised], country: str | None) -> CallFact | None:
    """When the customer is to be called: what was agreed, else what they wished."""
    agreed = next((one for one in made if one.kind == "call" and one.due and one.has_hour and not _BEFORE.search(
        fold(one.quote)) and _said_by_them(turns, one, country)), None)
    wished: CallFact | None = None
    before: Turn | None = None
    for turn in turns:
        if turn.role == AGENT:
            before = turn if turn.said else before
            continue
        asked = "callback_at" in asked_in(before)
        for sentence in sentences(turn.said):
            time = time_in(sentence, turn.at, country)
            if time and not _BEFORE.search(fold(sentence)) and (asked or circumstances.wants_call(sentence)):
                value = time.anchor if time.has_hour else time.when.start
                wished = CallFact("callback_at", moment(value, time.has_hour), sentence, 0.9, False, turn.number)
    if agreed and agreed.due and (agreed.has_hour or wished is None or len(str(wished.value)) == 10):
        return CallFact("callback_at", moment(agreed.due, agreed.has_hour), agreed.quote, 0.95, False, agreed.turn)
    written = [one for one in made if one.kind in ("write", "send")]
    if wished and written and not any(one.kind == "call" for one in made) and written[-1].turn > wished.turn:
        return None  # it was agreed to write instead
    return wished


def _said_by_them(turns: Sequence[Turn], one: Promised, country: str | None) -> bool:
    """Whether the customer named that hour too, before or after: "a las cuatro, conforme"."""
    for turn in turns[max(0, one.turn - 3):one.turn + 3]:
        if turn.role == USER and one.due:
            times = find_times(Reading(turn.said), turn.at, country)
            if any(time.has_hour and time.anchor.hour % 12 == one.due.hour % 12 for time in times):
                return True
    return False


def appointment_of(turns: Sequence[Turn], country: str | None) -> list[CallFact]:
    """The moment of an appointment: the last with an hour that the agent told, or that the customer chose."""
    for turn in reversed([turn for turn in turns if turn.said]):
        for sentence in sentences(turn.said):
            told = not is_question(sentence) and not _REACHES.search(fold(sentence))
            time = time_in(sentence, turn.at, country) if told else None
            if time and time.has_hour:
                return [CallFact("date_time", moment(time.anchor, True), sentence[:120], 0.9, False, turn.number)]
    return []


def write_later_of(turns: Sequence[Turn], country: str | None) -> dict[str, Any] | None:
    """«escríbame mañana a las nueve»."""
    for turn in (turn for turn in turns if turn.role == USER and turn.said):
        for sentence in sentences(turn.said):
            time = time_in(sentence, turn.at, country)
            if time and follows_up_later(sentence) and not circumstances.wants_call(sentence):
                return {"quote": sentence, "due": (time.anchor if time.has_hour else time.when.start).isoformat(),
                        "has_hour": time.has_hour}
    return None
