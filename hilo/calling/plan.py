"""From a file of people to batches that are ready to be submitted: each row judged, each accepted one kept."""
from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.calling import checks, variables
from hilo.calling.people_file import Row
from hilo.memory.context import context_of
from hilo.memory.identity import contact_for
from hilo.memory.tables import CallBatch, CallRecipient

LARGEST = 10_000
"""Recipients that the provider takes in one batch."""
LONGEST_NAME = 80


@dataclass(frozen=True)
class Order:
    """What the operator asks for. at: when to begin; None: at once.
    write_after_voicemail: a voicemail is followed by a message too."""

    name: str
    purpose: str = "service"
    campaign: str | None = None
    at: datetime | None = None
    write_after_voicemail: bool = False


@dataclass(frozen=True)
class Accepted:
    """A row that will be called. at: when, None: at once."""

    row: Row
    person: checks.Person
    at: datetime | None


@dataclass
class Plan:
    """run: what the batches go by. accepted: by the zone and the moment at which they begin; all that begin at once
    are one. refused: rows with the reason."""

    run: str
    order: Order
    accepted: dict[tuple[str, datetime | None], list[Accepted]] = field(default_factory=lambda: defaultdict(list))
    refused: list[tuple[Row, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many will be called."""
        return sum(map(len, self.accepted.values()))


def plan(session: Session, rows: Sequence[Row], order: Order, at: datetime) -> Plan:
    """Judges each row; writes nothing."""
    found = Plan(new_run(), order)
    seen: dict[str, int] = {}
    begins = max(order.at or at, at)
    for row in rows:
        person = checks.person_of(session, row.phone, row.country)
        if isinstance(person, checks.Refused):
            found.refused.append((row, person.reason))
            continue
        before = next((seen[name] for name in (person.key, person.contact_id) if name in seen), None)
        no = checks.Refused(f"duplicate: of line {before}") if before else checks.may_be_called(
            session, person, order.purpose, begins)
        moment = None if no else checks.when(person, order.purpose, begins)
        if no or moment is None:
            found.refused.append((row, no.reason if no else f"no_hours: {order.purpose} has none"))
            continue
        seen |= {name: row.line for name in (person.key, person.contact_id) if name}
        start = None if moment <= at else moment
        zone = person.zone if start else get_shop().company.profile.time_zone  # who is called now needs no hour
        found.accepted[zone, start].append(Accepted(row, person, start))
    return found


def new_run() -> str:
    """Short enough to be typed."""
    return uuid.uuid4().hex[:12]


def store(session: Session, planned: Plan, at: datetime) -> list[CallBatch]:
    """Writes the batches down, to be submitted; people whom nobody knew become contacts."""
    batches: list[CallBatch] = []
    for (zone, start), people in sorted(planned.accepted.items(), key=lambda one: (one[0][1] or at, one[0][0])):
        for first in range(0, len(people), LARGEST):
            batch = new_batch(planned.run, planned.order, zone, start, len(batches) + 1, at)
            session.add(batch)
            session.flush()
            for one in people[first:first + LARGEST]:
                session.add(_recipient(session, batch, one, planned.order, at))
            batches.append(batch)
    if batches:
        batches[0].refused = [{"row": row.line, "reason": reason} for row, reason in planned.refused]
    return batches


def new_batch(run: str, order: Order, zone: str, start: datetime | None, number: int, at: datetime) -> CallBatch:
    """A batch without recipients; its name at the provider is its own."""
    name = " ".join(order.name.split())[:LONGEST_NAME] or "Llamadas"
    return CallBatch(id=str(uuid.uuid4()), run=run, name=name, call_name=f"{name} · {run}-{number}",
                     purpose=order.purpose, campaign=order.campaign, time_zone=zone, scheduled_at=start,
                     write_after_voicemail=int(order.write_after_voicemail), status="pending", created_at=at)


def _recipient(session: Session, batch: CallBatch, one: Accepted, order: Order, at: datetime) -> CallRecipient:
    contact_id = one.person.contact_id or contact_for(session, "phone", one.person.dial, at, one.person.country,
                                                      proven=False)
    recipient_id = str(uuid.uuid4())
    return CallRecipient(id=recipient_id, batch_id=batch.id, contact_id=contact_id, row=one.row.line,
                         phone=one.person.dial, status="pending",
                         data=_client_data(session, one, contact_id, recipient_id, order, at))


def _client_data(session: Session, one: Accepted, contact_id: str, recipient_id: str, order: Order,
                 at: datetime) -> dict[str, Any]:
    """What the agent is told, in the provider's words (`conversation_initiation_client_data`)."""
    row, context = one.row, context_of(session, contact_id, at, with_facts=False)
    told = variables.of_person(session, context, at) if context else variables.of_nobody()
    given = {name: value for name, value in row.values.items() if value}
    told |= {**given, "campaign": order.campaign or "", "contact_id": contact_id, "call_recipient": recipient_id}
    agent: dict[str, Any] = {"first_message": row.overrides.get("first_message")
                             or variables.first_message(told)}
    if "language" in row.overrides:
        agent["language"] = row.overrides["language"]
    override: dict[str, Any] = {"agent": agent}
    if "voice_id" in row.overrides:
        override["tts"] = {"voice_id": row.overrides["voice_id"]}
    extra = {"write_after_voicemail": True} if order.write_after_voicemail else {}
    return {"dynamic_variables": {**told, **extra}, "conversation_config_override": override,
            "custom_llm_extra_body": {"contact_id": contact_id, "phone": one.person.dial},
            "user_id": contact_id}
