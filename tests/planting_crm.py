"""What a planted person has bought, asked to be mended, booked and was quoted: a row in every table of the CRM."""
from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from hilo.memory.tables import (
    Appointment,
    Cart,
    Coupon,
    CrmJob,
    Deal,
    Note,
    Order,
    OrderEvent,
    Payment,
    Quote,
    StockMove,
    Ticket,
)


def crm_rows(person: str, marker: str, at: datetime) -> list[Any]:
    """One of each, with the marker wherever words may stand."""
    made = {"created_at": at, "updated_at": at}
    line = {"product": "zapatilla-litoral", "name": marker, "color": "negro", "size": "38", "units": 1, "price": 92000}

    def key() -> str:
        return str(uuid.uuid4())

    return [
        Deal(contact_id=person, key=key(), title=marker, stage="new", **made),
        Note(contact_id=person, key=key(), author="bot", text=marker, at=at),
        Order(contact_id=person, key=key(), number=key()[:32], status="paid", lines=[line], currency="ARS", total=92000,
              delivery={"way": "home", "address": marker}, placed_at=at, updated_at=at),
        OrderEvent(contact_id=person, key=key(), order_number="CB-1", status="paid", note=marker, at=at),
        Cart(contact_id=person, key=key(), status="open", lines=[line], currency="ARS", **made),
        StockMove(contact_id=person, order_number="CB-1", product="zapatilla-litoral", color="negro", size="38",
                  units=1, status="sold", at=at),
        Payment(contact_id=person, order_number="CB-1", provider="simulator", provider_id=key(),
                url=f"https://{marker}", amount=92000, currency="ARS", status="paid", created_at=at),
        Ticket(contact_id=person, key=key(), number=key()[:32], kind="support", subject=marker, urgency="low",
               status="open", **made),
        Coupon(contact_id=person, key=key(), code=key()[:32], percent=10, reason=marker, valid_until=at.date(),
               created_at=at),
        Appointment(contact_id=person, key=key(), number=key()[:32], agenda=key(), topic=marker, starts_at=at,
                    ends_at=at + timedelta(minutes=30), status="booked", **made),
        Quote(contact_id=person, key=key(), number=key()[:32], buyer={"company": marker}, lines=[line], currency="ARS",
              tax=1, tax_percent=21, total=92000, valid_until=at.date(), status="sent", created_at=at),
        CrmJob(contact_id=person, key=key(), kind="open_ticket", data={"subject": marker}, status="open",
               created_at=at),
    ]
