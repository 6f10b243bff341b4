"""What a live call reads and writes: each function is one transaction and blocks."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from hilo.calls import live
from hilo.calls.answers import Answer, Piece, answer_to
from hilo.calls.live import Caller
from hilo.calls.opening import opening
from hilo.clock import now
from hilo.memory import database
from hilo.spanish.spoken import spoken
from hilo.texts import texts

logger = logging.getLogger(__name__)
GRACE = 8.0
"""Seconds that a dead line has to be taken up again (or passed on) before the call counts as ended."""
_lines: dict[str, int] = {}
"""How many lines each call has open in this process."""


class Begun(NamedTuple):
    """A call whose line is open. ordinal: of the next thing heard. slots: what the dialogue is told first."""

    caller: Caller
    ordinal: int
    greeting: Piece | None
    slots: dict[str, Any]


def begun(sid: str, number: str, outbound: bool, greeting: str, name: str) -> Begun:
    """The call whose line opens. greeting: what Twilio says first, with the name of its text."""
    at = now()
    _lines[sid] = _lines.get(sid, 0) + 1
    with database.writing() as session:
        caller = live.begin(session, sid, number, at, outbound)
        ordinal = live.next_ordinal(session, caller)
        slots = opening(session, caller, at).slots if ordinal == 0 else {}
        said = None
        if greeting:
            said = Piece(*live.note_said(session, caller, greeting, name, at), greeting)
        return Begun(caller, ordinal, said, slots)


def settled(inbox_id: str) -> Answer:
    """The answer to what was heard."""
    with database.reading() as session:
        return answer_to(session, inbox_id)


def aside(caller: Caller, name: str, values: dict[str, str]) -> Piece:
    """A text beside the dialogue, kept and ready to be said; without a database it is said all the same."""
    try:
        with database.writing() as session:
            text = spoken(live.words(session, caller.contact_id, name, values), caller.country)
            return Piece(*live.note_said(session, caller, text, name, now()), text)
    except SQLAlchemyError:
        logger.warning("What is said in a call could not be kept.", exc_info=True)
        return Piece("", 0, spoken(texts.fill(name, register=None, **values), caller.country))


def cut_short(cut: Sequence[tuple[str, int, str]]) -> None:
    """What the caller did not hear to its end."""
    with database.writing() as session:
        live.mark_interrupted(session, cut)


def ended(sid: str, status: str = live.DONE) -> None:
    """The call has ended."""
    with database.writing() as session:
        live.end(session, sid, now(), status)


async def over(sid: str) -> None:
    """A line has died: if nobody takes it up again, the call has ended. Twilio tells so too, mostly at once."""
    _lines[sid] = _lines.get(sid, 1) - 1
    await asyncio.sleep(GRACE)
    if _lines.get(sid, 0) > 0:
        return
    _lines.pop(sid, None)
    try:
        await asyncio.to_thread(_end_unless_passed_on, sid)
    except SQLAlchemyError:
        logger.warning("The end of a call could not be kept; the worker finds it.", exc_info=True)


def _end_unless_passed_on(sid: str) -> None:
    with database.writing() as session:
        row = live.row_of(session, sid)
        if row is not None and not (row.analysis or {}).get("passing_on"):
            live.end(session, sid, now())
