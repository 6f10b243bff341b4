"""The moments of a call: when the customer is to be called or written to, and for when an appointment is."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from hilo.calls import circumstances
from hilo.calls.asked import asked_in
from hilo.calls.facts import CallFact, moment
from hilo.calls.later import follows_up_later
from hilo.calls.promised import Promised, time_in
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.times import TimeFound, find_times

_REACHES = re.compile(r"\b(?:te|le|se lo|se la|te lo|te la) (?:escrib|llam|mand|envi|aviso|confirm)\w*")
_CALL = re.compile(r"\b(?:llam|marqu|marc[aoe]|timbr|telefono)\w*")
_BEFORE = re.compile(r"\bantes de\b")
AWAKE = range(8, 21)
"""Hours at which people are called, where morning or evening was not said."""


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
    chosen = _hour_said_back(turns, country) if agreed or wished else None
    if chosen:
        return chosen
    if agreed and agreed.due and (agreed.has_hour or wished is None or len(str(wished.value)) == 10):
        return CallFact("callback_at", moment(agreed.due, agreed.has_hour), agreed.quote, 0.95, False, agreed.turn)
    written = [one for one in made if one.kind in ("write", "send")]
    if wished and written and not any(one.kind == "call" for one in made) and written[-1].turn > wished.turn:
        return None  # it was agreed to write instead
    return wished


def _hour_said_back(turns: Sequence[Turn], country: str | None) -> CallFact | None:
    """Of several hours the one that the agent says back: «a las nueve no, a las diez» «A las diez, entonces»."""
    for turn, after in pairwise(turns):
        if turn.role != USER or after.role != AGENT or not _CALL.search(
                fold(" ".join(one.said for one in turns[max(0, turn.number - 1):after.number + 1]))):
            continue
        named = [time for time in find_times(Reading(turn.said), turn.at, country) if time.has_hour]
        back = next((time for time in find_times(Reading(sentences(after.said)[0]), after.at, country)
                     if time.has_hour), None) if after.said and named else None
        if back is None or len({_clock(time) for time in [*named, *_offered(turns, turn, country)]}) < 2:
            continue
        same = next((time for time in reversed(named) if _clock(time) == _clock(back)), back)
        if same is back and not re.search(rf"\b{back.anchor.hour % 12 or 12}\b", turn.said):
            continue
        days = [time.anchor.date() for time in [back, *reversed(named), *_offered(turns, turn, country)]
                if time.anchor.date() > turn.at.date()]
        hour = back.anchor if back.anchor.hour in AWAKE or same.anchor.hour not in AWAKE else same.anchor
        told = hour.replace(year=days[0].year, month=days[0].month, day=days[0].day) if days else hour
        return CallFact("callback_at", moment(told, True), turn.said[:120], 0.95, False, turn.number)
    return None


def _clock(time: TimeFound) -> tuple[int, int]:
    return time.anchor.hour % 12, time.anchor.minute


def _offered(turns: Sequence[Turn], turn: Turn, country: str | None) -> list[TimeFound]:
    """The hours that the agent had named just before."""
    before = turns[turn.number - 1] if turn.number else turn
    return [time for time in find_times(Reading(before.said), before.at, country)
            if time.has_hour] if before.role == AGENT else []


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
