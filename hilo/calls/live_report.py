"""After a live call: what was said is read as any other call is, kept with its row, and written about on WhatsApp.

What the dialogue understood it has learnt and promised itself, turn by turn; so a live call leaves no facts, promises
or refusals a second time. Only its summary and the message after it are new.
"""
from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo import wording
from hilo.business.load import get_shop
from hilo.calls import live, live_kept, live_letter, process
from hilo.calls.keeping import Call
from hilo.calls.transcript import AGENT, USER, turns_of
from hilo.memory import database, inbox
from hilo.memory.roots import resolve
from hilo.memory.tables import Contact, Inbox, Interaction, Message
from hilo.texts import texts
from hilo.turns.local import zone_of_person

logger = logging.getLogger(__name__)
MOST = 20
"""Calls a round."""


def process_due(at: datetime) -> int:
    """Deals with the calls that have ended; how many (blocks). It waits until what reads calls is loaded, which
    holds up nothing else (`hilo/calls/process.py`)."""
    if not process.is_warm():
        return 0
    with database.reading() as session:
        rows = list(session.scalars(select(Inbox).where(
            Inbox.kind == "call", Inbox.source == live.SOURCE, Inbox.status == "pending")
            .order_by(Inbox.number).limit(MOST)))
        session.expunge_all()
    for row in rows:
        try:
            _deal_with(row, at)
        except Exception as error:
            logger.exception("A live call could not be processed.")
            _failed(row.id, f"{type(error).__name__}: {error}", at)
    return len(rows)


def end_left(at: datetime) -> None:
    """Ends calls of whose end nobody told us (blocks)."""
    with database.reading() as session:
        names = live.left(session, at)
    for name in names:
        with database.writing() as session:
            live.end(session, name, at)


def _deal_with(row: Inbox, at: datetime) -> None:
    with database.reading() as session:
        call = read_call(session, row)
    with database.writing() as session:
        inbox.finish(session, [row.id], at)
        if call is None:
            return
        kept = session.get(Interaction, row.data["interaction"])
        kept.contact_id = call.contact_id
        kept.transcript = [{"role": turn.role, "text": turn.text, "at": turn.at.isoformat()} for turn in call.turns]
        kept.analysis = call.analysis.as_data()
        kept.summary = _summary(call) or None
        if call.status != live.PASSED_ON:
            live_letter.write_after(session, call, kept.id, at)


def read_call(session: Session, row: Inbox) -> Call | None:
    """A call that has ended, analysed; None where nothing was said in it."""
    from hilo.calls.analysis import analyse  # trains its classifier, which takes seconds

    kept = session.get(Interaction, row.data["interaction"])
    if kept is None:
        return None
    contact = session.get(Contact, resolve(session, kept.contact_id))
    rows = list(session.scalars(select(Message).where(Message.interaction_id == kept.id)
                                .order_by(Message.at, Message.id)))
    if not any(one.direction == "in" for one in rows):
        return None
    country = contact.country or get_shop().company.profile.country
    turns = turns_of([_turn(one, kept.started_at) for one in rows], kept.started_at.astimezone(zone_of_person(contact)))
    analysis = live_kept.as_kept(session, kept, analyse(turns, country), turns)
    return Call(
        provider_id=kept.provider_id, contact_id=contact.id, inbound=kept.direction == "in", started=kept.started_at,
        ended=kept.ended_at or row.received_at, number=row.address, country=country, turns=tuple(turns), summary=None,
        received_at=row.received_at, analysis=analysis, status=kept.status or live.DONE)


def _summary(call: Call) -> str:
    """For people: what it was about."""
    known = texts.names("utter_meaning_")
    topics = [texts.fill(f"utter_meaning_{topic}") for topic in call.analysis.topics
              if f"utter_meaning_{topic}" in known]
    return texts.fill("utter_about_topics", topics=wording.listing(
        [topic[0].lower() + topic[1:] for topic in topics])) if topics else ""


def _turn(row: Message, started: datetime) -> dict[str, Any]:
    """A row of the timeline as a turn; what was not heard to its end counts as far as it was."""
    cut = (row.data or {}).get("interrupted")
    return {"role": USER if row.direction == "in" else AGENT, "message": cut["heard"] if cut else row.text,
            "time_in_call_secs": max(0, int((row.at - started).total_seconds())), "interrupted": bool(cut)}


def _failed(inbox_id: str, problem: str, at: datetime) -> None:
    with database.writing() as session:
        if inbox.status_of(session, inbox_id) == "pending" and not inbox.turn_failed(session, [inbox_id], problem, at):
            inbox.finish(session, [inbox_id], at, "failed")
