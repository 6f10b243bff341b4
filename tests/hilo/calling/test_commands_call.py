"""`python -m hilo call …` as an operator types it."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hilo.__main__ import app
from hilo.settings import get_settings
from tests.elevenlabs_played import ElevenLabsPlayed

ANA, BETO = "+5493425550101", "+5493425550102"


@pytest.fixture(autouse=True)
def monday(played: ElevenLabsPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", "2026-11-30T11:00:00-03:00")


@pytest.fixture
def people(tmp_path: Path) -> str:
    file = tmp_path / "gente.csv"
    file.write_text(f"telefono,nombre\n{ANA},Ana\n{BETO},Beto\n12,Nadie\n", encoding="utf-8")
    return str(file)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["call", *arguments])


def answer(*arguments: str) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def refused(*arguments: str) -> str:
    done = run(*arguments, "--json")
    assert done.exit_code == 1
    return str(json.loads(done.stdout.splitlines()[0])["error"])


def test_a_batch_from_the_order_to_its_cancelling(played: ElevenLabsPlayed, people: str) -> None:
    dry = answer("batch", people, "--dry-run")
    assert (dry["total"], dry["refused"]) == (2, [{"row": 4, "phone": "12", "reason": "no_number: not a number of AR"}])
    assert played.batches == {}
    made = answer("batch", people, "--name", "Otoño", "--campaign", "botas")
    assert (made["name"], made["total"], made["status"], made["refused_count"]) == ("Otoño", 2, "submitted", 1)
    assert answer("status", made["id"])["statuses"] == {"pending": 2}
    assert [one["phone"] for one in answer("status", made["id"], "--people")["recipients"]] == [ANA, BETO]
    assert [one["id"] for one in answer("list")] == [made["id"]]
    answer("cancel", made["id"])
    assert [one["status"] for one in played.batches.values()] == ["cancelled"]
    text = run("status", made["id"]).stdout
    assert f"{made['id']}  Otoño" in text
    assert "line 4: no_number" in text


def test_at_is_read_in_the_zone_that_is_named(played: ElevenLabsPlayed, people: str) -> None:
    made = answer("batch", people, "--at", "2026-12-01T10:00", "--time-zone", "Europe/Madrid")
    assert made["batches"][0]["scheduled_at"] == "2026-12-01T12:00:00+00:00"  # nine in Santa Fe: not before
    assert played.asked("/submit")[0]["scheduled_time_unix"] == 1796126400


@pytest.mark.parametrize(("arguments", "words"), [
    (("--at", "2026-11-29T10:00"), "--at: 2026-11-29T10:00:00-03:00 has passed"),
    (("--time-zone", "Marte/Base"), "no IANA zone")])
def test_what_cannot_be_is_said_plainly(people: str, arguments: tuple[str, ...], words: str) -> None:
    assert words in refused("batch", people, *arguments)


def test_nobody_is_kept_where_there_is_no_number_to_call_with(people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEVENLABS_PHONE_NUMBER_ID", "")
    get_settings.cache_clear()
    assert "ELEVENLABS_PHONE_NUMBER_ID is needed" in refused("batch", people)
    assert answer("list") == []


def test_an_unknown_id_and_a_bad_file_are_refused(tmp_path: Path) -> None:
    assert "no calls go by 'x'" in refused("status", "x")
    file = tmp_path / "malo.csv"
    file.write_text("nombre\nAna\n")
    assert "malo.csv:1: no column of telephones" in refused("batch", str(file))


def test_the_agent_is_kept_up_to_date_and_shown(played: ElevenLabsPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEVENLABS_AGENT_ID", "")
    get_settings.cache_clear()
    assert answer("agent", "create")["done"] == "created"
    assert answer("agent", "update")["done"] == "unchanged"
    assert answer("agent", "show")["differs_in"] == []
    assert "as it should be" in run("agent", "show").stdout
