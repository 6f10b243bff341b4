"""Two hundred calls by one file: a fifth fails, some refuse, and each person ends as they should, written to or not.

The command line, the simulator in ElevenLabs' place, its webhooks, the worker: all are the real ones.
"""
from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from hilo.settings import ROOT
from tests.running import Assistant, wait_until

PEOPLE = 200
SEED = 27
LIMIT = 420.0
"""Seconds until all have been called, read and written to; a quiet machine needs a fifth of it."""
SHARES = {"completed": 0.66, "opt_out": 0.08, "wrong_number": 0.02, "voicemail": 0.04, "busy": 0.06, "no-answer": 0.1,
          "unknown": 0.04}
"""With this seed forty are not reached at all, and twenty-three refuse."""
WRITTEN = {"talked": {"call_follow_up"}, "busy": {"missed_call"}, "no-answer": {"missed_call"},
           "failed": {"missed_call"}, "opt_out": set(), "wrong_number": set(), "voicemail": set()}
"""Which message may follow which outcome."""
MEANT = {"completed": {"talked"}, "unknown": {"failed"}, "busy": {"busy", "failed"},
         "no-answer": {"no-answer", "failed"}}
"""How we read what the simulator played, where the words differ: of a call without a webhook the batch tells only that
it failed."""
NAMES = ("Ana", "Beto", "Carla", "Dani", "Elena", "Fede", "Gabi")
ENDS = {"talked": "done", "opt_out": "done", "wrong_number": "done", "voicemail": "voicemail"}


def number(place: int) -> str:
    """Mobiles of Santa Fe."""
    return f"+549342556{place:04}"


def hilo(assistant: Assistant, *arguments: str) -> Any:
    """What a command prints, as JSON."""
    environment = {**os.environ, "HILO_HOME": str(assistant.home), "HILO_PORT": str(assistant.port),
                   "HILO_SIMULATOR_PORT": str(assistant.simulator_port), "HILO_NOW": assistant.now}
    for name in ("DATABASE_URL", "TWILIO_ACCOUNT_SID", "ELEVENLABS_API_KEY", "PUBLIC_URL"):
        environment[name] = ""
    done = subprocess.run([sys.executable, "-m", "hilo", *arguments, "--json"], cwd=ROOT, env=environment,
                          capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def simulator(assistant: Assistant) -> Any:
    with httpx.Client(base_url=f"http://127.0.0.1:{assistant.simulator_port}", timeout=30) as client:
        client.delete("/simulator/faults")
        yield client
        client.delete("/simulator/faults")


def test_two_hundred_calls_end_as_they_should(assistant: Assistant, simulator: httpx.Client, tmp_path: Path) -> None:
    simulator.post("/simulator/batches", json={"seed": SEED, "shares": SHARES, "seconds": 0.02, "at_once": 10})
    simulator.post("/simulator/faults", json={"duplicate": 0.1, "reorder": 0.1, "seed": SEED, "batch_unanswered": 1,
                                              "call_unreported": 6})
    rows = [f"{number(place)},{NAMES[place % len(NAMES)]},AR" for place in range(PEOPLE)]
    file = tmp_path / "otoño.csv"
    file.write_text("\n".join(["telefono,nombre,pais", *rows, f"{number(0)},Otra vez,AR", "12,Nadie,AR"]) + "\n")
    began = time.monotonic()
    ordered = hilo(assistant, "call", "batch", str(file), "--name", "Otoño", "--campaign", "otoño")
    assert (ordered["total"], sorted(one["reason"].partition(":")[0] for one in ordered["refused"])) == (
        PEOPLE, ["duplicate", "no_number"])

    def status() -> dict[str, Any]:
        found: dict[str, Any] = hilo(assistant, "call", "status", ordered["id"])
        return found

    assert wait_until(lambda: status()["read"] == PEOPLE, LIMIT, 3.0), status()
    read_after = time.monotonic() - began
    people = hilo(assistant, "call", "status", ordered["id"], "--people")["recipients"]
    played = simulator.get("/simulator/batches").json()
    assert [len(one["recipients"]) for one in played["batches"]] == [PEOPLE], "handed over once"
    wanted = outcomes_played(people)
    wrong = {one["phone"]: (one["outcome"], wanted[one["phone"]]) for one in people
             if one["outcome"] not in MEANT.get(wanted[one["phone"]], {wanted[one["phone"]]})}
    assert wrong == {}
    counts = Counter(one["outcome"] for one in people)
    written = letters(assistant)
    assert {phone: kinds for phone, kinds in written.items() if len(kinds) > 1} == {}, "nobody is written to twice"
    amiss = {one["phone"]: (one["outcome"], kinds) for one in people
             if (kinds := set(written.get(one["phone"], []))) != WRITTEN[one["outcome"]]}
    assert amiss == {}
    states = calls_kept(assistant)
    assert {one["phone"]: states[one["contact"]] for one in people} == {
        one["phone"]: [ENDS.get(one["outcome"], "failed")] for one in people}
    refused_now = hilo(assistant, "call", "batch", str(file), "--dry-run")["refused"]
    said_no = {one["row"] for one in people if one["outcome"] == "opt_out"}
    mistaken = {one["row"] for one in people if one["outcome"] == "wrong_number"}
    reasons = {one["row"]: one["reason"].partition(":")[0] for one in refused_now}
    assert {row for row, reason in reasons.items() if reason == "no_consent"} == said_no
    assert {row for row, reason in reasons.items() if reason == "wrong_number"} == mistaken
    print(f"\n{PEOPLE} calls, all read {read_after:.0f} s after the order: {dict(sorted(counts.items()))}; "
          f"written to: {sum(map(len, written.values()))}")


def outcomes_played(people: list[dict[str, Any]]) -> dict[str, str]:
    """What the simulator made of each call, by the same chance."""
    found = {}
    for one in people:
        chance = random.Random(f"{SEED}:{one['phone']}:False")
        found[one["phone"]] = chance.choices(list(SHARES), list(SHARES.values()))[0]
    return found


def rows_of(assistant: Assistant, query: str) -> list[tuple[Any, ...]]:
    """What stands in the assistant's database."""
    with sqlite3.connect(f"file:{assistant.home / 'var' / 'hilo.db'}?mode=ro", uri=True) as database:
        return list(database.execute(query))


def letters(assistant: Assistant) -> dict[str, list[str]]:
    """The templates posted to each number."""
    found: dict[str, list[str]] = {}
    for address, payload in rows_of(assistant, "SELECT address, payload FROM outbox WHERE address LIKE '%+549342556%'"):
        found.setdefault(address.removeprefix("whatsapp:"), []).append(json.loads(payload).get("template"))
    return found


def calls_kept(assistant: Assistant) -> dict[str, list[str]]:
    """How the calls of each contact ended."""
    found: dict[str, list[str]] = {}
    for contact, status in rows_of(assistant, "SELECT contact_id, status FROM interactions WHERE kind = 'call'"):
        found.setdefault(contact, []).append(status)
    return found
