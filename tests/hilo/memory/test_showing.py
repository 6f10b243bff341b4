"""What an operator is shown, in the shape of the contract; what a person may ask for."""
from __future__ import annotations

import json

import pytest
from people import ANA, BETO, writes

from hilo.memory.belongings import NOBODYS, personal_tables
from hilo.memory.database import reading, writing
from hilo.memory.exporting import export
from hilo.memory.showing import show
from hilo.memory.tables import Base, Consent, Fact, Message
from tests.planting import NOON, later, plant

pytestmark = pytest.mark.usefixtures("database")


def shown(contact: str, **options: int) -> dict:
    with reading() as session:
        return show(session, contact, later(2), **options)


def test_everything_known_of_a_person_in_the_shape_of_the_contract() -> None:
    person = plant("jirafa")
    found = shown(person)
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["contact", "identities", "conversation", "facts", "commitments", "pending_questions",
                           "next_actions", "consents", "timeline"]
    contact = found["contact"]
    assert contact["id"] == person
    assert contact["seen_at"] == "2026-03-02T16:00:00+00:00"
    assert set(contact) == {"id", "name", "country", "time_zone", "communication_style", "register", "stage",
                            "preferences", "loyalty", "created_at", "seen_at"}
    assert found["identities"][0] == {"kind": "phone", "address": "+543425551234", "proven": True}
    assert found["identities"][2]["address"] == "user jirafa"
    assert (found["conversation"]["status"], found["conversation"]["stage"]) == ("bot", "solution")
    assert found["commitments"] == [{
        "who": "business", "what": "enviar jirafa", "due": "2026-03-03T15:00:00+00:00", "status": "open",
        "kind": "send_quote", "due_end": None, "quote": "jirafa"}]
    assert found["pending_questions"] == [{"question": "¿Tienen jirafa?", "status": "open",
                                           "at": "2026-03-02T15:00:00+00:00"}]
    assert found["next_actions"] == [{"type": "call_back", "priority": "alta", "due": "2026-03-02T17:00:00+00:00",
                                      "status": "open"}]
    assert found["consents"] == [{"purpose": "marketing", "channel": "whatsapp", "status": "revoked",
                                  "at": "2026-03-02T15:00:00+00:00"}]
    assert found["timeline"][0] == {
        "at": "2026-03-02T15:00:00+00:00", "channel": "whatsapp", "direction": "in", "author": "customer",
        "text": "Quiero zapatillas jirafa", "intent": "product_inquiry", "sentiment": "neutral", "urgency": "low"}


def test_facts_are_those_that_hold_newest_first() -> None:
    person = plant("jirafa")
    with writing() as session:
        session.add(Fact(contact_id=person, name="budget", value={"amount": 10}, source="call", recorded_at=NOON,
                         valid_until=later(1)))
    found = shown(person)["facts"]
    assert [(fact["name"], fact["value"]) for fact in found] == [("city", "jirafa"), ("size", "38")]
    assert found[0] == {"name": "city", "value": "jirafa", "confidence": 0.5, "quote": "jirafa",
                        "at": "2026-03-02T16:00:00+00:00", "status": "uncertain", "source": "turn"}


def test_a_consent_without_evidence_is_none() -> None:
    person = plant("jirafa")
    with writing() as session:
        session.add(Consent(contact_id=person, purpose="ads", channel="all", status="granted", at=NOON, evidence={}))
    assert [row["purpose"] for row in shown(person)["consents"]] == ["marketing"]


def test_the_timeline_is_the_last_rows_oldest_first() -> None:
    person = writes("whatsapp", ANA)
    with writing() as session:
        session.add_all([Message(contact_id=person, source="sms", provider_id=str(n), at=later(n), direction="in",
                                 author="customer", channel="sms", text=str(n)) for n in range(5)])
    assert [row["text"] for row in shown(person, limit=3)["timeline"]] == ["2", "3", "4"]
    assert shown(person, limit=0)["timeline"] == []


def test_somebody_new_has_no_conversation_and_empty_lists() -> None:
    found = shown(writes("whatsapp", BETO))
    assert found["conversation"] is None
    assert not any(found[name] for name in ("facts", "commitments", "pending_questions", "next_actions", "consents",
                                            "timeline"))


def test_an_export_has_every_row_of_every_table() -> None:
    person, neighbour = plant("jirafa"), plant("tucán", phone="+543425559876")
    with reading() as session:
        found = export(session, person, later(2))
    assert json.loads(json.dumps(found)) == found
    assert set(found["tables"]) == {table.name for table in personal_tables()}
    assert set(found["tables"]) == set(Base.metadata.tables) - {table.name for table in NOBODYS}
    assert all(found["tables"].values())
    assert [len(found["tables"][name]) for name in ("contacts", "facts", "identities")] == [2, 3, 3]
    assert found["tables"]["tracker_events"][0]["data"] == {"text": "jirafa"}
    assert found["export_of"][0] == person
    text = json.dumps(found, ensure_ascii=False)
    assert neighbour not in text
    assert "tucán" not in text
