"""What people buy, ask to be mended, book and are quoted"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hilo.memory.tables.base import Data, Moment, Number

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table("crm_appointments",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=True),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("agenda", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("number"))
    op.create_index("ix_crm_appointments_contact_id", "crm_appointments", ["contact_id"])
    op.create_index("uq_crm_appointments_slot", "crm_appointments", ["agenda", "starts_at"], unique=True,
                    sqlite_where=sa.text("status = 'booked'"), postgresql_where=sa.text("status = 'booked'"))
    op.create_table("crm_carts",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("lines", Data, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("data", Data, nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"))
    op.create_index("ix_crm_carts_contact_id", "crm_carts", ["contact_id"])
    op.create_table("crm_coupons",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("percent", sa.Float(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("used_by", sa.String(length=32), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("key"))
    op.create_index("ix_crm_coupons_contact_id", "crm_coupons", ["contact_id"])
    op.create_table("crm_deals",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"))
    op.create_index("ix_crm_deals_contact_id", "crm_deals", ["contact_id"])
    op.create_table("crm_jobs",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("data", Data, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("retry_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"))
    op.create_index("ix_crm_jobs_contact_id", "crm_jobs", ["contact_id"])
    op.create_index("ix_crm_jobs_status", "crm_jobs", ["status", "retry_at"])
    op.create_table("crm_notes",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"))
    op.create_index("ix_crm_notes_contact_id", "crm_notes", ["contact_id"])
    op.create_table("crm_order_events",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("order_number", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"))
    op.create_index("ix_crm_order_events_contact_id", "crm_order_events", ["contact_id"])
    op.create_index("ix_crm_order_events_order_number", "crm_order_events", ["order_number"])
    op.create_table("crm_orders",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=True),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("lines", Data, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("discount", sa.Float(), nullable=False),
        sa.Column("shipping", sa.Float(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("delivery", Data, nullable=False),
        sa.Column("promised_from", sa.Date(), nullable=True),
        sa.Column("promised_until", sa.Date(), nullable=True),
        sa.Column("tracking", Data, nullable=True),
        sa.Column("coupon", sa.String(length=32), nullable=True),
        sa.Column("placed_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("number"))
    op.create_index("ix_crm_orders_contact_id", "crm_orders", ["contact_id"])
    op.create_table("crm_payments",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("order_number", sa.String(length=32), nullable=False),
        sa.Column("provider", sa.String(length=32), nullable=False),
        sa.Column("provider_id", sa.String(length=128), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("paid_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("provider_id"))
    op.create_index("ix_crm_payments_contact_id", "crm_payments", ["contact_id"])
    op.create_index("ix_crm_payments_order_number", "crm_payments", ["order_number"])
    op.create_table("crm_quotes",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=True),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("buyer", Data, nullable=False),
        sa.Column("lines", Data, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("discount", sa.Float(), nullable=False),
        sa.Column("tax", sa.Float(), nullable=False),
        sa.Column("tax_percent", sa.Float(), nullable=False),
        sa.Column("shipping", sa.Float(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("number"))
    op.create_index("ix_crm_quotes_contact_id", "crm_quotes", ["contact_id"])
    op.create_table("crm_stock_moves",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("order_number", sa.String(length=32), nullable=False),
        sa.Column("product", sa.String(length=80), nullable=False),
        sa.Column("color", sa.String(length=40), nullable=False),
        sa.Column("size", sa.String(length=20), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("until", Moment(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"))
    op.create_index("ix_crm_stock_moves_contact_id", "crm_stock_moves", ["contact_id"])
    op.create_index("ix_crm_stock_moves_order_number", "crm_stock_moves", ["order_number"])
    op.create_index("ix_crm_stock_moves_variant", "crm_stock_moves", ["product", "color", "size", "status"])
    op.create_table("crm_tickets",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=True),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", Data, nullable=True),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("order_number", sa.String(length=32), nullable=True),
        sa.Column("compensation", Data, nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("number"))
    op.create_index("ix_crm_tickets_contact_id", "crm_tickets", ["contact_id"])


def downgrade() -> None:
    """Back to 0006."""
    for table in ("crm_appointments", "crm_carts", "crm_coupons", "crm_deals", "crm_jobs", "crm_notes",
                  "crm_order_events", "crm_orders", "crm_payments", "crm_quotes", "crm_stock_moves",
                  "crm_tickets"):
        op.drop_table(table)
