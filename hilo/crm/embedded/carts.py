"""Carts in the one database."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from hilo.crm import carts as c
from hilo.crm.embedded.once import make_once, newest_of
from hilo.crm.lines import from_rows, to_rows
from hilo.memory import database
from hilo.memory.tables import Cart

AT_ONCE = 200


class EmbeddedCarts:
    """(see `hilo.crm.carts.Carts`)."""

    def save(self, contact_id: str, draft: c.CartDraft, at: datetime) -> c.Cart:
        """(see protocol)."""
        make_once(Cart, draft.key, lambda: Cart(
            contact_id=contact_id, key=draft.key, status="open", lines=to_rows(draft.lines), currency=draft.currency,
            data=draft.data, created_at=at, updated_at=at), lambda row: None)
        with database.writing() as session:
            row = session.execute(select(Cart).where(Cart.key == draft.key).with_for_update()).scalar_one()
            if row.status != "ordered" and row.updated_at < at:
                row.lines, row.currency, row.data = to_rows(draft.lines), draft.currency, draft.data
                row.status, row.updated_at = "open", at
            return _cart(row)

    def ordered(self, key: str, order_number: str, at: datetime) -> None:
        """(see protocol)."""
        with database.writing() as session:
            row = session.execute(select(Cart).where(Cart.key == key).with_for_update()).scalar_one_or_none()
            if row is not None and row.status != "ordered":
                row.status, row.data, row.updated_at = "ordered", {**(row.data or {}), "order": order_number}, at

    def of(self, contact_id: str) -> list[c.Cart]:
        """(see protocol)."""
        with database.reading() as session:
            return [_cart(row) for row in newest_of(session, Cart, contact_id)]

    def abandon(self, untouched_since: datetime) -> list[c.Cart]:
        """(see protocol)."""
        left = select(Cart).where(Cart.status == "open", Cart.updated_at <= untouched_since).order_by(Cart.id)
        with database.reading() as session:
            if session.scalars(left.limit(1)).first() is None:
                return []
        with database.writing() as session:
            rows = session.scalars(left.limit(AT_ONCE).with_for_update()).all()
            for row in rows:
                row.status = "abandoned"
            return [_cart(row) for row in rows if row.lines]


def _cart(row: Any) -> c.Cart:
    return c.Cart(row.key, row.contact_id, row.status, from_rows(row.lines), row.currency, row.data or {},
                  row.updated_at)
