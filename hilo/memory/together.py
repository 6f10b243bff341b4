"""Writes of several threads in one transaction: on SQLite each commit waits for the disk, one after the other.

Whoever comes first opens the transaction and does the work of all who came meanwhile, each within a savepoint: the
disk is waited for once. (The databases' own «group commit»; PostgreSQL has it, so there each writes by itself.)
"""
from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from hilo.memory import database

T = TypeVar("T")
MOST = 32
"""Works of one transaction: nobody waits for an endless one."""


class _Wanted(NamedTuple):
    work: Callable[[Session], Any]
    result: Future[Any]


class _Line(Generic[T]):
    """Who waits to have something written."""

    def __init__(self) -> None:
        self._waiting: list[_Wanted] = []
        self._lock = threading.Lock()
        self._leads = threading.Lock()

    def write(self, work: Callable[[Session], T]) -> T:
        mine = _Wanted(work, Future())
        with self._lock:
            self._waiting.append(mine)
        while not mine.result.done():
            with self._leads:
                if not mine.result.done():
                    self._write_all()
        return mine.result.result()

    def _write_all(self) -> None:
        taken: list[_Wanted] = []
        done: list[tuple[_Wanted, Any]] = []
        try:
            with database.writing() as session:
                session.connection()  # waits for SQLite's lock
                with self._lock:  # only now: whoever came while the lock was waited for comes along
                    taken, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                for one in taken:
                    _do(session, one, done)
        except BaseException as error:
            if not taken:
                with self._lock:
                    taken, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            for one in taken:
                if not one.result.done():
                    one.result.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for one, result in done:
            one.result.set_result(result)


def _do(session: Session, one: _Wanted, done: list[tuple[_Wanted, Any]]) -> None:
    """One of several: what it does wrong is its own affair."""
    try:
        with session.begin_nested():
            result = one.work(session)
    except Exception as error:
        if not session.is_active:
            raise  # the transaction itself is lost
        one.result.set_exception(error)
        return
    done.append((one, result))


_line: _Line[Any] = _Line()


def write(work: Callable[[Session], T]) -> T:
    """What `work` gives, once it is committed; its error, where it is its own.

    Raises:
        SQLAlchemyError: the transaction failed; nothing of it is there.
    """
    if database.engine().dialect.name != "sqlite":
        with database.writing() as session:
            return work(session)
    return _line.write(work)
