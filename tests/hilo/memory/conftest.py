"""The fixture `database` (`tests/databases.py`)."""
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
