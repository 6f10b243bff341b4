"""The one database: its engine, its transactions, its migrations.

SQLite (WAL) by default, PostgreSQL by `DATABASE_URL`. Calls block; a server's event loop makes them in a thread.
"""
from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from hilo.memory.in_turn import InTurn
from hilo.settings import SettingError, get_settings

NO_WORDS = ("this Python's SQLite ({version}) was built without FTS5, by which messages are searched: use a Python "
            "whose SQLite has it (those that uv and python.org give out do), or set DATABASE_URL to a PostgreSQL "
            "database")
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 12
"""How long a statement waits for SQLite's lock before it fails; under Twilio's 15 s for a webhook."""
LOOK_AGAIN = (0.001, 0.004)
"""Seconds between two looks at a lock that another process holds."""
CONNECT_SECONDS = 3
STILL_THERE = 1.0
"""Seconds after its last use for which a connection of the pool is taken as alive; after that it is asked first."""
POOL = 10
_IN_TURN = InTurn()
_writer = threading.local()
"""`waits`: this thread is in `writing`; `first`: before others; `goes`: it has its turn."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}",
            "temp_store=MEMORY", "secure_delete=ON", "wal_autocheckpoint=20000")
"""FULL: what was answered survives a power cut, not only kill -9. secure_delete: what is erased is overwritten.
wal_autocheckpoint, pages: the worker moves the log into the file (`checkpoint`); a process does it itself, in the midst
of somebody's request, only where no worker runs."""


def _prepare_sqlite(engine: Engine) -> None:
    """One writer at a time, taken at BEGIN: a lock asked for in the middle of a transaction may fail at once."""

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # pysqlite's own BEGIN comes too late (SQLAlchemy, dialect notes)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN")
            return
        if getattr(_writer, "waits", False) and not _writer.goes:
            _writer.goes = _IN_TURN.acquire(_writer.first, BUSY_SECONDS)
        _begin_soon(connection)


def _begin_soon(connection: Connection) -> None:
    """Asks for SQLite's write lock every few milliseconds: SQLite's own waiting sleeps for up to 100 between looks, and
    who waits behind several processes waits for many of them.

    Raises:
        OperationalError: SQLAlchemy's, after BUSY_SECONDS.
    """
    plain = connection.connection.dbapi_connection
    end = time.monotonic() + BUSY_SECONDS
    plain.execute("PRAGMA busy_timeout=1")
    try:
        while time.monotonic() < end:
            try:
                plain.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    break
            time.sleep(random.uniform(*LOOK_AGAIN))
    finally:
        plain.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # once more by SQLAlchemy, whose error it then is


def _discreet_cursor() -> Any:
    """A cursor of PostgreSQL's whose errors do not quote the row («Failing row contains …»)."""
    import psycopg2
    from psycopg2.extensions import cursor

    class Discreet(cursor):
        """(see parent class for full docstring)."""

        def execute(self, *args: Any) -> None:
            """(see parent class for full docstring)."""
            try:
                super().execute(*args)
            except psycopg2.Error as error:
                error.args = (str(error).partition("\nDETAIL:")[0],)
                raise

    return Discreet


def _ask_the_idle(engine: Engine) -> None:
    """As `pool_pre_ping`, but only of connections that have not been used just now: asking at every use costs as much
    as a statement. One that was cut off in between fails once, and all others of the pool are asked then."""

    @event.listens_for(engine, "checkin")
    def checkin(_: Any, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def checkout(connection: Any, record: Any, _: Any) -> None:
        used_at = record.info.get("used_at")
        if used_at is not None and time.monotonic() - used_at > STILL_THERE and not engine.dialect.do_ping(connection):
            raise InvalidatePoolError()


def open_engine(address: str) -> Engine:
    """An engine for an SQLAlchemy address, with what each back end needs. Its errors hide the values of a statement:
    they end up in logs, and customers' words must not."""
    if address.startswith("postgres://"):  # SQLAlchemy knows only the long name
        address = "postgresql" + address[len("postgres"):]
    if not address.startswith("sqlite"):
        engine = create_engine(address, future=True, pool_size=POOL, max_overflow=POOL, hide_parameters=True,
                               executemany_mode="values_plus_batch",  # many updates are one round trip
                               connect_args={"connect_timeout": CONNECT_SECONDS, "cursor_factory": _discreet_cursor()})
        _ask_the_idle(engine)
        return engine
    file = address.removeprefix("sqlite:///")
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, future=True, poolclass=QueuePool, pool_size=POOL, max_overflow=POOL,
                           hide_parameters=True, connect_args={"check_same_thread": False})
    _prepare_sqlite(engine)
    return engine


@lru_cache(maxsize=4)
def engine_at(address: str) -> Engine:
    """The engine of an address, migrated; one a process."""
    engine = open_engine(address)
    migrate(engine)
    return engine


def engine() -> Engine:
    """The engine at `DATABASE_URL`."""
    return engine_at(get_settings().database_address)


@contextmanager
def reading() -> Iterator[Session]:
    """A session that only reads."""
    with Session(engine(), future=True) as session:
        yield session


@contextmanager
def writing(first: bool = False) -> Iterator[Session]:
    """One transaction, committed at the end, rolled back when an error leaves the block.

    Args:
        first: before the other threads of this process that want to write, since a provider waits.
    """
    outer = getattr(_writer, "waits", False)
    if not outer:
        _writer.waits, _writer.first, _writer.goes = True, first, False
    try:
        with Session(engine().execution_options(writes=True), future=True,
                     autoflush=False) as session, session.begin():
            yield session
    finally:
        if not outer:
            _writer.waits = False
            if _writer.goes:
                _IN_TURN.release()


def checkpoint() -> None:
    """Moves SQLite's log into its file as far as that holds up nobody; nothing to do on PostgreSQL (blocks)."""
    if engine().dialect.name != "sqlite":
        return
    with engine().connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def ping() -> None:
    """Asks the database for a sign of life; raises SQLAlchemy's error without one."""
    with reading() as session:
        session.execute(text("SELECT 1"))


def _newest() -> str:
    """The newest migration's name, without loading Alembic (a command should start at once)."""
    return max(file.stem.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def lacks_words(connection: sqlite3.Connection) -> bool:
    """Whether an SQLite has no index of words (FTS5)."""
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.words_are_found USING fts5(text)")
    except sqlite3.OperationalError:
        return True
    connection.execute("DROP TABLE temp.words_are_found")
    return False


def check_sqlite(address: str) -> None:
    """Looks whether the database at an address can be used by this Python, before anything is made of it.

    Raises:
        SettingError: naming what its SQLite lacks, and what to do.
    """
    if not address.startswith("sqlite"):
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        if lacks_words(connection):
            raise SettingError(NO_WORDS.format(version=sqlite3.sqlite_version))


def migrate(engine: Engine) -> None:
    """Brings the database to the newest version; safe when several processes start at once.

    Raises:
        SettingError: this Python's SQLite lacks what is needed.
    """
    with engine.connect() as connection:
        if _version(connection) == _newest():
            return
    check_sqlite(engine.url.drivername)
    from alembic import command
    from alembic.config import Config

    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE is such a lock already
            connection.execute(text("SELECT pg_advisory_xact_lock(7417001)"))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
