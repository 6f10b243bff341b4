"""What falls due of a purchase: a hold that has run out, a cart that was left. The worker asks for it."""
from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from hilo.business.sales import get_sales
from hilo.crm.crm import Crm, get_crm
from hilo.crm.orders import Order
from hilo.crm.payments import Payment
from hilo.handoff import speaking
from hilo.memory import database
from hilo.memory.roots import group
from hilo.sales import reports
from hilo.sales.ordering import held_until
from hilo.sales.paying import HOLD_RAN_OUT, settle
from hilo.sales.provider import ProviderError, get_provider

logger = logging.getLogger(__name__)
GRACE = timedelta(minutes=10)
"""For so long a hold goes on while the provider cannot say whether it was paid."""


def release_holds(at: datetime) -> None:
    """Orders that nobody has paid in time: the provider is asked once more, then the units are given back."""
    crm = get_crm()
    made_before = at - timedelta(minutes=get_sales().hold_minutes)
    for number in sorted({*crm.stock.overdue(at), *crm.payments.waiting(made_before)}):
        try:
            _look_at(crm, number, at)
        except SQLAlchemyError:
            raise
        except Exception:  # one order's trouble must not hold up the others
            logger.exception("An unpaid order could not be looked at; it is tried again.")


def note_abandoned_carts(at: datetime) -> None:
    """Carts in which somebody left something; nothing is sent."""
    get_crm().carts.abandon(at - timedelta(minutes=get_sales().abandoned_after_minutes))


def _look_at(crm: Crm, number: str, at: datetime) -> None:
    order = crm.orders.find(number)
    payments = crm.payments.of_order(number)
    waiting = [p for p in payments if p.status in ("pending", "failed")]
    if order is not None and order.status == "awaiting_payment" and any(p.status == "paid" for p in payments):
        return  # another sum was paid: people see to it, and the units wait for them
    if order is not None and order.status == "awaiting_payment" and at < held_until(order):
        return
    if order is None or (order.status == "awaiting_payment" and _was_paid_or_unsure(crm, order, waiting, at)):
        return
    if order.status == "awaiting_payment":
        order = crm.orders.change(number, "cancelled", at, HOLD_RAN_OUT)
    if order.status == "cancelled" and crm.orders.events(number)[-1].note == HOLD_RAN_OUT:
        _tell(order, at)
    for payment in waiting:  # last, so that whoever dies before it comes by here again
        crm.payments.settle(payment.provider_id, "expired", at)


def _was_paid_or_unsure(crm: Crm, order: Order, waiting: list[Payment], at: datetime) -> bool:
    """Whether a payment was made whose report never came; unsure: the provider does not answer, for a while."""
    for payment in waiting:
        try:
            state = get_provider().state(payment.provider_id)
        except ProviderError:
            if at < held_until(order) + GRACE:
                return True
            continue
        if state.status == "paid":
            settled = settle(crm, payment, state, f"{payment.provider_id}:asked", at)
            with database.writing() as session:
                reports.tell(session, payment, settled, at)
            return True
    return False


def _tell(order: Order, at: datetime) -> None:
    names = ", ".join(dict.fromkeys(line.name for line in order.lines))
    with database.writing() as session:
        speaking.say(session, group(session, order.contact_id), "utter_hold_ran_out", f"hold:{order.number}", at,
                     number=order.number, names=names)
