"""A call whose agent asks us for every answer: its row, what of it was heard, what is said beside the dialogue, and
what the agent is to do besides speaking. Each function is one transaction and blocks."""
from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.calling.agent import END_CALL, TRANSFER, VOICEMAIL
from hilo.calling.question import Question
from hilo.calls import live
from hilo.calls.answers import Answer, Piece, answer_to
from hilo.calls.circumstances import is_voicemail
from hilo.calls.live import Caller
from hilo.calls.opening import opening
from hilo.calls.transcript import turns_of
from hilo.clock import now
from hilo.handoff import by_phone
from hilo.memory import database
from hilo.memory.identity import contact_for, resolve
from hilo.memory.tables import Contact, Inbox
from hilo.spanish.spoken import spoken, words_of

SILENT = ("utter_phone_are_you_there", "utter_phone_cannot_hear")
"""What is asked when nobody speaks; after the last one the call is ended."""
LAST = "utter_phone_goodbye_silence"
NOBODY = "utter_phone_hello_nobody"
Unheard = Callable[[Sequence[Piece], str], list[tuple[str, int, str]]]


class Begun(NamedTuple):
    """A call under way. slots: what the dialogue is told with the first words."""

    caller: Caller
    slots: dict[str, Any]


def begun(asked: Question, unheard: Unheard) -> Begun:
    """The call of a question, known or new; what of the last answer was not heard is kept."""
    at = now()
    with database.writing() as session:
        caller = live.begin(session, asked.call, asked.number, at, asked.outbound, _contact(session, asked))
        first = live.next_ordinal(session, caller) == 0
        if asked.before is not None and not first:
            _note_heard(session, caller, asked, unheard)
        return Begun(caller, opening(session, caller, at).slots if first and not asked.outbound else {})


def _contact(session: Session, asked: Question) -> str | None:
    """Whose call it is where no number tells: whom our own side has named, else a client's user."""
    if asked.number:
        return None
    if asked.contact_id and session.get(Contact, asked.contact_id):
        return resolve(session, asked.contact_id)
    if asked.user and session.get(Contact, asked.user):
        return resolve(session, asked.user)
    return contact_for(session, "conversation", asked.user, now()) if asked.user else None


def _note_heard(session: Session, caller: Caller, asked: Question, unheard: Unheard) -> None:
    """The person spoke into the last answer: how far it was heard."""
    last = session.scalars(select(Inbox.id).where(
        Inbox.source == live.SOURCE, Inbox.provider_id.startswith(f"{caller.number}:{asked.call}-", autoescape=True),
        ~Inbox.provider_id.endswith(asked.name, autoescape=True), Inbox.kind == "message")
        .order_by(Inbox.number.desc()).limit(1)).first()
    said = answer_to(session, last).pieces if last else []
    heard = str(asked.before or "").rstrip(" .…-—")
    if said and len(words_of(heard)) < len(words_of(" ".join(piece.text for piece in said))):
        live.mark_interrupted(session, unheard(said, heard))


def settled(inbox_id: str) -> Answer:
    """The answer to what was heard."""
    with database.reading() as session:
        return answer_to(session, inbox_id)


def aside(caller: Caller, name: str, **values: str) -> str:
    """A text beside the dialogue, kept as said."""
    with database.writing() as session:
        text = spoken(live.words(session, caller.contact_id, name, values), caller.country)
        live.note_said(session, caller, text, name, now())
        return text


def silence_text(asked: Question) -> tuple[str, bool]:
    """The name of what is said to somebody who says nothing, and whether it is the last."""
    place = max(0, asked.silences - 1)
    return (SILENT[place], False) if place < len(SILENT) else (LAST, True)


def is_machine(asked: Question) -> bool:
    """Whether a voicemail has answered our call."""
    return asked.outbound and VOICEMAIL in asked.tools and asked.ordinal == 1 and is_voicemail(
        turns_of([{"role": "user", "message": asked.raw, "time_in_call_secs": 0}], now()))


def tool_for(asked: Question, caller: Caller, answer: Answer) -> tuple[dict[str, Any] | None, str]:
    """What the agent is to do after an answer, and what it says besides: put the call through, or end it."""
    if answer.with_people:
        return _put_through(asked, caller)
    if answer.goodbye and END_CALL in asked.tools:
        return call_of(END_CALL, reason="La conversación terminó."), ""
    return None, ""


def _put_through(asked: Question, caller: Caller) -> tuple[dict[str, Any] | None, str]:
    at = now()
    with database.writing() as session:
        if TRANSFER in asked.tools and by_phone.can_pass_on(at):
            return call_of(TRANSFER, reason="La persona pidió hablar con alguien del equipo.",
                           transfer_number=by_phone.number(), client_message="",
                           agent_message=spoken(by_phone.whisper(session, caller.contact_id, at), caller.country)), ""
        by_phone.nobody_came(session, caller.contact_id, caller.number, caller.sid, at)
    return None, aside(caller, NOBODY)


def call_of(name: str, **arguments: Any) -> dict[str, Any]:
    """A call of a tool, as OpenAI's models write it."""
    return {"index": 0, "id": f"call_{uuid.uuid4().hex[:24]}", "type": "function",
            "function": {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)}}
