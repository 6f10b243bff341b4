"""Quotations in the CRM."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from hilo.crm.lines import Line

QuoteStatus = Literal["sent", "accepted", "expired", "withdrawn"]


@dataclass(frozen=True)
class Buyer:
    """To whom it is made out. tax_id: as given."""

    name: str | None = None
    company: str | None = None
    tax_id: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class QuoteDraft:
    """A quotation to be made. key: its cause; the same key twice is one quotation. The lines' prices are net of tax and
    after discount; discount tells how much was taken off the list, net too. tax, shipping, total: amounts."""

    key: str
    buyer: Buyer
    lines: tuple[Line, ...]
    currency: str
    discount: float
    tax: float
    tax_percent: float
    total: float
    valid_until: date
    shipping: float = 0.0
    needed_by: date | None = None


@dataclass(frozen=True)
class Quote:
    """A quotation as it stands."""

    number: str
    contact_id: str
    status: QuoteStatus
    buyer: Buyer
    lines: tuple[Line, ...]
    currency: str
    discount: float
    tax: float
    tax_percent: float
    total: float
    valid_until: date
    created_at: datetime
    shipping: float = 0.0
    needed_by: date | None = None


class Quotes(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def make(self, contact_id: str, draft: QuoteDraft, at: datetime) -> Quote:
        """Makes a quotation with the next number, once a key."""

    def of(self, contact_id: str) -> list[Quote]:
        """A person's quotations, the newest first."""

    def find(self, number: str) -> Quote | None:
        """A quotation by its number; whose it is, the caller checks."""

    def change(self, number: str, status: QuoteStatus) -> Quote:
        """Brings a quotation into a status; one that is not «sent» any more stays as it is.

        Raises:
            LookupError: there is no such quotation.
        """
