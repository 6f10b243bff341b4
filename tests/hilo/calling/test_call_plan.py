"""Who in a file is called, and when; who is not, and why."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from hilo.calling import checks, plan
from hilo.calling.people_file import FileError, read_people
from hilo.consent import ledger
from hilo.memory import next_actions
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.merging import merge
from hilo.memory.tables import CallBatch, CallRecipient, Contact, Identity, Interaction

MONDAY = datetime(2026, 11, 30, 14, 0, tzinfo=timezone.utc)
"""Eleven in Santa Fe, nine in Lima, eight in Mexico City, three in Madrid: an ordinary day everywhere."""
ANA, BETO = "+5493425550101", "+5493425550102"
Order = Callable[..., plan.Plan]


def reasons(planned: plan.Plan) -> dict[int, str]:
    return {row.line: reason for row, reason in planned.refused}


def called(planned: plan.Plan) -> dict[str, datetime | None]:
    return {one.person.dial: one.at for people in planned.accepted.values() for one in people}


def known(number: str, **columns: Any) -> str:
    with writing() as session:
        contact = contact_for(session, "phone", number, MONDAY)
        for name, value in columns.items():
            setattr(session.get(Contact, contact), name, value)
    return contact


@pytest.mark.parametrize(("number", "country", "dialled"), [
    ("+54 9 342 555-0101", "", "+5493425550101"), ("0342 15 555-0101", "AR", "+5493425550101"),
    ("342 555-0101", "", "+543425550101"), ("55 1234 5678", "MX", "+525512345678"),
    ("+52 1 55 1234 5678", "", "+525512345678"), ("912 345 678", "ES", "+34912345678"),
    ("whatsapp:+5493425550101", "", "+5493425550101")])
def test_a_number_is_read_by_its_rows_country_and_dialled_in_full(ordered: Order, number: str, country: str,
                                                                 dialled: str) -> None:
    assert list(called(ordered(f"phone,country\n{number},{country}\n", MONDAY))) == [dialled]


@pytest.mark.parametrize("number", ["", "anonymous", "12", "no tiene", "+549342555", "342 555-0101 int. 4"])
def test_what_is_no_number_is_refused_by_its_line(ordered: Order, number: str) -> None:
    planned = ordered(f"telefono,nombre\n{number},Ana\n{ANA},Beto\n", MONDAY)
    assert list(reasons(planned)) == [2]
    assert reasons(planned)[2].startswith("no_number: ")
    assert list(called(planned)) == [ANA]


def test_an_argentine_mobile_without_its_nine_is_dialled_as_they_write(ordered: Order) -> None:
    with writing() as session:
        contact_for(session, "whatsapp", f"whatsapp:{ANA}", MONDAY)
    assert list(called(ordered("phone\n+543425550101\n", MONDAY))) == [ANA]


def test_the_same_person_twice_is_called_once_however_the_number_is_written_or_merged(ordered: Order) -> None:
    ana, beto = known(ANA), known(BETO)
    with writing() as session:
        merge(session, ana, beto, "adviser", {"by": "test"}, MONDAY)
    planned = ordered(f"phone\n{ANA}\n0342 15 555-0101\n{BETO}\n", MONDAY)
    assert list(called(planned)) == [ANA]
    assert reasons(planned) == {3: "duplicate: of line 2", 4: "duplicate: of line 2"}


@pytest.mark.parametrize(("purpose", "channel", "status", "wanted", "reason"), [
    ("all", "all", "revoked", "service", "no_consent: revoked for service by voice"),
    ("all", "voice", "denied", "service", "no_consent: denied for service by voice"),
    ("marketing", "all", "revoked", "service", None), ("all", "whatsapp", "revoked", "service", None),
    ("marketing", "voice", "granted", "marketing", None),
    ("service", "voice", "granted", "marketing", "no_consent: not asked for marketing by voice")])
def test_consent_is_by_purpose_and_channel(ordered: Order, purpose: str, channel: str, status: str, wanted: str,
                                           reason: str | None) -> None:
    with writing() as session:
        ledger.record(session, contact_for(session, "phone", ANA, MONDAY), purpose, channel, status, MONDAY,
                      {"quote": "no me llamen"})
    planned = ordered(f"phone\n{ANA}\n", MONDAY, purpose=wanted)
    assert reasons(planned) == ({2: reason} if reason else {})


def test_somebody_unknown_is_called_for_service_and_not_for_marketing(ordered: Order) -> None:
    assert called(ordered(f"phone\n{ANA}\n", MONDAY))
    assert reasons(ordered(f"phone\n{BETO}\n", MONDAY, purpose="marketing")) == {
        2: "no_consent: not asked for marketing by voice"}


def test_a_number_at_which_somebody_else_answered_is_not_called_until_it_is_put_right(ordered: Order) -> None:
    ana = known(ANA)
    with writing() as session:
        next_actions.plan(session, ana, "correct_number", "media", MONDAY, "conv_1")
    assert reasons(ordered(f"phone\n{ANA}\n", MONDAY)) == {2: "wrong_number: somebody else answered there"}
    with writing() as session:
        next_actions.close(session, [ana], "correct_number", MONDAY)
    assert called(ordered(f"phone\n{ANA}\n", MONDAY))


def test_nobody_is_called_too_often_nor_from_two_lists_at_once(ordered: Order) -> None:
    ana = known(ANA)
    with writing() as session:
        for name, hours in (("a", 2), ("b", 20), ("c", 60)):
            session.add(Interaction(id=name, contact_id=ana, kind="call", channel="voice", direction="out",
                                    provider="elevenlabs", provider_id=name, status="failed",
                                    started_at=MONDAY - timedelta(hours=hours)))
    assert reasons(ordered(f"phone\n{ANA}\n", MONDAY)) == {2: "too_often: 2 calls in a day"}
    first = ordered(f"phone\n{BETO}\n", MONDAY)
    assert reasons(ordered(f"phone\n{BETO}\n", MONDAY)) == {2: f"already_to_be_called: in {first.run}"}


@pytest.mark.parametrize(("number", "at", "purpose", "zone", "begins"), [
    (ANA, "2026-11-30T11:00", "service", "America/Argentina/Cordoba", None),
    (ANA, "2026-11-30T20:50", "service", "America/Argentina/Cordoba", "2026-12-01T09:00"),  # too little is left of it
    (ANA, "2026-11-30T14:00", "marketing", "America/Argentina/Cordoba", "2026-11-30T16:30"),  # the siesta
    (ANA, "2026-12-06T11:00", "marketing", "America/Argentina/Cordoba", "2026-12-07T10:00"),  # a Sunday
    (ANA, "2026-12-08T09:00", "service", "America/Argentina/Cordoba", "2026-12-08T10:00"),  # a holiday
    ("+34612345678", "2026-11-30T21:30", "service", "Europe/Madrid", "2026-12-01T09:00"),
    ("+525512345678", "2026-11-30T08:00", "service", "America/Mexico_City", "2026-11-30T09:00")])
def test_the_hours_are_those_of_the_persons_place(ordered: Order, number: str, at: str, purpose: str, zone: str,
                                                  begins: str | None) -> None:
    contact = known(number, time_zone=zone)
    with writing() as session:
        ledger.record(session, contact, "marketing", "voice", "granted", MONDAY, {"quote": "sí"})
    moment = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))
    planned = ordered(f"phone\n{number}\n", moment, purpose=purpose)
    (found,) = called(planned).values()
    assert found == (datetime.fromisoformat(begins).replace(tzinfo=ZoneInfo(zone)) if begins else None)


def test_people_of_other_hours_get_batches_of_their_own(ordered: Order) -> None:
    planned = ordered(f"phone\n{ANA}\n{BETO}\n+34612345678\n+525512345678\n+51912345678\n",
                      datetime(2026, 11, 30, 13, 0, tzinfo=timezone.utc))
    with reading() as session:
        batches = session.scalars(select(CallBatch).where(CallBatch.run == planned.run)).all()
        found = {(one.time_zone, one.scheduled_at): [
            person.phone for person in session.scalars(select(CallRecipient).where(
                CallRecipient.batch_id == one.id).order_by(CallRecipient.row))] for one in batches}
    at_nine = datetime(2026, 11, 30, 9, 0)
    assert found == {
        ("America/Argentina/Cordoba", None): [ANA, BETO, "+34612345678"],
        ("America/Mexico_City", at_nine.replace(tzinfo=ZoneInfo("America/Mexico_City"))): ["+525512345678"],
        ("America/Lima", at_nine.replace(tzinfo=ZoneInfo("America/Lima"))): ["+51912345678"]}
    assert len({one.call_name for one in batches}) == 3


def test_a_dry_run_leaves_nothing_behind(played: Any, tmp_path: Path) -> None:
    file = tmp_path / "gente.csv"
    file.write_text(f"phone\n{ANA}\n")
    with reading() as session:
        assert plan.plan(session, read_people(file), plan.Order("x"), MONDAY).total == 1
        assert session.scalars(select(Identity)).all() == session.scalars(select(CallBatch)).all() == []


@pytest.mark.parametrize(("raw", "phone", "values"), [
    ("teléfono;Nombre;Año de compra\n+34 612;Íñigo;2024\n".encode(), "+34 612", {"name": "Íñigo",
                                                                                  "ano_de_compra": "2024"}),
    ("\ufeffphone\tnombre\n+34 612\tIñigo\n".encode(), "+34 612", {"name": "Iñigo"}),
    ("telefono,nombre\n+34 612,Íñigo\n".encode("cp1252"), "+34 612", {"name": "Íñigo"}),
    (b'phone,name,producto\r\n"+34 612","Ana, la de Lugo","dos\nlineas"\r\n\r\n', "+34 612",
     {"name": "Ana, la de Lugo", "producto": "dos lineas"})])
def test_files_as_spreadsheets_write_them(tmp_path: Path, raw: bytes, phone: str, values: dict[str, str]) -> None:
    file = tmp_path / "gente.csv"
    file.write_bytes(raw)
    (row,) = read_people(file)
    assert (row.phone, row.values) == (phone, values)


@pytest.mark.parametrize(("raw", "words"), [
    (b"", "1: no column of telephones"), (b"name\nAna\n", "1: no column of telephones"), (b"phone\n", "no rows"),
    (b"phone,name\n+34,Ana,Lugo\n", "2: 3 values under 2 columns"), (b"PK\x00\x04", "save the sheet as CSV"),
    (b"phone,name,name\n1,2,3\n", "1: two columns are called name"),
    (b"phone,system__caller_id\n1,2\n", "keeps names that begin with system__")])
def test_a_file_that_cannot_be_used_says_where_and_what_to_do(tmp_path: Path, raw: bytes, words: str) -> None:
    file = tmp_path / "gente.csv"
    file.write_bytes(raw)
    with pytest.raises(FileError, match=r"^gente\.csv:.*" + words):
        read_people(file)


def test_room_is_left_at_the_end_of_the_hours() -> None:
    assert timedelta(minutes=5) <= checks.ROOM <= timedelta(hours=1)
