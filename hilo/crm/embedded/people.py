"""Persons: here they are the contacts themselves."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from hilo.business.loyalty import get_loyalty
from hilo.clock import now
from hilo.crm import people as p
from hilo.crm.embedded.once import make_once, newest_of
from hilo.crm.order_steps import BOUGHT
from hilo.memory import database
from hilo.memory.facts import held
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Deal, Note, Order

ENDED = frozenset({"won", "lost"})


class EmbeddedPeople:
    """(see `hilo.crm.people.People`)."""

    def find_or_create(self, contact_id: str) -> p.Person:
        """(see protocol)."""
        with database.reading() as session:
            ids = group(session, contact_id)
            contact = session.get(Contact, ids[0])
            known = {fact.name: fact.value for fact in held(session, ids, now())}
            return p.Person(contact.id, contact.name, known.get("phone"), known.get("email"), known.get("company"))

    def set_deal(self, contact_id: str, deal: p.Deal, at: datetime) -> None:
        """(see protocol)."""
        make_once(Deal, deal.key, lambda: Deal(
            contact_id=contact_id, key=deal.key, title=deal.title, stage=deal.stage, amount=deal.amount,
            currency=deal.currency, created_at=at, updated_at=at), lambda row: None)
        with database.writing() as session:
            row = session.execute(select(Deal).where(Deal.key == deal.key)).scalar_one()
            if row.stage not in ENDED and (row.stage, row.amount, row.title) != (deal.stage, deal.amount, deal.title):
                row.stage, row.amount, row.currency, row.title = deal.stage, deal.amount, deal.currency, deal.title
                row.updated_at = at

    def deals(self, contact_id: str) -> list[p.Deal]:
        """(see protocol)."""
        with database.reading() as session:
            return [p.Deal(row.key, row.title, row.stage, row.amount, row.currency)
                    for row in newest_of(session, Deal, contact_id)]

    def add_note(self, contact_id: str, note: p.Note, at: datetime) -> None:
        """(see protocol)."""
        make_once(Note, note.key, lambda: Note(contact_id=contact_id, key=note.key, author=note.author,
                                               text=note.text, at=at), lambda row: None)

    def notes(self, contact_id: str) -> list[p.Note]:
        """(see protocol)."""
        with database.reading() as session:
            return [p.Note(row.key, row.text, row.author) for row in newest_of(session, Note, contact_id)]

    def loyalty(self, contact_id: str) -> p.Loyalty:
        """(see protocol)."""
        with database.reading() as session:
            bought = sum(order.status in BOUGHT for order in newest_of(session, Order, contact_id))
        steps = get_loyalty()
        return "loyal" if bought >= steps.loyal_from else "returning" if bought >= steps.returning_from else "new"
