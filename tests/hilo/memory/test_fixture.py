"""The database of these tests is what it says it is."""
from __future__ import annotations

from datetime import datetime, timezone
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from hilo.memory.database import reading, writing
from hilo.memory.tables import Contact


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_begins_with_an_empty_database(database: str, time: str) -> None:
    moment = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
    with reading() as session:
        assert session.get_bind().dialect.name == database.partition(":")[0]
        assert session.scalar(select(func.count()).select_from(Contact)) == 0
    with writing() as session:
        session.add(Contact(id=str(uuid4()), created_at=moment, seen_at=moment))
    with reading() as session:
        assert session.scalars(select(Contact.seen_at)).all() == [moment]
