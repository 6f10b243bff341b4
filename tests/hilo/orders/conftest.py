"""People with orders, on every back end."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from hilo.crm.crm import Crm, get_crm
from hilo.crm.orders import Order
from hilo.memory.database import writing
from hilo.memory.identity import contact_for
from hilo.orders.planting import plant
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
NOON = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)
TODAY = NOON.date()
ANA, LUIS = "+5493425550101", "+5493414440202"


@pytest.fixture
def crm(database: str) -> Crm:
    """With the customers of the demonstration in it."""
    plant(NOON)
    return get_crm()


def contact(phone: str) -> str:
    """The id of who has a number."""
    with writing() as session:
        return contact_for(session, "phone", phone, NOON)


def visitor(session_name: str = "browser-1") -> str:
    """Somebody new in the web chat."""
    with writing() as session:
        return contact_for(session, "webchat", session_name, NOON - timedelta(minutes=5))


def late_order(crm: Crm, phone: str = ANA) -> Order:
    """The one that is delayed."""
    return next(order for order in crm.orders.of(contact(phone)) if order.status == "delayed")
