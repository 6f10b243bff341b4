"""A person with a row in every table, for tests that show, export and erase."""
from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta, timezone
from typing import Any

from hilo.memory.database import writing
from hilo.memory.tables import (
    CallBatch,
    CallRecipient,
    Commitment,
    Consent,
    Contact,
    Conversation,
    EarlyStatus,
    Fact,
    Handoff,
    Identity,
    Inbox,
    Interaction,
    LinkCode,
    LlmAnswer,
    LlmCall,
    Merge,
    Message,
    NextAction,
    Outbox,
    Question,
    Send,
    TrackerEvent,
    TrackerWindow,
)
from tests.planting_crm import crm_rows

NOON = datetime(2026, 3, 2, 15, tzinfo=timezone.utc)


def later(hours: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(hours=hours)


def plant(marker: str, phone: str = "+543425551234") -> str:
    """Somebody who has a bit of everything, and a contact merged into them; `marker` stands wherever words may."""
    person, other, talk, call = (str(uuid.uuid4()) for _ in range(4))
    with writing() as session:
        def add(*rows: Any) -> None:
            session.add_all(rows)
            session.flush()

        add(Contact(id=person, name=f"Ana {marker}", country="AR", register="vos", stage="interested",
                    preferences={"note": marker}, created_at=NOON, seen_at=later(1)))
        add(Contact(id=other, merged_into=person, created_at=later(0.5), seen_at=later(0.5)))
        add(Identity(contact_id=person, kind="phone", address=phone, proven=True, created_at=NOON),
            Identity(contact_id=person, kind="whatsapp", address=f"whatsapp:{phone}", proven=True, created_at=NOON),
            Identity(contact_id=other, kind="conversation", address=f"user {marker}", proven=True, created_at=NOON),
            Merge(kept_id=person, merged_id=other, reason="told", at=later(1),
                  evidence={"filled": {}, "settled": {}, "note": marker}),
            LinkCode(code=phone[-9:], contact_id=other, created_at=NOON, expires_at=later(1)),
            Conversation(id=talk, contact_id=person, stage="solution", channel="whatsapp", started_at=NOON,
                         last_at=later(1), summary=marker, topics=[marker]))
        add(LlmCall(contact_id=person, subject=talk, purpose="summary", prompt_version=1, model="m", outcome="used",
                    at=later(1)),
            LlmAnswer(key=person, contact_id=person, purpose="answer", text=marker, made_at=NOON,
                      expires_at=later(12)))
        add(Interaction(id=call, contact_id=person, conversation_id=talk, kind="call", channel="voice",
                        provider="elevenlabs", provider_id=marker, status="done",
                        transcript=[{"role": "user", "text": f"Soy {marker}"}]))
        said = Message(contact_id=person, conversation_id=talk, interaction_id=call, source="whatsapp",
                       provider_id=f"{phone}:SM1", at=NOON, direction="in", author="customer", channel="whatsapp",
                       address=f"whatsapp:{phone}", text=f"Quiero zapatillas {marker}", intent="product_inquiry",
                       sentiment="neutral", urgency="low")
        answer = Message(contact_id=other, source="hilo", provider_id=f"in-{person}", at=later(1), direction="out",
                         author="bot", channel="webchat", text=f"¡Hola, {marker}!", action="utter_greet")
        add(said, answer)
        add(*crm_rows(person, marker, NOON))
        batch = str(uuid.uuid4())
        add(CallBatch(id=batch, run=batch, name="Novedades", call_name=batch, time_zone="UTC", created_at=NOON))
        add(CallRecipient(id=str(uuid.uuid4()), batch_id=batch, contact_id=person, row=2, phone=phone,
                          data={"dynamic_variables": {"name": marker}}))
        to_send = Outbox(contact_id=person, message_id=answer.id, channel="whatsapp", address=f"whatsapp:{phone}",
                         payload={"text": marker}, created_at=NOON)
        add(to_send)
        add(Send(outbox_id=to_send.id, contact_id=person, ordinal=0, kind="text", form={"Body": marker}, text=marker,
                 at=NOON),
            EarlyStatus(contact_id=person, provider_id=f"SM{marker}", status="sent", at=NOON),
            Inbox(id=str(uuid.uuid4()), contact_id=person, source="whatsapp", provider_id=f"{phone}:SM1:{marker}",
                  channel="whatsapp", address=f"whatsapp:{phone}", text=f"Quiero zapatillas {marker}",
                  data={"title": marker}, received_at=NOON),
            Fact(contact_id=person, name="size", value="38", quote=f"uso 38 {marker}", source="turn", recorded_at=NOON),
            Fact(contact_id=other, name="city", value=marker, quote=marker, confidence=0.5, status="uncertain",
                 source="turn", recorded_at=later(1)),
            Fact(contact_id=person, name="size", value="37", status="replaced", source="turn", recorded_at=later(-1),
                 ended_at=NOON),
            Commitment(contact_id=person, who="business", kind="send_quote", what=f"enviar {marker}", due=later(24),
                       quote=marker, source="turn", made_at=NOON),
            Question(contact_id=other, question=f"¿Tienen {marker}?", at=NOON, source="turn"),
            Handoff(contact_id=person, conversation_id=talk, reason="asked", quote=marker, asked_at=NOON),
            NextAction(contact_id=person, type="call_back", priority="alta", due=later(2), data={"why": marker},
                       created_at=NOON),
            Consent(contact_id=person, purpose="marketing", channel="whatsapp", status="revoked", at=NOON,
                    evidence={"quote": marker}),
            TrackerEvent(sender_id=person, seq=0, type="user", at=NOON, data=json.dumps({"text": marker})),
            TrackerWindow(sender_id=person, next_seq=1, prefix=json.dumps([{"event": "slot", "value": marker}]),
                          saved_at=NOON))
    return person
