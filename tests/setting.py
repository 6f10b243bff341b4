"""Settings changed for one test."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hilo.settings import get_settings


@pytest.fixture
def set_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Changes settings for one test; imported into the conftest of each folder that needs it."""

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()

    yield change
    get_settings.cache_clear()
