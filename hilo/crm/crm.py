"""The CRM in use: its parts, behind one small interface each. Another CRM brings the same parts."""
from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from hilo.crm.agenda import AgendaBook
from hilo.crm.carts import Carts
from hilo.crm.coupons import Coupons
from hilo.crm.embedded.agenda import EmbeddedAgenda
from hilo.crm.embedded.carts import EmbeddedCarts
from hilo.crm.embedded.coupons import EmbeddedCoupons
from hilo.crm.embedded.orders import EmbeddedOrders
from hilo.crm.embedded.payments import EmbeddedPayments
from hilo.crm.embedded.people import EmbeddedPeople
from hilo.crm.embedded.quotes import EmbeddedQuotes
from hilo.crm.embedded.stock import EmbeddedStock
from hilo.crm.embedded.tickets import EmbeddedTickets
from hilo.crm.orders import Orders
from hilo.crm.payments import Payments
from hilo.crm.people import People
from hilo.crm.quotes import Quotes
from hilo.crm.stock import Stock
from hilo.crm.tickets import Tickets
from hilo.settings import get_settings


@dataclass(frozen=True)
class Crm:
    """A CRM's parts."""

    people: People
    orders: Orders
    tickets: Tickets
    coupons: Coupons
    carts: Carts
    payments: Payments
    stock: Stock
    agenda: AgendaBook
    quotes: Quotes


_EMBEDDED = Crm(EmbeddedPeople(), EmbeddedOrders(), EmbeddedTickets(), coupons=EmbeddedCoupons(), carts=EmbeddedCarts(),
                payments=EmbeddedPayments(), stock=EmbeddedStock(), agenda=EmbeddedAgenda(), quotes=EmbeddedQuotes())


def get_crm() -> Crm:
    """The one in use; call it by `hilo.crm.calling`, so that a slow one holds nobody up."""
    return _hubspot() if get_settings().hubspot_access_token else _EMBEDDED


@lru_cache(maxsize=1)
def _hubspot() -> Crm:
    """HubSpot for people and tickets; what it is not made for stays embedded (docs/decisions/0027-hubspot.md)."""
    from hilo.crm.hubspot.later import PeopleLater  # with its client: half a second that is not everybody's
    from hilo.crm.hubspot.people import HubSpotPeople
    from hilo.crm.hubspot.tickets import HubSpotTickets

    return replace(_EMBEDDED, people=PeopleLater(HubSpotPeople()), tickets=HubSpotTickets())
