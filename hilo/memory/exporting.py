"""Everything that is stored about a person, row by row: their right of access."""
from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.belongings import owned, personal_tables
from hilo.memory.roots import group
from hilo.memory.tables import TrackerEvent, TrackerWindow

MARK = "export_of"
"""The first key of an export: by it an erasure knows the exports that it finds."""
_JSON_TEXT = {(TrackerEvent.__tablename__, "data"), (TrackerWindow.__tablename__, "prefix")}
"""Columns of text that are JSON themselves."""


def export(session: Session, contact_id: str, at: datetime) -> dict[str, Any]:
    """{export_of: every id of the person, at, tables: {table: [row, …]}}; masked as stored, moments in ISO 8601.

    Raises:
        UnknownContactError
    """
    ids = group(session, contact_id)
    rows = {table.name: _rows(session, table, ids) for table in reversed(personal_tables())}
    return {MARK: ids, "at": at.isoformat(), "tables": rows}


def _rows(session: Session, table: Any, ids: list[str]) -> list[dict[str, Any]]:
    found = session.execute(select(table).where(owned(table, ids)).order_by(*table.primary_key.columns))
    return [{name: _plain(table.name, name, value) for name, value in row._mapping.items()} for row in found]


def _plain(table: str, column: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return json.loads(value) if (table, column) in _JSON_TEXT else value
