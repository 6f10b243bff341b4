"""Each request to a provider, and statuses that come before their message"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hilo.memory.tables.base import Data, Id, Moment, Number

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.add_column("outbox", sa.Column("lease", sa.String(64)))
    op.add_column("outbox", sa.Column("leased_until", Moment()))
    op.add_column("outbox", sa.Column("retry_at", Moment()))
    op.create_table("sends",
        sa.Column("id", Number, primary_key=True, autoincrement=True),
        sa.Column("outbox_id", Number, sa.ForeignKey("outbox.id"), nullable=False),
        sa.Column("contact_id", Id, sa.ForeignKey("contacts.id"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("form", Data, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("provider_id", sa.String(128)),
        sa.Column("error_code", sa.Integer()),
        sa.Column("started_at", Moment()),
        sa.Column("at", Moment(), nullable=False),
        sa.UniqueConstraint("outbox_id", "ordinal"),
    )
    op.create_index("ix_sends_contact_id", "sends", ["contact_id"])
    op.create_index("ix_sends_provider_id", "sends", ["provider_id"])
    op.create_table("early_statuses",
        sa.Column("id", Number, primary_key=True, autoincrement=True),
        sa.Column("contact_id", Id, sa.ForeignKey("contacts.id")),
        sa.Column("provider_id", sa.String(128), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("error_code", sa.Integer()),
        sa.Column("at", Moment(), nullable=False),
    )
    op.create_index("ix_early_statuses_contact_id", "early_statuses", ["contact_id"])
    op.create_index("ix_early_statuses_provider_id", "early_statuses", ["provider_id"])


def downgrade() -> None:
    """Back to 0004."""
    op.drop_table("early_statuses")
    op.drop_table("sends")
    for name in ("retry_at", "leased_until", "lease"):
        op.drop_column("outbox", name)
