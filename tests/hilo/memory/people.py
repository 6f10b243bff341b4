"""What the tests about people share: moments, and a look into the tables."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import func, select

from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact, Identity, Merge

NOON = datetime(2026, 3, 2, 15, tzinfo=timezone.utc)
ANA = "whatsapp:+5493425551234"
ANA_PHONE = "+543425551234"
BETO = "whatsapp:+5493425559876"


def minutes(number: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=number)


def writes(kind: str, address: str, at: datetime = NOON, country: str | None = None) -> str:
    """Somebody writes from an address: whose contact is it?"""
    with writing() as session:
        return contact_for(session, kind, address, at, country)


def identities() -> dict[str, Identity]:
    """All rows, by "kind:address" (a whatsapp address begins with its kind itself)."""
    with reading() as session:
        rows = session.scalars(select(Identity).order_by(Identity.id)).all()
        return {row.address if row.address.startswith(f"{row.kind}:") else f"{row.kind}:{row.address}": row
                for row in rows}


def contact(contact_id: str) -> dict[str, Any]:
    """A contact's columns as they stand now."""
    with reading() as session:
        row = session.get(Contact, contact_id)
        return {column.name: getattr(row, column.name) for column in Contact.__table__.columns}


def change(contact_id: str, **columns: Any) -> None:
    """Sets columns of a contact."""
    with writing() as session:
        for name, value in columns.items():
            setattr(session.get(Contact, contact_id), name, value)


def merges() -> list[Merge]:
    """All merges, in order."""
    with reading() as session:
        return list(session.scalars(select(Merge).order_by(Merge.id)))


def how_many_contacts() -> int:
    """Merged ones too."""
    with reading() as session:
        return int(session.scalar(select(func.count()).select_from(Contact)))
