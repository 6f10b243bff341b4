"""What deleted rows leave in SQLite's files, and how it is made to go.

`secure_delete` overwrites a row where it stands. Copies may be left where SQLite moved it earlier (a page that was
divided keeps the old bytes in its gap), and in the write-ahead log until that is emptied.
"""
from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import Engine

from hilo.memory.said import WORDS_TABLE
from hilo.memory.traces import holds

SMALL = 64 * 1024 * 1024
"""Bytes up to which the database is simply written anew: a second. A larger one is searched first, since nobody can
write to it meanwhile."""
DISTINCT = 24
"""Characters of a text that nobody else is likely to have written."""
MOST_WORDS = 100
PATIENCE = 15.0
"""Seconds for which the write-ahead log is tried again while others read it."""
LOOK_AGAIN = 0.3


def sqlite_file(engine: Engine) -> Path | None:
    """The database's file; None for a server's."""
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name).resolve() if name else None


def clean(engine: Engine, file: Path, words: list[str]) -> list[str]:
    """Leaves none of the words in the database's files where no row holds them; what could not be done, in words.

    words: what was erased, the most telling first (a contact's id stands in every row).
    """
    pooled = engine.raw_connection()
    try:
        connection: sqlite3.Connection = pooled.driver_connection
        connection.execute("PRAGMA busy_timeout=1000")
        problem = _again(lambda: _forget_words(connection)) or _again(lambda: _empty_log(connection))
        if file.stat().st_size <= SMALL or holds(file, _distinct(words)):
            problem = _again(lambda: _write_anew(connection)) or _again(lambda: _empty_log(connection))
        return [f"{file}: {problem}; traces may be left until this is done again"] if problem else []
    finally:
        pooled.invalidate()  # its short patience is not for others


def _again(attempt: Callable[[], str]) -> str:
    """Tries until there is no problem, or patience is over: the last problem, or none."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            problem = attempt()
        except sqlite3.OperationalError as error:
            problem = str(error)
        if not problem or time.monotonic() > until:
            return problem
        time.sleep(LOOK_AGAIN)


def _empty_log(connection: sqlite3.Connection) -> str:
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return "the write-ahead log could not be emptied, since somebody keeps reading (wal_checkpoint)" if busy else ""


def _forget_words(connection: sqlite3.Connection) -> str:
    """The index of words only marks those of deleted messages until its parts are put together."""
    connection.execute(f"INSERT INTO {WORDS_TABLE}({WORDS_TABLE}) VALUES ('optimize')")
    connection.commit()
    return ""


def _write_anew(connection: sqlite3.Connection) -> str:
    connection.execute("VACUUM")
    return ""


def _distinct(words: list[str]) -> list[bytes]:
    return [word.encode("utf-8", "surrogatepass") for word in words if len(word) >= DISTINCT][:MOST_WORDS]
