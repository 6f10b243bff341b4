"""Many people with a past, for `bench.recall`: the same rows for the same seed, in our tables and in stock Rasa's.

Messages are written in the order in which they were said, everybody's mixed, as a real database grows; few people
write much and many write little.
"""
from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Connection, Engine

from hilo.memory import tables
from hilo.memory.phones import canonical

BEGAN = datetime(2026, 1, 1, tzinfo=timezone.utc)
SPAN = timedelta(days=300)
SILENCE = timedelta(hours=24)
BATCH = 20_000
TEXTS = ("hola, qué tal", "¿cuánto sale la remera?", "busco una campera negra talle M", "hasta 150 mil pesos",
         "¿hacen envíos a Rosario?", "sí, perfecto", "lo voy a pensar y les escribo el lunes", "muchas gracias",
         "El envío a Rosario cuesta $ 9.800 y tarda entre 4 y 8 días hábiles.", "¿En qué puedo ayudarte hoy?")
INTENTS = ("greet", "price_inquiry", "product_inquiry", "inform", "shipping_inquiry", "affirm", "thank")
FACTS = (("person_name", "Lucía"), ("city", "rosario"), ("size", "M"), ("color", "negro"), ("product", "campera"),
         ("budget", {"amount": 150000, "currency": "ARS"}), ("email", "nadie@correo.example"), ("quantity", 2))


@dataclass
class Person:
    """Somebody, while their past is being made."""

    id: str
    phone: str
    conversation: str = ""
    last_at: datetime = BEGAN
    said: int = 0
    conversations: list[dict[str, Any]] = field(default_factory=list)


class Writer:
    """Collects rows and inserts them by the thousand."""

    def __init__(self, connection: Connection) -> None:
        """Everything goes through this one connection."""
        self._connection, self._rows = connection, {}  # type: ignore[var-annotated]

    def add(self, table: Any, **row: Any) -> None:
        """A row; all rows of a table have the same columns."""
        rows = self._rows.setdefault(table, [])
        rows.append(row)
        if len(rows) >= BATCH:
            self._write(table)

    def end(self) -> None:
        """Writes what is left."""
        for table in list(self._rows):
            self._write(table)
        self._connection.commit()

    def _write(self, table: Any) -> None:
        if self._rows[table]:
            self._connection.execute(insert(table), self._rows[table])
            self._rows[table] = []


def fill(ours: Engine, stock: Engine, event_table: Any, contacts: int, messages: int, seed: int) -> list[Person]:
    """Writes everything to both databases; whoever was merged into another is not among those returned."""
    chance = random.Random(seed)
    with ours.connect() as connection, stock.connect() as other:
        for pragma in ("foreign_keys=OFF", "synchronous=OFF"):  # of this connection; outside of any transaction
            connection.connection.execute(f"PRAGMA {pragma}")
        a, b = Writer(connection), Writer(other)
        people = [_person(a, chance, number) for number in range(contacts)]
        weights = [chance.lognormvariate(0, 1.3) for _ in people]
        for number, person in enumerate(chance.choices(people, weights, k=messages)):
            _say(a, b, event_table, chance, person, BEGAN + SPAN * number / messages)
        for person in people:
            for conversation in person.conversations:
                a.add(tables.Conversation, **conversation)
            _learn(a, chance, person)
        a.end()
        b.end()
    return people


def _id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _person(a: Writer, chance: random.Random, number: int) -> Person:
    phone = f"+549342{4_000_000 + number}"
    key = canonical(phone, "AR")
    person = Person(_id(chance), phone)
    a.add(tables.Contact, id=person.id, name=chance.choice(["Lucía", "Pedro", None]), country="AR", stage="prospect",
          merged_into=None, memory_version=0, bubble_waits=0, created_at=BEGAN, seen_at=BEGAN + SPAN)
    names = [("phone", key.key if key else phone)]
    names += [("whatsapp", f"whatsapp:{phone}")] if chance.random() < 0.6 else []
    names += [("email", f"persona{number}@correo.example")] if chance.random() < 0.3 else []
    if chance.random() < 0.2:  # began in the web chat, and left their number
        session = _id(chance)
        names.append(("webchat", session))
        merged = _id(chance)
        a.add(tables.Contact, id=merged, name=None, country=None, stage="prospect", merged_into=person.id,
              memory_version=0, bubble_waits=0, created_at=BEGAN, seen_at=BEGAN)
    for kind, address in names:
        a.add(tables.Identity, contact_id=person.id, kind=kind, address=address, proven=True, created_at=BEGAN)
    return person


def _say(a: Writer, b: Writer, event_table: Any, chance: random.Random, person: Person, at: datetime) -> None:
    if not person.conversation or at - person.last_at > SILENCE:
        person.conversation = _id(chance)
        person.conversations.append({
            "id": person.conversation, "contact_id": person.id, "status": "closed", "outcome": "open",
            "stage": "solution", "channel": "whatsapp", "started_at": at, "last_at": at, "ended_at": at,
            "summary": "Preguntó por una campera negra y por el envío a Rosario.", "topics": ["price_inquiry"]})
    heard = person.said % 2 == 0
    text, intent = chance.choice(TEXTS), chance.choice(INTENTS)
    a.add(tables.Message, contact_id=person.id, conversation_id=person.conversation,
          source="whatsapp" if heard else "hilo", provider_id=_id(chance), ordinal=0, at=at,
          direction="in" if heard else "out", author="customer" if heard else "bot", channel="whatsapp",
          address=f"whatsapp:{person.phone}", text=text, intent=intent if heard else None,
          sentiment="neutral" if heard else None, urgency="low" if heard else None)
    if person.said == 0:
        _event(b, event_table, person, at, {"event": "action", "name": "action_session_start"})
        _event(b, event_table, person, at, {"event": "session_started"})
    if heard:
        reading = {"intent": {"name": intent, "confidence": 0.93}, "entities": [], "text": text,
                   "sentiment": {"label": "neutral", "score": 0.0}, "urgency": {"label": "low", "score": 0.0}}
        _event(b, event_table, person, at, {"event": "user", "text": text, "parse_data": reading, "input_channel":
                                            "whatsapp", "message_id": _id(chance), "metadata": {}})
    else:
        _event(b, event_table, person, at, {"event": "bot", "text": text, "data": {}, "metadata": {}})
    person.said, person.last_at = person.said + 1, at
    person.conversations[-1].update(last_at=at, ended_at=at)


def _event(b: Writer, table: Any, person: Person, at: datetime, event: dict[str, Any]) -> None:
    moment = at.timestamp()
    b.add(table, sender_id=person.id, type_name=event["event"], timestamp=moment, intent_name=None,
          action_name=event.get("name"), data=json.dumps({**event, "timestamp": moment}))


def _learn(a: Writer, chance: random.Random, person: Person) -> None:
    end = BEGAN + SPAN
    for name, value in chance.sample(FACTS, chance.randint(1, len(FACTS))):
        for ended in [end, None] if chance.random() < 0.3 else [None]:
            a.add(tables.Fact, contact_id=person.id, name=name, value=value, quote="como te decía", confidence=0.9,
                  status="replaced" if ended else "confirmed", source="turn", source_id=person.conversation or None,
                  recorded_at=end, valid_until=None, ended_at=ended)
    shared = {"contact_id": person.id, "source": "turn", "source_id": None}
    for _ in _some(chance, 0.3):
        a.add(tables.Commitment, **shared, who="business", kind="write", what="escribir el lunes", due=end, quote="",
              status=chance.choice(["open", "kept"]), made_at=end)
    for _ in _some(chance, 0.1):
        a.add(tables.Question, **shared, question="¿hacen factura?", status="open", at=end)
    for _ in _some(chance, 0.3):
        a.add(tables.Consent, contact_id=person.id, purpose="marketing", channel="whatsapp", status="granted", at=end,
              evidence={"quote": "sí, mándenme"})
    for _ in _some(chance, 0.1):
        a.add(tables.NextAction, contact_id=person.id, type="write", priority="media", due=end, status="open",
              data=None, source_id=None, created_at=end)
    for _ in _some(chance, 0.1):
        a.add(tables.Interaction, id=_id(chance), contact_id=person.id, kind="call", channel="voice", direction="in",
              provider="simulator", provider_id=_id(chance), started_at=end, ended_at=end, status="done",
              transcript=[], summary="Llamó para preguntar por su pedido.")


def _some(chance: random.Random, mean: float) -> Iterator[int]:
    yield from range(sum(chance.random() < mean / 3 for _ in range(3)))
