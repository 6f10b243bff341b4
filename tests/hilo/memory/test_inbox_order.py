"""A failed turn keeps its place: what came after it waits for its next attempt."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from hilo.memory import inbox
from hilo.memory.database import writing
from hilo.memory.identity import contact_for

AT = datetime(2026, 11, 23, 13, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)
CONSUMER = "here:5005"


def arrives(person: str, name: str) -> inbox.Received:
    with writing() as session:
        contact_id = contact_for(session, "conversation", person, AT)
        return inbox.receive(session, source="conversation", provider_id=f"{person}:{name}", contact_id=contact_id,
                             channel="conversation", address=person, text=name, at=AT)


def claimed(at: datetime) -> list[str] | None:
    """What a consumer gets now; it gives it back at once."""
    with writing() as session:
        claim = inbox.claim(session, CONSUMER, at)
        if claim is None:
            assert not inbox.anything_due(session, at)
            return None
        inbox.release(session, claim.contact_id, CONSUMER)
        return [row.text for row in claim.rows]


@pytest.mark.usefixtures("database")
def test_a_message_after_a_failed_one_does_not_bring_its_attempt_forward() -> None:
    first = arrives("ana", "one")
    with writing() as session:
        assert inbox.turn_failed(session, [first.id], "RuntimeError: as asked", AT)
    arrives("ana", "two")
    assert claimed(AT + SECOND) is None
    assert claimed(AT + inbox.RETRY) == ["one", "two"]


@pytest.mark.usefixtures("database")
def test_nobody_else_waits_for_a_failed_message() -> None:
    first = arrives("ana", "one")
    with writing() as session:
        assert inbox.turn_failed(session, [first.id], "RuntimeError: as asked", AT)
    arrives("eva", "hola")
    assert claimed(AT + SECOND) == ["hola"]
