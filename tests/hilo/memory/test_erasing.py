"""Erasing a person: every table, every file; nobody else's rows; while others read and write."""
from __future__ import annotations

import json
import random
import sqlite3
import threading
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from people import BETO, writes
from sqlalchemy import Column, MetaData, String, Table, func, select

from hilo.clock import now
from hilo.memory import belongings, residue
from hilo.memory import files as sent
from hilo.memory.database import engine, reading, writing
from hilo.memory.erasing import BusyError, erase
from hilo.memory.exporting import export
from hilo.memory.identity import UnknownContactError
from hilo.memory.merging import merge, undo
from hilo.memory.tables import Base, Contact, Conversation, Identity, Merge, Message, Outbox, TrackerWindow
from hilo.outreach import files
from hilo.settings import get_settings
from tests.planting import NOON, later, plant

MARKER = "jirafa-azul-8472"


@pytest.fixture(autouse=True)
def home(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """HILO_HOME; where the database is SQLite its file lies there too."""
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    get_settings.cache_clear()
    return tmp_path


def rows() -> dict[str, int]:
    with reading() as session:
        return {name: session.scalar(select(func.count()).select_from(table))
                for name, table in Base.metadata.tables.items() if table not in belongings.NOBODYS}


def files_with(home: Path, text: str) -> list[str]:
    return [file.name for file in home.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


def test_every_table_says_whose_its_rows_are() -> None:
    """A new table needs a column with a foreign key to contacts, or an entry in `belongings`."""
    nobodys = {table for table in belongings.tables() if not belongings.owner_columns(table)}
    assert nobodys == belongings.NOBODYS
    for table in belongings.tables():
        named = {c.name for c in table.columns if c.name.endswith(("contact_id", "sender_id", "kept_id", "merged_id"))}
        assert named <= {column.name for column in belongings.owner_columns(table)}, table.name


def test_a_table_without_owner_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing says whose the rows of toys are"):
        belongings.owned(Table("toys", MetaData(), Column("id", String, primary_key=True)), ["x"])


def test_nothing_of_a_person_is_left_in_any_table_or_file(home: Path) -> None:
    person = plant(MARKER)
    assert all(rows().values()), "the planted person should have a row in every table"
    before = rows()
    erased = erase(person)
    assert erased.rows == before
    assert not any(rows().values())
    assert erased.warnings == []
    assert files_with(home, MARKER) == files_with(home, person) == files_with(home, "+543425551234") == []


def test_the_files_that_a_person_was_sent_go_with_them(home: Path) -> None:
    person, neighbour = plant(MARKER), plant("tucán-verde", phone="+543425559876")
    with reading() as session:
        other = session.scalar(select(Contact.id).where(Contact.merged_into == person))
    for one in (person, other, neighbour):
        files.keep(one, "turno.ics", one.encode())
    erased = erase(person)
    assert sorted(file.name for file in erased.files.deleted if file.suffix == ".ics") == ["turno.ics", "turno.ics"]
    assert (sent.of([person, other]), len(sent.of([neighbour]))) == ([], 1)


def test_the_neighbours_keep_everything(home: Path) -> None:
    person, neighbour = plant(MARKER), plant("tucán-verde", phone="+543425559876")
    with reading() as session:
        before = export(session, neighbour, NOON)
    erase(person)
    with reading() as session:
        assert export(session, neighbour, NOON) == before
    assert not any(MARKER in json.dumps(one) for one in before["tables"].values())


def test_a_merged_contact_is_erased_by_either_id() -> None:
    person = plant(MARKER)
    with reading() as session:
        other = session.scalar(select(Contact.id).where(Contact.merged_into == person))
    assert erase(other).rows["contacts"] == 2
    assert not any(rows().values())
    with pytest.raises(UnknownContactError):
        erase(person)


def test_claims_and_evidence_of_others_forget_the_person() -> None:
    person, ana, beto = writes("webchat", "s1"), writes("webchat", "s2"), writes("whatsapp", BETO)
    with writing() as session:
        session.scalars(select(Identity).where(Identity.address == BETO)).one().claimed_by = person
        merge(session, ana, beto, "adviser", {"told_by": person, "more": [person, "x"]}, NOON)
    erase(person)
    with reading() as session:
        assert session.scalars(select(Identity).where(Identity.address == BETO)).one().claimed_by is None
        evidence = session.scalars(select(Merge)).one().evidence
        assert (evidence["told_by"], evidence["more"]) == (None, [None, "x"])


def test_two_who_were_one_for_a_while_are_erased_one_at_a_time() -> None:
    person, other = writes("webchat", "s1"), writes("whatsapp", BETO)
    with writing() as session:
        number = merge(session, other, person, "adviser", {}, NOON)
        session.add(Conversation(id=str(uuid.uuid4()), contact_id=person, started_at=NOON, last_at=NOON))
        session.flush()
        talk = session.scalars(select(Conversation)).one()
        session.add(Message(contact_id=other, conversation_id=talk.id, source="sms", provider_id="1", at=NOON,
                            direction="in", author="customer", channel="sms", text="hola"))
        said = Message(contact_id=person, conversation_id=talk.id, source="sms", provider_id="2", at=NOON,
                       direction="out", author="bot", channel="sms", text="hola")
        session.add(said)
        session.flush()
        session.add(Outbox(contact_id=other, message_id=said.id, channel="sms", address="+1", payload={},
                           created_at=NOON))
    with writing() as session:
        undo(session, number, later(1))
    assert erase(person).rows["conversations"] == 1
    with reading() as session:
        assert session.scalars(select(Message)).one().conversation_id is None
        assert session.scalars(select(Outbox)).all() == []
    assert rows()["merges"] == 0
    assert rows()["contacts"] == 1


def test_a_turn_under_way_is_waited_for() -> None:
    person = plant(MARKER)
    with writing() as session:
        contact = session.get(Contact, person)
        contact.lease, contact.leased_until = "consumer", now() + timedelta(seconds=60)
    with pytest.raises(BusyError):
        erase(person, timedelta(seconds=0.3))
    assert all(rows().values())

    def end() -> None:
        time.sleep(0.5)
        with writing() as session:
            session.get(Contact, person).lease = None

    turn = threading.Thread(target=end)
    turn.start()
    erase(person)
    turn.join()
    assert not any(rows().values())


def test_logs_lose_the_words_and_exports_go(home: Path) -> None:
    person = plant(MARKER)
    with reading() as session:
        (home / "ana.json").write_text(json.dumps(export(session, person, NOON), indent=2))
    (home / "others.json").write_text('{"export_of": ["somebody else"]}')
    log = home / "var" / "rasa.log"
    log.parent.mkdir()
    log.write_text(f"start\nTraceback … whatsapp:+543425551234 «Quiero zapatillas {MARKER}» ¡\nend\n")
    size = log.stat().st_size
    (home / "note.txt").write_text(f"call {person}")
    erased = erase(person)
    assert [file.name for file in erased.files.deleted] == ["ana.json"]
    assert log.stat().st_size == size
    assert log.read_text().startswith("start\nTraceback … *")
    assert log.read_text().endswith("» ¡\nend\n")
    assert files_with(home, MARKER) == files_with(home, "+543425551234") == []
    assert len(erased.warnings) == 1
    assert "note.txt" in erased.warnings[0]


def sqlite_only(database: str) -> str:
    if not database.startswith("sqlite"):
        pytest.skip("about SQLite's files")
    return database.removeprefix("sqlite:///")


def test_no_copy_stays_in_sqlites_files_whatever_was_moved(home: Path, database: str) -> None:
    """Rows that grow make pages divide, and old bytes stay in the gaps: secure_delete alone leaves some."""
    sqlite_only(database)
    chance = random.Random(1)
    people = [plant(mark(n), phone=phone(n)) for n in range(40)]
    for _ in range(6):
        for n in chance.sample(range(40), 40):
            with writing() as session:
                session.get(TrackerWindow, people[n]).prefix = json.dumps([f"{mark(n)} " * chance.randint(1, 60)])
                session.get(Contact, people[n]).preferences = {"note": f"{mark(n)} " * chance.randint(1, 40)}
    for n in chance.sample(range(40), 25):
        erase(people[n])
        assert [files_with(home, word) for word in (mark(n), people[n], phone(n))] == [[], [], []]


def mark(n: int) -> str:
    """The words of the nth of many."""
    return f"marca-{n}-{MARKER}"


def phone(n: int) -> str:
    """Their phone."""
    return f"+54342555{n:04}"


def test_a_large_database_is_searched_first(home: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite_only(database)
    monkeypatch.setattr(residue, "SMALL", 0)
    assert erase(plant(MARKER)).warnings == []
    assert files_with(home, MARKER) == []


def test_while_somebody_reads_it_is_tried_again_and_then_told(home: Path, database: str,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    file = sqlite_only(database)
    person = plant(MARKER)
    reader = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM messages").fetchone()
    monkeypatch.setattr(residue, "PATIENCE", 0.5)
    erased = erase(person)
    assert len(erased.warnings) == 1
    assert "wal_checkpoint" in erased.warnings[0]
    assert not any(rows().values())
    monkeypatch.setattr(residue, "PATIENCE", 15)
    person = plant(MARKER)
    threading.Timer(1.5, reader.close).start()
    assert erase(person).warnings == []
    assert files_with(home, MARKER) == []


def test_others_go_on_writing_meanwhile(home: Path) -> None:
    person, stop, errors = plant(MARKER), threading.Event(), []

    def write() -> None:
        number = 0
        while not stop.is_set():
            try:
                writes("webchat", f"visitor-{number}")
            except Exception as error:
                errors.append(error)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        erased = erase(person)
    finally:
        stop.set()
        writer.join()
    assert errors == []
    assert erased.warnings == []
    assert files_with(home, MARKER) == []
    assert engine().pool.checkedout() == 0
