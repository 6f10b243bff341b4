"""What all tables share: the types of their columns."""
from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import TypeDecorator

Base: Any = declarative_base()


class Moment(TypeDecorator):
    """A moment with time zone; read back in UTC from every back end (SQLite keeps none itself)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """In UTC; SQLite is handed it without the zone, so that moments sort as text."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        value = value.astimezone(timezone.utc)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


Id = String(36)
"""A UUID as text: a contact, a conversation, an inbox row."""
Number = BigInteger().with_variant(Integer, "sqlite")
"""A row's number; SQLite counts up only what is called INTEGER."""
Data = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""A value in JSON types."""
