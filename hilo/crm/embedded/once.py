"""Rows that are written once a key, and get a number that people can read out."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hilo.memory import database
from hilo.memory.roots import group

Made = TypeVar("Made")
FIRST_NUMBER = 10000
"""Numbers begin above it: nobody likes to be order number 1."""


def make_once(table: Any, key: str, row: Callable[[], Any], read: Callable[[Any], Made], prefix: str = "",
              also: Callable[[Session, Any], None] | None = None) -> Made:
    """The row of that key as `read` gives it, made by `row` where there is none; with a prefix it gets a number, and
    `also` writes what belongs to it into the same transaction."""
    try:
        with database.writing() as session:
            found = _of_key(session, table, key)
            if found is None:
                found = row()
                session.add(found)
                session.flush()
                if prefix:
                    found.number = f"{prefix}{FIRST_NUMBER + found.id}"
                if also:
                    also(session, found)
                session.flush()
            return read(found)
    except IntegrityError:  # another process was quicker, with the same key
        with database.reading() as session:
            found = _of_key(session, table, key)
            if found is None:
                raise
            return read(found)


def _of_key(session: Session, table: Any, key: str) -> Any:
    return session.execute(select(table).where(table.key == key)).scalar_one_or_none()


def newest_of(session: Session, table: Any, contact_id: str) -> list[Any]:
    """A person's rows, whatever contact of theirs they were written for, the newest first."""
    ids = group(session, contact_id)
    return list(session.execute(select(table).where(table.contact_id.in_(ids)).order_by(table.id.desc())).scalars())
