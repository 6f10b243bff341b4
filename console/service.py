"""A person's orders, cases, appointments and quotations, a line each, as the page lists them."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from console import words
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop
from hilo.crm.orders import Order
from hilo.handoff.desk import Service
from hilo.sales.ordering import PAID_BY
from hilo.wording import day, money

MOST = 5
"""Of each kind, the newest."""
ORDERS = {"awaiting_payment": "espera el pago", "paid": "pagado", "preparing": "en preparación", "shipped": "en camino",
          "delayed": "atrasado", "delivered": "entregado", "cancelled": "cancelado", "returned": "devuelto"}
TICKETS = {"open": "abierto", "waiting": "en espera", "solved": "resuelto", "closed": "cerrado"}
URGENCY = {"high": "urgente", "medium": "", "low": ""}
APPOINTMENTS = {"booked": "reservada", "cancelled": "cancelada", "done": "hecha"}
QUOTES = {"sent": "enviada", "accepted": "aceptada", "expired": "vencida", "withdrawn": "retirada"}
Row = dict[str, str]


def rows(found: Service, at: datetime) -> list[dict[str, object]]:
    """A group for each kind of which there is something: {title, rows: [{number, state, text}]}."""
    groups = (("Pedidos", _orders(found)), ("Casos", _tickets(found)), ("Citas", _appointments(found, at)),
              ("Cotizaciones", _quotes(found)))
    return [{"title": title, "rows": list(lines)[:MOST]} for title, lines in groups if lines]


def _orders(found: Service) -> list[Row]:
    return [{"number": one.number, "state": ORDERS.get(one.status, one.status),
             "text": _joined((", ".join(dict.fromkeys(line.name for line in one.lines)), money(one.total, one.currency),
                              _paid_by(one), _arrives(one)))} for one in found.orders]


def _arrives(order: Order) -> str:
    if order.promised_until is None or order.status not in ("paid", "preparing", "shipped", "delayed"):
        return ""
    return f"llega hasta el {day(order.promised_until)}"


def _paid_by(order: Order) -> str:
    """«Pago: efectivo en sucursal», where the person told how they pay."""
    name = next((m.name for m in get_shop().company.payments.methods if m.id == order.delivery.get(PAID_BY)), "")
    return f"pago: {name[0].lower()}{name[1:]}" if name else ""


def _tickets(found: Service) -> list[Row]:
    return [{"number": one.number, "state": TICKETS.get(one.status, one.status),
             "text": _joined((one.subject, URGENCY.get(one.urgency, "")))} for one in found.tickets]


def _appointments(found: Service, at: datetime) -> list[Row]:
    newest = sorted(found.appointments, key=lambda one: one.starts_at, reverse=True)
    advisers = {agenda.id: agenda.adviser for agenda in get_agendas().agendas}
    return [{"number": one.number, "state": APPOINTMENTS.get(one.status, one.status),
             "text": _joined((words.moment(one.starts_at, at), advisers.get(one.agenda, ""), one.topic))}
            for one in newest]


def _quotes(found: Service) -> list[Row]:
    return [{"number": one.number, "state": QUOTES.get(one.status, one.status),
             "text": _joined((one.buyer.company or one.buyer.name or "", money(one.total, one.currency),
                              f"vale hasta el {day(one.valid_until)}"))} for one in found.quotes]


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)
