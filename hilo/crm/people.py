"""Persons in the CRM: who they are there, possible sales, remarks, loyalty."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

DealStage = Literal["new", "qualified", "quoted", "won", "lost"]
Loyalty = Literal["new", "returning", "loyal"]


@dataclass(frozen=True)
class Person:
    """Somebody as the CRM knows them. id: the CRM's own name for them."""

    id: str
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None


@dataclass(frozen=True)
class Deal:
    """A possible sale."""

    key: str
    title: str
    stage: DealStage
    amount: float | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Note:
    """A remark for people. key: its cause; the same key twice is one remark."""

    key: str
    text: str
    author: str = "bot"


class People(Protocol):
    """All calls may raise `hilo.crm.calling.CrmError`."""

    def find_or_create(self, contact_id: str) -> Person:
        """The person of a contact, made where there is none.

        Raises:
            LookupError: there is no such contact.
        """

    def set_deal(self, contact_id: str, deal: Deal, at: datetime) -> None:
        """Makes the deal of that key, or brings it to this stage; one that is won or lost stays so."""

    def deals(self, contact_id: str) -> list[Deal]:
        """A person's deals, the newest first."""

    def add_note(self, contact_id: str, note: Note, at: datetime) -> None:
        """Keeps a remark."""

    def notes(self, contact_id: str) -> list[Note]:
        """A person's remarks, the newest first."""

    def loyalty(self, contact_id: str) -> Loyalty:
        """By what was bought: paid orders that were not returned (the steps: data/business/loyalty.yml)."""
