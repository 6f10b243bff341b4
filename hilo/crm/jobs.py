"""What is written into the CRM by a conversation: at once where it answers in time, else later by the worker.

Each kind is one function of plain data, so that it can be kept and done again; it has a key, so it is done once.
"""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from hilo.agenda import afterwards
from hilo.agenda import jobs as agenda
from hilo.crm import attaching
from hilo.crm.crm import Crm
from hilo.crm.hubspot import later as hubspot
from hilo.crm.tickets import TicketDraft
from hilo.orders import jobs as orders
from hilo.quoting import jobs as quoting
from hilo.sales import ordering as sales

Values = dict[str, Any]
"""For filling a text, in words: the number that the person is told, among others."""


class Job(NamedTuple):
    """do: with the CRM, the contact's id, the key, the data and the moment at which it was asked. told_later: the text
    by which the person hears of it when it could not be done at once, filled with what `do` returned; None: they hear
    nothing. refused_later: the text that says that the CRM does not take it after all. What follows when it was done
    late: prepare, with the contact's id, what `do` returned and the moment, outside of any transaction, gives the
    values that go on; follow, with the job's key, is part of the transaction in which the person is told.
    attaches: the value that is a file's address, sent with the text."""

    do: Callable[[Crm, str, str, dict[str, Any], datetime], Values]
    told_later: str | None
    refused_later: str | None = None
    prepare: Callable[[str, Values, datetime], Values] | None = None
    follow: Callable[[Session, list[str], str, Values, datetime], None] | None = None
    attaches: str | None = None


def _open_ticket(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    return {"number": crm.tickets.open(contact_id, TicketDraft(key=key, **data), at).number}


JOBS: dict[str, Job] = {
    "book_appointment": Job(agenda.book, "utter_appointment_made_later", "utter_appointment_taken_later",
                            afterwards.prepare, afterwards.follow),
    "move_appointment": Job(agenda.move, "utter_appointment_moved_later", "utter_appointment_taken_later",
                            afterwards.prepare, afterwards.follow),
    "cancel_appointment": Job(agenda.cancel, "utter_appointment_cancelled_later", None, afterwards.prepare,
                              afterwards.follow),
    "save_cart": Job(sales.save_cart, None),
    "place_order": Job(sales.place_order, "utter_order_placed_later", "utter_order_refused_later"),
    "set_deal": Job(hubspot.set_deal, None),
    "add_note": Job(hubspot.add_note, None),
    "open_ticket": Job(_open_ticket, "utter_ticket_registered_later"),
    "attach_to_ticket": Job(attaching.attach, None),
    "make_quote": Job(quoting.make, "utter_quote_made_later", "utter_quote_for_people", attaches="url"),
    "cancel_order": Job(orders.cancel, "utter_order_cancelled_later"),
    "redirect_order": Job(orders.redirect, "utter_order_changed_later"),
    "change_variant": Job(orders.change_variant, "utter_order_changed_later", "utter_order_variant_gone_later"),
    "settle_trouble": Job(orders.settle, "utter_ticket_registered_later"),
}
