"""What a conversation has done about an order, each once: what is asked for twice finds it done."""
from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hilo.crm.coupons import CouponDraft
from hilo.crm.crm import Crm
from hilo.crm.stock import Article
from hilo.crm.tickets import TicketDraft
from hilo.orders.compensation import key_of

Values = dict[str, Any]


def cancel(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    """Calls an order off; where it was paid, a ticket gives the money back.

    data: order, refund (whether it was paid), subject (of the ticket).

    Raises:
        ValueError: it has left meanwhile.
    """
    order = crm.orders.change(data["order"], "cancelled", at, "by the customer")
    number = ""
    if data["refund"]:
        details = {"amount": order.total, "currency": order.currency}
        number = crm.tickets.open(order.contact_id, TicketDraft(key, "cancellation", data["subject"], "medium", details,
                                                          order.number), at).number
    return {"order": order.number, "number": number}


def redirect(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    """Has an order delivered elsewhere. data: order, delivery."""
    return {"order": crm.orders.redirect(data["order"], data["delivery"], at).number}


def change_variant(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    """Puts another colour or size into an order. data: order, product, from: {color, size}, to: {color, size}.

    Raises:
        hilo.crm.stock.SoldOutError: somebody was quicker.
    """
    article = Article(data["product"], data["from"]["color"], data["from"]["size"])
    return {"order": crm.orders.change_variant(data["order"], article, data["to"]["color"], data["to"]["size"],
                                               at).number}


def settle(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> Values:
    """Registers a trouble with an order, gives what the policy offers for it, and has it picked up where that is the
    way out. All of it is the person's whose order it is.

    data: order, kind, subject, urgency, details, delivery (or None), gift: {percent or None, until} (or None).
    """
    order = crm.orders.find(data["order"])
    owner = order.contact_id if order else contact_id
    ticket = crm.tickets.open(owner, TicketDraft(key, data["kind"], data["subject"], data["urgency"],
                                                      data["details"], data["order"]), at)
    values: Values = {"number": ticket.number, "order": data["order"], "code": "", "percent": None, "until": None}
    if data.get("delivery"):
        crm.orders.redirect(data["order"], data["delivery"], at)
    gift = data.get("gift")
    if gift:
        coupon = crm.coupons.grant(owner, CouponDraft(
            key_of(data["order"]), data["subject"], date.fromisoformat(gift["until"]), gift["percent"]), at)
        until = coupon.valid_until.isoformat()
        crm.tickets.change(ticket.number, at, compensation={
            "kind": "free_shipping" if coupon.is_free_shipping else "coupon", "percent": coupon.percent,
            "coupon": coupon.code, "until": until})
        values |= {"code": coupon.code, "percent": coupon.percent, "until": until}
    return values
