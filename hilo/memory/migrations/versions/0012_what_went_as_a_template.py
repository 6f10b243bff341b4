"""What went as a template is found among itself: it is asked for with every message, and most people never got one"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
IS_TEMPLATE = sa.text("kind = 'template'")


def upgrade() -> None:
    """Forwards."""
    op.create_index("ix_sends_templates", "sends", ["contact_id"], postgresql_where=IS_TEMPLATE,
                    sqlite_where=IS_TEMPLATE)


def downgrade() -> None:
    """Back to 0011."""
    op.drop_index("ix_sends_templates", "sends")
