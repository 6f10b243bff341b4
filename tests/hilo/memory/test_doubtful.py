"""Which messages of the timeline are doubtful, on every back end."""
from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

from hilo.memory.database import reading, writing
from hilo.memory.doubtful import answers, doubtful
from hilo.memory.tables import Contact, Inbox, Message

NOON = datetime(2026, 3, 2, 15, tzinfo=timezone.utc)


def turn(person: str, text: str, minutes: int, confidence: float | None, action: str) -> None:
    """A message and its answer."""
    channel = "whatsapp"
    at, name = NOON + timedelta(minutes=minutes), str(uuid.uuid4())
    with writing() as session:
        if session.get(Contact, person) is None:
            session.add(Contact(id=person, created_at=at, seen_at=at))
            session.flush()
        session.add(Inbox(id=name, contact_id=person, source=channel, provider_id=name[:8], channel=channel,
                          address="x", text=text, status="done", received_at=at))
        session.flush()
        session.add(Message(contact_id=person, source=channel, provider_id=name[:8], at=at, direction="in",
                            author="customer", channel=channel, text=text, intent=confidence and "inform",
                            confidence=confidence))
        session.flush()
        for ordinal, said in enumerate(("uno", "dos")):
            session.add(Message(contact_id=person, source="hilo", provider_id=name, ordinal=ordinal, at=at,
                                direction="out", author="bot", channel=channel, text=said, action=action))
            session.flush()


def test_little_confidence_or_being_asked_back_makes_a_message_doubtful(database: str) -> None:
    ana, luis = str(uuid.uuid4()), str(uuid.uuid4())
    turn(ana, "hace mucho", -9000, 0.1, "utter_a")
    turn(ana, "poco claro", 1, 0.3, "utter_a")
    turn(luis, "claro", 2, 0.9, "utter_a")
    turn(luis, "claro, pero no", 3, 0.9, "action_clarify")
    turn(luis, "esto lo leyó una persona", 4, None, "utter_a")
    with reading() as session:
        found = doubtful(session, 0.5, NOON)
        assert [(one.text, one.asked_back) for one in found] == [("claro, pero no", True), ("poco claro", False)]
        assert found[0].at == NOON + timedelta(minutes=3)
        assert answers(session, found[0].answer_to) == ["uno", "dos"]


def test_two_people_who_write_at_once_are_not_one_message(database: str) -> None:
    ana, luis = str(uuid.uuid4()), str(uuid.uuid4())
    with writing() as session:
        for person in (ana, luis):
            session.add(Contact(id=person, created_at=NOON, seen_at=NOON))
        session.flush()
        for number, person in enumerate((ana, luis)):
            session.add(Message(contact_id=person, source="sms", provider_id=str(number), at=NOON, direction="in",
                                author="customer", channel="sms", text="eh", intent="inform", confidence=0.3))
            session.flush()
    with reading() as session:
        assert [one.text for one in doubtful(session, 0.5, NOON)] == ["eh", "eh"]
