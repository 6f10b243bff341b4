"""The database locked or away for ten seconds while people write: each is answered, or told to come again."""
from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
from sqlalchemy import select
from sqlalchemy.engine import Engine

from hilo.memory.database import open_engine
from hilo.memory.tables import Inbox
from tests.databases import Cluster, postgresql  # noqa: F401 (a fixture)
from tests.quick_starts import Pair, QuickStarts
from tests.running import wait_until
from tests.system.persistent_people import Told
from tests.system.thread_whole import faults, pending

AWAY = 10.0
PEOPLE = 8
PATIENCE = 40.0
"""Seconds for an answer, or for what was accepted and is still to be answered."""
TEXTS = ("hola, buen día", "¿cuánto sale la Manta Panal?", "quiero comprar una campera negra talle M", "hasta 150 mil",
         "jajaja qué gracioso sos")
"""Before it, as it begins, twice while it lasts, and afterwards."""


class Writer:
    """Somebody who sends each message once and notes what came of it."""

    def __init__(self, address: str, number: int) -> None:
        self.told = Told(f"writer-{number}")
        self._client = httpx.Client(base_url=address, timeout=PATIENCE)

    def write(self, number: int) -> None:
        """Sends one of `TEXTS`, again if it was sent before."""
        name, text = f"m{number}", TEXTS[number]
        self.told.written[name] = text
        answer = self._client.post("/conversation/chat", json={"user_id": self.told.user_id, "message": text,
                                                               "message_id": name})
        if answer.status_code == 200:
            self.told.answers.setdefault(name, []).append(answer.json()["messages"])
        else:
            self.told.refused.append((name, answer.status_code, answer.text))


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another process (this one) has begun to write and does not end."""
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def stopped(cluster: Cluster) -> Iterator[None]:
    """The server is not there."""
    cluster.halt()
    yield
    cluster.start()


def through(away: object, pair: Pair, engine: Engine) -> list[Told]:
    """A conversation of several people, during which the database is away; checks all but what was refused."""
    writers = [Writer(pair.address, number) for number in range(PEOPLE)]
    with ThreadPoolExecutor(PEOPLE * len(TEXTS)) as pool:
        list(pool.map(lambda one: one.write(0), writers))
        begins = [pool.submit(one.write, 1) for one in writers]
        wait_until(lambda: pending(engine) > 0, PATIENCE, 0.005)  # some are accepted and not yet answered
        with away:  # type: ignore[attr-defined]
            began = time.monotonic()
            during = [pool.submit(one.write, 2) for one in writers]
            time.sleep(AWAY / 2)
            during += [pool.submit(one.write, 3) for one in writers]
            time.sleep(max(0.0, AWAY - (time.monotonic() - began)))
        for work in [*begins, *during]:
            work.result()
        list(pool.map(lambda one: one.write(4), writers))
    assert wait_until(lambda: pending(engine) == 0, PATIENCE)
    told = [one.told for one in writers]
    found = faults(engine, told)
    assert not found, "\n".join(found)
    assert all({"m0", "m4"} <= set(one.answers) for one in told)
    print("away:", {one.user_id: [(name, status) for name, status, _ in one.refused] for one in told})
    check_refused(engine, told)
    come_again(writers)
    found = faults(engine, told)
    assert not found, "\n".join(found)
    return told


def check_refused(engine: Engine, told: list[Told]) -> None:
    """Whoever was refused was told so in words; the message was not stored, or is answered when asked again."""
    with engine.connect() as connection:
        stored = set(connection.execute(select(Inbox.provider_id)).scalars())
    for one in told:
        for name, status, body in one.refused:
            assert status == 503, body
            assert ("could not be stored" in body) == (f"{one.user_id}:{name}" not in stored), body
            assert "again" in body


def come_again(writers: list[Writer]) -> None:
    """Everybody sends again what was refused, and is answered."""
    for one in writers:
        for name in {name for name, _, _ in one.told.refused}:
            one.write(int(name[1:]))
            assert name in one.told.answers


def test_sqlite_locked_for_ten_seconds_costs_nobody_a_message(quick_starts: QuickStarts, tmp_path: Path) -> None:
    with Pair(quick_starts, tmp_path) as pair:
        file = tmp_path / "var" / "hilo.db"
        engine = open_engine(f"sqlite:///{file}")
        told = through(locked(file), pair, engine)
        engine.dispose()
    assert not [one.refused for one in told if one.refused], "ten seconds are waited for"


def test_postgresql_stopped_for_ten_seconds_costs_nobody_a_message(
        quick_starts: QuickStarts, postgresql: Cluster, tmp_path: Path) -> None:  # noqa: F811
    postgresql.execute("CREATE DATABASE away TEMPLATE template_hilo")
    address = postgresql.address("away")
    with Pair(quick_starts, tmp_path, DATABASE_URL=address) as pair:
        engine = open_engine(address)
        through(stopped(postgresql), pair, engine)  # whether somebody is refused or only waits depends on the machine
        engine.dispose()
