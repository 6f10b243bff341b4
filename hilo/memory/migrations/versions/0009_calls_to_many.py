"""Calls to many: what was ordered and whom it reaches"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hilo.memory.tables.base import Data, Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table("call_batches",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("run", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("call_name", sa.String(length=160), nullable=False),
        sa.Column("provider_id", sa.String(length=128), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("campaign", sa.String(length=80), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("scheduled_at", Moment(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", Moment(), nullable=True),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.Column("checked_at", Moment(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("refused", Data, nullable=True),
        sa.Column("write_after_voicemail", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("call_name"),
        sa.UniqueConstraint("provider_id")
    )
    op.create_index("ix_call_batches_run", "call_batches", ["run"])
    op.create_index("ix_call_batches_status", "call_batches", ["status", "retry_at"])
    op.create_table("call_recipients",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("data", Data, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("call", sa.String(length=128), nullable=True),
        sa.Column("outcome", sa.String(length=80), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("reported_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["call_batches.id"], ),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id")
    )
    for column in ("batch_id", "contact_id", "phone", "call"):
        op.create_index(f"ix_call_recipients_{column}", "call_recipients", [column])


def downgrade() -> None:
    """Back."""
    op.drop_table("call_recipients")
    op.drop_table("call_batches")
