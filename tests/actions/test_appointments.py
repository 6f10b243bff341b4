"""Appointments through the form's actions: what is written, once, and what is said."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from actions import agenda
from actions import crm as crm_edge
from actions.appointments import ActionAppointment, ActionDropAppointment
from hilo.crm.agenda import AppointmentDraft
from hilo.crm.crm import get_crm
from hilo.memory.database import reading, writing
from hilo.memory.tables import Contact, Outbox
from hilo.outreach import mail
from hilo.settings import get_settings
from hilo.turns.remember import Keeper
from tests.actions.appointments import FORM, NOON, Person, booking, entry
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
THURSDAY = datetime(2026, 11, 26, 20, 30, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def home(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    monkeypatch.setenv("HILO_NOW", "2026-11-24T10:00:00-03:00")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_a_moment_is_offered_with_buttons_that_say_it() -> None:
    person = booking()
    assert person.reads("utter_ask_appointment_time") == (
        "Tengo libre el jueves 26 de noviembre a las 16:30, a las 17:30 o a las 18:30, en Ceibo Santa Fe Centro, "
        "San Martín 2480. ¿Cuál te queda mejor?")
    assert person.messages[0]["buttons"] == [
        {"title": "jueves 26, 16:30", "payload": "jueves 26 de noviembre a las 16:30"},
        {"title": "jueves 26, 17:30", "payload": "jueves 26 de noviembre a las 17:30"},
        {"title": "jueves 26, 18:30", "payload": "jueves 26 de noviembre a las 18:30"},
        {"title": "Otro horario", "payload": "Otro horario"}]


@pytest.mark.parametrize("choice", ["el segundo", "jueves 26 de noviembre a las 17:30", "a las 5 y media"])
def test_it_is_booked_told_and_put_into_a_calendar(choice: str) -> None:
    person = booking()
    assert person.say(choice) == ["utter_appointment_made", "utter_appointment_calendar"]
    [made] = person.appointments
    assert (made.agenda, made.topic, made.starts_at) == ("santa_fe", "decoración del hogar", THURSDAY)
    assert person.reads("utter_appointment_made") == (
        "¡Reservado, Ana! Es el jueves 26 de noviembre a las 17:30, en Ceibo Santa Fe Centro, San Martín 2480, con "
        f"Paula Benítez. El número de cita es {made.number}.")
    assert person.reads("utter_appointment_calendar").endswith(f"/{made.number.lower()}.ics")
    assert entry(person).walk("VEVENT")[0].decoded("dtstart") == THURSDAY
    assert (person.slots["appointment"], person.slots["requested_slot"]) == (None, None)


def test_a_turn_that_is_repeated_books_once_and_answers_the_same() -> None:
    for choice in ("a las 17:30", "el segundo", "mejor el viernes a las 18"):
        person = booking()
        before = dict(person.slots)
        answers = [person.say(choice)]
        person.slots, person.loop = before, FORM  # the process died between the CRM and the turn's end
        answers.append(person.say(choice, again=True))
        assert answers == [["utter_appointment_made", "utter_appointment_calendar"]] * 2
        assert len(person.appointments) == 1
        get_crm().agenda.cancel(person.appointments[0].number, NOON)


def test_of_two_who_choose_the_same_the_second_is_offered_the_next_ones() -> None:
    first, second = booking("Ana"), booking("Luis")
    assert first.say("el segundo")[0] == "utter_appointment_made"
    assert second.say("el segundo") == ["utter_appointment_taken", "utter_ask_appointment_time"]
    assert "17:30" not in second.reads("utter_ask_appointment_time")
    assert second.say("el primero")[0] == "utter_appointment_made"
    assert [len(one.appointments) for one in (first, second)] == [1, 1]


def test_a_name_that_is_told_is_kept() -> None:
    person = booking("")
    assert person.say("el segundo") == ["utter_ask_appointment_name"]
    assert person.say("soy luz rey")[0] == "utter_appointment_made"
    assert person.slots["person_name"] == "Luz Rey"
    assert {"kind": "profile", "name": "Luz Rey"} in person.slots["remember"]


def test_the_adviser_is_not_the_person_and_when_they_come_is_not_by_when_they_need_it() -> None:
    person = Person(None, city=None)
    person.slots["needed_by"] = "2026-11-26"  # as Rasa sets it from the message
    person.say("un turno con Paula el jueves", "book_appointment", person_name="Paula", date_time="2026-11-26")
    assert person.said == ["utter_ask_appointment_time"]
    assert (person.slots["person_name"], person.slots["needed_by"]) == (None, None)
    assert person.say("el segundo") == ["utter_ask_appointment_name"]


def test_it_is_moved_and_its_entry_with_it() -> None:
    person = booking()
    person.say("el segundo")
    number = person.appointments[0].number
    person.say("pasala al lunes a las 10", "change_appointment")
    assert person.reads("utter_ask_appointment_time_one").startswith("Tengo libre el lunes 30 de noviembre a las 10:00")
    assert person.say("sí", "affirm") == ["utter_appointment_moved", "utter_appointment_calendar"]
    [moved] = person.appointments
    monday = datetime(2026, 11, 30, 13, tzinfo=timezone.utc)
    assert (moved.number, moved.starts_at, moved.changes) == (number, monday, 1)
    assert entry(person).walk("VEVENT")[0]["sequence"] == 1


def test_it_is_cancelled_after_a_yes_and_its_entry_says_so() -> None:
    person = booking()
    person.say("el segundo")
    assert person.say("cancelá mi turno", "change_appointment") == ["utter_ask_appointment_cancel"]
    assert person.reads("utter_ask_appointment_cancel").startswith("La cita es el jueves 26 de noviembre a las 17:30.")
    assert person.say("sí", "affirm") == ["utter_appointment_cancelled"]
    assert person.appointments[0].status == "cancelled"
    assert (str(entry(person)["method"]), entry(person).walk("VEVENT")[0]["sequence"]) == ("CANCEL", 1)


def test_nobody_moves_what_is_anothers() -> None:
    one, other = booking(), Person("Luis")
    one.say("el segundo")
    number = one.appointments[0].number
    assert other.say(f"cancelá la cita {number}", "change_appointment") == ["utter_appointment_none_known"]
    assert one.appointments[0].status == "booked"


def test_one_that_was_cancelled_by_people_meanwhile_is_not_there() -> None:
    person = booking()
    person.say("el segundo")
    person.say("cancelá mi turno", "change_appointment")
    get_crm().agenda.cancel(person.appointments[0].number, NOON)
    assert person.say("sí", "affirm") == ["utter_appointment_none_known"]
    assert person.slots["requested_slot"] is None


def test_what_is_no_answer_is_rejected_and_asked_again() -> None:
    person = booking()
    state = person.slots["appointment"]
    assert person.say("¿hacen envíos?", "shipping_inquiry") == ["(rejected)"]
    assert (person.slots["appointment"], person.slots["requested_slot"]) == (state, "appointment_time")


def test_who_has_one_is_told_which(run: Callable[..., Any]) -> None:
    person = booking()
    person.say("el segundo")
    person.messages = []
    person._run(ActionAppointment(), {"text": "ya tengo turno", "intent": {"name": "appointment_booked"}}, [])
    assert person.reads("utter_appointment_known") == (
        "Sí, aquí la veo: el jueves 26 de noviembre a las 17:30, en Ceibo Santa Fe Centro, San Martín 2480 "
        f"({person.appointments[0].number}).")
    assert run(ActionAppointment(), "ya tengo turno", "appointment_booked").said == ["utter_appointment_booked"]
    asked = run(ActionAppointment(), "¿tengo alguna cita?", "appointment_booked")  # says of none that it is booked
    assert asked.said == ["utter_appointment_none_known"]


def test_of_several_they_are_listed() -> None:
    person = booking()
    person.say("el segundo")
    get_crm().agenda.book(person.id, AppointmentDraft("k", "rosario", "x", THURSDAY + timedelta(days=1),
                                                      THURSDAY + timedelta(days=1, minutes=30)), NOON)
    person.say("cancelar mi cita", "change_appointment")
    assert [button["title"] for button in person.messages[-1]["buttons"]] == ["jueves 26, 17:30", "viernes 27, 17:30"]
    assert "Rosario" in person.reads("utter_ask_appointment_which")


def test_a_crm_that_is_away_is_owned_up_to_and_asked_later(monkeypatch: pytest.MonkeyPatch) -> None:
    person = booking()

    class Away:
        def __getattr__(self, name: str) -> Any:
            if name in ("book", "move", "cancel"):
                raise ConnectionError("away")
            return getattr(get_crm().agenda, name)

    monkeypatch.setattr(crm_edge, "get_crm", lambda: replace(get_crm(), agenda=Away()))  # type: ignore[arg-type]
    assert person.say("el segundo") == ["utter_crm_later"]
    [job] = [one for one in person.slots["remember"] if one["kind"] == "crm_job"]
    assert (job["job"], job["data"]["starts_at"]) == ("book_appointment", THURSDAY.isoformat())
    assert person.slots["requested_slot"] is None


def test_what_is_left_off_is_forgotten(run: Callable[..., Any]) -> None:
    ran = run(ActionDropAppointment(), "dejalo", "cancel", slots={"appointment": {"job": "book"}})
    assert (ran.said, ran.slots["appointment"]) == (["utter_drop_appointment"], None)
    ran = run(ActionDropAppointment(), "dejalo", "cancel", slots={"appointment": {"job": "move"}})
    assert ran.said == ["utter_drop_appointment_change"]


def test_who_has_told_an_email_gets_the_entry_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    known = agenda.known
    monkeypatch.setattr(agenda, "known", lambda *a: replace(known(*a), email="ana@example.com"))
    person = booking()
    assert person.say("el segundo")[-1] == "utter_appointment_mailed"
    number = person.appointments[0].number
    [request] = [one for one in person.slots["remember"] if one["kind"] == "mail"]
    assert (request["address"], request["key"]) == ("ana@example.com", f"{number}:0")
    assert request["subject"] == f"Cita {number}: el jueves 26 de noviembre a las 17:30"
    keep(person.id, request)
    keep(person.id, request)
    with reading() as session:
        [row] = session.scalars(select(Outbox)).all()
        written = mail.written(mail.form_of(row.address, row.payload))
    [attached] = written.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", f"{number.lower()}.ics")
    entry_sent: Any = attached.get_payload(decode=True)
    assert Calendar.from_ical(entry_sent).walk("VEVENT")[0].decoded("dtstart") == THURSDAY


def keep(contact_id: str, request: dict[str, Any]) -> None:
    """What the turn's end does with a request."""
    with writing() as session:
        contact = session.get(Contact, contact_id)
        Keeper(session, contact, [contact_id], "1", "…", NOON).keep(request)


def test_a_reminder_is_planned_where_they_can_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    known = agenda.known
    monkeypatch.setattr(agenda, "known", lambda *a: replace(known(*a), whatsapp="whatsapp:+5493425550000"))
    person = booking()
    person.say("el segundo")
    [request] = [one for one in person.slots["remember"] if one["kind"] == "appointment_reminder"]
    assert (request["number"], request["address"]) == (person.appointments[0].number, "whatsapp:+5493425550000")
    assert datetime.fromisoformat(request["due"]) == THURSDAY - timedelta(hours=24)
