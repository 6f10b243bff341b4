"""Indexes by which an erasure finds a person's rows, and the database what points to them

Without them each deleted row searches a whole table while nobody can write.
"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    calls_only = sa.text("interaction_id IS NOT NULL")
    op.create_index("ix_messages_interaction_id", "messages", ["interaction_id"],
                    sqlite_where=calls_only, postgresql_where=calls_only)
    op.create_index("ix_interactions_conversation_id", "interactions", ["conversation_id"])
    op.create_index("ix_inbox_contact_id", "inbox", ["contact_id"])


def downgrade() -> None:
    """Back to 0001."""
    for name, table in (("ix_inbox_contact_id", "inbox"), ("ix_interactions_conversation_id", "interactions"),
                        ("ix_messages_interaction_id", "messages")):
        op.drop_index(name, table)
