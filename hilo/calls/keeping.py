"""What an analysed call leaves in the memory; everything in the caller's transaction."""
from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.calls import to_people
from hilo.calls.analysis import Analysis
from hilo.calls.callers import SOURCE
from hilo.calls.intents import rank
from hilo.calls.steps import APPOINTMENT
from hilo.calls.transcript import USER, Turn
from hilo.consent import ledger
from hilo.handoff import messages
from hilo.memory import commitments, conversations, facts, next_actions, questions, stages, timeline
from hilo.memory.identity import group, told
from hilo.memory.phones import canonical
from hilo.memory.tables import Contact, Conversation, Interaction
from hilo.personalization import register
from hilo.spanish.mood import read_mood

CHANNEL = "voice"
FACT_SOURCE = "call"
NO_PROMISES = frozenset({"stop", APPOINTMENT})
"""Kinds that are agreed and never late: the ledger keeps a refusal, its day (a fact) an appointment."""
_QUICKLY = {"high": "alta", "medium": "media", "low": "baja"}


@dataclass(frozen=True)
class Call:
    """A call as it is kept.

    provider_id: its name there. inbound: the person called. summary: the provider's own, for people. number: theirs.
    received_at: when it was reported.
    """

    provider_id: str
    contact_id: str
    inbound: bool
    started: datetime
    ended: datetime
    number: str
    country: str | None
    turns: tuple[Turn, ...]
    summary: str | None
    received_at: datetime
    analysis: Analysis
    status: str = "done"


def keep(session: Session, call: Call, at: datetime) -> Interaction:
    """Writes a call down: its row, its turns in the timeline, and what follows from it."""
    contact = session.get(Contact, call.contact_id)
    ids = group(session, contact.id)
    conversation = conversations.current(session, contact.id, ids, CHANNEL, max(call.ended, call.started))
    row = _interaction(session, call, conversation)
    session.flush()
    _timeline(session, call, conversation, row)
    analysis = call.analysis
    if not (analysis.wrong_number or analysis.voicemail):
        _facts(session, contact, ids, call, at)
        register.hear(contact, (turn.said for turn in call.turns if turn.role == USER))
        _questions(session, contact, call)
        contact.stage = stages.further(contact.stage, analysis.contact_stage)
        contact.seen_at = max(contact.seen_at, call.ended)
    _promises(session, contact, call)
    _consents(session, contact, ids, call, at)
    _actions(session, contact, ids, call, at)
    contact.memory_version = Contact.memory_version + 1
    session.flush()
    return row


def _interaction(session: Session, call: Call, conversation: Conversation) -> Interaction:
    row = session.scalars(select(Interaction).where(
        Interaction.provider == SOURCE, Interaction.provider_id == call.provider_id[:128])).first()
    row = row or Interaction(id=str(uuid.uuid4()), provider=SOURCE, provider_id=call.provider_id[:128], kind="call",
                             channel=CHANNEL)
    row.contact_id, row.conversation_id = call.contact_id, conversation.id
    row.direction = "in" if call.inbound else "out"
    row.started_at, row.ended_at, row.status = call.started, call.ended, call.status
    row.transcript = [{"role": turn.role, "text": turn.text, "at": turn.at.isoformat()} for turn in call.turns]
    row.summary, row.analysis = call.summary, call.analysis.as_data()
    session.add(row)
    return row


def _timeline(session: Session, call: Call, conversation: Conversation, row: Interaction) -> None:
    """Every turn that says something; the customer's as they are read by themselves."""
    entries = []
    for turn in call.turns:
        if not turn.text.strip():
            continue
        theirs = turn.role == USER and bool(turn.said)
        entry = timeline.Entry(
            source=SOURCE,
            provider_id=call.provider_id,
            ordinal=turn.number,
            at=turn.at,
            direction="in" if turn.role == USER else "out",
            author="customer" if turn.role == USER else "bot",
            channel=CHANNEL,
            text=turn.text,
            address=call.number or None,
            interaction_id=row.id,
        )
        entries.append(_read(entry, turn) if theirs and not call.analysis.voicemail else entry)
    timeline.append_all(session, call.contact_id, conversation.id, entries, call.country)


def _read(entry: timeline.Entry, turn: Turn) -> timeline.Entry:
    name, confidence = rank(turn.said)[0]
    mood = read_mood(turn.said)
    return replace(
        entry,
        intent=name,
        confidence=round(confidence, 4),
        sentiment=mood.sentiment["label"],
        sentiment_score=mood.sentiment["score"],
        emotion=mood.emotion["label"],
        urgency=mood.urgency["label"],
    )


def _facts(session: Session, contact: Contact, ids: list[str], call: Call, at: datetime) -> None:
    """Learnt now, so that they are news to the dialogue; what the recogniser left in doubt is uncertain."""
    def learn(name: str, value: Any, quote: str, confidence: float) -> None:
        facts.learn(session, contact.id, ids, facts.Told(name, value, quote, round(confidence, 3), FACT_SOURCE,
                                                         call.provider_id, at))
        session.flush()  # the next one may be the same, or replace it

    for fact in call.analysis.facts:
        learn(fact.name, fact.value, fact.quote, fact.confidence)
        if fact.confidence < facts.SURE:
            continue
        if fact.name == "person_name":
            contact.name = str(fact.value)[:200]
        elif fact.name == "email":
            told(session, contact.id, "email", str(fact.value), at)
        elif fact.name in ("alt_phone", "phone") and canonical(str(fact.value), call.country):
            told(session, contact.id, "phone", str(fact.value), at, call.country)
    for fact in call.analysis.doubts:
        learn(fact.name, fact.value, fact.quote, min(fact.confidence, 0.6))
    if call.analysis.uses:
        learn("preferences", {"uses": call.analysis.uses}, "", 0.8)


def _questions(session: Session, contact: Contact, call: Call) -> None:
    for question in call.analysis.pending_questions:
        questions.ask(session, contact.id, question, FACT_SOURCE, call.provider_id, call.ended)
        session.flush()


def _promises(session: Session, contact: Contact, call: Call) -> None:
    for one in call.analysis.commitments:
        if one["kind"] in NO_PROMISES or (
                one["who"] == "business" and one["kind"] == "write" and call.analysis.write_later):
            continue  # the follow-up that is planned keeps it
        commitments.make(session, contact.id, commitments.Promise(
            one["who"], kind_of(one), one["what"], one["quote"], FACT_SOURCE, call.provider_id, call.ended,
            _moment(one["due_at"]), _moment(one["due_end"])))
        session.flush()


def kind_of(one: dict[str, Any]) -> str:
    """Promises of one kind are one promise (`commitments.make`); things to be sent are told apart by the thing."""
    if one["who"] == "customer" or one["kind"] not in ("send", "write", "notify"):
        return str(one["kind"])[:32]
    words = one["what"].lower()
    for thing, kind in (
        ("cotiza", "send_quote"),
        ("presupuesto", "send_quote"),
        ("foto", "send_photos"),
        ("cat", "send_catalogue"),
        ("link", "send_link"),
        ("liga", "send_link"),
        ("enlace", "send_link"),
    ):
        if thing in words:
            return kind
    return str(one["kind"])


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _consents(session: Session, contact: Contact, ids: list[str], call: Call, at: datetime) -> None:
    refused = call.analysis.opt_out
    if refused is None:
        return
    purpose = "marketing" if refused.purpose == ledger.ALL else refused.purpose
    channel = "voice" if refused.channel == ledger.ALL else refused.channel
    allowed = ledger.may_send(session, ids, purpose, channel)
    ledger.record(session, contact.id, refused.purpose, refused.channel, "revoked" if allowed.yes else "denied", at,
                  {"quote": refused.quote[:facts.LONGEST_QUOTE], "call": call.provider_id})


CORRECT = "corregir el número del contacto"
"""What a colleague reads where the agent of a wrong number promised nothing."""


def _actions(session: Session, contact: Contact, ids: list[str], call: Call, at: datetime) -> None:
    """What people have to do: call at the agreed hour, come in where a person was asked for, find an answer."""
    analysis, source = call.analysis, call.provider_id
    priority = _QUICKLY[analysis.urgency["label"]]
    if analysis.opt_out and analysis.opt_out.channel in ("all", "voice") and analysis.opt_out.purpose == "all":
        return
    if analysis.wrong_number:
        text = (analysis.next_steps or [CORRECT])[0]
        next_actions.plan(session, contact.id, "correct_number", "media", at, source, None, {"text": text})
        return
    what = _in_a_line(analysis)
    due = next((_moment(one["due_at"]) for one in analysis.commitments
                if one["who"] == "business" and one["kind"] == "call" and one["due_at"]), None)
    if analysis.wants_call or due:
        fact = analysis.fact("callback_at")
        due = due or (_moment(str(fact.value)) if fact and len(str(fact.value)) > 10 else None)
        phone = call.number or messages.phone_of(session, contact.id, at)
        next_actions.plan(
            session,
            contact.id,
            messages.CALL_BACK,
            "alta" if analysis.asked_for_person else priority,
            at,
            source,
            due,
            {"text": what, "reason": "asked", **({"phone": phone} if phone else {})},
        )
    elif analysis.asked_for_person:
        to_people.hand_over(session, contact.id, ids, call.summary or what, source, at)
    if analysis.pending_questions and not analysis.asked_for_person:
        next_actions.plan(session, contact.id, "answer_question", priority, at, source, None,
                          {"text": "; ".join(analysis.pending_questions)[:500]})


def _in_a_line(analysis: Analysis) -> str:
    said = [fact.quote for fact in analysis.facts if fact.name in ("product", "order_number")]
    return "; ".join([*said, *analysis.pending_questions, *analysis.next_steps])[:500] or (analysis.main_intent or "")
