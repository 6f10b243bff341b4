"""Coupons in the one database."""
from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.crm import coupons as c
from hilo.crm.embedded.once import make_once, newest_of
from hilo.memory import database
from hilo.memory.roots import group
from hilo.memory.tables import Coupon

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that are taken for one another when they are read out."""
LENGTH = 6


class EmbeddedCoupons:
    """(see `hilo.crm.coupons.Coupons`)."""

    def grant(self, contact_id: str, draft: c.CouponDraft, at: datetime) -> c.Coupon:
        """(see protocol)."""
        return make_once(Coupon, draft.key, lambda: Coupon(
            contact_id=contact_id, code=_code(), key=draft.key, percent=draft.percent, amount=draft.amount,
            currency=draft.currency, reason=draft.reason, valid_until=draft.valid_until, created_at=at), _coupon)

    def of(self, contact_id: str) -> list[c.Coupon]:
        """(see protocol)."""
        with database.reading() as session:
            return [_coupon(row) for row in newest_of(session, Coupon, contact_id)]

    def use(self, contact_id: str, code: str, order_number: str, today: date) -> c.Coupon:
        """(see protocol)."""
        with database.writing() as session:
            row = session.execute(select(Coupon).where(
                Coupon.code == code.strip().upper(), Coupon.contact_id.in_(group(session, contact_id)))
                .with_for_update()).scalar_one_or_none()
            if row is None:
                raise LookupError(code)
            if row.used_by not in (None, order_number) or row.valid_until < today:
                raise ValueError(f"{code}: used by {row.used_by}, valid until {row.valid_until}")
            row.used_by = order_number
            session.flush()
            return _coupon(row)


def follow(session: Session, order: Any) -> None:
    """What an order's new status does to its coupon: cancelled, it may be used again; paid after all, it is used."""
    if not order.coupon or order.status not in ("cancelled", "paid"):
        return
    before, then = (order.number, None) if order.status == "cancelled" else (None, order.number)
    row = session.scalars(select(Coupon).where(Coupon.code == order.coupon).with_for_update()).one_or_none()
    if row is not None and row.used_by == before:
        row.used_by = then


def _code() -> str:
    return "HILO" + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def _coupon(row: Any) -> c.Coupon:
    return c.Coupon(row.code, row.contact_id, row.key, row.reason, row.valid_until, row.percent, row.amount,
                    row.currency, row.used_by)
