"""Writes of several threads in one transaction."""
from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from hilo.memory import database as db
from hilo.memory import together
from hilo.memory.tables import Contact
from tests.planting import NOON


def add(session: Session, name: str) -> str:
    session.add(Contact(id=str(uuid.uuid4()), name=name, stage="prospect", created_at=NOON, seen_at=NOON))
    return name


def names() -> set[str]:
    with db.reading() as session:
        return set(session.scalars(select(Contact.name)))


def test_each_gets_its_own_result_once_it_is_there(database: str) -> None:
    with ThreadPoolExecutor(16) as pool:
        done = list(pool.map(lambda n: together.write(lambda s: add(s, f"Ana {n}")), range(100)))
    assert done == [f"Ana {n}" for n in range(100)]
    assert names() == set(done)


def test_one_that_fails_takes_nobody_along(database: str) -> None:
    def work(number: int) -> Any:
        def write(session: Session) -> str:
            add(session, f"Ana {number}")
            session.flush()
            if number % 3 == 0:
                raise LookupError(number)
            return "well"
        try:
            return together.write(write)
        except LookupError as error:
            return error.args[0]

    with ThreadPoolExecutor(16) as pool:
        done = list(pool.map(work, range(60)))
    assert done == [number if number % 3 == 0 else "well" for number in range(60)]
    assert names() == {f"Ana {number}" for number in range(60) if number % 3}


def test_who_waits_for_the_disk_comes_along_with_the_next_ones(database: str) -> None:
    if not database.startswith("sqlite"):
        pytest.skip("PostgreSQL does it by itself")
    commits = []
    event.listen(db.engine(), "commit", commits.append)
    begun, go = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        begun.set()
        go.wait(5)

    with ThreadPoolExecutor(16) as pool:
        first = pool.submit(together.write, slow)
        begun.wait(5)
        others = [pool.submit(together.write, lambda s, n=n: add(s, f"Ana {n}")) for n in range(10)]
        while len(together._line._waiting) < 10:
            pass
        go.set()
        for one in (first, *others):
            one.result(5)
    assert len(names()) == 10
    assert len(commits) == 2


def test_a_transaction_that_is_lost_is_lost_for_all_and_said(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not database.startswith("sqlite"):
        pytest.skip("about SQLite's lock")

    def locked() -> Any:
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    with monkeypatch.context() as during:
        during.setattr(db, "writing", locked)
        for _ in range(2):
            with pytest.raises(OperationalError):
                together.write(lambda s: add(s, "Ana"))
    together.write(lambda s: add(s, "Luis"))
    assert names() == {"Luis"}


def test_rows_of_the_database_count_every_work(database: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: together.write(lambda s: add(s, "Ana")), range(70)))  # more than one transaction holds
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 70
