"""What somebody who writes may see of orders: their own, whatever channel proves that they are theirs."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from hilo.business.load import get_shop
from hilo.business.loyalty import get_loyalty
from hilo.crm.coupons import Coupon
from hilo.crm.crm import Crm
from hilo.crm.embedded.orders import plain
from hilo.crm.order_steps import BOUGHT, ON_ITS_WAY
from hilo.crm.orders import Order
from hilo.crm.people import Loyalty
from hilo.crm.tickets import Ticket
from hilo.memory import proven
from hilo.memory.addresses import AddressError, Name, names_of, phone_of
from hilo.memory.database import reading
from hilo.memory.roots import group
from hilo.memory.tables import Identity
from hilo.orders.policy import get_order_rules


@dataclass(frozen=True)
class Writer:
    """Somebody who writes: who they are, and by which channel from which address."""

    contact_id: str
    channel: str
    address: str


@dataclass(frozen=True)
class Seen:
    """orders: the newest first. history, coupons, tickets: all of the person's whose they are, to decide by."""

    orders: tuple[Order, ...] = ()
    history: tuple[Order, ...] = ()
    coupons: list[Coupon] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)

    def named(self, number: str | None) -> Order | None:
        """The one of this number, however it is written."""
        return next((order for order in self.orders if number and order.number == plain(number)), None)

    def loyalty_before(self, order: Order) -> Loyalty:
        """How loyal the person was when they placed an order: by what they had bought until then."""
        steps = get_loyalty()
        bought = sum(one.status in BOUGHT and one.placed_at < order.placed_at for one in self.history)
        return "loyal" if bought >= steps.loyal_from else "returning" if bought >= steps.returning_from else "new"

    @property
    def open(self) -> tuple[Order, ...]:
        """Those that are not yet with the person."""
        return tuple(o for o in self.orders if o.status in ON_ITS_WAY or o.status == "awaiting_payment")

    def recent(self, today: date) -> tuple[Order, ...]:
        """Those that came lately."""
        since = today - timedelta(days=get_order_rules().recent_days)
        return tuple(o for o in self.orders if o.status == "delivered" and o.updated_at.date() >= since)


def look(crm: Crm, writer: Writer) -> Seen:
    """The orders that a person may see from where they write.

    On WhatsApp and on the telephone that is all that is theirs; in a web chat what was ordered there, what a code has
    joined to it, and orders that they have proven (`belongs_to`).
    """
    with reading() as session:
        shown = set(proven.contacts_shown(session, writer.contact_id, writer.channel, writer.address))
        numbers = proven.orders_proven(session, writer.contact_id, writer.channel, writer.address)
    orders = [order for order in crm.orders.of(writer.contact_id) if order.contact_id in shown] if shown else []
    have = {order.number for order in orders}
    orders += [order for number in numbers if number not in have and (order := crm.orders.find(number))]
    return _seen(crm, orders) if orders else Seen()


def _seen(crm: Crm, orders: list[Order]) -> Seen:
    owner = orders[0].contact_id
    return Seen(tuple(sorted(orders, key=lambda order: order.placed_at, reverse=True)),
                tuple(crm.orders.of(owner)), crm.coupons.of(owner), crm.tickets.of(owner))


def belongs_to(crm: Crm, number: str, phone: str | None, email: str | None) -> Seen:
    """The order of this number alone, if it was placed with this phone or e-mail; none, whatever of it is wrong.

    An address counts that somebody wrote from, or that was known before the order was placed: whoever gives their own
    number afterwards proves nothing.
    """
    order = crm.orders.find(number)
    if order is None:
        return Seen()
    names = {*_names("phone", phone), *_names("email", email)}
    with reading() as session:
        known = session.execute(select(Identity.kind, Identity.address).where(
            Identity.contact_id.in_(group(session, order.contact_id)), Identity.kind.in_(("phone", "email")),
            Identity.proven.is_(True) | (Identity.created_at <= order.placed_at))).all()
    return _seen(crm, [order]) if names.intersection(map(tuple, known)) else Seen()


def of_same_person(crm: Crm, number: str, seen: Seen) -> Seen:
    """The order of this number, if it is the same person's as one that may be seen."""
    order = crm.orders.find(number) if seen.orders else None
    if order is None:
        return Seen()
    with reading() as session:
        own = set(group(session, seen.orders[0].contact_id))
    return _seen(crm, [order]) if order.contact_id in own else Seen()


def _names(kind: str, address: str | None) -> list[Name]:
    if not address:
        return []
    phone = phone_of(kind, address, get_shop().company.profile.country)
    try:
        return [name for name in names_of(kind, address, phone) if name[0] == kind]
    except AddressError:
        return []
