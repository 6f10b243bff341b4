"""Quotations in the one database."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from hilo.crm import quotes as q
from hilo.crm.embedded.once import make_once, newest_of
from hilo.crm.lines import from_rows, to_rows
from hilo.memory import database
from hilo.memory.tables import Quote

PREFIX = "COT-"
"""«COT-10023»."""


class EmbeddedQuotes:
    """(see `hilo.crm.quotes.Quotes`)."""

    def make(self, contact_id: str, draft: q.QuoteDraft, at: datetime) -> q.Quote:
        """(see protocol)."""
        return make_once(Quote, draft.key, lambda: Quote(
            contact_id=contact_id, key=draft.key, buyer=vars(draft.buyer), lines=to_rows(draft.lines),
            currency=draft.currency, discount=draft.discount, tax=draft.tax, tax_percent=draft.tax_percent,
            shipping=draft.shipping, total=draft.total, needed_by=draft.needed_by, valid_until=draft.valid_until,
            status="sent", created_at=at), _quote, PREFIX)

    def of(self, contact_id: str) -> list[q.Quote]:
        """(see protocol)."""
        with database.reading() as session:
            return [_quote(row) for row in newest_of(session, Quote, contact_id)]

    def find(self, number: str) -> q.Quote | None:
        """(see protocol)."""
        with database.reading() as session:
            row = session.execute(select(Quote).where(Quote.number == number.strip().upper())).scalar_one_or_none()
            return _quote(row) if row else None

    def change(self, number: str, status: q.QuoteStatus) -> q.Quote:
        """(see protocol)."""
        with database.writing() as session:
            row = session.execute(select(Quote).where(Quote.number == number).with_for_update()).scalar_one_or_none()
            if row is None:
                raise LookupError(number)
            if row.status == "sent":
                row.status = status
            return _quote(row)


def _quote(row: Any) -> q.Quote:
    return q.Quote(row.number, row.contact_id, row.status, q.Buyer(**row.buyer), from_rows(row.lines), row.currency,
                   row.discount, row.tax, row.tax_percent, row.total, row.valid_until, row.created_at, row.shipping,
                   row.needed_by)
