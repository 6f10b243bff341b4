"""What is open of a person is found by one index

With an index on the person and one on the status, SQLite takes the status, and reads what is open of everybody.
"""
from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("commitments", "next_actions")


def upgrade() -> None:
    """Forwards."""
    for table in TABLES:
        op.create_index(f"ix_{table}_contact", table, ["contact_id", "status"])
        op.drop_index(f"ix_{table}_contact_id", table)


def downgrade() -> None:
    """Back to 0002."""
    for table in TABLES:
        op.create_index(f"ix_{table}_contact_id", table, ["contact_id"])
        op.drop_index(f"ix_{table}_contact", table)
