"""Which rows are a person's: asked by whoever erases or exports, of every table that there is."""
from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table, or_

from hilo.memory.tables import Base, CallBatch, Contact, TrackerEvent, TrackerWindow

CONTACTS: Table = Contact.__table__
_OWN = {CONTACTS: ("id",), TrackerEvent.__table__: ("sender_id",), TrackerWindow.__table__: ("sender_id",)}
"""Columns that hold a contact's id without a foreign key saying so."""
NOBODYS = frozenset({CallBatch.__table__})
"""Tables whose rows tell of nobody: what a batch of calls is to do; whom it reaches stands in a table of its own."""


def tables() -> list[Table]:
    """Every table, those first to which nothing else points: in this order rows can be deleted."""
    return list(reversed(Base.metadata.sorted_tables))


def owner_columns(table: Table) -> list[Column]:
    """The columns that say whose a row is; a row of two persons (a merge) is each one's.

    None: the table has nothing to do with persons (`NOBODYS`), or it was added without saying whose its rows are (a
    test fails).
    """
    if table in _OWN:
        return [table.c[name] for name in _OWN[table]]
    return [column for column in table.columns if column.references(CONTACTS.c.id)]


def owned(table: Table, contact_ids: list[str]) -> Any:
    """The condition for a person's rows.

    Raises:
        ValueError: for a table without owner.
    """
    columns = owner_columns(table)
    if not columns:
        raise ValueError(f"nothing says whose the rows of {table.name} are")
    return or_(*(column.in_(contact_ids) for column in columns))


def personal_tables() -> list[Table]:
    """Those with an owner, in the order of `tables`."""
    return [table for table in tables() if owner_columns(table)]
