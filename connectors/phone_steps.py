"""The steps of a call beside its conversation: what is read and written at each; they block."""
from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from connectors.phone_answers import Way
from hilo.calls import live
from hilo.calls.live import Caller
from hilo.calls.opening import opening
from hilo.clock import now
from hilo.handoff import by_phone
from hilo.memory import database
from hilo.spanish.spoken import spoken

BACK, NOBODY = "utter_phone_hello_back", "utter_phone_hello_nobody"

Fields = Mapping[str, str]


def _caller(session: Session, fields: Fields) -> Caller:
    outbound = fields.get("Direction", "").startswith("outbound")
    number = fields.get("To" if outbound else "From", "")
    return live.begin(session, fields["CallSid"], number, now(), outbound)


def hello(fields: Fields) -> Way:
    """A call comes in."""
    with database.writing() as session:
        caller = _caller(session, fields)
        first = opening(session, caller, now())
        return Way(caller.sid, first.text, first.name, caller.country)


def lost(fields: Fields, times: int) -> Way:
    """The conversation broke off: it is taken up again."""
    with database.writing() as session:
        caller = _caller(session, fields)
        return _with(session, caller, BACK, times)


def pass_on(fields: Fields) -> Way:
    """The caller is to talk with a person: at which number, or why not."""
    at = now()
    with database.writing() as session:
        caller = _caller(session, fields)
        if not by_phone.can_pass_on(at):
            by_phone.nobody_came(session, caller.contact_id, caller.number, caller.sid, at)
            return _with(session, caller, NOBODY)
        _mark(session, caller, True)
        return Way(caller.sid, country=caller.country, number=by_phone.number())


def after_dialling(fields: Fields, is_over: bool) -> Way | None:
    """The team has talked with the caller (None), or nobody came and the assistant goes on."""
    at, came = now(), fields.get("DialCallStatus") == "completed"
    with database.writing() as session:
        caller = _caller(session, fields)
        _mark(session, caller, False)
        if came:
            by_phone.answered(session, caller.contact_id, at)
            live.end(session, caller.sid, at, live.PASSED_ON)
            return None
        by_phone.nobody_came(session, caller.contact_id, caller.number, caller.sid, at)
        if is_over:
            live.end(session, caller.sid, at)
            return None
        return _with(session, caller, NOBODY)


def whisper_of(sid: str) -> str:
    """What the team hears first of a call."""
    with database.reading() as session:
        caller = live.find(session, sid)
        return spoken(by_phone.whisper(session, caller.contact_id, now()), caller.country) if caller else ""


def _with(session: Session, caller: Caller, name: str, times: int = 0) -> Way:
    text = spoken(live.words(session, caller.contact_id, name, {}), caller.country)
    return Way(caller.sid, text, name, caller.country, times)


def _mark(session: Session, caller: Caller, passing_on: bool) -> None:
    """While the team's telephone rings or is talked on, the end of the conversation is not the end of the call."""
    row = live.row_of(session, caller.sid)
    if row is not None:
        row.analysis = {**(row.analysis or {}), "passing_on": passing_on}
        session.flush()
