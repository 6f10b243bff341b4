"""What a live call left open, from what the dialogue did in it rather than from how its words sound.

In a call of the voice agent a promise is heard in the agent's sentences. In a live call the assistant knows what it
has promised and what it could not answer: it kept that turn by turn. Its own sentences («va un cupón», «un pedido de
zapatillas») would be read as promises that it never made and as wishes that the person never had.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.calls.analysis import Analysis
from hilo.calls.facts import CallFact
from hilo.calls.live import SOURCE
from hilo.calls.their_promises import promise
from hilo.calls.transcript import AGENT, Turn
from hilo.followups.in_writing import PROMISE as IN_WRITING
from hilo.followups.moment import in_words, zone_of
from hilo.followups.reach import reach_of
from hilo.memory.roots import group
from hilo.memory.tables import Commitment, Inbox, Interaction, Question
from hilo.texts import texts

CALL = "call"


def as_kept(session: Session, kept: Interaction, analysis: Analysis, turns: Sequence[Turn]) -> Analysis:
    """The analysis of a live call with the promises and open questions that the dialogue kept in it, and without facts
    that only the assistant said."""
    heard = _heard(session, kept)
    ids = group(session, kept.contact_id)
    zone = zone_of(reach_of(session, kept.contact_id).zone)
    rows = list(session.scalars(select(Commitment).where(
        Commitment.contact_id.in_(ids), Commitment.source_id.in_(heard)).order_by(Commitment.id)))
    promises = [_promise(row, kept, zone) for row in rows if row.kind != IN_WRITING]  # that one the letter itself keeps
    questions = list(session.scalars(select(Question.question).where(
        Question.contact_id.in_(ids), Question.source_id.in_(heard), Question.status == "open").order_by(Question.id)))
    told = [fact for fact in analysis.facts if turns[fact.turn].role != AGENT and fact.name != "callback_at"]
    call = next((row for row in rows if row.kind == CALL and row.who == "business" and row.due), None)
    at = call.due.astimezone(zone).isoformat() if call else None
    if call is not None and at:
        told.append(CallFact("callback_at", at, call.quote, 1.0, turn=len(turns) - 1))
    return replace(analysis, facts=told, commitments=promises, next_steps=[str(one["what"]) for one in promises],
                   pending_questions=questions, callback=at)


def _heard(session: Session, kept: Interaction) -> list[str]:
    """The names of all that was heard in a call."""
    number = str((kept.analysis or {}).get("number") or "")
    return list(session.scalars(select(Inbox.id).where(Inbox.source == SOURCE, Inbox.provider_id.startswith(
        f"{number}:{kept.provider_id}-", autoescape=True))))


def _promise(row: Commitment, kept: Interaction, zone: Any) -> dict[str, Any]:
    """A promise as an analysis has it; a call with its moment, by the person's clock."""
    due = row.due.astimezone(zone) if row.due else None
    what = texts.fill("utter_call_step_call", moment=in_words(due, kept.started_at)) if (
        due and row.kind == CALL) else row.what
    return promise(row.who, row.kind, what, row.quote, due=due.isoformat() if due else None, due_at=due)
