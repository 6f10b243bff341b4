"""What one worker deals with, another leaves alone; what somebody else has is nothing to wait for."""
from __future__ import annotations

from datetime import timedelta

import pytest

from hilo.clock import wall
from hilo.memory import database as db
from hilo.memory import inbox
from hilo.memory.identity import contact_for


def received(name: str, kind: str = "message", bubble_wait: float = 0.0) -> inbox.Received:
    with db.writing() as session:
        contact_id = contact_for(session, "conversation", "ana", wall(), proven=False)
        return inbox.receive(session, source="test", provider_id=name, contact_id=contact_id, channel="conversation",
                             address="ana", text="hola", at=wall(), kind=kind, bubble_wait=bubble_wait)


@pytest.mark.usefixtures("database")
def test_a_row_is_taken_by_one_and_again_when_that_one_has_died() -> None:
    row, at = received("a", "call"), wall()
    for moment, taken in ((at, True), (at, False), (at + inbox.TAKEN, True)):
        with db.writing() as session:
            assert inbox.take(session, row.id, moment) is taken
    with db.writing() as session:
        inbox.finish(session, [row.id], at)
        assert not inbox.take(session, row.id, at + 3 * inbox.TAKEN)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("counts", [True, False])
def test_a_turn_that_failed_by_nobodys_fault_counts_no_attempt(counts: bool) -> None:
    row, at = received("a"), wall()
    with db.writing() as session:
        answers = [inbox.turn_failed(session, [row.id], "away", at, counts) for _ in range(inbox.MOST_ATTEMPTS)]
        assert answers == [True, True, not counts]
        assert inbox.next_due(session, at) is not None


@pytest.mark.usefixtures("database")
def test_what_is_due_and_taken_is_nothing_to_wait_for() -> None:
    received("a", bubble_wait=1.0)
    call, at = received("b", "call"), wall() + timedelta(seconds=2)
    with db.writing() as session:
        inbox.take(session, call.id, at)
    with db.reading() as session:
        assert inbox.next_due(session, at) is None
        assert inbox.next_due(session, at - timedelta(seconds=2)) is not None
