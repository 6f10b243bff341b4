"""What every CRM does with appointments."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from hilo.crm.agenda import Appointment, AppointmentDraft, Booked, TakenError
from hilo.crm.crm import Crm
from tests.hilo.crm.conftest import NOON, new_person

TEN = NOON + timedelta(days=2)
HALF = timedelta(minutes=30)


def booked(crm: Crm, person: str, key: str = "message:1:book", at: datetime = TEN,
           agenda: str = "paula") -> Appointment:
    return crm.agenda.book(person, AppointmentDraft(key, agenda, "cortinas", at, at + HALF), NOON)


def test_an_appointment_has_its_number_and_its_moment(crm: Crm, person: str) -> None:
    one = booked(crm, person)
    assert one.number.startswith("CITA-1")
    assert (one.agenda, one.topic, one.starts_at, one.ends_at, one.status, one.changes) == (
        "paula", "cortinas", TEN, TEN + HALF, "booked", 0)
    assert crm.agenda.of(person) == [one]


def test_what_is_asked_for_twice_is_booked_once(crm: Crm, person: str) -> None:
    assert booked(crm, person) == booked(crm, person)
    with ThreadPoolExecutor(4) as pool:
        numbers = {one.number for one in pool.map(lambda _: booked(crm, person, "message:2", TEN + HALF), range(4))}
    assert len(numbers) == 1
    assert len(crm.agenda.of(person)) == 2


def test_of_two_who_want_the_same_moment_one_gets_it(crm: Crm, person: str) -> None:
    people = [person, *(new_person(f"Ana {n}") for n in range(5))]

    def try_one(who: str) -> str:
        try:
            return booked(crm, who, f"message:{who}").contact_id
        except TakenError:
            return ""

    with ThreadPoolExecutor(6) as pool:
        got = [who for who in pool.map(try_one, people) if who]
    assert len(got) == 1
    assert [len(crm.agenda.of(who)) for who in people] == [int(who == got[0]) for who in people]


def test_two_advisers_have_each_their_time(crm: Crm, person: str) -> None:
    booked(crm, person)
    assert booked(crm, person, "message:2", agenda="julian").starts_at == TEN


def test_what_is_taken_is_told_with_its_cause_and_only_where_it_overlaps(crm: Crm, person: str) -> None:
    booked(crm, person)
    booked(crm, person, "message:2", TEN + timedelta(days=40))
    assert crm.agenda.taken(["paula"], NOON, NOON + timedelta(days=30)) == [
        Booked("paula", TEN, TEN + HALF, "message:1:book")]
    assert crm.agenda.taken(["paula"], TEN + HALF, TEN + 2 * HALF) == []
    assert crm.agenda.taken(["julian"], NOON, NOON + timedelta(days=30)) == []


def test_a_moved_one_keeps_its_number_and_frees_its_moment(crm: Crm, person: str) -> None:
    one = booked(crm, person)
    for _ in range(2):
        moved = crm.agenda.move(one.number, "julian", TEN + HALF, TEN + 2 * HALF, NOON)
    assert (moved.number, moved.agenda, moved.starts_at, moved.changes) == (one.number, "julian", TEN + HALF, 1)
    assert booked(crm, new_person("Luis"), "message:2").starts_at == TEN


def test_nothing_is_moved_to_where_somebody_is(crm: Crm, person: str) -> None:
    one, other = booked(crm, person), booked(crm, new_person("Luis"), "message:2", TEN + HALF)
    with pytest.raises(TakenError):
        crm.agenda.move(one.number, "paula", other.starts_at, other.ends_at, NOON)
    assert crm.agenda.of(person) == [one]


def test_a_cancelled_one_frees_its_moment_and_stays_cancelled(crm: Crm, person: str) -> None:
    number = booked(crm, person).number
    for _ in range(2):
        gone = crm.agenda.cancel(number, NOON)
    assert (gone.status, gone.changes) == ("cancelled", 1)
    assert booked(crm, new_person("Luis"), "message:2").starts_at == TEN
    with pytest.raises(ValueError, match="cancelled"):
        crm.agenda.move(number, "paula", TEN, TEN + HALF, NOON)
    with pytest.raises(LookupError):
        crm.agenda.cancel("CITA-1", NOON)
