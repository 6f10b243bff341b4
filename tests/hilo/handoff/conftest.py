"""A fresh database, and people who wait for somebody."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from handed_over import Waiting

from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]


@pytest.fixture
def waiting(database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Waiting]:
    """Makes somebody who waits."""
    monkeypatch.delenv("HANDOFF_PATIENCE_MINUTES", raising=False)

    def make(channel: str = "webchat", address: str = "s" * 24, text: str = "quiero hablar con una persona",
             reason: str = "asked") -> Waiting:
        return Waiting(channel, address, text, reason)

    return make
