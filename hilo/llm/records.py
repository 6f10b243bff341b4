"""What the CRM has of whoever writes, for a prompt: their own orders, ticket, appointment, quotation, nobody else's.

What may be shown to the address they write from is what the flows show there (`hilo.orders.seen`).
"""
from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from hilo import wording
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.crm.calling import REFUSALS, CrmError, ask
from hilo.crm.crm import Crm, get_crm
from hilo.memory import proven
from hilo.memory.database import reading
from hilo.orders import words
from hilo.orders.seen import Writer, look
from hilo.texts import texts

logger = logging.getLogger(__name__)
PATIENCE = 0.8
"""Seconds; a model that is told nothing of them says nothing of them."""
ORDERS = 3
"""The newest; older ones are asked for by their number, in their flow."""
_TICKET = {"open": "abierto", "waiting": "a la espera de la persona", "solved": "resuelto", "closed": "cerrado"}
_QUOTE = {"sent": "enviada", "accepted": "aceptada", "expired": "vencida", "withdrawn": "retirada"}


def records(writer: Writer, register: str | None, patience: float | None = None) -> str:
    """The records in words, a blank line between them; empty of a stranger, or while the CRM is away (blocks)."""
    try:
        return ask(lambda: "\n\n".join(_records(get_crm(), writer, register)),
                   PATIENCE if patience is None else patience)
    except (CrmError, *REFUSALS):
        logger.warning("A prompt goes without the CRM's records.")
        return ""


def _records(crm: Crm, writer: Writer, register: str | None) -> list[str]:
    zone = ZoneInfo(get_shop().company.profile.time_zone)
    at, fill = now(get_shop().company.profile.time_zone), partial(texts.fill, register=register)
    found = []
    for order in look(crm, writer).orders[:ORDERS]:
        told = words.facts(fill, order, at.date())
        way = "" if order.status in ("delivered", "cancelled", "returned") else f" {told['promise']}{told['tracking']}"
        found.append(f"Pedido {order.number} de la persona, del {_day(order.placed_at, zone)}: {told['items']}. "
                     f"Estado del pedido: {words.status(fill, order)}.{way} Total: {told['total']}.")
    with reading() as session:
        shown = set(proven.contacts_shown(session, writer.contact_id, writer.channel, writer.address))
    if not shown:
        return found
    tickets = [one for one in crm.tickets.of(writer.contact_id) if one.contact_id in shown]
    coming = [one for one in crm.agenda.of(writer.contact_id)
              if one.contact_id in shown and one.status == "booked" and one.starts_at > at]
    quotes = [one for one in crm.quotes.of(writer.contact_id) if one.contact_id in shown]
    return [*found,
            *(f"Reclamo o consulta {one.number} de la persona, del {_day(one.created_at, zone)}: {one.subject}. "
              f"Estado: {_TICKET[one.status]}." for one in tickets[:1]),
            *(f"Cita {one.number} de la persona: {one.topic}, el {_day(one.starts_at, zone)} a las "
              f"{wording.hour(one.starts_at.astimezone(zone))}." for one in coming[-1:]),
            *(f"Cotización {one.number} de la persona: {wording.listing([line.name for line in one.lines])}. Estado: "
              f"{_QUOTE[one.status]}. Total: {wording.exact_money(one.total, one.currency)}. Vale hasta el "
              f"{wording.day(one.valid_until)}." for one in quotes[:1])]


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return wording.day(moment.astimezone(zone).date())
