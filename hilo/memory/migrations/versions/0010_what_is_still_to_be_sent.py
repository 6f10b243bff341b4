"""What is still to be sent is found among itself, however much was sent before"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
IS_OPEN = sa.text("status IN ('pending', 'sending', 'unknown')")


def upgrade() -> None:
    """Forwards."""
    op.create_index("ix_outbox_open", "outbox", ["contact_id", "channel", "id"], postgresql_where=IS_OPEN,
                    sqlite_where=IS_OPEN)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_outbox_open", "outbox")
