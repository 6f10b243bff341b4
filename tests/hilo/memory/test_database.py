"""What the database says when something goes wrong stands in logs: it must not repeat customers' words."""
from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from people import BETO, NOON, writes
from sqlalchemy.exc import IntegrityError

from hilo.memory import database as db
from hilo.memory.said import WORDS_TABLE
from hilo.memory.tables import Base, Message
from hilo.settings import SettingError


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


def test_an_sqlite_that_finds_no_words_is_named_before_anything_is_made(tmp_path: Path,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "lacks_words", lambda _: True)
    file = tmp_path / "hilo.db"
    with pytest.raises(SettingError, match=r"FTS5.*DATABASE_URL"):
        db.migrate(db.open_engine(f"sqlite:///{file}"))
    db.check_sqlite("postgresql://hilo@localhost/hilo")  # it has an index of its own


def test_this_pythons_sqlite_finds_words_and_one_without_is_seen() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert not db.lacks_words(connection)

    class Bare:
        def execute(self, statement: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

    assert db.lacks_words(Bare())  # type: ignore[arg-type]
