"""`python -m hilo contact …` as an operator types it."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner, Result

from hilo.__main__ import app
from hilo.memory.database import engine_at, writing
from hilo.memory.tables import Identity
from hilo.settings import ROOT, get_settings
from tests.planting import NOON, plant

MARKER = "jirafa-azul-8472"
OTHER_PHONE = "+543425559876"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A HILO_HOME with nothing in it, and its default database."""
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    get_settings.cache_clear()
    yield tmp_path
    engine_at.cache_clear()
    get_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["contact", *arguments])


def answer(*arguments: str) -> Any:
    """What a command says with --json; it must succeed."""
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def refused(*arguments: str) -> str:
    """The message of a command that must fail: on stderr, and as JSON on stdout."""
    done = run(*arguments, "--json")
    assert done.exit_code == 1
    assert list(json.loads(done.stdout)) == ["error"]
    assert done.stderr.strip() == json.loads(done.stdout)["error"]
    return done.stderr


@pytest.mark.parametrize("identity", [
    "+54 9 342 555-1234", "5493425551234", "0342 15 555-1234", "whatsapp:+543425551234", f"user {MARKER}",
    f"conversation:user {MARKER}", "Ana@Example.com", "id"])
def test_a_person_is_shown_by_any_name(identity: str) -> None:
    person = plant(MARKER)
    with writing() as session:
        session.add(Identity(contact_id=person, kind="email", address="ana@example.com", created_at=NOON))
    found = answer("show", person if identity == "id" else identity)
    assert found["contact"]["id"] == person
    assert list(found) == ["contact", "identities", "conversation", "facts", "commitments", "pending_questions",
                           "next_actions", "consents", "timeline"]
    assert len(found["timeline"]) == 2


def test_the_text_for_people_says_the_same() -> None:
    plant(MARKER)
    text = run("show", "+543425551234").stdout
    for words in (f"Ana {MARKER}", "phone +543425551234 (proven)", "size: 38 (100%, confirmed)", "call_back (alta)",
                  "marketing by whatsapp: revoked", f"¿Tienen {MARKER}?", f"Quiero zapatillas {MARKER}",
                  "conversation: bot, solution, on whatsapp"):
        assert words in text


def test_the_timeline_can_be_cut() -> None:
    plant(MARKER)
    assert len(answer("show", "+543425551234", "--limit", "1")["timeline"]) == 1


@pytest.mark.parametrize("command", ["show", "erase", "export"])
def test_nobody_and_two_are_errors(command: str) -> None:
    assert "nobody is known as '+34911223344'" in refused(command, "+34911223344")
    people = [plant(MARKER), plant("tucán", phone=OTHER_PHONE)]
    with writing() as session:
        for person, kind in zip(people, ("webchat", "conversation"), strict=True):
            session.add(Identity(contact_id=person, kind=kind, address="ana", created_at=NOON))
    message = refused(command, "ana")
    assert all(person in message for person in people)


def test_a_database_that_cannot_be_used_is_a_message(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    broken = home / "broken.db"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{broken}")
    get_settings.cache_clear()
    assert "the database cannot be used now: file is not a database" in refused("show", "ana")


def test_an_export_is_printed_or_written(home: Path) -> None:
    person = plant(MARKER)
    printed = answer("export", person)
    assert len(printed["tables"]["facts"]) == 3
    file = home / "ana.json"
    assert answer("export", person, "--out", str(file))["rows"]["facts"] == 3
    assert json.loads(file.read_text())["tables"] == printed["tables"]
    assert file.stat().st_mode & 0o077 == 0
    assert "3 facts" in run("export", person, "--out", str(file)).stdout


def test_erasing_says_what_and_leaves_nothing(home: Path) -> None:
    person = plant(MARKER)
    run("export", person, "--out", str(home / "ana.json"))
    erased = answer("erase", "+54 9 342 555-1234")
    assert (erased["contacts"], erased["facts"], erased["messages"], erased["files"]) == (2, 3, 2, 1)
    assert not [file for file in home.rglob("*") if file.is_file() and MARKER.encode() in file.read_bytes()]
    assert "nobody is known" in refused("show", person)


def test_what_could_not_be_cleaned_is_said(home: Path) -> None:
    person = plant(MARKER)
    (home / "note.txt").write_text(person)
    done = run("erase", person)
    assert done.exit_code == 1
    assert "note.txt names this person too" in done.stderr
    assert "2 contacts" in done.stdout


def test_two_are_merged_and_parted() -> None:
    one, other = plant(MARKER), plant("tucán-verde", phone=OTHER_PHONE)
    merged = answer("merge", "+543425551234", OTHER_PHONE)
    assert (merged["kept"], merged["merged"]) == (one, other)
    assert answer("show", OTHER_PHONE)["contact"]["id"] == one
    assert "are one contact already" in refused("merge", one, other)
    assert answer("unmerge", str(merged["merge_id"])) == merged
    assert answer("show", OTHER_PHONE)["contact"]["id"] == other
    assert "was undone" in refused("unmerge", str(merged["merge_id"]))
    assert "there is no merge 999" in refused("unmerge", "999")
    assert "goes on with" in run("merge", one, other).stdout


def test_showing_loads_little() -> None:
    """Under a second, also on a slow machine: neither Rasa nor the Spanish reader nor Alembic is needed."""
    plant(MARKER)
    code = ("import sys\n"
            "from hilo.__main__ import app\n"
            "app(['contact', 'show', '+543425551234'], standalone_mode=False)\n"
            "heavy = {'rasa', 'rasa_sdk', 'alembic', 'spacy', 'numpy', 'pandas'}\n"
            "loaded = {name for name in sys.modules if name in heavy or name.startswith('hilo.spanish')}\n"
            "print(sorted(loaded), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True,
                          check=True, timeout=60)
    assert f"Ana {MARKER}" in done.stdout
    assert done.stderr.strip() == "[]"


class Forgetting(BaseHTTPRequestHandler):
    """The simulator's door, as far as a person is forgotten there."""

    asked: ClassVar[list[str]] = []
    status = 200

    def do_DELETE(self) -> None:
        type(self).asked.append(self.path)
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b'{"messages": 2}')

    def log_message(self, format: str, *arguments: Any) -> None:
        """Says nothing."""


@pytest.fixture
def simulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Forgetting]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Forgetting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HILO_SIMULATOR_PORT", str(server.server_address[1]))
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_API_URL", "ELEVENLABS_API_KEY", "ELEVENLABS_API_URL"):
        monkeypatch.setenv(name, "")
    get_settings.cache_clear()
    Forgetting.asked, Forgetting.status = [], 200
    yield Forgetting
    server.shutdown()
    server.server_close()


def test_where_the_simulator_is_the_provider_it_forgets_the_person_too(simulator: type[Forgetting]) -> None:
    person = plant(MARKER)
    with writing() as session:
        session.add(Identity(contact_id=person, kind="whatsapp", address="whatsapp:+5493425551234", created_at=NOON))
    erased = answer("erase", person)
    assert {"/simulator/people/+543425551234", "/simulator/people/+5493425551234"} <= set(simulator.asked)
    assert erased["simulator"] == 2 * len(simulator.asked)


def test_a_simulator_that_is_away_is_named_and_the_person_is_erased(simulator: type[Forgetting]) -> None:
    person = plant(MARKER)
    simulator.status = 500
    done = run("erase", person, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["contacts"] > 0
    assert f"the simulator at {get_settings().simulator_address} was not told" in done.stderr


def test_with_real_providers_no_simulator_is_asked(simulator: type[Forgetting],
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "ELEVENLABS_API_KEY", "ELEVENLABS_WEBHOOK_SECRET"):
        monkeypatch.setenv(name, "x")
    get_settings.cache_clear()
    assert "simulator" not in answer("erase", plant(MARKER))
    assert simulator.asked == []
