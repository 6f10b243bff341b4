"""What may still be done with an order, by the shop's rules."""
from __future__ import annotations

from datetime import date
from typing import Literal

from hilo.business.company import Shop
from hilo.crm.lines import Line
from hilo.crm.orders import Order
from hilo.orders.policy import OrderRules, get_order_rules
from hilo.spanish.normalize import fold

Refusal = Literal["not_delivered", "too_late", "no_exchange"]


def is_on_the_road(order: Order) -> bool:
    """Whether it has left the house: a carrier has it, or the person does."""
    return order.status in ("shipped", "delivered", "returned") or (order.status == "delayed" and bool(order.tracking))


def is_paid(order: Order) -> bool:
    """Whether there is money to give back."""
    return order.status not in ("awaiting_payment", "cancelled", "returned")


def may_cancel(order: Order, rules: OrderRules | None = None) -> bool:
    """Whether it can be called off as a whole."""
    return order.status in (rules or get_order_rules()).cancel_while


def may_change(order: Order, rules: OrderRules | None = None) -> bool:
    """Whether its address, or a size or colour, can still be another."""
    return order.status in (rules or get_order_rules()).change_while and not is_on_the_road(order)


def kind_of(shop: Shop, line: Line) -> str | None:
    """The type of product of a line; None where it is no longer in the catalogue."""
    return next((product.type for product in shop.company.products if product.id == line.product), None)


def holds(shop: Shop, order: Order, thing: str) -> bool:
    """Whether a thing («tenis», «gorra isleña») is in an order: by its kind, or by its name."""
    kind, name = shop.words.type_of(thing), fold(thing)
    return any(name in fold(line.name) or (kind is not None and kind_of(shop, line) == kind) for line in order.lines)


def refusal_of_return(order: Order, line: Line, kind: str | None, today: date, exchange: bool,
                      defect: bool = False, rules: OrderRules | None = None) -> Refusal | None:
    """Why something cannot come back; None where it can. kind: its type of product. exchange: for another one.
    defect: it is faulty or not what was ordered, so only the warranty's time counts."""
    rules = rules or get_order_rules()
    if order.status != "delivered":
        return "not_delivered"
    age = (today - order.updated_at.date()).days
    if defect:
        return "too_late" if age > rules.warranty_of(kind) * 31 else None
    if kind in rules.no_exchange:
        return "no_exchange"
    return "too_late" if age > (rules.exchange_days if exchange else rules.return_days) else None
