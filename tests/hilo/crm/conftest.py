"""The CRMs that the contract is tried on, each with somebody in it."""
from __future__ import annotations

import uuid
from datetime import datetime, timezone

import pytest

from hilo.crm.crm import Crm, get_crm
from hilo.memory.database import writing
from hilo.memory.tables import Contact
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
NOON = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)


@pytest.fixture
def crm(database: str) -> Crm:
    """The embedded one, on every back end; another CRM's double joins here."""
    return get_crm()


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
