"""Into which status an order may come from which. All of the rules, in one place."""
from __future__ import annotations

from hilo.crm.orders import OrderStatus

NEXT: dict[OrderStatus, frozenset[OrderStatus]] = {
    "awaiting_payment": frozenset({"paid", "cancelled"}),
    "paid": frozenset({"preparing", "shipped", "delayed", "delivered", "cancelled"}),
    "preparing": frozenset({"shipped", "delayed", "delivered", "cancelled"}),
    "delayed": frozenset({"preparing", "shipped", "delivered", "cancelled"}),
    "shipped": frozenset({"delayed", "delivered"}),
    "delivered": frozenset({"returned"}),
    "cancelled": frozenset({"paid"}),  # a payment that came after the hold had run out
    "returned": frozenset(),
}
ON_ITS_WAY: frozenset[OrderStatus] = frozenset({"paid", "preparing", "shipped", "delayed"})
"""Paid, and not yet with the person."""
BOUGHT: frozenset[OrderStatus] = ON_ITS_WAY | {"delivered"}
"""What counts for somebody's loyalty."""


def may(now: OrderStatus, then: OrderStatus) -> bool:
    """Whether an order may go from one status to the other."""
    return then in NEXT[now]
