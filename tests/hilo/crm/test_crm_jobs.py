"""What the CRM could not take at once is done when it is back, once, and the person told."""
from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from hilo.crm import later
from hilo.crm.crm import Crm
from hilo.crm.tickets import Ticket, TicketDraft
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import CrmJob, Message, NextAction
from tests.hilo.crm.conftest import NOON


class Flaky:
    """A CRM's tickets that are away for a while."""

    def __init__(self, well: Any) -> None:
        self._well, self.away = well, True

    def open(self, contact_id: str, draft: TicketDraft, at: Any) -> Ticket:
        if self.away:
            raise ConnectionError("away")
        return self._well.open(contact_id, draft, at)


@pytest.fixture
def tickets(crm: Crm, person: str, monkeypatch: pytest.MonkeyPatch) -> Flaky:
    """The flaky CRM in use, and a job for it of somebody who wrote by WhatsApp."""
    flaky = Flaky(crm.tickets)
    monkeypatch.setattr(later, "get_crm", lambda: replace(crm, tickets=flaky))
    with writing() as session:
        session.add(Message(contact_id=person, source="whatsapp", provider_id=str(uuid.uuid4()), at=NOON,
                            direction="in", author="customer", channel="whatsapp", address="whatsapp:+5493415550000",
                            text="no prende"))
        for _ in range(2):
            later.keep(session, person, "open_ticket", "message:9", {"kind": "support", "subject": "no prende"}, NOON)
            session.flush()
    return flaky


def jobs() -> list[CrmJob]:
    with reading() as session:
        return list(session.scalars(select(CrmJob)))


def told() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Message.text).where(Message.direction == "out")))


def test_it_is_done_when_the_crm_is_back_and_told_with_its_number(tickets: Flaky, crm: Crm, person: str) -> None:
    later.process_due(NOON)
    assert crm.tickets.of(person) == []
    tickets.away = False
    later.process_due(NOON + timedelta(seconds=5))  # not yet: it waits
    assert crm.tickets.of(person) == []
    for seconds in (11, 12, 60):
        later.process_due(NOON + timedelta(seconds=seconds))
    [ticket] = crm.tickets.of(person)
    assert [job.status for job in jobs()] == ["done"]
    assert len(told()) == 1
    assert ticket.number in told()[0]


def test_one_that_never_succeeds_is_given_up_after_days(tickets: Flaky) -> None:
    for hours in range(0, 60, 1):
        later.process_due(NOON + timedelta(hours=hours))
    assert [job.status for job in jobs()] == ["failed"]
    assert told() == []


def test_a_job_that_nobody_does_is_refused(database: str, person: str) -> None:
    with writing() as session, pytest.raises(KeyError):
        later.keep(session, person, "make_coffee", "x", {}, NOON)


class FlakyAgenda:
    """A CRM's agenda that answers when it is asked a second time."""

    def __init__(self, well: Any) -> None:
        self._well, self.asked = well, 0

    def book(self, *given: Any) -> Any:
        self.asked += 1
        if self.asked == 1:
            raise ConnectionError("away")
        return self._well.book(*given)


def test_an_appointment_that_was_booked_late_has_its_entry_and_its_reminder(
        crm: Crm, person: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    flaky = replace(crm, agenda=FlakyAgenda(crm.agenda))  # type: ignore[arg-type]
    monkeypatch.setattr(later, "get_crm", lambda: flaky)
    start = NOON + timedelta(days=3)
    with writing() as session:
        contact_for(session, "whatsapp", "whatsapp:+5493415550000", NOON)
        mine = contact_for(session, "phone", "+5493415550000", NOON)
        session.add(Message(contact_id=mine, source="whatsapp", provider_id=str(uuid.uuid4()), at=NOON,
                            direction="in", author="customer", channel="whatsapp", address="whatsapp:+5493415550000",
                            text="el viernes"))
        later.keep(session, mine, "book_appointment", "message:9", {
            "agenda": "santa_fe", "topic": "cortinas", "starts_at": start.isoformat(),
            "ends_at": (start + timedelta(minutes=30)).isoformat()}, NOON)
    for seconds in (0, 11, 60):
        later.process_due(NOON + timedelta(seconds=seconds))
    [booked] = crm.agenda.of(mine)
    said = told()
    assert booked.number in said[0]
    assert f"{booked.number.lower()}.ics" in said[1]
    assert len(said) == 2
    with reading() as session:
        [reminder] = session.scalars(select(NextAction))
    assert (reminder.type, reminder.data["number"]) == ("remind_appointment", booked.number)
