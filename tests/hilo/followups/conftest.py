"""The fixtures `database` and `twilio`."""
from tests.databases import database, postgresql, sqlite_template
from tests.twilio_account import twilio

__all__ = ["database", "postgresql", "sqlite_template", "twilio"]
