"""A fresh database for each test, on every back end that this machine has.

The parts of a server (`initdb`, `pg_ctl`) are looked for on PATH and where Debian keeps them; without them the
PostgreSQL half is skipped and says so.
"""
from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from hilo.memory.database import engine, engine_at, migrate, open_engine
from hilo.settings import get_settings

_OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""No network, and no care for power cuts: the cluster lives as long as the tests."""
_names = count(1)


def _program(name: str) -> str | None:
    """A server's program, of the newest version installed."""
    def version(path: Path) -> float:
        try:
            return float(path.parent.parent.name)
        except ValueError:
            return 0.0

    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=version)
    return shutil.which(name) or (str(installed[-1]) if installed else None)


def _as_whom() -> dict[str, Any]:
    """Options for subprocess: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = known.get("postgres") or known.get("nobody")
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}


class Cluster:
    """A PostgreSQL server of our own, reached by a socket in its folder."""

    def __init__(self, initdb: str, pg_ctl: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hilo-pg-"))  # a socket's path may have no more than 107 bytes
        self._pg_ctl, self._whom = pg_ctl, _as_whom()
        if self._whom:
            os.chown(self.folder, self._whom["user"], self._whom["group"])
        self._run(initdb, "-D", self._data, "-U", "hilo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()
        self.execute("CREATE DATABASE template_hilo")
        template = open_engine(self.address("template_hilo"))
        migrate(template)
        template.dispose()

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False, timeout=60, **self._whom)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr}")

    def start(self) -> None:
        """Starts it, at first or again."""
        self._run(self._pg_ctl, "-D", self._data, "-l", str(self.folder / "log"), "-w", "-o",
                  f"-k {self.folder} {_OPTIONS}", "start")

    def halt(self) -> None:
        """Ends it as an administrator does, connections included; `start` brings it back."""
        self._run(self._pg_ctl, "-D", self._data, "-m", "fast", "-w", "stop")

    def execute(self, statement: str) -> None:
        """Runs a statement that no transaction may hold."""
        connection = psycopg2.connect(user="hilo", dbname="postgres", host=str(self.folder))
        try:
            connection.autocommit = True
            connection.cursor().execute(statement)
        finally:
            connection.close()

    def address(self, name: str) -> str:
        """The SQLAlchemy address of one of its databases."""
        return f"postgresql://hilo@/{name}?host={self.folder}"

    def stop(self) -> None:
        """Ends the server and deletes its folder."""
        try:
            self._run(self._pg_ctl, "-D", self._data, "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """One server for all tests."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if not (initdb and pg_ctl):
        pytest.skip("PostgreSQL is not installed here (no initdb and pg_ctl)")
    cluster = Cluster(initdb, pg_ctl)
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
