"""All conversations are listed newest first, and found by words that were said in them

SQLite keeps the words in a table of FTS5's beside the messages, which triggers keep in step; PostgreSQL in an index.
"""
from __future__ import annotations

from alembic import op

from hilo.memory.said import FOLDED

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_GONE = "INSERT INTO message_words(message_words, rowid, text) VALUES ('delete', old.id, old.text);"
_NEW = "INSERT INTO message_words(rowid, text) VALUES (new.id, new.text);"
TRIGGERS = {"said": f"AFTER INSERT ON messages BEGIN {_NEW} END", "gone": f"AFTER DELETE ON messages BEGIN {_GONE} END",
            "changed": f"AFTER UPDATE OF text ON messages BEGIN {_GONE} {_NEW} END"}


def upgrade() -> None:
    """Forwards."""
    op.create_index("ix_conversations_last", "conversations", ["last_at", "id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX ix_messages_words ON messages USING gin (to_tsvector('simple', {FOLDED}))")
        return
    op.execute("CREATE VIRTUAL TABLE message_words USING fts5(text, content='messages', content_rowid='id', "
               "tokenize='unicode61 remove_diacritics 2')")
    for name, does in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER message_words_{name} {does}")
    op.execute("INSERT INTO message_words(message_words) VALUES ('rebuild')")


def downgrade() -> None:
    """Back to 0010."""
    op.drop_index("ix_conversations_last", "conversations")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_messages_words", "messages")
        return
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER message_words_{name}")
    op.execute("DROP TABLE message_words")
