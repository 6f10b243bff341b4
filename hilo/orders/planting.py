"""Customers with orders for a demonstration; planted twice they are there once."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from hilo.business.load import get_shop
from hilo.crm.crm import Crm, get_crm
from hilo.crm.lines import Line
from hilo.crm.orders import Order, OrderDraft, OrderStatus
from hilo.memory import database
from hilo.memory.identity import contact_for, resolve
from hilo.memory.stages import further
from hilo.memory.tables import Contact
from hilo.memory.telling import told
from hilo.sales.cart import TRANSFER
from hilo.sales.ordering import PAID_BY


class Bought(NamedTuple):
    """An order: what, in which status, placed so many days ago; promised, and delivered or put off, as many days from
    now."""

    lines: tuple[tuple[str, str, str, int], ...]
    status: OrderStatus
    placed: int
    promised: int
    put_off: int | None = None
    came: int | None = None


class Customer(NamedTuple):
    """Somebody who bought."""

    name: str
    phone: str
    email: str
    city: str
    address: str
    orders: tuple[Bought, ...]


CUSTOMERS = (
    Customer("Ana Sosa", "+5493425550101", "ana.sosa@example.com", "Rosario", "Mendoza 1540", (
        Bought((("zapatilla-litoral", "negro", "38", 1),), "delivered", 60, -52, came=-50),
        Bought((("toalla-orilla", "", "", 2),), "delivered", 20, -13, came=-12),
        Bought((("gorra-islena", "beige", "única", 1),), "shipped", 4, 2),
        Bought((("zapatilla-costanera", "azul", "41", 1), ("media-trote", "negro", "única", 1)), "delayed", 14, -5,
               put_off=4))),
    Customer("Luis Ferreyra", "+5493414440202", "luis.ferreyra@example.com", "Santa Fe", "Bv. Gálvez 1180", (
        Bought((("zapatilla-quebracho", "", "", 1),), "delayed", 9, -2),)),
    Customer("María Paz Rojas", "+56922223333", "mpaz.rojas@example.com", "Santiago de Chile", "Los Leones 220", (
        Bought((("gorro-niebla", "gris", "única", 1),), "paid", 1, 12),
        Bought((("zapatilla-litoral", "blanco", "37", 1),), "awaiting_payment", 0, 14))),
)
CARRIER = {"carrier": "Andreani", "code": "AR2040917"}


def plant(at: datetime) -> list[dict[str, Any]]:
    """Makes who and what is not there yet; what there is, as {name, phone, email, orders: [{number, status, what}]}."""
    return [plant_customer(get_crm(), customer, at) for customer in CUSTOMERS]


def plant_customer(crm: Crm, customer: Customer, at: datetime) -> dict[str, Any]:
    """One of them, as {name, phone, email, orders: [{number, status, what}]}."""
    since = at - timedelta(days=400)
    with database.writing() as session:
        contact_id = contact_for(session, "phone", customer.phone, since, proven=False)
        told(session, contact_id, "email", customer.email, since)
        contact = session.get(Contact, resolve(session, contact_id))
        contact.name = contact.name or customer.name
        contact.stage = further(contact.stage, "customer")
    orders = [_order(crm, contact_id, customer, place, bought, at) for place, bought in enumerate(customer.orders)]
    return {"name": customer.name, "phone": customer.phone, "email": customer.email, "orders": [
        {"number": order.number, "status": order.status, "what": ", ".join(line.name for line in order.lines)}
        for order in orders]}


def _order(crm: Crm, contact_id: str, customer: Customer, place: int, bought: Bought, at: datetime) -> Order:
    unpaid = bought.status == "awaiting_payment"
    placed = at - timedelta(days=bought.placed, hours=0 if unpaid else 3)  # its link holds from now on
    order = crm.orders.place(contact_id, OrderDraft(
        f"demo:{customer.phone}:{place}", tuple(_line(*one) for one in bought.lines), _currency(),
        {"way": "home", "address": customer.address, "city": customer.city, **({PAID_BY: TRANSFER} if unpaid else {})},
        promised_until=_day(at, bought.promised)), placed)
    if order.status != "awaiting_payment":
        return order  # planted before; what was done with it since stands
    paid = placed + timedelta(minutes=10)
    if bought.status != "awaiting_payment":
        order = crm.orders.change(order.number, "paid", paid)
    if bought.status in ("shipped", "delivered"):
        order = crm.orders.change(order.number, "shipped", paid + timedelta(days=1), tracking=CARRIER)
    if bought.came is not None:
        order = crm.orders.change(order.number, "delivered", at + timedelta(days=bought.came))
    if bought.status == "delayed":
        order = crm.orders.change(order.number, "delayed", at - timedelta(days=1), promised_until=_day(
            at, bought.put_off) if bought.put_off is not None else None)
    for event in crm.orders.events(order.number):
        crm.orders.told(event.key, event.at)  # nobody is written to because of a demonstration
    return order


def _line(product_id: str, color: str, size: str, units: int) -> Line:
    """As the catalogue has it; without colour and size its first variant."""
    product = next(one for one in get_shop().company.products if one.id == product_id)
    first = product.variants()[0]
    return Line(product.id, product.name, color or first.color, size or first.size, units,
                product.price[_currency()])


def _currency() -> str:
    return get_shop().company.profile.currency


def _day(at: datetime, days: int) -> date:
    return (at + timedelta(days=days)).date()
