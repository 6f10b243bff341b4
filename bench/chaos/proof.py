"""Whether all is well in the end: asked of the database itself, of the provider, and of everybody who knocked."""
from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine

from bench.chaos.senders import Sent

SOURCES = {"chat": "conversation", "whatsapp": "whatsapp", "sms": "sms", "call": "elevenlabs", "payment": "payments"}
TALK = ("conversation", "whatsapp", "sms")
ENDED = ("done", "logged")
SHOWN = 12
"""So many cases of a fault are told one by one."""


def engine_at(address: str) -> Engine:
    """For reading alone."""
    return create_engine(address, future=True, pool_pre_ping=True)


@dataclass
class Memory:
    """What the database holds."""

    inbox: list[Any]
    messages: list[Any]
    outbox: list[Any]
    sends: list[Any]
    events: list[Any]

    @classmethod
    def read(cls, engine: Engine) -> Memory:
        """All of it."""
        with engine.connect() as connection:
            return cls(*(connection.execute(text(f"SELECT {columns} FROM {rest}")).all() for columns, rest in (
                ("id, number, source, provider_id, kind, contact_id, status, error, received_at, done_at",
                 "inbox ORDER BY number"),
                ("id, contact_id, source, provider_id, ordinal, direction, author, channel, at",
                 "messages ORDER BY id"),
                ("id, message_id, channel, status, reason, sent_at, not_before", "outbox ORDER BY id"),
                ("outbox_id, provider_id, status", "sends"),
                ("sender_id, seq, type, data", "tracker_events ORDER BY sender_id, seq"))))


def waiting(engine: Engine) -> dict[str, int]:
    """What is still to be done: messages to answer, reports to deal with, letters that are due."""
    with engine.connect() as connection:
        found = connection.execute(text(
            "SELECT 'inbox ' || kind, count(*) FROM inbox WHERE status = 'pending' GROUP BY kind UNION ALL "
            "SELECT 'outbox ' || status, count(*) FROM outbox WHERE status IN ('sending', 'unknown') OR "
            "(status = 'pending' AND (not_before IS NULL OR not_before < CURRENT_TIMESTAMP)) GROUP BY status")).all()
    return {name: count for name, count in found if count}


@dataclass
class Proof:
    """What was looked for, how many cases there were, and which of them are wrong."""

    lines: list[tuple[str, int, list[str]]] = field(default_factory=list)

    def look(self, what: str, cases: int, wrong: Iterable[str]) -> None:
        """Notes one thing that must hold."""
        self.lines.append((what, cases, list(wrong)))

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not any(wrong for _, _, wrong in self.lines)


def prove(memory: Memory, sent: list[Sent], provider: list[dict[str, Any]], left: dict[str, int]) -> Proof:
    """Everything that must hold."""
    proof = Proof()
    genuine = [one for one in sent if not one.event.forged]
    forged = [one for one in sent if one.event.forged]
    proof.look("a genuine event is taken", len(genuine), (
        f"{_name(one)}: {one.statuses[-6:]}" for one in genuine if not 200 <= one.status < 300))
    proof.look("a forged one is refused with 403", len(forged), (
        f"{_name(one)} ({one.event.forged}): {one.statuses[-6:]}" for one in forged if one.status != 403))
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in memory.inbox:
        rows[row.provider_id[-32:]].append(row)
    proof.look("nothing forged is kept", len(forged), (_name(one) for one in forged if rows[one.event.name]))
    proof.look("what was taken is kept once, whatever came twice", len(genuine), (
        f"{_name(one)}: {len(rows[one.event.name])} times" for one in genuine if len(rows[one.event.name]) != 1))
    proof.look("nothing is left to be done", 1, [f"{name}: {count}" for name, count in left.items()])
    _talk(proof, memory)
    _trackers(proof, memory)
    _said(proof, genuine)
    _provider(proof, memory, provider)
    return proof


def prove_talk(memory: Memory, provider: list[dict[str, Any]] | None) -> Proof:
    """What must hold of messages and their answers, and of letters where the provider is asked too."""
    proof = Proof()
    _talk(proof, memory)
    _trackers(proof, memory)
    if provider is not None:
        _provider(proof, memory, provider)
    return proof


def _name(one: Sent) -> str:
    return f"{one.event.channel} {int(one.event.name, 16)}"


def _talk(proof: Proof, memory: Memory) -> None:
    """Every message stands once in the timeline and was heard in one turn, which said something once."""
    talk = [row for row in memory.inbox if row.kind == "message" and row.source in TALK]
    proof.look("a message ends answered, or with the people who have the conversation", len(talk), (
        f"{row.provider_id}: {row.status} {row.error or ''}" for row in talk if row.status not in ENDED))
    heard = Counter((row.source, row.provider_id) for row in memory.messages if row.direction == "in")
    proof.look("a message stands once in the timeline", len(talk), (
        f"{row.provider_id}: {heard[row.source, row.provider_id]} times" for row in talk
        if heard[row.source, row.provider_id] != 1))
    turns: dict[str, list[str]] = defaultdict(list)
    for event in memory.events:
        if event.type == "user":
            data = json.loads(event.data)
            for bubble in (data.get("metadata") or {}).get("bubbles") or ():
                turns[bubble["inbox_id"]].append(data["message_id"])
    replies: dict[str, list[int]] = defaultdict(list)
    for row in memory.messages:
        if row.source == "hilo" and row.direction == "out" and row.author == "bot":
            replies[row.provider_id].append(row.ordinal)
    wrong = []
    for row in talk:
        said = [sorted(replies[turn]) for turn in turns[row.id]]
        if row.status == "done" and (len(said) != 1 or not said[0] or said[0] != list(range(len(said[0])))):
            wrong.append(f"{row.provider_id}: heard in {len(said)} turns, which said {said}")
    proof.look("a message is answered in exactly one turn", len(talk), wrong)


def _trackers(proof: Proof, memory: Memory) -> None:
    """Rasa's events have no gap, and people were heard in the order in which their messages came."""
    numbers = {row.id: row.number for row in memory.inbox}
    places: dict[str, list[int]] = defaultdict(list)
    order: dict[str, list[int]] = defaultdict(list)
    for event in memory.events:
        places[event.sender_id].append(event.seq)
        if event.type == "user":
            for bubble in (json.loads(event.data).get("metadata") or {}).get("bubbles") or ():
                order[event.sender_id].append(numbers.get(bubble["inbox_id"], -1))
    proof.look("a conversation has no gap", len(places), (
        sender for sender, seqs in places.items() if seqs != list(range(len(seqs)))))
    proof.look("a conversation is in the order of arrival", len(order), (
        f"{sender}: {seen}" for sender, seen in order.items() if seen != sorted(seen)))


def _said(proof: Proof, genuine: list[Sent]) -> None:
    """Who asked twice for the same message heard the same answer; who wrote one after the other is kept so."""
    asked = [one for one in genuine if len(one.answers) > 1]
    proof.look("who asks again hears the same answer", len(asked), (
        _name(one) for one in asked if any(other != one.answers[0] for other in one.answers)))


def _provider(proof: Proof, memory: Memory, provider: list[dict[str, Any]]) -> None:
    """What the provider got is what was to be sent, each once."""
    ours = Counter(row.provider_id for row in memory.sends if row.provider_id and not _is_mail(row.provider_id))
    theirs = Counter(one["sid"] for one in provider if not one["mine"])
    proof.look("the provider got each letter once, and none that is not ours", sum(theirs.values()), (
        f"{sid}: there {theirs[sid]} times, with us {ours[sid]}" for sid in {*ours, *theirs}
        if ours[sid] != theirs[sid]))
    sent = {row.outbox_id for row in memory.sends}
    proof.look("a letter has left, or is for later, or was held back for a reason", len(memory.outbox), _letters(
        memory.outbox, sent))


def _is_mail(name: str) -> bool:
    return "@" in name


def _letters(outbox: list[Any], sent: set[int]) -> Iterator[str]:
    for row in outbox:
        later = row.status == "pending" and row.not_before is not None
        if not (later or row.status == "cancelled" or (row.status in ("sent", "delivered", "read") and row.id in sent)):
            yield f"{row.id} on {row.channel}: {row.status} {row.reason or ''}"


def seconds(later: Any, earlier: Any) -> float:
    """Between two moments of the database, which SQLite keeps as text."""
    moments = [datetime.fromisoformat(one) if isinstance(one, str) else one for one in (later, earlier)]
    return float((moments[0].replace(tzinfo=None) - moments[1].replace(tzinfo=None)).total_seconds())
