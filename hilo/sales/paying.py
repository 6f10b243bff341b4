"""What a payment does to its order. Every step may be repeated: it is done once, whatever dies in between."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hilo import wording
from hilo.crm.crm import Crm
from hilo.crm.orders import Order
from hilo.crm.payments import Payment
from hilo.crm.stock import SoldOutError
from hilo.crm.tickets import TicketDraft
from hilo.sales.ordering import won
from hilo.sales.provider import State
from hilo.texts import texts

HOLD_RAN_OUT = "hold_ran_out"
"""The note of an order that was cancelled because nobody paid it in time."""
CENT = 0.005


@dataclass(frozen=True)
class Settled:
    """bought: the order is paid by this. text: what the person is to be told, with what it is filled and under which
    name; None: nothing, or the order's own notice says it."""

    bought: bool = False
    text: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    key: str = ""


def settle(crm: Crm, payment: Payment, state: State, report: str, at: datetime) -> Settled:
    """Takes over what the provider says of a payment. report: its name, so that each is told of once."""
    order = crm.orders.find(payment.order_number)
    if order is None or state.status == "pending":
        return Settled()
    if state.status == "failed":
        crm.payments.settle(payment.provider_id, "failed", at)
        open_still = order.status == "awaiting_payment" and payment.status in ("pending", "failed")
        return Settled(text="utter_payment_failed", key=f"payment:{report}", values={
            "number": order.number, "link": payment.url}) if open_still else Settled()
    crm.payments.settle(payment.provider_id, "paid", at)
    paid = wording.money(state.amount, state.currency)
    if abs(state.amount - order.total) > CENT or state.currency != order.currency:
        return _to_people(crm, order, payment, "amount", at, paid=paid)
    return _pay(crm, order, payment, paid, at)


def _pay(crm: Crm, order: Order, payment: Payment, paid: str, at: datetime) -> Settled:
    let_go = order.status == "cancelled" and crm.orders.events(order.number)[-1].note == HOLD_RAN_OUT
    if order.status == "awaiting_payment" or let_go:
        try:
            crm.orders.change(order.number, "paid", at)
        except SoldOutError:
            return _to_people(crm, order, payment, "too_late", at, paid=paid)
        won(crm, order, at)
        return Settled(bought=True)
    if order.status == "cancelled":
        return _to_people(crm, order, payment, "cancelled", at, paid=paid)
    others = [p for p in crm.payments.of_order(order.number)
              if p.provider_id != payment.provider_id and p.status == "paid"]
    if others:
        return _to_people(crm, order, payment, "twice", at, paid=paid)
    won(crm, order, at)  # this very payment, again: perhaps what came after it was not done
    return Settled(bought=True)


def _to_people(crm: Crm, order: Order, payment: Payment, why: str, at: datetime, paid: str) -> Settled:
    """A ticket for people, and the truth for the person; once a payment."""
    key = f"payment:{payment.provider_id}:{why}"
    values = {"number": order.number, "paid": paid, "total": wording.money(order.total, order.currency)}
    ticket = crm.tickets.open(order.contact_id, TicketDraft(
        key, "support", texts.fill(f"utter_ticket_subject_payment_{why}", **values), "high",
        {"payment": payment.provider_id, **values}, order.number), at)
    return Settled(text=f"utter_payment_{why}", values={**values, "ticket": ticket.number}, key=key)
