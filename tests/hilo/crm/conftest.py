"""The CRMs that the contract is tried on, each with somebody in it."""
from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from hilo.crm.crm import Crm, get_crm
from hilo.crm.hubspot.api import HubSpotApi
from hilo.crm.hubspot.people import HubSpotPeople
from hilo.crm.hubspot.tickets import HubSpotTickets
from hilo.memory.database import engine, engine_at, writing
from hilo.memory.tables import Contact
from hilo.settings import get_settings
from tests.databases import database, postgresql, sqlite_template
from tests.hubspot_played import HubSpotPlayed

__all__ = ["database", "postgresql", "sqlite_template"]
NOON = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)


@pytest.fixture
def hubspot() -> Iterator[HubSpotPlayed]:
    """An account of HubSpot's."""
    with HubSpotPlayed() as played:
        yield played


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fresh SQLite database alone, for what depends on no back end."""
    file = tmp_path / "hilo.db"
    shutil.copy(sqlite_template, file)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    get_settings.cache_clear()
    yield str(file)
    engine().dispose()
    engine_at.cache_clear()
    get_settings.cache_clear()


@pytest.fixture
def crm(database: str) -> Crm:
    """The embedded one, on every back end."""
    return get_crm()


def by_hubspot(played: HubSpotPlayed) -> Crm:
    """A CRM whose people and tickets are in a played account, written at once."""
    api = HubSpotApi(played.token, played.address)
    return replace(get_crm(), people=HubSpotPeople(api), tickets=HubSpotTickets(api))


@pytest.fixture
def person(database: str) -> str:
    """A contact's id."""
    return new_person()


def new_person(name: str = "Ana Sosa") -> str:
    """One more contact."""
    number = str(uuid.uuid4())
    with writing() as session:
        session.add(Contact(id=number, name=name, stage="prospect", created_at=NOON, seen_at=NOON))
    return number
