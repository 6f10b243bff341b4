"""Keeps conversations in the product's own database.

Rasa replaces a tracker store that it cannot import by one in memory, silently: the server's
start checks for this class (`connectors/start.py`).
"""
from __future__ import annotations

from typing import Any, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from hilo.settings import get_settings


class HiloTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store at `DATABASE_URL`, by default SQLite in `var/`."""

    def __init__(self, domain: Optional[Domain] = None, host: Optional[str] = None,
                 event_broker: Optional[EventBroker] = None, **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        settings = get_settings()
        if not settings.database_url:
            settings.var.mkdir(parents=True, exist_ok=True)
        super().__init__(domain, host=settings.database_address, event_broker=event_broker)
