"""What the database says when something goes wrong stands in logs: it must not repeat customers' words."""
from __future__ import annotations

import pytest
from people import BETO, NOON, writes
from sqlalchemy.exc import IntegrityError

from hilo.memory import database as db
from hilo.memory.said import WORDS_TABLE
from hilo.memory.tables import Base, Message


@pytest.mark.usefixtures("database")
def test_an_error_does_not_quote_the_row() -> None:
    person = writes("whatsapp", BETO)
    with pytest.raises(IntegrityError) as error, db.writing() as session:
        session.add(Message(contact_id=person, source="sms", provider_id="1", at=NOON, direction="in",
                            author="customer", channel=None, text="jirafa azul"))
    assert "channel" in str(error.value)
    assert "jirafa" not in str(error.value)
    assert BETO not in str(error.value)


def test_alembic_is_not_needed_where_the_database_is_of_today(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    db.engine()
    monkeypatch.setitem(__import__("sys").modules, "alembic", None)
    db.migrate(db.engine())


def test_the_migrations_make_the_tables_that_the_classes_describe(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def is_described(name: str | None, kind: str, _: object) -> bool:
        return not (kind == "table" and str(name).startswith(WORDS_TABLE))  # SQLite's own way of finding words

    with db.engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_described})
        assert compare_metadata(context, Base.metadata) == []
