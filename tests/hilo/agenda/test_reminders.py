"""The reminder of an appointment: once, when it is due, and only if it is still true."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from hilo.agenda import reminders
from hilo.business.agendas import get_agendas
from hilo.crm.agenda import Appointment, AppointmentDraft
from hilo.crm.calling import CrmError
from hilo.crm.crm import get_crm
from hilo.memory.database import reading, writing
from hilo.memory.tables import Contact, NextAction, Outbox

NOON = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)
THURSDAY = datetime(2026, 11, 26, 20, 30, tzinfo=timezone.utc)
DUE = THURSDAY - timedelta(hours=24)
PERSON, ADDRESS = "11111111-1111-4111-8111-111111111111", "whatsapp:+5493415550000"


@pytest.fixture
def booked(database: str) -> Appointment:
    with writing() as session:
        session.add(Contact(id=PERSON, name="Ana Sosa", stage="prospect", created_at=NOON, seen_at=NOON))
    made = get_crm().agenda.book(PERSON, AppointmentDraft("message:1", "rosario", "cortinas", THURSDAY,
                                                          THURSDAY + timedelta(minutes=30)), NOON)
    plan(made.number, DUE)
    return made


def plan(number: str, due: datetime) -> None:
    with writing() as session:
        reminders.plan(session, PERSON, number, due, "whatsapp", ADDRESS, "1", NOON)


def sent() -> list[tuple[str, str, dict[str, str]]]:
    with reading() as session:
        return [(row.address, row.payload["text"], row.payload["variables"]) for row in session.scalars(select(Outbox))]


def states() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(NextAction.status).order_by(NextAction.id)))


def test_it_is_posted_once_when_it_is_due(booked: Appointment) -> None:
    reminders.send_due(DUE - timedelta(minutes=1))
    assert sent() == []
    for minutes in (0, 1, 60):
        reminders.send_due(DUE + timedelta(minutes=minutes))
    moment, where = "mañana, jueves 26 de noviembre, a las 17:30", "en Ceibo Rosario, Sarmiento 845"
    assert sent() == [(ADDRESS, f"Hola, Ana, un recordatorio: la cita con Julián Ferrari es {moment}, {where}. "
                                "Si hace falta, la cambiamos por aquí.",
                       {"name": "Ana", "moment": moment, "place": where})]
    assert states() == ["done"]


def test_of_one_that_was_cancelled_nothing_is_said(booked: Appointment) -> None:
    get_crm().agenda.cancel(booked.number, NOON)
    reminders.send_due(DUE)
    assert (sent(), states()) == ([], ["cancelled"])


def test_it_moves_with_its_appointment(booked: Appointment) -> None:
    plan(booked.number, DUE + timedelta(days=1))
    reminders.send_due(DUE)
    assert (sent(), states()) == ([], ["open"])


def test_two_appointments_have_each_their_own(booked: Appointment) -> None:
    plan("CITA-1", DUE)
    assert states() == ["open", "open"]


def test_of_what_is_over_nobody_is_reminded(booked: Appointment) -> None:
    reminders.send_due(THURSDAY + timedelta(hours=1))
    assert (sent(), states()) == ([], ["cancelled"])


def test_while_the_crm_is_away_it_waits(booked: Appointment, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise CrmError("late")

    monkeypatch.setattr(reminders, "ask", away)
    reminders.send_due(DUE)
    assert states() == ["open"]


@pytest.mark.parametrize(("hours", "planned"), [(72, True), (27, True), (26, False), (2, False)])
def test_who_has_just_booked_is_not_reminded(hours: int, planned: bool) -> None:
    starts_at = NOON + timedelta(hours=hours)
    assert (reminders.due_at(get_agendas(), starts_at, NOON) is not None) == planned
