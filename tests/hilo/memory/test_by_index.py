"""Who somebody is and what is known of them is found by index, however many people there are."""
from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from sqlalchemy import event

from hilo.memory.context import context_of
from hilo.memory.database import engine, reading, writing
from hilo.memory.identity import contact_for, find
from hilo.memory.next_actions import still_open
from hilo.memory.showing import show

AT = datetime(2026, 11, 23, 13, tzinfo=timezone.utc)
PHONE = "+54 9 342 512-3456"
BY_STATUS = ("ix_commitments_due", "ix_next_actions_due")
"""Indexes by which what is open of everybody would be read."""


def test_no_table_is_read_as_a_whole_for_one_person(database: str) -> None:
    if not database.startswith("sqlite"):
        pytest.skip("PostgreSQL reads small tables as a whole, rightly")
    with writing() as session:
        contact_for(session, "whatsapp", f"whatsapp:{PHONE}", AT)
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    event.listen(engine(), "before_cursor_execute", note)
    with reading() as session:
        contact_id = find(session, PHONE)
        assert contact_id
        assert context_of(session, contact_id, AT)
        still_open(session, [contact_id])
        show(session, contact_id, AT)
    event.remove(engine(), "before_cursor_execute", note)
    assert len(asked) > 5
    with engine().connect() as connection:
        for statement, parameters in asked:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            whole = [step for step in plan if step.startswith("SCAN") and "anon" not in step and "CONSTANT" not in step]
            assert not whole, (whole, statement)
            assert not [step for step in plan if any(name in step for name in BY_STATUS)], (plan, statement)
