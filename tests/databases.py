"""A fresh database for each test, on every back end that this machine has.

Where PostgreSQL is not installed its half is skipped and says so.
"""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bench.services import MissingError, Postgres
from hilo.memory.database import engine, engine_at, migrate, open_engine
from hilo.settings import get_settings

_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""No care for power cuts: the cluster lives as long as the tests."""
_names = count(1)


class Cluster(Postgres):
    """A PostgreSQL server of our own, with a migrated database to copy."""

    def __init__(self) -> None:
        super().__init__(_OPTIONS)
        self.execute("CREATE DATABASE template_hilo")
        template = open_engine(self.address("template_hilo"))
        migrate(template)
        template.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """One server for all tests."""
    try:
        cluster = Cluster()
    except MissingError as error:
        pytest.skip(str(error))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied: migrating anew for each test takes longer than most tests."""
    file = tmp_path_factory.mktemp("template") / "hilo.db"
    template = open_engine(f"sqlite:///{file}")
    migrate(template)
    template.dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a fresh, migrated database to which `DATABASE_URL` points during the test."""
    cluster: Cluster | None = None
    name = f"test_{next(_names)}"
    if request.param == "sqlite":
        file = tmp_path / "hilo.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        address = f"sqlite:///{file}"
    else:
        cluster = request.getfixturevalue("postgresql")
        cluster.execute(f"CREATE DATABASE {name} TEMPLATE template_hilo")
        address = cluster.address(name)
    monkeypatch.setenv("DATABASE_URL", address)
    get_settings.cache_clear()
    yield address
    engine().dispose()
    engine_at.cache_clear()
    get_settings.cache_clear()
    if cluster:
        cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")
