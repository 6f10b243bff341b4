"""Deals and notes for which nobody waits: kept as jobs with the turn's words, and written by the worker."""
from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hilo.crm import people as p
from hilo.memory import database

if TYPE_CHECKING:
    from hilo.crm.hubspot.people import HubSpotPeople


class PeopleLater:
    """`HubSpotPeople`, but what is only written there is a job: a sale does not wait for HubSpot, nor fail with it."""

    def __init__(self, now: HubSpotPeople) -> None:
        """`now`: writes at once."""
        self.now = now

    def find_or_create(self, contact_id: str) -> p.Person:
        """(see protocol)."""
        return self.now.find_or_create(contact_id)

    def set_deal(self, contact_id: str, deal: p.Deal, at: datetime) -> None:
        """(see protocol); by the worker."""
        _keep(contact_id, "set_deal", f"{deal.key}:{at.isoformat()}:deal", asdict(deal), at)

    def deals(self, contact_id: str) -> list[p.Deal]:
        """(see protocol); without those that the worker has not written yet."""
        return self.now.deals(contact_id)

    def add_note(self, contact_id: str, note: p.Note, at: datetime) -> None:
        """(see protocol); by the worker."""
        _keep(contact_id, "add_note", f"{note.key}:note", asdict(note), at)

    def notes(self, contact_id: str) -> list[p.Note]:
        """(see protocol)."""
        return self.now.notes(contact_id)

    def loyalty(self, contact_id: str) -> p.Loyalty:
        """(see protocol)."""
        return self.now.loyalty(contact_id)


def _keep(contact_id: str, kind: str, key: str, data: dict[str, Any], at: datetime) -> None:
    from hilo.crm import later

    with database.writing() as session:
        later.keep(session, contact_id, kind, key[-255:], data, at)


def set_deal(crm: Any, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    """The job: a deal as it stood when it was kept."""
    _now(crm).set_deal(contact_id, p.Deal(**data), at)
    return {}


def add_note(crm: Any, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    """The job: a remark."""
    _now(crm).add_note(contact_id, p.Note(**data), at)
    return {}


def _now(crm: Any) -> p.People:
    """Whoever writes at once; the embedded CRM does, should HubSpot have been taken out of the settings."""
    return crm.people.now if isinstance(crm.people, PeopleLater) else crm.people
