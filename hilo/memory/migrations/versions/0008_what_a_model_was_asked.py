"""What a language model was asked, and answers that may be given again"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hilo.memory.tables.base import Moment, Number

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table("llm_answers",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("key")
    )
    op.create_index("ix_llm_answers_contact_id", "llm_answers", ["contact_id"])
    op.create_index("ix_llm_answers_expires_at", "llm_answers", ["expires_at"])
    op.create_table("llm_calls",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=True),
        sa.Column("subject", sa.String(length=64), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("prompt_version", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Float(), nullable=True),
        sa.Column("latency_ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_llm_calls_contact_id", "llm_calls", ["contact_id"])
    op.create_index("ix_llm_calls_at", "llm_calls", ["at", "purpose"])
    op.create_index("ix_llm_calls_subject", "llm_calls", ["purpose", "subject"])


def downgrade() -> None:
    """Back."""
    op.drop_table("llm_calls")
    op.drop_table("llm_answers")
