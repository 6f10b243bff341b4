"""Payments in the one database."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hilo.crm import payments as p
from hilo.memory import database
from hilo.memory.tables import Payment

AT_ONCE = 200


class EmbeddedPayments:
    """(see `hilo.crm.payments.Payments`)."""

    def keep(self, contact_id: str, draft: p.PaymentDraft, at: datetime) -> p.Payment:
        """(see protocol)."""
        found = self.find(draft.provider_id)
        if found is not None:
            return found
        try:
            with database.writing() as session:
                row = Payment(contact_id=contact_id, order_number=draft.order_number, provider=draft.provider,
                              provider_id=draft.provider_id, url=draft.url, amount=draft.amount,
                              currency=draft.currency, status="pending", created_at=at)
                session.add(row)
                session.flush()
                return _payment(row)
        except IntegrityError:  # another process was quicker
            found = self.find(draft.provider_id)
            if found is None:
                raise
            return found

    def find(self, provider_id: str) -> p.Payment | None:
        """(see protocol)."""
        with database.reading() as session:
            row = _row(session, provider_id)
            return _payment(row) if row else None

    def of_order(self, number: str) -> list[p.Payment]:
        """(see protocol)."""
        with database.reading() as session:
            rows = session.scalars(select(Payment).where(Payment.order_number == number).order_by(Payment.id))
            return [_payment(row) for row in rows]

    def waiting(self, made_before: datetime) -> list[str]:
        """(see protocol)."""
        with database.reading() as session:
            return list(session.scalars(select(Payment.order_number).where(
                Payment.status.in_(("pending", "failed")), Payment.created_at <= made_before).distinct()
                .order_by(Payment.order_number).limit(AT_ONCE)))

    def settle(self, provider_id: str, status: p.PaymentStatus, at: datetime) -> p.Payment:
        """(see protocol)."""
        with database.writing() as session:
            row = _row(session, provider_id, taken=True)
            if row is None:
                raise LookupError(provider_id)
            if row.status != status and (row.status not in ("paid", "refunded") or status == "refunded"):
                row.status = status
                row.paid_at = at if status == "paid" else row.paid_at
            return _payment(row)


def _row(session: Session, provider_id: str, taken: bool = False) -> Any:
    wanted = select(Payment).where(Payment.provider_id == provider_id)
    return session.execute(wanted.with_for_update() if taken else wanted).scalar_one_or_none()


def _payment(row: Any) -> p.Payment:
    return p.Payment(row.order_number, row.contact_id, row.provider, row.provider_id, row.url, row.amount,
                     row.currency, row.status, row.paid_at)
