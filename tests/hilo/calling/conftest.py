"""A fresh database on every back end, and an ElevenLabs that takes only what its OpenAPI file allows."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hilo.calling import plan, provider
from hilo.calling.people_file import read_people
from hilo.memory.database import reading, writing
from hilo.settings import get_settings
from tests.databases import database, postgresql, sqlite_template
from tests.elevenlabs_played import KEY, ElevenLabsPlayed

__all__ = ["database", "postgresql", "sqlite_template"]


@pytest.fixture
def played(database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ElevenLabsPlayed]:
    """The account that we call with."""
    with ElevenLabsPlayed() as one:
        for name, value in {
                "ELEVENLABS_API_KEY": KEY, "ELEVENLABS_API_URL": one.address, "ELEVENLABS_WEBHOOK_SECRET": "wsec",
                "ELEVENLABS_AGENT_ID": "agent_1", "ELEVENLABS_PHONE_NUMBER_ID": "phnum_1", "HILO_HOME": str(tmp_path),
                "PUBLIC_URL": "https://hilo.example.org", "DATABASE_URL": database}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(provider.ElevenLabs.__init__, "__defaults__", (0.001,))
        get_settings.cache_clear()
        yield one
        assert one.problems == []
    get_settings.cache_clear()


@pytest.fixture
def ordered(played: ElevenLabsPlayed, tmp_path: Path) -> Callable[..., plan.Plan]:
    """Writes a file and keeps what is to be called; the plan."""

    def order(text: str, at: datetime, **wanted: Any) -> plan.Plan:
        file = tmp_path / "people.csv"
        file.write_text(text, encoding="utf-8")
        given = plan.Order(**{"name": "Novedades", **wanted})
        with reading() as session:
            planned = plan.plan(session, read_people(file), given, at)
        with writing() as session:
            plan.store(session, planned, at)
        return planned

    return order
