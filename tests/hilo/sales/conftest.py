"""A shop with somebody who buys, on every back end, and the payment provider played."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.crm.crm import Crm, get_crm
from hilo.crm.lines import Line, to_rows
from hilo.crm.orders import Order
from hilo.crm.payments import Payment
from hilo.memory.database import reading, writing
from hilo.memory.tables import Message
from hilo.memory.timeline import OURS, Entry, append
from hilo.sales import ordering
from hilo.sales.provider import State
from tests.databases import database, postgresql, sqlite_template
from tests.hilo.crm.conftest import NOON, crm, new_person, person

__all__ = ["crm", "database", "new_person", "person", "postgresql", "sqlite_template"]
LITORAL = Line("zapatilla-litoral", "Zapatilla Litoral", "negro", "43", 1, 92000.0)
"""Two pairs of which are there."""
AT_WHATSAPP = "whatsapp:+5493425550001"


@pytest.fixture(autouse=True)
def noon(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Callable[[datetime], None]:
    """The clock stands at noon; calling it moves it."""
    monkeypatch.setenv("HILO_NOW", NOON.isoformat())
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    return lambda at: monkeypatch.setenv("HILO_NOW", at.isoformat())


def wrote(contact_id: str) -> None:
    """The person has written by WhatsApp: what is to be told goes there."""
    from hilo.memory import conversations

    with writing() as session:
        conversation = conversations.current(session, contact_id, [contact_id], "whatsapp", NOON)
        append(session, contact_id, conversation.id, Entry(
            source="twilio", provider_id=f"SM{contact_id}", ordinal=0, at=NOON, direction="in", author="customer",
            channel="whatsapp", text="quiero la Litoral", address=AT_WHATSAPP, data=None))


def order_data(units: int = 1, **more: Any) -> dict[str, Any]:
    """A confirmed cart, as the dialogue hands it over."""
    return {"cart": "cart:1", "lines": to_rows([LITORAL._replace(units=units)]), "currency": "ARS", "discount": 0.0,
            "shipping": 4500.0, "delivery": {"way": "home", "city": "Rosario", "address": "Belgrano 1234"},
            "promised_from": "2026-11-26", "promised_until": "2026-11-30", "coupon": None, **more}


def ordered(crm: Crm, contact_id: str, key: str = "message:1:place_order", **more: Any) -> tuple[Order, Payment]:
    """An order that waits for its payment."""
    done = ordering.place_order(crm, contact_id, key, order_data(**more), NOON)
    order = crm.orders.find(done["number"])
    assert order is not None
    return order, crm.payments.of_order(order.number)[0]


def paid(amount: float = 96500.0, currency: str = "ARS") -> State:
    """What the provider says of a payment that was made."""
    return State("paid", amount, currency)


def told(contact_id: str) -> list[str]:
    """The texts that the person was sent, by their names."""
    with reading() as session:
        return [row.action for row in session.query(Message).filter_by(contact_id=contact_id, source=OURS)
                .order_by(Message.id)]


def there() -> int:
    """How many of the article the catalogue has."""
    return next(p for p in get_shop().company.products if p.id == LITORAL.product).stock["negro"]["43"]


__all__ += ["get_crm", "timedelta"]
