"""Databases for what is kept."""
from __future__ import annotations

from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
